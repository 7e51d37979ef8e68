# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The definitions of lifecycles for programs: read and compared by those who check, migrated by administrators."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from ninja.responses import Status

from accounts.api import READING, REFUSALS, Prose, RequestId, Strict, Words, asker
from accounts.api.problems import told
from project.definitions import Kept, Report, between, kept_definitions, migrated, reported
from project.lifecycles import KINDS
from project.records import may_read_records
from workflows.definitions.judging import Verdict
from workflows.lifecycle import Subject
from workflows.refusals import Refused

router = Router(tags=["lifecycles"])
Number = Annotated[int, Query(ge=1, le=9999, description="The number of a definition.")]
MOST_TOLD = 2000  # so many verdicts stand in one answer; the counts are of all


class DefinitionOut(Schema):
    """One numbered table of a lifecycle as it was released, and who lives under it."""

    number: int
    hash: str = Field(description="SHA-256 of the canonical JSON of the table.")
    stored_at: datetime
    subjects: int
    in_flight: int
    states: dict[str, int] = Field(description="How many in flight stand in each state, by what it is called.")


class TableOut(DefinitionOut):
    """The same with its table: states, steps with who and what must be true, desks with when they are due."""

    table: dict[str, Any]


class DifferencesOut(Schema):
    """What one definition says otherwise than another, one sentence each."""

    old: int
    new: int
    differences: list[str]


class Mapped(Strict):
    """What becomes of states that the new definition has not, and who is left where they are."""

    states: dict[Words, Words] = Field(default_factory=dict, examples=[{"checked": "verified"}])
    leave: list[int] = Field(default_factory=list, max_length=10_000)


class Migration(Mapped):
    """The same with the reason, which stands in every record."""

    reason: Prose


class VerdictOut(Schema):
    """What becomes of one subject in flight, and why it stays or is blocked."""

    subject_id: int
    definition: int
    state: str
    target: str
    outcome: str = Field(examples=["moves", "stays", "blocked"])
    reasons: list[str]


class ReportOut(Schema):
    """How many of each outcome, and each one in flight, the blocked first; ``migrated`` counts the records written."""

    counts: dict[str, int]
    verdicts: list[VerdictOut]
    migrated: int = 0


@router.get("/{kind}/definitions", response={200: list[DefinitionOut]} | READING, summary="Definitions")
def list_definitions(request: HttpRequest, kind: str) -> list[dict[str, Any]]:
    """Every stored definition, the newest first; for auditors and administrators."""
    return [_out(kept) for kept in _kept(request, kind)[1]]


@router.get("/{kind}/definitions/compare", response={200: DifferencesOut} | READING, summary="Compare two definitions")
def compare_definitions(request: HttpRequest, kind: str, old: Number, new: Number) -> dict[str, Any]:
    """What the new one says otherwise than the old, in your language."""
    by_number = {kept.row.number: kept for kept in _kept(request, kind)[1]}
    if not {old, new} <= by_number.keys():
        raise Http404
    return {"old": old, "new": new, "differences": between(by_number[old], by_number[new])}


@router.get("/{kind}/definitions/{int:number}", response={200: TableOut} | READING, summary="One definition")
def read_definition(request: HttpRequest, kind: str, number: int) -> dict[str, Any]:
    """One definition with its table."""
    for kept in _kept(request, kind)[1]:
        if kept.row.number == number:
            return _out(kept) | {"table": kept.table.content}
    raise Http404


@router.post("/{kind}/definitions/{int:number}/report", response={200: ReportOut} | REFUSALS, summary="Dry run")
def report_migration(request: HttpRequest, kind: str, number: int, body: Mapped) -> Any:
    """What a migration to this definition would do with each in flight. Nothing changes."""
    model, _all = _kept(request, kind)
    try:
        found = reported(model, number, body.states, leave=body.leave, user=asker(request), at=timezone.now())
    except Refused as refused:
        return told(refused, None)
    return Status(200, _report(found))


@router.post("/{kind}/definitions/{int:number}/migrate", response={200: ReportOut} | REFUSALS, summary="Migrate")
def migrate_subjects(request: HttpRequest, kind: str, number: int, body: Migration, request_id: RequestId) -> Any:
    """Bring all in flight under this definition, each with its record, or none; for administrators, in person.

    Done again it does nothing more. With more in flight than one request can carry, ``manage.py migrate_lifecycle``.
    """
    model, _all = _kept(request, kind)
    try:
        found, count = migrated(
            model, number, body.states, leave=body.leave, reason=body.reason, user=asker(request), at=timezone.now(),
            request_id=request_id,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, None)
    return Status(200, _report(found) | {"migrated": count})


def _kept(request: HttpRequest, kind: str) -> tuple[type[Subject], list[Kept]]:
    """A lifecycle's definitions, for those who may read every record. Raises Http404."""
    if kind not in KINDS or not may_read_records(asker(request), timezone.now()):
        raise Http404
    return KINDS[kind], kept_definitions(KINDS[kind])


def _out(kept: Kept) -> dict[str, Any]:
    return {
        "number": kept.row.number, "hash": kept.row.hash, "stored_at": kept.row.stored_at, "subjects": kept.all,
        "in_flight": kept.in_flight, "states": dict(kept.states),
    }  # fmt: skip


def _report(found: Report) -> dict[str, Any]:
    return {
        "counts": {str(outcome): count for outcome, count in found.counts.items()},
        "verdicts": [_verdict(verdict) for verdict in found.verdicts[:MOST_TOLD]],
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    subject = verdict.subject
    return {
        "subject_id": subject.pk, "definition": subject.definition, "state": str(subject.state),
        "target": verdict.target, "outcome": str(verdict.outcome), "reasons": [str(one) for one in verdict.reasons],
    }  # fmt: skip
