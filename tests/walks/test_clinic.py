# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random agencies book, cancel, move, wait and decline; no place is given twice, and nobody is passed over."""

import random
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digital_plan.models import ClinicBooking, ClinicSeason, ClinicSlot
from digital_plan.operations.clinic_seasons import close_day
from digital_plan.states.clinic import OPEN_BOOKING, Topic
from tests.clinic import booked, near
from tests.sizes import SIZES
from tests.walks.striding import replayed, strides
from tests.walks.test_projects import plausible
from tests.world import World
from workflows.acting import act
from workflows.desks import expected_desks, flow_of, open_desks
from workflows.models import TransitionRecord

pytestmark = pytest.mark.django_db
BOOKERS = {"lead": "officer", "north": "nora", "south": "somsak", "elsewhere": "stranger"}


@settings(max_examples=SIZES.walks, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 2**32), desks=st.integers(1, 2))
def test_walk_at_the_clinic_keeps_every_invariant(seed: int, desks: int) -> None:
    with transaction.atomic():
        Walk(World(), random.Random(seed), desks).go()
        transaction.set_rollback(True)


class Walk:
    """One walk: a season with few places, the dice, and a clock that only goes on."""

    def __init__(self, world: World, chance: random.Random, desks: int) -> None:
        self.world, self.chance, self.at = world, chance, world.at
        first = world.at.date()
        self.season = near(world, desks=desks, slot_minutes=60, last_day=first + timedelta(13))

    def go(self) -> None:
        strides(self.stride, self.look)

    def stride(self) -> None:
        self.at += timedelta(hours=self.chance.choice((0, 0, 1, 9)))
        self.chance.choice([self.book, self.book, self.move, self.move, self.move, self.close])()

    def book(self) -> None:
        agency = self.chance.choice(list(BOOKERS))
        who = BOOKERS[agency] if self.chance.random() < 0.9 else self.chance.choice(list(self.world.people))
        place = self.chance.randrange(self.season.slots.count()) if self.chance.random() < 0.7 else None
        day = self.chance.choice([None, self.chance.choice(list(self.season.slots.all())).day])
        topic = self.chance.choice(list(Topic)[:3])
        booked(self.world, self.season, agency, who, place, topic=topic, wanted_day=day, at=self.at)

    def move(self) -> None:
        if bookings := list(ClinicBooking.objects.order_by("pk")):
            booking = self.chance.choice(bookings)
            name = self.chance.choice(plausible(booking, self.chance))
            facts: dict[str, Any] = {
                "slot": self.chance.choice(list(ClinicSlot.objects.all())).pk, "problem": "ป", "advice": "ค",
            }  # fmt: skip
            agency = next(name for name, one in self.world.agencies.items() if one.pk == booking.agency_id)
            parties = ["screener", BOOKERS[agency]]
            who = self.chance.choice(parties if self.chance.random() < 0.9 else list(self.world.people))
            note = "เหตุผล" if self.chance.random() < 0.9 else ""
            act(booking, name, actor=self.world.people[who], at=self.at, request_id=uuid4(), facts=facts, note=note)

    def close(self) -> None:
        if self.chance.random() < 0.2:
            day = self.chance.choice(list(self.season.slots.all())).day
            by = self.world.people[self.chance.choice(["screener", "officer"])]
            close_day(season_id=self.season.pk, day=day, reason="งด", actor=by, at=self.at, request_id=uuid4())

    def look(self) -> None:
        """A place is one booking's; who has none waits or is through; moving up never passed by who waited longer."""
        season = ClinicSeason.objects.get()
        off = set(season.days_off.values_list("day", flat=True))
        open_ones = []
        for booking in ClinicBooking.objects.select_related("slot", "season").order_by("pk"):
            replayed(booking)
            found = {(task.flow_task.name, task.subject_type, task.subject_id) for task in open_desks(booking)}
            assert found == expected_desks(flow_of(booking), booking, [])
            assert (booking.slot is not None) == (booking.state in ("booked", "came", "missed"))
            assert booking.slot is None or booking.slot.day not in off or booking.state != "booked"
            if booking.state in OPEN_BOOKING:
                open_ones.append((booking.agency_id, booking.topic))
        assert len(open_ones) == len(set(open_ones))
        self.nobody_was_passed_over()

    def nobody_was_passed_over(self) -> None:
        for record in TransitionRecord.objects.filter(transition="move_up"):
            booking, slot = (
                ClinicBooking.objects.get(pk=record.subject_id),
                ClinicSlot.objects.get(pk=record.facts["slot"]),
            )
            freed = int(record.facts["cause"].split("/")[1])
            for other in ClinicBooking.objects.exclude(pk__in=(booking.pk, freed)).filter(
                queued_at__lt=booking.queued_at
            ):
                stood = TransitionRecord.objects.filter(
                    subject_type=other.kind, subject_id=other.pk, pk__lt=record.pk
                ).latest("pk")
                assert stood.target != "waiting" or other.wanted_day not in (None, slot.day)
