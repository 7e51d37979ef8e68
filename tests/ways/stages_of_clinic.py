# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How each state of a booking at the plan clinic is reached."""

from datetime import timedelta

from digital_plan.models import ClinicBooking, ClinicSeason
from tests.clinic import booked, near, opened, slot
from tests.ways.reaching import Tree, act
from tests.world import World
from workflows.clocks.days import BANGKOK
from workflows.lifecycle import Subject


def _first(world: World) -> Subject:
    return ClinicBooking.objects.earliest("pk")


def _last(world: World) -> Subject:
    return ClinicBooking.objects.latest("pk")


def _book(world: World) -> None:
    booked(world, near(world), "lead", "officer", 0, at=world.at)


def _wait(world: World) -> None:
    booked(world, ClinicSeason.objects.get(), "north", "nora", at=world.at)


def _note(world: World) -> None:
    said = {"problem": "ไม่ทราบวิธี", "advice": "ดูแบบ"}
    world.act("note_consultation", "screener", _first(world), facts=said, at=slot(ClinicSeason.objects.get()).starts_at)


def _miss(world: World) -> None:
    world.act("miss", "screener", _first(world), at=slot(ClinicSeason.objects.get()).ends_at)


def _lapse(world: World) -> None:
    world.act("lapse", "screener", _last(world), at=world.at.replace(year=world.at.year + 1))


def _hour_over(world: World) -> None:
    """A booking whose hour came, and one that still waits, in a season that ended before the world's moment."""
    day = world.at.astimezone(BANGKOK).date()
    before = world.at - timedelta(13)
    over = opened(
        world, first_day=day - timedelta(12), last_day=day - timedelta(1), registration_opens_at=before - timedelta(1)
    )
    booked(world, over, "lead", "officer", 0, at=before)
    booked(world, over, "north", "nora", at=before)


CLINIC: Tree = {
    "the hour at the clinic is over": (_hour_over, {}),
    "a place at the clinic": (
        _book,
        {
            "the agency came": (_note, {}),
            "the agency did not come": (_miss, {}),
            "on the waiting list": (
                _wait,
                {
                    "no place came free": (_lapse, {}),
                    "the place given back": (act("cancel", "officer", _first), {"moved up": (lambda world: None, {})}),
                },
            ),
        },
    ),
}
