# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The calendar of the year as pages: the timeline, one entry with its versions, changing it, and the feed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import feeds
from digital_plan.forms.year import EntryForm, YearChangeForm
from digital_plan.models import YearChange, YearEntry
from digital_plan.operations.year import change_year
from digital_plan.queries.year import (
    concerns,
    history_of_entry,
    in_lanes,
    last_change,
    may_keep_year,
    shown_in,
    shown_of,
    years_known,
)
from digital_plan.states.year import Certainty, Lane
from digital_plan.year_entries import Shown
from papers.icalendar import ICS, Entry, calendar_file
from papers.one_act import asking
from papers.thai import BUDDHIST_ERA_OFFSET, SHORT_MONTHS, arabic_digits, buddhist_year
from workflows.clocks.days import day_of
from workflows.forms import status_of, typed_but
from workflows.refusals import Refused

SALT = "digital_plan.year"
ENGLISH_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
CHANGES_SHOWN = 10
RIGHT_OF = 8  # what begins after this month has its words at the right edge


@dataclass(frozen=True)
class Bar:
    """An entry with the months that its bar covers in the year shown, 1 to 12."""

    shown: Shown
    begins: int
    ends: int
    is_late: bool

    @property
    def is_sure(self) -> bool:
        """Whether its days are known."""
        return self.shown.certainty == Certainty.DAY


def year(request: HttpRequest) -> HttpResponse:
    """Show a year: months across, lanes down; what is to be checked stands under its lane."""
    me = asking(request)
    today = day_of(me.at)
    known = years_known(today)
    wanted = _number(request.GET.get("year", "")) or buddhist_year(today)
    fiscal, lane = _number(request.GET.get("fiscal", "")), request.GET.get("lane", "")
    every = shown_in(me.user, wanted, me.at)
    entries = [one for one in every if concerns(one, fiscal) and lane in ("", one.lane)]
    fiscals = sorted({year for one in every for year in one.fiscal_years})
    context = {
        "year": wanted,
        "tabs": [{"label": str(one), "href": f"?year={one}", "is_here": one == wanted} for one in known],
        "fiscal": fiscal,
        "fiscals": fiscals,
        "lane": lane,
        "lane_choices": Lane.choices,
        "lanes": [
            {"lane": one.lane, "bars": _bars(one.dated, wanted), "undated": one.undated} for one in in_lanes(entries)
        ],
        "months": SHORT_MONTHS if get_language() == "th" else ENGLISH_MONTHS,
        "this_month": today.month if buddhist_year(today) == wanted else 0,
        "may_keep": may_keep_year(me.user, me.at),
        "feed": request.build_absolute_uri(reverse("year_feed", args=[feeds.token_of(me.user, SALT)])),
        "changes": YearChange.objects.select_related("actor")[:CHANGES_SHOWN],
    }
    return render(request, "digital_plan/year/year.html", context)


def entry(request: HttpRequest, code: str) -> HttpResponse:
    """Show an entry: when, what of, its source, and how it has read before."""
    me = asking(request)
    versions = history_of_entry(code)
    if not versions:
        raise Http404
    context = {
        "entry": versions[0],
        "shown": shown_of(versions[0]),
        "is_off": versions[0].retired_by is not None,
        "versions": [{"entry": one, "shown": shown_of(one)} for one in versions],
        "may_keep": may_keep_year(me.user, me.at),
    }
    return render(request, "digital_plan/year/entry.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Write a new entry."""
    given = _number(request.GET.get("year", "")) or buddhist_year(day_of(timezone.now()))
    return _changed(request, EntryForm(request.POST or None, year=given), _("Add to the calendar"), "")


def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Put an entry right."""
    form = EntryForm(request.POST or None, entry=_standing(code))
    return _changed(request, form, _("Change the entry"), code)


def retire(request: HttpRequest, code: str) -> HttpResponse:
    """Take an entry off."""
    _standing(code)
    return _changed(request, YearChangeForm(request.POST or None), _("Take the entry off"), code)


@login_not_required
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What the token's owner may see of last year, this year and the next, for their own calendar program."""
    user, now = feeds.owner_of(token, SALT), timezone.now()
    this = buddhist_year(day_of(now))
    every = [one for year in range(this - 1, this + 2) for one in shown_in(user, year, now)]
    dated = {one.uid: _in_calendars(one) for one in every if one.first is not None and one.last is not None}
    text = calendar_file(dated.values(), now, name=_("Calendar of the year"))
    return HttpResponse(text, content_type=ICS, headers={"Cache-Control": "private, no-store"})


def _in_calendars(shown: Shown) -> Entry:
    assert shown.first is not None
    assert shown.last is not None
    return Entry(
        uid=shown.uid,
        starts=shown.starts or shown.first,
        ends=shown.ends or shown.last,
        summary=shown.title,
        description=shown.note,
        href=shown.href,
        status="CONFIRMED" if shown.certainty == Certainty.DAY else "TENTATIVE",
    )


def _bars(entries: Iterable[Shown], wanted: int) -> list[Bar]:
    first, last = (date(wanted - BUDDHIST_ERA_OFFSET, *day) for day in ((1, 1), (12, 31)))
    return [
        Bar(one, begins.month, min(one.last or begins, last).month, begins.month > RIGHT_OF)
        for one in entries
        if one.first is not None
        for begins in [max(one.first, first)]
    ]


def _number(text: str) -> int | None:
    """A year of the Buddhist era that was asked for, or nothing."""
    typed = arabic_digits(text)
    return int(typed) if typed.isascii() and typed.isdecimal() and 2500 <= int(typed[:5]) <= 2700 else None


def _standing(code: str) -> YearEntry:
    found = YearEntry.objects.filter(code=code, retired_by=None).first()
    if found is None:
        raise Http404
    return found


def _changed(request: HttpRequest, form: YearChangeForm, title: str, code: str) -> HttpResponse:
    me = asking(request)
    if not may_keep_year(me.user, me.at):
        raise PermissionDenied(_("Only a DGA officer or an administrator changes the calendar of the year."))
    back = reverse("year_entry", args=[code]) if code else reverse("year")
    context: dict[str, Any] = {"form": form, "title": title, "back": back}
    status = 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        asked: dict[str, Any] = {"entry": form.entry} if isinstance(form, EntryForm) else {"retire": code}
        try:
            written = change_year(
                **asked, reason=given["reason"], actor=me.user, at=me.at, request_id=given["request_id"],
                expected_change=given["expected_change"],
            )  # fmt: skip
        except Refused as refused:
            context["refused"] = refused
            typed_but(form, expected_change=last_change())
            status = status_of(refused)
        else:
            messages.success(request, _("The calendar is changed."))
            return redirect("year_entry", (written.facts["added"] or written.facts["retired"])[0])
    elif request.method == "POST":
        status = 422
    return render(request, "digital_plan/year/form.html", context, status=status)
