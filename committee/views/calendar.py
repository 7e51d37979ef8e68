# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The calendar of meetings: a month at a time, as a sheet and as a list, and the address of the feed."""

from calendar import Calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from agencies.roles import day_of
from committee.models import Meeting
from committee.queries import meetings_for
from committee.views.asking import asking
from committee.views.invitations import token_of
from committee.views.next_steps import next_of
from papers.thai import buddhist_year, midnight

FIRST_YEAR, LAST_YEAR = 1990, 2200
MONDAY = 0


@dataclass
class DayOfSheet:
    """One day of the sheet with its meetings."""

    day: date
    is_of_month: bool
    is_today: bool
    meetings: list[Meeting] = field(default_factory=list)


def calendar(request: HttpRequest) -> HttpResponse:
    """Show a month of the meetings that this person sees."""
    me = asking(request)
    today = day_of(me.at)
    first = _month(request.GET.get("month", ""), today)
    weeks = Calendar(MONDAY).monthdatescalendar(first.year, first.month)
    begins, ends = weeks[0][0], weeks[-1][-1]
    found = meetings_for(me.user, me.at).filter(
        starts_at__gte=midnight(begins), starts_at__lt=midnight(ends + timedelta(days=1))
    )
    meetings = list(found.order_by("starts_at", "pk"))
    sheet = [[DayOfSheet(day, day.month == first.month, day == today) for day in week] for week in weeks]
    days = {one.day: one for week in sheet for one in week}
    for meeting in meetings:
        days[day_of(meeting.starts_at)].meetings.append(meeting)
    context: dict[str, Any] = {
        "weeks": sheet,
        "listed": [(one, next_of(one, None)) for one in meetings if day_of(one.starts_at).month == first.month],
        "first": first,
        "earlier": _address(first - timedelta(days=1)),
        "this_month": _address(today),
        "feed": request.build_absolute_uri(reverse("calendar_feed", args=[token_of(me.user)])),
    }
    context["later"] = _address((first + timedelta(days=32)).replace(day=1))
    return render(request, "committee/calendar.html", context)


def _month(asked: str, today: date) -> date:
    """The first day of the month that is asked for as ``2564-01`` or ``2021-01``, else of this one."""
    year, _dash, month = asked.partition("-")
    if year.isdecimal() and month.isdecimal() and len(year) == 4 and len(month) == 2:
        number = int(year) - 543 if int(year) > LAST_YEAR else int(year)
        if FIRST_YEAR <= number <= LAST_YEAR and 1 <= int(month) <= 12:
            return date(number, int(month), 1)
    return today.replace(day=1)


def _address(day: date) -> str:
    return f"{reverse('calendar')}?month={buddhist_year(day)}-{day.month:02d}"
