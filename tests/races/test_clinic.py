# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many ask for one place at the clinic at the same moment, and places come free meanwhile: none is given twice."""

from uuid import uuid4

import pytest

from accounts.models import User
from agencies.models import Agency, Membership
from agencies.roles import Role
from digital_plan.models import ClinicBooking
from tests.clinic import OPENS, booked, made, opened, slot
from tests.databases import FreshDatabase
from tests.together import at_once
from tests.world import World

pytestmark = pytest.mark.postgresql
BOOKERS = 12


def bookers(world: World) -> list[str]:
    """So many agencies, each with an officer, by their name in the world."""
    names = []
    for place in range(BOOKERS):
        name = f"agency{place}"
        world.agencies[name] = Agency.objects.create(code=name, name_th=f"หน่วยงาน {place}")
        person = User.objects.create(username=name, display_name=name)
        Membership.objects.create(
            user=person, agency=world.agencies[name], role=Role.AGENCY_OFFICER, from_date=world.at.date()
        )
        world.people[name] = person
        names.append(name)
    return names


def kinds(results: list[object]) -> list[str]:
    return sorted(type(result).__name__ for result in results)


def test_one_place_is_given_once_however_many_ask(fresh_database: FreshDatabase) -> None:
    world = World()
    season, names = opened(world), bookers(world)
    results = at_once(BOOKERS, lambda place: booked(world, season, names[place], names[place], 0))
    assert kinds(results) == ["ClinicBooking", *["GuardsUnmet"] * (BOOKERS - 1)]
    assert ClinicBooking.objects.filter(slot=slot(season)).count() == ClinicBooking.objects.count() == 1


def test_two_desks_are_given_to_two(fresh_database: FreshDatabase) -> None:
    world = World()
    season, names = opened(world, desks=2), bookers(world)
    results = at_once(BOOKERS, lambda place: booked(world, season, names[place], names[place], 0))
    assert kinds(results).count("ClinicBooking") == 2
    assert set(ClinicBooking.objects.values_list("slot__desk", flat=True)) == {1, 2}


def test_an_agency_that_asks_many_times_at_once_is_booked_once(fresh_database: FreshDatabase) -> None:
    world = World()
    one, other = opened(world), opened(world, name_th="คลินิกสอง")
    results = at_once(8, lambda place: booked(world, (one, other)[place % 2], "lead", "officer", place))
    assert kinds(results) == ["ClinicBooking", *["GuardsUnmet"] * 7]
    assert ClinicBooking.objects.get().state == "booked"


def test_places_that_come_free_while_others_ask_and_leave_go_to_one_each(fresh_database: FreshDatabase) -> None:
    """Four give their places back, four who wait give up, four more ask for the very places: no deadlock, no twin."""
    world = World()
    season, names = opened(world), bookers(world)
    first = [booked(world, season, name, name, place) for place, name in enumerate(names[:4])]
    waiting = [booked(world, season, name, name) for name in names[4:8]]

    def press(place: int) -> object:
        if place < 4:
            return made(world, "cancel", names[place], first[place], note="ติดราชการ")
        if place < 8:
            return made(world, "cancel", names[place], waiting[place - 4], note="ไม่รอแล้ว")
        return booked(world, season, names[place], names[place], place - 8, at=OPENS, request_id=uuid4())

    results = at_once(BOOKERS, press)
    assert not [one for one in results if isinstance(one, Exception) and type(one).__name__ != "GuardsUnmet"]
    assert {ClinicBooking.objects.get(pk=one.pk).state for one in (*first, *waiting)} == {"cancelled"}
    held = list(ClinicBooking.objects.filter(state="booked").values_list("slot", flat=True))
    assert len(held) == len(set(held)) == len([one for one in results[8:] if isinstance(one, ClinicBooking)])
    assert not ClinicBooking.objects.exclude(state="booked").exclude(slot=None).exists()
