# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plan clinic as pages: seasons with their days, booking a place, one booking with its acts, what was said."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.queries import agencies_of
from digital_plan.clinic_story import tell
from digital_plan.consulting import told_of
from digital_plan.forms.clinic import SLOT, BookingForm, DayOffForm, SeasonForm, fields_of
from digital_plan.invitation import entry_of_booking
from digital_plan.lifecycle.clinic import BookingLifecycle
from digital_plan.models import ClinicBooking, ClinicSeason
from digital_plan.operations.clinic import ask_for_place
from digital_plan.operations.clinic_seasons import close_day, open_season
from digital_plan.queries.clinic import (
    booking_for,
    bookings_for,
    days_of,
    line_of,
    may_hold_clinic,
    notes_for,
    sees_all_bookings,
)
from digital_plan.states.clinic import OPEN_BOOKING, BookingState
from papers.icalendar import ICS, calendar_file
from papers.one_act import Asking, Page, asking, one_act
from workflows.explaining import explain
from workflows.forms import button, status_of
from workflows.queries import history_of
from workflows.refusals import Refused

ASIDE = ("cancel", "decline", "put_back", "miss", "lapse")
SHOWN = 50


def clinic(request: HttpRequest) -> HttpResponse:
    """Show the seasons, the latest first, and the bookings of one's agencies; for DGA those to come."""
    me = asking(request)
    open_ones = bookings_for(me.user, me.at).filter(state__in=OPEN_BOOKING).order_by("slot__starts_at", "queued_at")
    past = bookings_for(me.user, me.at).exclude(state__in=OPEN_BOOKING).order_by("-queued_at", "-pk")
    seasons = [{"season": one, "is_over": one.is_over(me.at)} for one in ClinicSeason.objects.all()[:SHOWN]]
    context = {
        "seasons": seasons,
        "bookings": list(open_ones[:SHOWN]),
        "past": list(past[:SHOWN]),
        "may_open": may_hold_clinic(me.user, me.at),
        "sees_all": sees_all_bookings(me.user, me.at),
    }
    return render(request, "digital_plan/clinic/clinic.html", context)


def season(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a season: its rule, its days with what is free, and why the clinic is not held on some."""
    me, found = asking(request), get_object_or_404(ClinicSeason, pk=pk)
    days = days_of(found, me.at)
    context = {
        "season": found,
        "days": days,
        "free": sum(one.free for one in days),
        "waiting": found.bookings.filter(state=BookingState.WAITING).count(),
        "opens_later": found.registration_opens_at > me.at,
        "is_over": found.is_over(me.at),
        "may_book": _may_book(me),
        "may_hold": may_hold_clinic(me.user, me.at),
        "bookings": list(bookings_for(me.user, me.at).filter(season=found).order_by("slot__starts_at", "queued_at")),
    }
    return render(request, "digital_plan/clinic/season.html", context)


def new_season(request: HttpRequest) -> HttpResponse:
    """Open a season by its rule."""
    me = asking(request)
    if not may_hold_clinic(me.user, me.at):
        raise PermissionDenied(_("Only a DGA officer opens a season of the clinic."))
    form = SeasonForm(request.POST or None)
    context = {"form": form, "title": _("Open a season"), "back": reverse("clinic")}

    def perform() -> str:
        made = open_season(rule=form.rule, actor=me.user, at=me.at, request_id=form.cleaned_data["request_id"])
        return reverse("clinic_season", args=[made.pk])

    return _done(request, form, context, perform, _("The season is open. Its places follow from the rule."))


def day_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold no clinic on a day; who has a place on it waits again."""
    me, found = asking(request), get_object_or_404(ClinicSeason, pk=pk)
    if not may_hold_clinic(me.user, me.at):
        raise PermissionDenied(_("Only a DGA officer says that the clinic is not held."))
    form = DayOffForm(request.POST or None, season=found, at=me.at)
    back = reverse("clinic_season", args=[pk])
    context = {"form": form, "title": _("Hold no clinic on a day"), "back": back, "season": found}

    def perform() -> str:
        close_day(
            season_id=pk, day=date.fromisoformat(form.cleaned_data["day"]), reason=form.cleaned_data["reason"],
            actor=me.user, at=me.at, request_id=form.cleaned_data["request_id"],
        )  # fmt: skip
        return back

    return _done(request, form, context, perform, _("The clinic is not held on this day. Who had a place waits again."))


def book(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a place: an agency for itself, a DGA officer for a caller."""
    me, found = asking(request), get_object_or_404(ClinicSeason, pk=pk)
    if not _may_book(me):
        rule = BookingLifecycle.begin.who
        raise PermissionDenied(rule and rule.sentence)
    own = agencies_of(me.user, me.at)
    wanted = request.GET.get("slot", "")
    shows_projects = "projects" in request.POST and not own
    form = BookingForm(
        None if shows_projects else request.POST or None, season=found, user=me.user, at=me.at, own=own,
        time=f"{SLOT}{wanted}", typed=request.POST if shows_projects else None,
    )  # fmt: skip
    context = {"form": form, "title": _("Book a place"), "back": reverse("clinic_season", args=[pk]), "season": found}

    def perform() -> str:
        record = ask_for_place(
            booking=form.booking, request_id=form.cleaned_data["request_id"], **me.by,
        )  # fmt: skip
        return reverse("clinic_booking", args=[record.subject_id])

    return _done(request, form, context, perform, _("The booking is kept."))


def booking(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a booking: when, what about, what can be done, what was said, and its history."""
    me = asking(request)
    found = booking_for(me.user, pk, me.at)
    about = told_of([found.about], me.user, me.at).get(found.about) if found.about else None
    context = {
        "booking": found,
        "line": line_of(found) if found.state == BookingState.WAITING else None,
        "facts": _facts(found),
        "about": about,
        "note": getattr(found, "note", None),
        "buttons": [
            replace(button(found, answer, reverse("clinic_act", args=[pk, answer.name])), aside=answer.name in ASIDE)
            for answer in explain(found, me.attempt)
        ],
        "story": tell(history_of(found)),
    }
    return render(request, "digital_plan/clinic/booking.html", context)


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Make an act on a booking, or say why not."""
    me = asking(request)
    found = booking_for(me.user, pk, me.at)
    page = Page(
        about=f"{found.season.name} · {found.agency}",
        back=reverse("clinic_booking", args=[pk]),
        trail=[
            {"label": _("Plan clinic"), "href": reverse("clinic")},
            {"label": str(found.agency), "href": reverse("clinic_booking", args=[pk])},
        ],
    )

    return one_act(request, me, found, name, page, fields=fields_of(found, name, me.at))


def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """The time of a booking as a calendar file."""
    me = asking(request)
    found = booking_for(me.user, pk, me.at)
    entries = [entry_of_booking(found)] if found.slot else []
    headers = {
        "Content-Disposition": f'attachment; filename="clinic-{found.pk}.ics"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
    }
    text = calendar_file(entries, me.at, name=found.season.name)
    return HttpResponse(text, content_type=ICS, headers=headers)


def notes(request: HttpRequest) -> HttpResponse:
    """List what was said at the consultations that this person may read."""
    me = asking(request)
    found = list(notes_for(me.user, me.at)[:SHOWN])
    about = told_of({one.about for one in found if one.about}, me.user, me.at)
    rows = [{"note": one, "about": about.get(one.about)} for one in found]
    return render(request, "digital_plan/clinic/notes.html", {"rows": rows})


def _may_book(me: Asking) -> bool:
    return bool(agencies_of(me.user, me.at)) or may_hold_clinic(me.user, me.at)


def _facts(found: ClinicBooking) -> list[dict[str, Any]]:
    return [
        {"term": _("Agency"), "value": str(found.agency)},
        {"term": _("Topic"), "value": found.get_topic_display()},
        {"term": _("What the agency wants to ask"), "value": found.question},
        {"term": _("How it came in"), "value": found.get_channel_display(), "note": found.caller},
        {"term": _("Place"), "value": found.season.place},
    ]


def _done(request: HttpRequest, form: Any, context: dict[str, Any], perform: Any, said: str) -> HttpResponse:
    """Do what a form asks and lead to where it shows; what is refused keeps what was typed."""
    status = 200
    if request.method == "POST" and form.is_bound and form.is_valid():
        try:
            there = perform()
        except Refused as refused:
            context["refused"] = refused
            status = status_of(refused)
        else:
            messages.success(request, said)
            return redirect(there)
    elif form.is_bound:
        status = 422
    return render(request, "digital_plan/clinic/form.html", context, status=status)
