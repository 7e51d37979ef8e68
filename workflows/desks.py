# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping the open desks in step with the state."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.module_loading import import_string
from viewflow.workflow.status import STATUS
from viewflow.workflow.token import Token

from workflows import statements
from workflows.clocks.days import ByDay
from workflows.lifecycle import Attempt, Start, Subject, rules_of, starts_in, steps_for, steps_of
from workflows.models import Process, Rows, Task, Turn, turn
from workflows.nodes import Desk
from workflows.starting import Starting, start_each
from workflows.statements import columns

Move = tuple[Subject, str]
BESIDE = "start"  # the token of a branch that no split made, so that no join counts it
OPEN = f"""SELECT {columns(Task, "t")}, {columns(Process, "p")} FROM {Task._meta.db_table} t
    JOIN {Process._meta.db_table} p ON p.id = t.process_id
    WHERE p.subject_type = %s AND p.subject_id IN ({{marks}}) AND p.finished IS NULL
    AND t.finished IS NULL AND t.flow_task_type = 'HUMAN' ORDER BY t.id"""  # noqa: S608 - our own tables


def advance(wholes: Sequence[tuple[Subject, Sequence[Move], Attempt]]) -> None:
    """Complete the desks where these moves were made; when an open desk no longer fits the state, start again.

    The open desks of all these wholes, which are of few kinds, are read at once, and their rows written at once.
    """
    rows = Rows()
    open_before = _open_of([whole for whole, moves, _ in wholes if (whole, Start.name) not in moves])
    calendar = None
    starting: list[Starting] = []
    for whole, moves, attempt in wholes:
        now = Turn(whole, attempt.at, rows, calendar=calendar)
        token = turn.set(now)
        try:
            flow = flow_of(whole)
            if _advance(flow, whole, open_before.get((whole.kind, whole.pk), []), moves, attempt):
                starting.append((flow, now))
        finally:
            turn.reset(token)
        calendar = now.calendar
    start_each(starting)
    rows.write()


def _open_of(wholes: Sequence[Subject]) -> dict[tuple[str, int], list[Task]]:
    ids: dict[str, list[int]] = {}
    for whole in wholes:
        ids.setdefault(whole.kind, []).append(whole.pk)
    found: dict[tuple[str, int], list[Task]] = {}
    for kind, pks in ids.items():
        marks = ", ".join(["%s"] * len(pks))
        asked = statements.Statement(OPEN.format(marks=marks), [kind, *pks], len(pks))
        for task, process in statements.select(asked, Task, Process):
            task.process = process
            found.setdefault((kind, process.subject_id), []).append(task)
    return found


def _advance(flow: Any, whole: Subject, open_before: list[Task], moves: Sequence[Move], attempt: Attempt) -> bool:
    """Complete and cancel what is over. Returns whether a process is to be started anew."""
    done = [task for task in open_before if any(_is_made_at(task, *move) for move in moves)]
    for task in done:
        activation = task.flow_task.activation_class(task)
        activation.take(attempt)
        activation.execute()
    still_open = [task for task in open_before if task not in done] + turn.get().opened
    still_open = [task for task in still_open if task.finished is None]
    if (
        still_open
        and not _parts_went_back(whole, moves)
        and all(whole.state in task.flow_task.states for task in still_open)
    ):
        _open_beside(flow, whole, [mover for mover, _name in moves if mover is not whole], still_open)
        return False
    if still_open:
        turn.get().catch_up()
        flow.instance.cancel(still_open[0].process)
    return whole.state in served_states(flow)


def _open_beside(flow: Any, whole: Subject, movers: Sequence[Subject], still_open: Sequence[Task]) -> None:
    """Open the desks that parts which moved now call for, beside those that are open; each is a branch of its own."""
    parts = {(part.kind, part.pk): part for part in movers}  # of one that moved twice, as it is at last
    beside = [desk for desk in desks_of(flow) if desk.opens_beside and whole.state in desk.states] if parts else []
    places = {(task.flow_task.name, task.subject_type, task.subject_id) for task in still_open}
    for desk in beside:
        for part in parts.values():
            if _waits_for(desk, part) and (desk.name, part.kind, part.pk) not in places:
                last = still_open[0].flow_task.activation_class(still_open[0])
                desk._create(last, Token(BESIDE), seed=part)


def realign(wholes: Iterable[tuple[Subject, Sequence[Subject], Sequence[Task]]], at: datetime) -> None:
    """Bring the open desks into step after the law has changed under subjects; where all fit, they stay.

    Each whole comes with its parts and its open tasks. What no longer fits is closed together, and what opens is
    written together; only the clock of a desk that continues costs each whole its own.
    """
    changed = []
    for whole, parts, tasks in wholes:
        expected = expected_desks(flow_of(whole), whole, parts)
        if {(task.flow_task.name, task.subject_type, task.subject_id) for task in tasks} != expected:
            changed.append((whole, tasks, bool(expected)))
    _cancel([tasks[0].process_id for _whole, tasks, _expected in changed if tasks], at)
    rows = Rows()
    start_each([(flow_of(whole), Turn(whole, at, rows)) for whole, _tasks, is_expected in changed if is_expected])
    rows.write()


def _cancel(processes: Sequence[int], at: datetime) -> None:
    """Cancel processes and what is open of them, as viewflow does one by one."""
    if processes:
        open_tasks = Task.objects.filter(process__in=processes, finished__isnull=True)
        open_tasks.update(status=STATUS.CANCELED, finished=at)
        Process.objects.filter(pk__in=processes).update(status=STATUS.CANCELED, finished=at)


def flow_of(whole: Subject) -> Any:
    """The Flow that a whole's lifecycle names."""
    return import_string(whole.flow)


def desks_of(flow: Any) -> list[Desk]:
    """Every desk of a flow."""
    return [node for node in flow.instance.nodes() if isinstance(node, Desk)]


def every_desk() -> list[Desk]:
    """Every desk of every flow."""
    return [desk for desks in desks_by_kind().values() for desk in desks]


def desks_by_kind() -> dict[type[Subject], list[Desk]]:
    """The desks of each kind of subject that has a flow of its own, in the order of the flows' names."""
    flows = {model.flow: model for model in apps.get_models() if issubclass(model, Subject) and model.flow}
    return {model: desks_of(import_string(flow)) for flow, model in sorted(flows.items())}


@cache
def label_of_desk(name: str) -> Any:
    """What a desk is called, by its name alone; the name itself where no flow has it any more."""
    return next((desk.label for desk in every_desk() if desk.name == name), name)


def desks_by_day() -> list[Desk]:
    """The desks that are due by a day of their subject."""
    return [desk for desk in every_desk() if isinstance(desk.due, ByDay)]


@cache
def served_states(flow: Any) -> frozenset[str]:
    """The states in which it is somebody's turn."""
    return frozenset[str]().union(*(desk.states for desk in desks_of(flow)))


def open_desks(whole: Subject) -> QuerySet[Task]:
    """The open tasks of a whole and of its parts."""
    return Task.objects.filter(
        process__subject_type=whole.kind,
        process__subject_id=whole.pk,
        process__finished__isnull=True,
        finished__isnull=True,
        flow_task_type=Desk.task_type,
    ).select_related("process")


def expected_desks(flow: Any, whole: Subject, parts: Iterable[Subject]) -> set[tuple[str, str, int]]:
    """The desks that the states alone call for: ``(desk, kind, id)`` of each that can be acted at now.

    A desk is open when the whole is in one of its states and its subject is where one of its acts starts, and, where
    the desk says so, in one of the states in which it waits.
    """
    return {
        (desk.name, subject.kind, subject.pk)
        for desk in desks_of(flow)
        if whole.state in desk.states
        for subject in (whole, *parts)
        if _waits_for(desk, subject)
    }


def _waits_for(desk: Desk, subject: Subject) -> bool:
    is_waited_for = not desk.waits_in or subject.state in desk.waits_in
    return is_waited_for and any(_starts(act, subject) for act in desk.acts.values())


def _starts(act: Any, subject: Subject) -> bool:
    return act in steps_for(subject).values() and starts_in(act, subject.state)


def _parts_went_back(whole: Subject, moves: Sequence[Move]) -> bool:
    """Whether a part may be where it was before, so that desks of it that were left are called for again."""
    return any(
        mover is not whole and rules_of(steps_of(type(mover))[name]).back for mover, name in moves if name != Start.name
    )


def _is_made_at(task: Task, mover: Subject, act: str) -> bool:
    return act in task.flow_task.left_by and (task.subject_type, task.subject_id) == (mover.kind, mover.pk)
