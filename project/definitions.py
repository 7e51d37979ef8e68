# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The definitions of a lifecycle as they are stored: each with who lives under it, and what two say differently."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from agencies.roles import Role, holds
from workflows.definitions import files
from workflows.definitions.counting import in_flight, living
from workflows.definitions.differences import differences, remembering, said
from workflows.definitions.judging import Outcome, Verdict, Wanted
from workflows.definitions.migrating import MigrationRefused, migrate, report
from workflows.definitions.tables import Table
from workflows.lifecycle import Subject
from workflows.models import Definition
from workflows.refusals import NotPermitted

MOST_ON_A_PAGE = 2000  # above it the command reports


@dataclass(frozen=True)
class Kept:
    """One definition: when it was stored, and who lives under it."""

    row: Definition
    table: Table
    all: int
    in_flight: int
    states: Sequence[tuple[str, int]]  # what a state is called, and how many in flight stand in it


@dataclass(frozen=True)
class Report:
    """What a migration would do: of each outcome how many, and each one, the blocked first."""

    counts: Mapping[Outcome, int]
    verdicts: Sequence[Verdict]


def kept_definitions(model: type[Subject]) -> list[Kept]:
    """Every stored definition, the newest first."""
    by_number = {of.number: of for of in living(model)}
    found = []
    for row in Definition.objects.filter(kind=model._meta.label_lower).order_by("-number"):
        table, of = Table(json.loads(row.table)), by_number.get(row.number)
        moving = of.in_flight if of else {}
        with remembering(row.words):
            states = [(said(table.states.get(state, state)), count) for state, count in sorted(moving.items())]
        found.append(Kept(row, table, of.all if of else 0, sum(moving.values()), states))
    return found


def between(old: Kept, new: Kept) -> list[str]:
    """What the one says otherwise than the other, in the reader's language."""
    with remembering({**old.row.words, **new.row.words}):
        return differences(old.table, new.table)


def states_to_map(model: type[Subject], to: int) -> list[tuple[str, str]]:
    """The states where somebody in flight stands under an older definition, and that the new one has not."""
    table, kept = files.table(model, to), files.kept(model)
    states = in_flight(model).filter(definition__lt=to).order_by("state").values_list("state", "definition").distinct()
    gone = {state: said(kept[of].states.get(state, state)) for state, of in states if of in kept}
    return [(state, word) for state, word in gone.items() if state not in table.states]


def is_too_long(model: type[Subject]) -> bool:
    """Whether more are in flight than a page reports of."""
    return in_flight(model)[: MOST_ON_A_PAGE + 1].count() > MOST_ON_A_PAGE


def reported(
    model: type[Subject], to: int, states: Mapping[str, str], *, user: User, at: datetime, leave: Collection[int] = ()
) -> Report:
    """What a migration would do with each in flight; nothing changes. Raises MigrationRefused."""
    wanted = Wanted(model, to, states, frozenset(leave))
    return _in_order(report(wanted, actor=user, at=at, request_id=uuid4()))


def migrated(
    model: type[Subject], to: int, states: Mapping[str, str], *, leave: Collection[int] = (), reason: str, user: User,
    at: datetime, request_id: UUID,
) -> tuple[Report, int]:  # fmt: skip
    """Migrate all in flight or none, and say what became of each and how many records were written.

    For administrators, in person. Raises NotPermitted, or MigrationRefused - and then nothing has changed.
    """
    if not holds(user, Role.ADMINISTRATOR, at):
        raise NotPermitted(_("Only an administrator brings subjects under another definition."))
    if is_too_long(model):
        raise MigrationRefused(_("There are too many for a page; use the command migrate_lifecycle."))
    wanted = Wanted(model, to, states, frozenset(leave))
    verdicts, records = migrate(wanted, actor=user, at=at, request_id=request_id, reason=reason)
    return _in_order(verdicts), len(records)


def _in_order(verdicts: Sequence[Verdict]) -> Report:
    order = [Outcome.BLOCKED, Outcome.MOVES, Outcome.STAYS]
    counts = {outcome: sum(verdict.outcome is outcome for verdict in verdicts) for outcome in order}
    return Report(counts, sorted(verdicts, key=lambda verdict: (order.index(verdict.outcome), verdict.subject.pk)))


def state_word(subject: Any, state: str) -> str:
    """What a state is called in the code, which has every state that a subject may stand in."""
    return str(dict(subject._meta.get_field("state").flatchoices).get(state, state))
