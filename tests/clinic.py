# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Seasons of the plan clinic, and bookings in them, for the people of ``tests.world``."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from digital_plan.models import ClinicBooking, ClinicSeason, ClinicSlot
from digital_plan.operations.clinic import book
from digital_plan.operations.clinic_seasons import Rule, close_day, open_season
from tests.world import World
from workflows.acting import act
from workflows.clocks.days import BANGKOK

OPENS = datetime(2021, 4, 19, 8, 30, tzinfo=BANGKOK)  # DGA slides 2564: registration from 19 April 2564
FIRST, LAST = date(2021, 4, 22), date(2021, 6, 9)  # Thursdays from 22 April, until the questionnaire is due


def slides(**changed: Any) -> Rule:
    """The season of the slides: Thursdays 14:00 to 16:00, some 30 minutes each, at one desk."""
    said: dict[str, Any] = {
        "name_th": "คลินิกแผน DG", "name_en": "Plan clinic", "weekday": 3, "starts": time(14), "ends": time(16),
        "slot_minutes": 30, "desks": 1, "first_day": FIRST, "last_day": LAST, "registration_opens_at": OPENS,
        "place": "สพร.", "source": "DGA slides 2564",
    }  # fmt: skip
    return Rule(**said | changed)


def opened(world: World, **changed: Any) -> ClinicSeason:
    """A season that a DGA officer opened."""
    return open_season(rule=slides(**changed), actor=world.screener, at=world.at, request_id=uuid4())


def slot(season: ClinicSeason, place: int = 0) -> ClinicSlot:
    """A slot by its place in the season."""
    return season.slots.order_by("starts_at", "desk")[place]


def booked(world: World, season: ClinicSeason, agency: str, who: str, place: int | None = None, **more: Any) -> Any:
    """A booking of an agency by one of its people; without a place it waits."""
    said: dict[str, Any] = {"topic": "plan", "at": OPENS, "request_id": uuid4()} | more
    return book(
        season_id=season.pk, agency_id=world.agencies[agency].pk, actor=world.people[who],
        slot_id=None if place is None else slot(season, place).pk, **said,
    )  # fmt: skip


def made(world: World, name: str, who: str, booking: ClinicBooking, **more: Any) -> ClinicBooking:
    """A step on a booking; the booking as it is then."""
    said: dict[str, Any] = {"at": OPENS, "request_id": uuid4()} | more
    act(booking, name, actor=world.people[who], **said)
    return ClinicBooking.objects.get(pk=booking.pk)


def near(world: World, **changed: Any) -> ClinicSeason:
    """A season that is open at the world's own moment, a Monday, and is held on the Thursdays that follow."""
    day = world.at.astimezone(BANGKOK).date()
    held: dict[str, Any] = {
        "first_day": day, "last_day": day + timedelta(27), "registration_opens_at": world.at - timedelta(1),
    }  # fmt: skip
    return opened(world, **held | changed)


def every_row_of_the_clinic(world: World) -> ClinicBooking:
    """A row in every table: one that was noted, a day off, and a booking with its place, which it gives."""
    season = near(world)
    noted = booked(world, season, "north", "nora", 0, at=world.at)
    said = {"problem": "ไม่ทราบวิธี", "advice": "ดูแบบ"}
    made(world, "note_consultation", "screener", noted, facts=said, at=slot(season).starts_at)
    day = slot(season, 4).day
    close_day(season_id=season.pk, day=day, reason="ติดภารกิจ", actor=world.screener, at=world.at, request_id=uuid4())
    return booked(world, season, "lead", "officer", 1, at=world.at)
