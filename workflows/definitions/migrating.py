# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bringing subjects under a newer definition: first the report, then all or none, and read again to prove it."""

from collections.abc import Sequence
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
    records = [engine.bring_under(verdict.subject, wanted.to, verdict.target, attempt) for verdict in moving]
    _realign(wanted, moving, at)
    _prove(wanted, moving, records)
    return verdicts, records


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
    for around in _read_again(wanted, moving).values():
        if around.whole.flow:
            desks.realign(around.whole, around.parts, at)


def _prove(wanted: Wanted, moving: Sequence[Verdict], records: Sequence[TransitionRecord]) -> None:
    """Read every subject and its desks again: each stands where its record says, and its desks are open."""
    ends = {
        verdict.subject.pk: (wanted.to, verdict.target, record.seq)
        for verdict, record in zip(moving, records, strict=True)
    }
    rows = wanted.model._default_manager.filter(pk__in=ends)
    stand = {row.pk: (row.definition, row.state, row.version) for row in rows}
    if stand != ends:
        raise Unproven(f"{wanted.model._meta.label_lower}: {sorted(set(ends.items()) ^ set(stand.items()))}")
    left = in_flight(wanted.model).filter(definition__lt=wanted.to).exclude(pk__in=wanted.leave)
    if behind := list(left.values_list("pk", flat=True)[:10]):
        raise Unproven(f"{wanted.model._meta.label_lower}: {behind} came into flight meanwhile; run it again")
    for around in _read_again(wanted, moving).values():
        if not around.whole.flow:
            continue
        expected = desks.expected_desks(desks.flow_of(around.whole), around.whole, around.parts)
        opened = [(task.flow_task.name, task.subject_type, task.subject_id) for task in around.tasks]
        if sorted(expected) != sorted(opened):
            raise Unproven(f"{around.whole}: the desks {sorted(opened)} are open, not {sorted(expected)}")


def _read_again(wanted: Wanted, moving: Sequence[Verdict]) -> dict[int, Any]:
    model = wanted.model
    path = f"{model.part_of}_id" if model.part_of else "pk"
    ids = model._default_manager.filter(pk__in=[verdict.subject.pk for verdict in moving]).values_list(path, flat=True)
    return read_around(model, sorted(set(ids)))
