# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The holiday table: read by everybody, changed by administrators, with a preview of the due dates that move."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.person import person_of
from papers.thai import BUDDHIST_ERA_OFFSET
from project import turns
from project.holiday_forms import ChangeForm, HolidayForm, ImportForm, RetireForm
from workflows.clocks import holidays as table
from workflows.clocks.audiences import may_keep
from workflows.clocks.days import day_of
from workflows.clocks.models import Holiday, HolidayChange
from workflows.clocks.official import doubted_in
from workflows.forms import status_of, typed_but
from workflows.refusals import Refused

SHOWN = 50
CHANGES_SHOWN = 10


def holidays(request: HttpRequest) -> HttpResponse:
    """Show a year of holidays, and the last changes of the table."""
    now = timezone.now()
    year = _year(request, day_of(now).year)
    years = sorted({day.year for day in Holiday.objects.filter(retired_by=None).values_list("day", flat=True)} | {year})
    here = reverse("holidays")
    context = {
        "year": year + BUDDHIST_ERA_OFFSET,
        "tabs": [
            {
                "label": str(one + BUDDHIST_ERA_OFFSET),
                "href": f"{here}?year={one + BUDDHIST_ERA_OFFSET}",
                "is_here": one == year,
            }
            for one in years
        ],
        "holidays": Holiday.objects.filter(retired_by=None, day__year=year),
        "changes": HolidayChange.objects.select_related("actor").prefetch_related("added", "retired")[:CHANGES_SHOWN],
        "may_keep": may_keep(person_of(request), now),
        "doubted": _doubted(year),
        "missing": [one + BUDDHIST_ERA_OFFSET for one in (day_of(now).year, day_of(now).year + 1) if one not in years],
    }
    return render(request, "project/holidays.html", context)


def add(request: HttpRequest) -> HttpResponse:
    """Add one day."""
    return _change(request, HolidayForm(request.POST or None), _("Add a holiday"))


def import_year(request: HttpRequest) -> HttpResponse:
    """Add the days of pasted lines."""
    return _change(request, ImportForm(request.POST or None), _("Import a year"))


def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a day off the table."""
    holiday = get_object_or_404(Holiday, pk=pk, retired_by=None)
    return _change(request, RetireForm(request.POST or None, holiday=holiday), _("Retire a holiday"), holiday)


def _change(request: HttpRequest, form: ChangeForm, title: str, holiday: Holiday | None = None) -> HttpResponse:
    """Ask, show what would move, and on the second press make the change."""
    user, now = person_of(request), timezone.now()
    if not may_keep(user, now):
        raise Http404
    context: dict[str, Any] = {"form": form, "title": title, "holiday": holiday, "now": now}
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            if "confirm" in request.POST:
                made = table.change(
                    **form.changes(),
                    reason=form.cleaned_data["reason"],
                    actor=user,
                    at=now,
                    request_id=form.cleaned_data["request_id"],
                    expected_change=form.cleaned_data["expected_change"],
                )
                _tell(request, made)
                return redirect(f"{reverse('holidays')}?year={_year_of(made) + BUDDHIST_ERA_OFFSET}")
            context |= _preview(table.plan(**form.changes()), user, now)
        except Refused as refused:
            context["refused"] = refused
            typed_but(form, expected_change=table.last_change())
            status = status_of(refused)
    elif request.method == "POST":
        status = 422
    return render(request, "project/holiday_change.html", context, status=status)


def _preview(planned: table.Plan, reader: User, at: datetime) -> dict[str, Any]:
    shown = list(planned.moved[:SHOWN])
    cards = turns.cards([task for task, _due_at in shown], reader, at, waits=False)
    return {
        "planned": planned,
        "rows": [(card, due_at) for card, (_task, due_at) in zip(cards, shown, strict=True)],
        "more": len(planned.moved) - len(shown),
    }


def _doubted(year: int) -> list[tuple[date | None, str]]:
    """The days of which it is not known whether they are holidays, as long as the table does not hold them."""
    held = set(Holiday.objects.filter(retired_by=None, day__year=year).values_list("day", flat=True))
    is_thai = get_language() == "th"
    return [(day, thai if is_thai else english) for day, thai, english in doubted_in(year, held)]


def _tell(request: HttpRequest, made: HolidayChange) -> None:
    count = len(made.facts["moved"])
    messages.success(
        request,
        ngettext(
            "The holiday table is changed; %(count)s task is due another day.",
            "The holiday table is changed; %(count)s tasks are due another day.",
            count,
        )
        % {"count": count},
    )


def _year(request: HttpRequest, otherwise: int) -> int:
    asked = request.GET.get("year", "")
    is_year = len(asked) == 4 and asked.isdecimal() and 2400 < int(asked) < 3000
    return int(asked) - BUDDHIST_ERA_OFFSET if is_year else otherwise


def _year_of(made: HolidayChange) -> int:
    return int((made.facts["added"] + made.facts["retired"])[0][:4])
