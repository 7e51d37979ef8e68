# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sections of a proposal for programs: reading them, what is still missing before each gate, writing one."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema
from pydantic import AfterValidator, StringConstraints

from accounts.api import READING, REFUSALS, ActingUnder, Moment, Prose, Strict, asker, storable
from accounts.api.problems import told
from agencies.asking import asker_under
from agencies.standing import attempt_of
from budget_review.operations.sections import write_section
from budget_review.permissions import partner_officer
from budget_review.queries import project_for
from budget_review.queries.gates import gates_of
from budget_review.queries.sections import Written, sections_of, share_of
from budget_review.sections import BY_KEY, CELL_MAX, ROWS_MAX
from workflows.records import moment
from workflows.refusals import Refused

router = Router(tags=["projects"])
Cell = Annotated[str, StringConstraints(max_length=CELL_MAX), AfterValidator(storable)]


class ColumnOut(Schema):
    """A column of a section's table, with the values that it takes where they are few."""

    key: str
    label: str
    values: list[str]


class SectionOut(Schema):
    """A section: what it asks and what stands in it."""

    key: str
    label: str
    help: str
    columns: list[ColumnOut]
    required_before: str | None = Field(description="The step that cannot be made without it.")
    is_written: bool
    text: str
    rows: list[dict[str, str]]
    revision: int
    written_by: str | None
    written_at: Moment | None


class GateOut(Schema):
    """A gate on the way: what it would still need, and who can pass it."""

    step: str
    label: str
    missing: list[str]
    who: str


class SectionsOut(Schema):
    """All sections; ``revision`` is what a write names as read."""

    revision: int
    written: int
    of: int
    sections: list[SectionOut]
    gates: list[GateOut]


class SectionIn(Strict):
    """A section as it is to stand; a table's ``text`` says why there is none, or is a remark."""

    expected_revision: int = Field(ge=0, description="The project's revision that you have read.")
    text: Prose = ""
    rows: Annotated[list[dict[Cell, Cell]], Field(max_length=ROWS_MAX)] = []


@router.get("/{slug:code}/sections", response={200: SectionsOut} | READING, summary="Read the sections of a proposal")
def read_sections(request: HttpRequest, code: str, acting_under: ActingUnder = None) -> SectionsOut:
    """Every section with what is written, how much of it is there, and what each gate would still need."""
    now, user = timezone.now(), asker_under(request, acting_under)
    project = project_for(user, code, now)
    sections = sections_of(project)
    return SectionsOut(
        revision=project.revision,
        **share_of(sections),
        sections=[_section(one) for one in sections],
        gates=[
            GateOut(
                step=gate.answer.name,
                label=str(gate.answer.label),
                missing=[str(sentence) for sentence in gate.answer.missing],
                who=str(gate.answer.who),
            )
            for gate in gates_of(project, attempt_of(user, now))
        ],
    )


@router.put(
    "/{slug:code}/sections/{slug:key}", response={200: SectionsOut} | REFUSALS, summary="Write a section of a proposal"
)
def put_section(request: HttpRequest, code: str, key: str, body: SectionIn, acting_under: ActingUnder = None) -> Any:
    """Write one section. Refused when it changed after the revision that you have read; nothing has changed then."""
    now, user = timezone.now(), asker_under(request, acting_under)
    project = project_for(user, code, now)
    if key not in BY_KEY:
        raise Http404
    try:
        write_section(
            project_id=project.pk, key=key, actor=asker(request), at=now, delegation=acting_under,
            expected_revision=body.expected_revision, text=body.text, rows=body.rows,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, partner_officer.sentence)
    return read_sections(request, code, acting_under)


def _section(one: Written) -> SectionOut:
    section, held = one.section, one.held
    return SectionOut(
        key=section.key,
        label=str(section.label),
        help=str(section.help),
        columns=[
            ColumnOut(key=column.key, label=str(column.label), values=[value for value, _label in column.offered])
            for column in section.columns
        ],
        required_before=section.before or None,
        is_written=one.is_written,
        text=one.text,
        rows=one.rows,
        revision=one.revision,
        written_by=str(held.written_by) if held and held.written_by else None,
        written_at=moment(held.written_at) if held and held.written_at else None,
    )
