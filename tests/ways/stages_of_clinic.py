# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How each state of a booking at the plan clinic is reached."""

from digital_plan.models import ClinicBooking, ClinicSeason
from tests.clinic import booked, near, slot
from tests.ways.reaching import Tree, act
from tests.world import World
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


CLINIC: Tree = {
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
