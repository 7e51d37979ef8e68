# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shapes in which programs read a project's past."""

from collections.abc import Container
from typing import Any

from ninja import Field, Schema

from accounts.api import Moment, PersonOut, person_out
from budget_review.models import Stage
from budget_review.queries.as_of import Stood, Then
from budget_review.queries.versions.changes import FieldChange
from budget_review.queries.versions.comparing import Comparison, LineChange, SumChange
from budget_review.schemas import AgencyOut, Baht, VersionHead, VersionOut, agency_out, baht, version_head, version_out
from workflows.records import moment


class StoodOut(Schema):
    """A subject where it stood, and the record that had led it there."""

    id: int
    state: str
    state_label: str
    version: int
    since: Moment
    record_hash: str


class PartThenOut(StoodOut):
    """An agency's part."""

    agency: AgencyOut
    consented_version: int | None


class OpinionThenOut(StoodOut):
    """An expert's opinion, with what had been said by then."""

    field: str
    advice: str
    text: str


class ConditionThenOut(StoodOut):
    """A condition."""

    text: str


class LineThenOut(Schema):
    """A line of the version that stood, with the amounts it had by then."""

    id: int
    agency: AgencyOut
    item: str
    amounts: dict[Stage, Baht]


class LetterThenOut(Schema):
    """A result letter that had been issued."""

    agency: AgencyOut
    number: str
    sha256: str
    issued_at: Moment


class WaitingOut(Schema):
    """A turn that was open."""

    act: str
    queue: str
    due_at: Moment | None


class ThenOut(StoodOut):
    """A project as it stood at a moment. ``content`` is empty before the first version was frozen."""

    code: str
    as_of: Moment
    sentence: str
    actor: PersonOut
    content: VersionOut | None
    totals: dict[Stage, Baht]
    parts: list[PartThenOut]
    lines: list[LineThenOut]
    opinions: list[OpinionThenOut]
    conditions: list[ConditionThenOut]
    letters: list[LetterThenOut]
    waiting: list[WaitingOut]


def then_out(then: Then, open_agencies: Container[int]) -> ThenOut:
    """A project's past as the API shows it, but for the confidential papers of other agencies than these."""
    return ThenOut(
        **_stood(then.project),
        code=then.project.subject.code,
        as_of=moment(then.at),
        sentence=then.sentence,
        actor=person_out(then.project.record.actor),
        content=version_out(then.version, open_agencies) if then.version else None,
        totals={stage: baht(total) for stage, total in then.totals.items()},
        parts=[_part(part) for part in then.parts],
        lines=[
            LineThenOut(
                id=line.id,
                agency=agency_out(line.agency),
                item=line.item,
                amounts={stage: baht(amount) for stage, amount in line.amounts.items()},
            )
            for line in then.lines
        ],
        opinions=[_opinion(opinion) for opinion in then.opinions],
        conditions=[ConditionThenOut(**_stood(one), text=one.subject.text) for one in then.conditions],
        letters=[
            LetterThenOut(
                agency=agency_out(letter.participation.agency),
                number=letter.letter_number,
                sha256=letter.sha256,
                issued_at=moment(letter.at),
            )
            for letter in then.letters
        ],
        waiting=[
            WaitingOut(act=str(turn.act), queue=turn.queue, due_at=moment(turn.due_at) if turn.due_at else None)
            for turn in then.waiting
        ],
    )


def _stood(stood: Stood) -> dict[str, Any]:
    return {
        "id": stood.subject.pk,
        "state": stood.state,
        "state_label": stood.label,
        "version": stood.record.seq,
        "since": moment(stood.record.at),
        "record_hash": stood.record.hash,
    }


def _part(part: Stood) -> PartThenOut:
    return PartThenOut(**_stood(part), agency=agency_out(part.subject.agency), consented_version=part.consented_version)


def _opinion(opinion: Stood) -> OpinionThenOut:
    facts = opinion.record.facts
    return OpinionThenOut(
        **_stood(opinion),
        field=opinion.subject.field,
        advice=facts.get("advice", ""),
        text=facts.get("text", ""),
    )


class RunOut(Schema):
    """A stretch of text: ``same``, ``removed`` or ``added``."""

    kind: str
    text: str


class FieldChangeOut(Schema):
    """A field that says something else."""

    name: str
    label: str
    before: str
    after: str
    runs: list[RunOut]


class AgencyChangeOut(Schema):
    """``added``, ``removed`` or ``changed``."""

    kind: str
    agency: AgencyOut
    fields: list[FieldChangeOut]


class KpiChangeOut(Schema):
    """``added``, ``removed`` or ``changed``."""

    kind: str
    name: str
    fields: list[FieldChangeOut]
    weights: list[FieldChangeOut]


class SumChangeOut(Schema):
    """A sum before and after; the difference may be negative."""

    agency: AgencyOut
    before_baht: Baht
    after_baht: Baht
    difference_baht: str


class LineChangeOut(SumChangeOut):
    """``added``, ``removed``, ``changed``, or ``moved`` to another agency."""

    kind: str
    id: int
    item: str
    fields: list[FieldChangeOut]


class DifferencesOut(Schema):
    """Everything that differs between two contents; ``sums`` has every agency, changed or not."""

    texts: list[FieldChangeOut]
    agencies: list[AgencyChangeOut]
    kpis: list[KpiChangeOut]
    lines: list[LineChangeOut]
    papers: list[FieldChangeOut]
    sums: list[SumChangeOut]
    before_baht: Baht
    after_baht: Baht
    difference_baht: str


class ComparisonOut(DifferencesOut):
    """Two frozen versions, and everything that differs between them."""

    before: VersionHead
    after: VersionHead


class SinceLastYearOut(DifferencesOut):
    """What a project says otherwise than the one that it carries on, as that was last submitted."""

    before: str = Field(description="The code of the project of the year before.")
    before_version: VersionHead


def comparison_out(found: Comparison) -> ComparisonOut:
    """A comparison as the API shows it."""
    return ComparisonOut(before=version_head(found.before), after=version_head(found.after), **_differences(found))


def since_last_year_out(found: Comparison, before: str) -> SinceLastYearOut:
    """The same with the year before, whose code is ``before``."""
    return SinceLastYearOut(before=before, before_version=version_head(found.before), **_differences(found))


def _differences(found: Comparison) -> dict[str, Any]:
    return {
        "texts": _fields(found.texts),
        "agencies": [
            AgencyChangeOut(kind=one.kind, agency=agency_out(one.agency), fields=_fields(one.fields))
            for one in found.agencies
        ],
        "kpis": [
            KpiChangeOut(kind=one.kind, name=one.name, fields=_fields(one.fields), weights=_fields(one.weights))
            for one in found.kpis
        ],
        "lines": [
            LineChangeOut(kind=one.kind, id=one.id, item=one.item, fields=_fields(one.fields), **_sum(one))
            for one in found.lines
        ],
        "papers": _fields(found.papers),
        "sums": [SumChangeOut(**_sum(one)) for one in found.sums],
        "before_baht": baht(found.before_baht),
        "after_baht": baht(found.after_baht),
        "difference_baht": baht(found.difference_baht),
    }


def _sum(one: SumChange | LineChange) -> dict[str, Any]:
    return {
        "agency": agency_out(one.agency),
        "before_baht": baht(one.before_baht),
        "after_baht": baht(one.after_baht),
        "difference_baht": baht(one.difference_baht),
    }


def _fields(fields: list[FieldChange]) -> list[FieldChangeOut]:
    return [
        FieldChangeOut(
            name=one.name,
            label=one.label,
            before=one.before,
            after=one.after,
            runs=[RunOut(kind=run.kind, text=run.text) for run in one.runs],
        )
        for one in fields
    ]
