# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An agency's own plan document beside the template for programs, and taking sections of it over."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema
from ninja.responses import Status

from accounts.api import REFUSALS, ActingUnder, Strict, Words, asker
from accounts.api.problems import told
from agencies.asking import asker_under
from digital_plan.api.action_plans import ActionPlanWhole, whole_of
from digital_plan.operations.action_plans import comparison_of, take_over
from digital_plan.permissions.action_plans import plan_writer
from digital_plan.queries.action_plans import action_plan_for, document_for
from workflows.refusals import Refused

router = Router(tags=["action plans"])


class FoundSectionOut(Schema):
    """A section of the template as the document has it."""

    key: str
    label: str
    heading: str = Field(description="As it stands in the document; empty where none was found.")
    letters: int
    text: str
    rows: list[dict[str, str]]
    can_be_taken: bool
    faults: list[str] = Field(description="Why it cannot stand in the plan as it is.")


class ComparisonOut(Schema):
    """A document beside the template."""

    filename: str
    sections: list[FoundSectionOut]


@router.get(
    "/{int:pk}/documents/{int:number}/comparison", response={200: ComparisonOut} | REFUSALS,
    summary="Compare the agency's own document with the template",
)  # fmt: skip
def compare_action_plan_document(request: HttpRequest, pk: int, number: int, acting_under: ActingUnder = None) -> Any:
    """Which sections of the template a Word document has. Another kind of document, and one that cannot be read, is
    refused with the reason.
    """
    now, user = timezone.now(), asker_under(request, acting_under)
    held = document_for(action_plan_for(user, pk, now), user, number, now)
    try:
        comparison = comparison_of(held)
    except Refused as refused:
        return told(refused, plan_writer.sentence)
    return Status(200, ComparisonOut(filename=held.filename, sections=[
        FoundSectionOut(
            key=one.section.key, label=str(one.section.label), heading=one.heading, letters=one.letters, text=one.text,
            rows=one.rows, can_be_taken=one.can_be_taken, faults=[str(fault) for fault in one.faults],
        )
        for one in comparison.sections
    ]))  # fmt: skip


class TakeOverIn(Strict):
    """The sections to take over; the others stay as they are."""

    expected_revision: int = Field(ge=0, description="The plan's revision that you have read.")
    sections: Annotated[list[Words], Field(max_length=20, examples=[["background", "strategies"]])]


@router.post(
    "/{int:pk}/documents/{int:number}/take-over", response={200: ActionPlanWhole} | REFUSALS,
    summary="Take sections of the agency's own document over",
)  # fmt: skip
def take_action_plan_sections_over(
    request: HttpRequest, pk: int, number: int, body: TakeOverIn, acting_under: ActingUnder = None
) -> Any:
    """Write what the document has for the named sections as the plan's draft: all of them, or none."""
    now, user = timezone.now(), asker_under(request, acting_under)
    held = document_for(action_plan_for(user, pk, now), user, number, now)
    try:
        take_over(
            held=held, keys=body.sections, expected_revision=body.expected_revision, actor=asker(request), at=now,
            delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, plan_writer.sentence)
    return Status(200, whole_of(action_plan_for(user, pk, now), user, now))
