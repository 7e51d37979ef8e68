# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reminders before a task is due and escalation after it: rungs of a ladder, fired by one sweep.

A rung is fired once for a task's due date, since its row is unique: however many sweeps run at once, and wherever the
system's time jumps. A due date that is moved begins the ladder anew.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from workflows.clocks.audiences import may_keep, people_for
from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.days import Calendar, day_of, end_of
from workflows.clocks.models import Fired, Rung, RungChange
from workflows.models import Task
from workflows.queries import open_tasks
from workflows.records import can_be_kept
from workflows.refusals import GuardsUnmet, NotPermitted

OFFICE_OPENS = timedelta(hours=8, minutes=30)  # a rung's day begins with the office's, so nobody is told at midnight
AT_ONCE = 500

Teller = Callable[[Sequence[Fired], datetime], None]
TELLERS: list[Teller] = []


def teller(tell: Teller) -> Teller:
    """Register who carries what was fired to the people told, within the sweep's own transaction."""
    TELLERS.append(tell)
    return tell


def sweep(at: datetime) -> int:
    """Fire every rung whose day has come, and return how many were fired here."""
    calendar, own = calendar_in_force(), uuid4()
    return sum(_fire_all(rung, at, calendar, own) for rung in Rung.objects.filter(retired_at=None))


def ripe(rung: Rung, at: datetime, calendar: Calendar) -> QuerySet[Task]:
    """The open tasks for whose due date the rung's day has come and which it was not fired for.

    A rung before the due day is not made up for once the task is late, nor any when a later one was fired: time that
    jumps back reminds of nothing that was escalated.
    """
    tasks = open_tasks().filter(due_at__lte=_last_due(rung.offset, at, calendar))
    if rung.offset < 0:
        tasks = tasks.filter(due_at__gte=at)
    if rung.desk:
        tasks = tasks.filter(flow_task=rung.desk)
    this_or_later = Q(rung=rung.pk) | Q(rung__offset__gt=rung.offset)
    fired = Fired.objects.filter(this_or_later, task=OuterRef("pk"), due_at=OuterRef("due_at"))
    return tasks.filter(~Exists(fired)).order_by("pk")


def _last_due(offset: int, at: datetime, calendar: Calendar) -> datetime:
    """The latest moment that a task can be due for the day ``offset`` working days from there to have come."""
    today = calendar.last_working(day_of(at - OFFICE_OPENS))
    return end_of(calendar.shift(today, -offset))


def _fire_all(rung: Rung, at: datetime, calendar: Calendar, own: UUID) -> int:
    count = 0
    while tasks := list(ripe(rung, at, calendar)[:AT_ONCE]):
        count += _fire(rung, tasks, at, own)
    return count


@transaction.atomic
def _fire(rung: Rung, tasks: Sequence[Task], at: datetime, own: UUID) -> int:
    """Write the rows that nobody has written, and tell of those alone; a sweep beside this one has told of the rest."""
    people = people_for(rung.whom, tasks, at)
    own_writer = connection.vendor == "sqlite"  # nobody beside us there, and its triggers refuse what meets a kept row
    if own_writer:
        tasks = _unfired(rung, tasks)
    Fired.objects.bulk_create(
        [
            Fired(task=task, rung=rung, due_at=task.due_at, at=at, sweep=own, told=people[task.pk])
            for task in tasks
            if task.due_at is not None
        ],
        ignore_conflicts=not own_writer,
    )
    fired = list(
        Fired.objects.filter(sweep=own, rung=rung, task__in=[task.pk for task in tasks])
        .select_related("task__process", "rung")
        .order_by("pk")
    )
    for tell in TELLERS:
        tell(fired, at)
    return len(fired)


def _unfired(rung: Rung, tasks: Sequence[Task]) -> list[Task]:
    """Those for whose due date the rung has not been fired."""
    fired = set(Fired.objects.filter(rung=rung, task__in=tasks).values_list("task_id", "due_at"))
    return [task for task in tasks if (task.pk, task.due_at) not in fired]


@transaction.atomic
def set_rung(*, actor: Any, at: datetime, reason: str, offset: int, whom: str, channel: str, desk: str = "") -> Rung:
    """Put a rung on the ladder, with the reason. Raises NotPermitted or GuardsUnmet - and then nothing has changed."""
    _refuse(actor, reason, at)
    if whom not in Rung.Whom.values or channel not in Rung.Channel.values or not -60 <= offset <= 250:
        raise GuardsUnmet(_("The rung must say when, whom and how."))
    if Rung.objects.filter(desk=desk, offset=offset, whom=whom, retired_at=None).exists():
        raise GuardsUnmet(_("There is such a rung already."))
    rung = Rung.objects.create(desk=desk, offset=offset, whom=whom, channel=channel)
    rung.changes.create(kind=RungChange.Kind.SET, actor=actor, at=at, reason=reason.strip())
    return rung


@transaction.atomic
def retire_rung(rung_id: int, *, actor: Any, at: datetime, reason: str) -> Rung:
    """Take a rung off the ladder, with the reason; what it fired stays. Raises NotPermitted or GuardsUnmet."""
    _refuse(actor, reason, at)
    rung = Rung.objects.select_for_update().get(pk=rung_id)
    if rung.retired_at is not None:
        raise GuardsUnmet(_("The rung is off the ladder already."))
    rung.retired_at = at
    rung.save(update_fields=["retired_at"])
    rung.changes.create(kind=RungChange.Kind.RETIRE, actor=actor, at=at, reason=reason.strip())
    return rung


def _refuse(actor: Any, reason: str, at: datetime) -> None:
    if not may_keep(actor, at):
        raise NotPermitted(_("Only an administrator changes the ladder."))
    if not reason.strip():
        raise GuardsUnmet(_("The reason must be given."))
    if not can_be_kept(reason):
        raise GuardsUnmet(_("The reason holds something that cannot be kept."))
