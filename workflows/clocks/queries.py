# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is late, due soon or stopped; how long there still is; and to whom it was escalated."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from workflows.clocks.days import Calendar, day_of, end_of
from workflows.clocks.models import Fired, Rung
from workflows.clocks.running import REASONS
from workflows.models import Task

SOON = 3  # working days
UPWARD = (Rung.Whom.HEAD, Rung.Whom.ADMINISTRATOR)


@dataclass(frozen=True)
class Clock:
    """A task's clock as pages and API show it.

    ``days`` are the working days left, negative when it is late by so many; nothing without a due date. A stopped
    clock has no due date, and keeps the days that were left.
    """

    due_at: datetime | None
    days: int | None
    is_late: bool = False
    stopped_at: datetime | None = None
    stopped_for: Any = ""


def clock_shown(task: Task, at: datetime, calendar: Calendar) -> Clock:
    """The clock of a task at a moment."""
    if task.stopped_at:
        return Clock(None, task.days_left, stopped_at=task.stopped_at, stopped_for=REASONS.get(task.stopped_for, ""))
    if task.due_at is None:
        return Clock(None, None)
    return Clock(task.due_at, calendar.left(at, task.due_at), is_late=at > task.due_at)


def is_late(at: datetime) -> Q:
    """Due before this moment."""
    return Q(due_at__lt=at)


def is_due_soon(at: datetime, calendar: Calendar) -> Q:
    """Due within the next working days, today's among them."""
    return Q(due_at__gte=at, due_at__lte=end_of(calendar.shift(day_of(at), SOON)))


IS_STOPPED = Q(stopped_at__isnull=False)


def counts(tasks: QuerySet[Task], at: datetime, calendar: Calendar) -> dict[str, int]:
    """How many are late, due soon and stopped, in one query: ``{"late": 2, "soon": 1, "stopped": 0}``."""
    return tasks.order_by().aggregate(
        late=Count("pk", filter=is_late(at)),
        soon=Count("pk", filter=is_due_soon(at, calendar)),
        stopped=Count("pk", filter=IS_STOPPED),
    )


def escalations_of(tasks: Iterable[Task]) -> dict[int, list[Fired]]:
    """What was told upward of these tasks for the date they are due, by task, in one query."""
    due = {task.pk: task.due_at for task in tasks if task.due_at is not None}
    found: dict[int, list[Fired]] = {}
    if not due:
        return found
    for fired in Fired.objects.filter(task__in=list(due), rung__whom__in=UPWARD).select_related("rung"):
        if fired.due_at == due[fired.task_id]:
            found.setdefault(fired.task_id, []).append(fired)
    return found
