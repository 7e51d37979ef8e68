# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Deadlines and holidays by the API."""

from datetime import date, datetime
from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from accounts.api import READING, After, Limit, asker
from papers.thai import BUDDHIST_ERA_OFFSET
from project import turns
from project.overdue import overdue
from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.models import Holiday
from workflows.clocks.queries import clock_shown, escalations_of

router = Router(tags=["clocks"])


class EscalationOut(Schema):
    """To whom a late task was told upward, and when."""

    to: str
    at: datetime


class DeadlineOut(Schema):
    """A task with its clock: working days left, negative when it is late; a stopped clock has no due date."""

    id: int
    desk: str
    label: str
    title: str
    href: str
    queue: str
    due_at: datetime | None
    days_left: int | None
    stopped_at: datetime | None
    stopped_for: str
    escalated: list[EscalationOut]


class DeadlinePage(Schema):
    """What is late, due soon or stopped, due first, with how many there are of each."""

    scope: str
    kind: str
    counts: dict[str, int]
    tasks: list[DeadlineOut]
    next: int | None


class HolidayOut(Schema):
    """A day that is not worked."""

    day: date
    kind: str
    name_th: str
    name_en: str
    source: str


class HolidayPage(Schema):
    """The holidays of a Buddhist year."""

    year: int
    holidays: list[HolidayOut]


@router.get("/overdue", response={200: DeadlinePage} | READING, summary="Deadlines")
def list_deadlines(
    request: HttpRequest,
    scope: Literal["", "mine", "queue", "unit", "all"] = "",
    kind: Literal["late", "soon", "stopped"] = "late",
    desk: str = "",
    after: After = None,
    limit: Limit = 25,
) -> DeadlinePage:
    """What is late, due soon or stopped: yours, of your queues, where you are the head, or all."""
    now, user, calendar = timezone.now(), asker(request), calendar_in_force()
    found = overdue(user, now, scope=scope, kind=kind, desk=desk)
    tasks = list(turns.behind(found.tasks, after)[: limit + 1])
    shown, escalated = tasks[:limit], escalations_of(tasks[:limit])
    rows = []
    for task, card in zip(shown, turns.cards(shown, user, now, waits=False), strict=True):
        clock = clock_shown(task, now, calendar)
        rows.append(
            DeadlineOut(
                id=task.pk,
                desk=task.flow_task.name,
                label=str(card.act),
                title=card.title,
                href=card.href,
                queue=card.person,
                due_at=clock.due_at,
                days_left=clock.days,
                stopped_at=clock.stopped_at,
                stopped_for=str(clock.stopped_for),
                escalated=[EscalationOut(to=one.rung.whom, at=one.at) for one in escalated.get(task.pk, [])],
            )
        )
    more = shown[-1].pk if len(tasks) > limit else None
    return DeadlinePage(scope=found.scope, kind=found.kind, counts=found.counts, tasks=rows, next=more)


@router.get("/holidays", response={200: HolidayPage} | READING, summary="Holidays")
def list_holidays(request: HttpRequest, year: Annotated[int, Query(ge=2400, le=2999)]) -> HolidayPage:
    """The days of a Buddhist year that are not worked, beside Saturdays and Sundays."""
    days = Holiday.objects.filter(retired_by=None, day__year=year - BUDDHIST_ERA_OFFSET)
    rows = [
        HolidayOut(day=one.day, kind=one.kind, name_th=one.name_th, name_en=one.name_en, source=one.source)
        for one in days
    ]
    return HolidayPage(year=year, holidays=rows)
