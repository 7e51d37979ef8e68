# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked about the plan clinic: seasons with their days, who sees which booking, what was said."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from agencies.queries import agencies_of, roles_of
from agencies.roles import Role, day_of, holds
from digital_plan.models import ClinicBooking, ClinicDayOff, ClinicSeason, ClinicSlot, ConsultationNote
from digital_plan.permissions.clinic import OF_CLINIC
from digital_plan.states.clinic import BookingState

SEE_ALL = frozenset({*OF_CLINIC, Role.AUDITOR, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Time:
    """One time of a day: how many desks are free, and a slot to ask for where one is."""

    starts_at: datetime
    ends_at: datetime
    desks: int
    free: int
    slot: int | None


@dataclass(frozen=True)
class Day:
    """A day of a season's rule: its times, or why it is not held; ``is_past`` counts from the reader's day."""

    day: date
    times: tuple[Time, ...]
    off: ClinicDayOff | None
    is_past: bool
    waiting: int

    @property
    def free(self) -> int:
        """How many places are free on it."""
        return sum(one.free for one in self.times)


def may_hold_clinic(user: User, at: datetime) -> bool:
    """Whether a person is an officer of DGA, who opens seasons and holds the clinic."""
    return any(holds(user, role, at) for role in OF_CLINIC)


def sees_all_bookings(user: User, at: datetime) -> bool:
    """Whether a person sees every agency's bookings: DGA's officers, auditors, administrators."""
    return bool(roles_of(user, at) & SEE_ALL)


def bookings_for(user: User, at: datetime) -> QuerySet[ClinicBooking]:
    """The bookings that a person may see: their agencies', or all."""
    found = ClinicBooking.objects.select_related("season", "agency", "slot", "wanted")
    return found if sees_all_bookings(user, at) else found.filter(agency__in=agencies_of(user, at))


def booking_for(user: User, pk: int, at: datetime) -> ClinicBooking:
    """One of them, or 404."""
    return get_object_or_404(bookings_for(user, at), pk=pk)


def notes_for(user: User, at: datetime) -> QuerySet[ConsultationNote]:
    """What was said at the consultations that a person may see, the latest first."""
    seen = bookings_for(user, at).values("pk")
    found = ConsultationNote.objects.filter(booking__in=seen)
    return found.select_related("booking__agency", "booking__slot", "written_by")


def notes_on_plan(agency_id: int, user: User, at: datetime) -> QuerySet[ConsultationNote]:
    """Those on an agency's own plan: what was about a project stands with the project."""
    return notes_for(user, at).filter(booking__agency=agency_id, about="")


def notes_on(ref: str, user: User, at: datetime) -> QuerySet[ConsultationNote]:
    """Those on a subject of a floor above, ``"app.model/id"``."""
    return notes_for(user, at).filter(about=ref)


def days_of(season: ClinicSeason, at: datetime) -> list[Day]:
    """The days of a season in their order, in three queries."""
    off = {one.day: one for one in season.days_off.all()}
    slots = list(season.slots.order_by("starts_at", "desk"))
    taken = set(ClinicBooking.objects.filter(season=season, slot__isnull=False).values_list("slot_id", flat=True))
    wanted = ClinicBooking.objects.filter(season=season, state=BookingState.WAITING)
    waiting = Counter(wanted.values_list("wanted_day", flat=True))
    by_day: dict[date, list[ClinicSlot]] = {}
    for slot in slots:
        by_day.setdefault(slot.day, []).append(slot)
    return [
        Day(
            day,
            _times([] if day in off else by_day[day], taken, at),
            off.get(day),
            day < day_of(at),
            waiting[day],
        )
        for day in sorted({*by_day, *off})
    ]


def _times(slots: list[ClinicSlot], taken: set[int], at: datetime) -> tuple[Time, ...]:
    found: dict[datetime, list[ClinicSlot]] = {}
    for slot in slots:
        found.setdefault(slot.starts_at, []).append(slot)
    return tuple(
        Time(
            starts_at,
            there[0].ends_at,
            len(there),
            len(free := [slot.pk for slot in there if slot.pk not in taken and starts_at > at]),
            free[0] if free else None,
        )
        for starts_at, there in found.items()
    )


def line_of(booking: ClinicBooking) -> int:
    """The booking's place in the line of those who wait in its season: 1 is the first."""
    before = Q(queued_at__lt=booking.queued_at) | Q(queued_at=booking.queued_at, pk__lte=booking.pk)
    return ClinicBooking.objects.filter(before, season=booking.season_id, state=BookingState.WAITING).count()


def to_remind(at: datetime, within: timedelta) -> QuerySet[ClinicBooking]:
    """The bookings whose time comes soon."""
    soon = Q(slot__starts_at__gt=at, slot__starts_at__lte=at + within)
    return ClinicBooking.objects.filter(soon, state=BookingState.BOOKED).select_related("slot", "agency", "season")
