# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening a season of the plan clinic by its weekly rule, and days on which it is not held."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.roles import BANGKOK
from digital_plan.models import ClinicBooking, ClinicDayOff, ClinicSeason, ClinicSlot
from digital_plan.queries.clinic import may_hold_clinic
from digital_plan.states.clinic import BookingState
from workflows import engine
from workflows.clocks.days import DAY, day_of
from workflows.clocks.models import Holiday
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused

LONGEST, MOST_DESKS, MINUTES = timedelta(days=366), 20, range(5, 241)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A season as it is to be opened: on ``weekday`` (Monday is 0) in these hours, first and last day inclusive."""

    name_th: str
    name_en: str = ""
    weekday: int
    starts: time
    ends: time
    slot_minutes: int
    desks: int
    first_day: date
    last_day: date
    registration_opens_at: datetime
    place: str = ""
    source: str = ""

    def days(self) -> Iterator[date]:
        """The days of the rule, whether or not the clinic is held on them."""
        day = self.first_day + (self.weekday - self.first_day.weekday()) % 7 * DAY
        while day <= self.last_day:
            yield day
            day += 7 * DAY

    def times(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The times of one day: as many whole ones as the hours hold."""
        starts_at, closes_at = (datetime.combine(day, at, tzinfo=BANGKOK) for at in (self.starts, self.ends))
        while (ends_at := starts_at + timedelta(minutes=self.slot_minutes)) <= closes_at:
            yield starts_at, ends_at
            starts_at = ends_at


@transaction.atomic
def open_season(*, rule: Rule, actor: User, at: datetime, request_id: UUID) -> ClinicSeason:
    """Open a season with its slots; a holiday of the table in force now has none, and is named with its reason.

    The same request gives the same season again. Raises NotPermitted, GuardsUnmet or RequestReused - and then nothing
    has changed.
    """
    if replayed := ClinicSeason.objects.filter(request_id=request_id).first():
        if replayed.opened_by_id != actor.pk or replayed.name_th != rule.name_th:
            raise RequestReused(_("The request id already stands for another act."))
        return replayed
    if not may_hold_clinic(actor, at):
        raise NotPermitted(_("Only a DGA officer opens a season of the clinic."))
    lacking = _faults(rule)
    if lacking:
        raise GuardsUnmet(*lacking)
    days = list(rule.days())
    found = Holiday.objects.filter(retired_by=None, day__in=days)
    holidays = {holiday.day: holiday.name_th for holiday in found}
    if not set(days) - set(holidays):
        raise GuardsUnmet(_("No day of the season is left on which the clinic could be held."))
    season = ClinicSeason.objects.create(**asdict(rule), opened_by=actor, opened_at=at, request_id=request_id)
    ClinicDayOff.objects.bulk_create(
        ClinicDayOff(season=season, day=day, reason=reason, is_holiday=True, by=actor, at=at)
        for day, reason in sorted(holidays.items())
    )
    ClinicSlot.objects.bulk_create(
        ClinicSlot(season=season, starts_at=starts_at, ends_at=ends_at, desk=desk)
        for day in days
        if day not in holidays
        for starts_at, ends_at in rule.times(day)
        for desk in range(1, rule.desks + 1)
    )
    return season


def _faults(rule: Rule) -> list[Any]:
    lacking = []
    if not rule.name_th.strip():
        lacking.append(_("The Thai name must be given."))
    if not rule.first_day <= rule.last_day <= rule.first_day + LONGEST:
        lacking.append(_("The last day must not lie before the first, nor more than a year after it."))
    if not (1 <= rule.desks <= MOST_DESKS and rule.slot_minutes in MINUTES and 0 <= rule.weekday <= 6):
        lacking.append(_("There must be 1 to 20 desks, and 5 to 240 minutes for each agency."))
    elif not lacking and not any(True for day in rule.days() for _time in rule.times(day)):
        lacking.append(_("The hours and days must hold at least one place."))
    if day_of(rule.registration_opens_at) > rule.last_day:
        lacking.append(_("Registration must open before the season is over."))
    return lacking


def close_day(*, season_id: int, day: date, reason: str, actor: User, at: datetime, request_id: UUID) -> ClinicDayOff:
    """Hold no clinic on a day of a season: who has a place on it waits again, at the place in the line they had.

    The day is closed first and for itself, so that nobody gets a place on it while others are put back. Done again, it
    goes on where it was left. Raises NotPermitted or GuardsUnmet - and then nothing has changed.
    """
    with transaction.atomic():
        season = ClinicSeason.objects.select_for_update().get(pk=season_id)
        if not may_hold_clinic(actor, at):
            raise NotPermitted(_("Only a DGA officer says that the clinic is not held."))
        if not reason.strip():
            raise GuardsUnmet(_("The reason must be given."))
        off = season.days_off.filter(day=day).first()
        if off is None and not season.has_day(day, at):
            raise GuardsUnmet(_("The day must be one of the season that is still to come."))
        if off is None:
            off = ClinicDayOff.objects.create(season=season, day=day, reason=reason.strip(), by=actor, at=at)
    placed = ClinicBooking.objects.filter(season=season, state=BookingState.BOOKED, slot__starts_at__gt=at)
    for booking in placed.select_related("slot").order_by("pk"):
        if booking.slot is not None and booking.slot.day == day:
            engine.perform(
                ClinicBooking, booking.pk, "put_back", actor=actor, at=at, note=off.reason,
                request_id=uuid5(request_id, f"{booking.kind}/{booking.pk}"),
            )  # fmt: skip
    return off
