# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Carrying a project of an earlier year on, for programs: which projects carry which on, the act, what differs."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema
from ninja.responses import Status

from accounts.api import READING, REFUSALS, ActingUnder, RequestId, Strict, asker
from accounts.api.problems import told
from agencies.asking import asker_under
from agencies.models import Agency
from budget_review.forms.beginning import open_rounds
from budget_review.guards import round_is_open
from budget_review.operations.carrying import Carried, carry_over
from budget_review.permissions import lead_officer
from budget_review.queries import project_for
from budget_review.queries.carrying import chain_of, kin_of, since_last_year
from budget_review.schemas import ProjectOut, project_out
from budget_review.schemas_of_history import SinceLastYearOut, since_last_year_out
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, Refused

router = Router(tags=["projects"])


class RoundOut(Schema):
    """A round into which the project can be carried now."""

    id: int
    name: str
    fiscal_year: int


class YearOfChain(Schema):
    """A project of the chain of years."""

    code: str
    fiscal_year: int
    state: str


class CarriedOut(Schema):
    """The project before, those after, of those that you may see; and the later rounds that are open for its lead."""

    carries_on: str | None = Field(description="The code of the project of an earlier year.")
    carried_into: list[str]
    chain: list[YearOfChain] = Field(description="From the earliest year to the latest, itself among them.")
    rounds: list[RoundOut]


class CarryBody(Strict):
    """Into which round, and with what. Weights and lines of an agency come along only with the agency."""

    round: Annotated[int, Field(ge=1, le=10**18)]
    take: set[Carried] = Field(default_factory=lambda: set(Carried))


@router.get("/{slug:code}/carry-over", response={200: CarriedOut} | READING, summary="Read what a project carries on")
def read_carrying(request: HttpRequest, code: str) -> CarriedOut:
    """Its project of the year before, the projects that carry it on, and where it could be carried."""
    user, now = asker(request), timezone.now()
    project = project_for(user, code, now)
    before, after = kin_of(project, user, now)
    return CarriedOut(
        carries_on=before.code if before else None,
        carried_into=[one.code for one in after],
        chain=[
            YearOfChain(code=one.code, fiscal_year=one.round.workplan.fiscal_year, state=one.state)
            for one in chain_of(project, user, now)
        ],
        rounds=[
            RoundOut(id=held.pk, name=held.name, fiscal_year=held.workplan.fiscal_year)
            for held in _later_rounds(project, now)
        ],
    )


@router.post("/{slug:code}/carry-over", response={200: ProjectOut} | REFUSALS, summary="Carry a project over")
def carry_project_over(
    request: HttpRequest, code: str, body: CarryBody, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Begin the draft of a later year from this project; the same key again gives the same draft."""
    user, now = asker_under(request, acting_under), timezone.now()
    project = project_for(user, code, now)
    try:
        is_known = TransitionRecord.objects.filter(request_id=request_id).exists()
        if not (is_known or _later_rounds(project, now).filter(pk=body.round).exists()):
            raise GuardsUnmet(round_is_open.sentence)
        begun = carry_over(
            source_id=project.pk, round_id=body.round, what=body.take, actor=asker(request), at=now,
            request_id=request_id, delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, lead_officer.sentence)
    return Status(200, project_out(begun))


@router.get(
    "/{slug:code}/last-year", response={200: SinceLastYearOut} | READING, summary="Compare with the year before"
)
def compare_with_last_year(request: HttpRequest, code: str) -> SinceLastYearOut:
    """What differs from the last frozen content of the project that this one carries on; 404 where there is none."""
    user, now = asker(request), timezone.now()
    project = project_for(user, code, now)
    before, _after = kin_of(project, user, now)
    if before is None:
        raise Http404
    return since_last_year_out(since_last_year(project, before), before.code)


def _later_rounds(project: Any, now: Any) -> Any:
    open_now = open_rounds(now, Agency.objects.filter(pk=project.lead_id))
    return open_now.filter(workplan__fiscal_year__gt=project.round.workplan.fiscal_year)
