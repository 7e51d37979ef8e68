# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a subject can come under a newer definition: it moves, it stays, or it is blocked, because…"""

import copy
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from workflows import desks
from workflows.definitions import files
from workflows.definitions.counting import in_flight
from workflows.definitions.differences import said
from workflows.definitions.tables import parts_of, whole_of
from workflows.judging import missing
from workflows.lifecycle import Attempt, Subject, rules_of, starts_in, state_field, steps_for
from workflows.models import Task
from workflows.nodes import Desk


class Outcome(StrEnum):
    """What a migration does with a subject."""

    MOVES = "moves"
    STAYS = "stays"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class Verdict:
    """What becomes of one subject, and why it stays or is blocked."""

    subject: Subject
    outcome: Outcome
    target: str
    reasons: Sequence[Any] = ()


@dataclass(frozen=True)
class Wanted:
    """A migration as it is asked for: where to, what becomes of states that are gone, and who is left where."""

    model: type[Subject]
    to: int
    states: Mapping[str, str]
    leave: Collection[int] = ()


@dataclass
class Around:
    """A whole, its parts, and the open tasks at its desks."""

    whole: Subject
    parts: list[Subject]
    tasks: list[Task]


def judged(wanted: Wanted, attempt: Attempt, *, lock: bool = False) -> list[Verdict]:
    """Judge every subject in flight, oldest first; with ``lock``, as it stands once its whole's row is held."""
    rows = list(in_flight(wanted.model).order_by("pk"))
    arounds = read_around(wanted.model, sorted({_whole_id(row) for row in rows}), lock=lock)
    return [_judge(row, wanted, attempt, arounds[_whole_id(row)]) for row in rows]


def read_around(model: type[Subject], ids: list[Any], *, lock: bool = False) -> dict[int, Around]:
    """The wholes of these ids with their parts and open tasks, in a fixed number of queries; locked in their order."""
    of: Any = whole_of(model)
    wholes = of._default_manager.order_by("pk").filter(pk__in=ids)
    found = {whole.pk: Around(whole, [], []) for whole in (wholes.select_for_update(of=("self",)) if lock else wholes)}
    for kind in parts_of(of):  # read after the locks: no part moves any more
        for part in kind._default_manager.filter(**{f"{kind.part_of}__in": ids}).order_by("pk"):
            around = found[getattr(part, f"{kind.part_of}_id")]
            setattr(part, kind.part_of, around.whole)
            around.parts.append(part)
    tasks = Task.objects.filter(
        process__subject_type=of._meta.label_lower, process__subject_id__in=ids, finished__isnull=True,
        flow_task_type=Desk.task_type,
    )  # fmt: skip
    for task in tasks.select_related("process", "owner").order_by("pk"):
        found[task.process.subject_id].tasks.append(task)
    return found


def _whole_id(subject: Subject) -> int:
    return int(getattr(subject, f"{subject.part_of}_id") if subject.part_of else subject.pk)


def _judge(row: Subject, wanted: Wanted, attempt: Attempt, around: Around) -> Verdict:
    held = next(of for of in (around.whole, *around.parts) if (of.kind, of.pk) == (row.kind, row.pk))
    target = wanted.states.get(held.state, str(held.state))
    if held.definition >= wanted.to:
        return Verdict(held, Outcome.STAYS, held.state, [_("It lives under this definition already, or a newer one.")])
    if _is_over(held) or _is_over(around.whole):  # ended while the lock was waited for
        return Verdict(held, Outcome.STAYS, held.state, [_("Its life is over.")])
    if held.pk in wanted.leave:
        return Verdict(held, Outcome.STAYS, held.state, [_("It is left where it is, as was asked.")])
    if reasons := list(_obstacles(held, target, wanted, attempt, around)):
        return Verdict(held, Outcome.BLOCKED, target, reasons)
    return Verdict(held, Outcome.MOVES, target)


def _is_over(subject: Subject) -> bool:
    return subject.state in files.table(type(subject), subject.definition).ends


def _obstacles(held: Subject, target: str, wanted: Wanted, attempt: Attempt, around: Around) -> Iterator[Any]:
    table = files.table(wanted.model, wanted.to)
    if target not in table.states:
        yield _("The state “%(state)s” is not in the new definition; say which one takes its place.") % {
            "state": held.get_state_display() if target == held.state else target  # type: ignore[attr-defined]
        }
        return
    after = copied(held, wanted.to, target)
    after_whole = after if held is around.whole else around.whole
    yield from (rule.sentence for rule in wanted.model.taken_in.get(wanted.to, ()) if not rule(after, attempt))
    yield from _by_itself(after_whole, around.whole, attempt)
    if around.whole.flow:
        yield from _of_desks(held, after, after_whole, around, table.ends)


def copied(held: Subject, number: int, state: str) -> Subject:
    """The subject as it would be, to judge by; it is not to be saved."""
    after = copy.copy(held)
    after.definition = number
    state_field(type(held)).set_state(after, state)
    return after


def _by_itself(after: Subject, before: Subject, attempt: Attempt) -> Iterator[Any]:
    """What would be made at once, without anybody: a migration decides nothing for anyone."""
    waiting = _automatic(before, attempt)
    for name, label in _automatic(after, attempt).items():
        if name not in waiting:
            yield _("“%(act)s” would follow by itself at once, and nobody would have decided it.") % {"act": label}


def _automatic(whole: Subject, attempt: Attempt) -> dict[str, Any]:
    return {
        name: rules_of(step).label
        for name, step in steps_for(whole).items()
        if rules_of(step).automatic and starts_in(step, whole.state) and not missing(whole, rules_of(step), attempt)
    }


def _of_desks(
    held: Subject, after: Subject, after_whole: Subject, around: Around, ends: Collection[str]
) -> Iterator[Any]:
    """Nobody's task is taken out of their hands, and it stays somebody's turn."""
    flow = desks.flow_of(around.whole)
    parts = [after if part is held else part for part in around.parts]
    places = {(task.flow_task.name, task.subject_type, task.subject_id) for task in around.tasks}
    expected = desks.expected_desks(flow, after_whole, parts)
    if expected == places:
        return
    for task in around.tasks:
        if task.owner is not None:
            yield _("%(person)s has taken the task “%(desk)s”, which would be closed; it must be given back first.") % {
                "person": task.owner,
                "desk": task.flow_task.label,
            }
    if places and not expected and after_whole.state not in ends:
        yield _("It would be nobody's turn: no desk of the new definition is open in “%(state)s”.") % {
            "state": said(files.table(type(after_whole), after_whole.definition).states.get(after_whole.state, ""))
        }
