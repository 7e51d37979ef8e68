# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A task's own clock: set when its desk opens, stopped while the other side owes an answer, and set going again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.days import (
    DAY,
    ByDay,
    Calendar,
    CalendarDays,
    Term,
    WorkingDays,
    WorkingDaysOf,
    day_of,
    end_of,
)
from workflows.models import Task, TransitionRecord, turn
from workflows.refusals import WrongState

REASONS: dict[str, Any] = {}


def reason(code: str, sentence: Any) -> str:
    """Register why a clock may stand still, and return its code: rows keep codes, readers get the sentence."""
    REASONS[code] = sentence
    return code


def clock_of(desk: Any, subject: Any) -> dict[str, Any]:
    """The clock's columns of a task that is opened now; none for a desk without a due date.

    A desk that continues takes what was left when its last turn on this subject was handed to the other side.
    """
    if desk.due is None:
        return {}
    if isinstance(desk.due, ByDay):
        day = desk.due.day(subject)
        return {"due_at": end_of(day)} if day else {}
    at, calendar = turn.get().at, calendar_of_the_turn()
    term = _left_of_before(desk, subject, calendar) if desk.continues_after else None
    whole_term = desk.due.term(subject) if isinstance(desk.due, WorkingDaysOf) else desk.due
    return going(term or whole_term, at, calendar)


def calendar_of_the_turn() -> Calendar:
    """The calendar in force, read once while the desks of a whole are brought into step."""
    now = turn.get()
    if now.calendar is None:
        now.calendar = calendar_in_force()
    return now.calendar


def going(term: Term, at: datetime, calendar: Calendar) -> dict[str, Any]:
    """The columns of a clock that goes from a moment on, with so many days left."""
    return {
        "counted_from": at,
        "days_left": term.days,
        "in_calendar_days": isinstance(term, CalendarDays),
        "due_at": calendar.due(at, term),
        "stopped_at": None,
        "stopped_for": "",
        "owed_by": "",
    }


def days_left(task: Task, at: datetime, calendar: Calendar) -> int:
    """How many of the clock's days are left when it is stopped at a moment; negative when it is late by so many.

    The day on which the clock stops still counts, and the day on which it goes on does not: every day counts once.
    """
    assert task.days_left is not None
    assert task.counted_from is not None
    if task.stopped_at:
        return task.days_left
    if task.in_calendar_days:
        return task.days_left - (day_of(at) - day_of(task.counted_from)) // DAY
    return task.days_left - calendar.between(day_of(task.counted_from), day_of(at))


def stop(task: Task, *, why: str, owes: str, at: datetime) -> None:
    """Stop the clock of an open task: it keeps the days that are left, and is due no day until it goes on.

    For ``halting``, which writes the record. Raises WrongState when the task is closed, or has no clock that goes.
    """
    assert why in REASONS
    assert connection.in_atomic_block
    if task.finished is not None or task.due_at is None or task.days_left is None:
        raise WrongState(_("The task has no clock that could be stopped."))
    task.days_left = days_left(task, at, calendar_in_force())
    task.due_at, task.stopped_at, task.stopped_for, task.owed_by = None, at, why, owes
    task.save_clock()


def resume(task: Task, *, at: datetime) -> None:
    """Let a stopped clock go on with the days that were left. For ``halting``, which writes the record.

    Raises WrongState when it is not stopped.
    """
    assert connection.in_atomic_block
    if task.finished is not None or task.stopped_at is None or task.days_left is None:
        raise WrongState(_("The clock of the task is not stopped."))
    term = CalendarDays(task.days_left) if task.in_calendar_days else WorkingDays(task.days_left)
    for name, value in going(term, at, calendar_in_force()).items():
        setattr(task, name, value)
    task.save_clock()


def recount(tasks: Iterable[Task], calendar: Calendar) -> list[tuple[Task, datetime]]:
    """The tasks whose due day is another by this calendar, each with the new moment. Changes nothing."""
    moved = []
    for task in tasks:
        assert task.counted_from is not None
        assert task.days_left is not None
        term = CalendarDays(task.days_left) if task.in_calendar_days else WorkingDays(task.days_left)
        due_at = calendar.due(task.counted_from, term)
        if due_at != task.due_at:
            moved.append((task, due_at))
    return moved


def due_by_day(task: Task, subject: Any) -> datetime | None:
    """When a task is due whose desk goes by a day of its subject; nothing for every other, and where none is named."""
    due = getattr(task.flow_task, "due", None)
    day = due.day(subject) if isinstance(due, ByDay) else None
    return end_of(day) if day else None


def reset_days(tasks: Iterable[tuple[Task, Any]]) -> None:
    """Let open tasks, each with its subject, be due by the day that the subject now names. For who changes that day."""
    assert connection.in_atomic_block
    for task, subject in tasks:
        due_at = due_by_day(task, subject)
        if isinstance(getattr(task.flow_task, "due", None), ByDay) and due_at != task.due_at:
            task.due_at = due_at
            task.save_clock()


def _left_of_before(desk: Any, subject: Any, calendar: Calendar) -> Term | None:
    """What was left of this desk's last turn on a subject, when one of the acts that hand it over ended that turn."""
    before = (
        Task.objects.filter(flow_task=desk, subject_type=subject.kind, subject_id=subject.pk, finished__isnull=False)
        .exclude(days_left=None)
        .select_related("process")
        .order_by("-id")
        .first()
    )
    if before is None or before.finished is None or not _was_handed_over(before, desk):
        return None
    left = days_left(before, before.finished, calendar)
    return CalendarDays(left) if before.in_calendar_days else WorkingDays(left)


def _was_handed_over(before: Task, desk: Any) -> bool:
    assert before.finished is not None
    return TransitionRecord.objects.filter(
        subject_type=before.process.subject_type,
        subject_id=before.process.subject_id,
        at=before.finished,
        transition__in=desk.continues_after,
    ).exists()
