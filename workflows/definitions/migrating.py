# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bringing subjects under a newer definition: first the report, then all or none, and read again to prove it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from workflows import desks, engine
from workflows.definitions import files
from workflows.definitions.counting import in_flight
from workflows.definitions.judging import Outcome, Verdict, Wanted, judged, read_around
from workflows.lifecycle import Attempt
from workflows.models import TransitionRecord
from workflows.refusals import Refused

CHUNK = 500


class MigrationRefused(Refused):
    """Some of the subjects cannot come under the definition, so none does."""

    code = "migration_refused"
    title = _("Nothing was migrated.")


class Unproven(Exception):
    """What the migration left is not what it said: everything is taken back."""


def report(wanted: Wanted, *, actor: Any, at: datetime, request_id: UUID) -> list[Verdict]:
    """Say of every subject what a migration would do with it, and change nothing. Raises MigrationRefused."""
    _refuse_senseless(wanted)
    attempt = Attempt(actor=actor, at=at, request_id=request_id)
    return judged(wanted, attempt)


@transaction.atomic
def migrate(
    wanted: Wanted, *, actor: Any, at: datetime, request_id: UUID, reason: str
) -> tuple[list[Verdict], list[TransitionRecord]]:
    """Bring every subject that moves under the definition, each with its record; done again, it does nothing more.

    Raises MigrationRefused when one is blocked - and then nothing has changed.
    """
    _refuse_senseless(wanted)
    if not reason.strip():
        raise MigrationRefused(_("The reason must be given."))
    attempt = Attempt(actor=actor, at=at, request_id=request_id, note=reason)
    verdicts = judged(wanted, attempt, lock=True)
    if blocked := [verdict for verdict in verdicts if verdict.outcome is Outcome.BLOCKED]:
        raise MigrationRefused(
            _("%(count)s are blocked; the first, %(id)s: %(reason)s")
            % {"count": len(blocked), "id": blocked[0].subject.pk, "reason": blocked[0].reasons[0]}
        )
    moving = [verdict for verdict in verdicts if verdict.outcome is Outcome.MOVES]
    records = []
    for chunk in _chunked(moving):
        pairs = [(verdict.subject, verdict.target) for verdict in chunk]
        records += engine.bring_under(pairs, wanted.to, attempt)
    for chunk in _chunked(moving):  # all parts of a whole are under the definition before its desks are looked at
        _realign(wanted, chunk, at)
        _prove(wanted, chunk, records)
    _prove_none_is_left(wanted)
    return verdicts, records


def _chunked(verdicts: Sequence[Verdict]) -> Iterator[Sequence[Verdict]]:
    """So many at once: in one statement each of their records, their rows and their desks are written or read."""
    for start in range(0, len(verdicts), CHUNK):
        yield verdicts[start : start + CHUNK]


def _refuse_senseless(wanted: Wanted) -> None:
    kept = files.kept(wanted.model)
    if wanted.to not in kept:
        raise MigrationRefused(_("There is no definition %(number)s.") % {"number": wanted.to})
    known = {state for number, table in kept.items() if number < wanted.to for state in table.states}
    if unknown := sorted(wanted.states.keys() - known):
        raise MigrationRefused(_("No older definition has the state %(states)s.") % {"states": ", ".join(unknown)})
    if unknown := sorted(set(wanted.states.values()) - kept[wanted.to].states.keys()):
        raise MigrationRefused(_("The new definition has no state %(states)s.") % {"states": ", ".join(unknown)})


def _realign(wanted: Wanted, moving: Sequence[Verdict], at: datetime) -> None:
    """Close the desks that the new definition does not have, and open those that it has."""
    arounds = [around for around in _read_again(wanted, moving).values() if around.whole.flow]
    desks.realign([(around.whole, around.parts, around.tasks) for around in arounds], at)


def _prove(wanted: Wanted, moving: Sequence[Verdict], records: Sequence[TransitionRecord]) -> None:
    """Read every subject and its desks again: each stands where its record says, and its desks are open."""
    seqs = {record.subject_id: record.seq for record in records}
    ends = {verdict.subject.pk: (wanted.to, verdict.target, seqs[verdict.subject.pk]) for verdict in moving}
    rows = wanted.model._default_manager.filter(pk__in=ends)
    stand = {row.pk: (row.definition, row.state, row.version) for row in rows}
    if stand != ends:
        raise Unproven(f"{wanted.model._meta.label_lower}: {sorted(set(ends.items()) ^ set(stand.items()))}")
    for around in _read_again(wanted, moving).values():
        if not around.whole.flow:
            continue
        expected = desks.expected_desks(desks.flow_of(around.whole), around.whole, around.parts)
        opened = [(task.flow_task.name, task.subject_type, task.subject_id) for task in around.tasks]
        if sorted(expected) != sorted(opened):
            raise Unproven(f"{around.whole}: the desks {sorted(opened)} are open, not {sorted(expected)}")


def _prove_none_is_left(wanted: Wanted) -> None:
    left = in_flight(wanted.model).filter(definition__lt=wanted.to).exclude(pk__in=wanted.leave)
    if behind := list(left.values_list("pk", flat=True)[:10]):
        raise Unproven(f"{wanted.model._meta.label_lower}: {behind} came into flight meanwhile; run it again")


def _read_again(wanted: Wanted, moving: Sequence[Verdict]) -> dict[int, Any]:
    model = wanted.model
    path = f"{model.part_of}_id" if model.part_of else "pk"
    ids = model._default_manager.filter(pk__in=[verdict.subject.pk for verdict in moving]).values_list(path, flat=True)
    return read_around(model, sorted(set(ids)))
