# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever rows are written: on no day has a seat two holders or a person two seats, and a roll is of its day.

The rows go past every form and operation, straight to the table: it is the database that refuses.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from committee.models import Committee, ProcedureProfile, Seat, SeatTenure
from committee.operations import plan_meeting
from tests.standing import standing
from tests.world import AT, World

FIRST, DAYS = date(2020, 12, 1), 12
SEATS, PEOPLE = ("ก", "ข", "ค"), ("member", "absent", "stranger")
Row = tuple[str, str, int, int | None]  # seat, person, first day, last day or none
rows = st.lists(
    st.tuples(
        st.sampled_from(SEATS), st.sampled_from(PEOPLE), st.integers(0, DAYS - 1),
        st.none() | st.integers(0, DAYS - 1),
    ).filter(lambda row: row[3] is None or row[2] <= row[3]),
    min_size=2,
    max_size=8,
)  # fmt: skip


@pytest.fixture(scope="module")
def elsewhere(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The people; each example has a committee of its own."""
    with standing(django_db_blocker, tmp_path_factory):
        yield World()


def day(place: int) -> date:
    return FIRST + timedelta(days=place)


def overlap(one: Row, other: Row) -> bool:
    return one[2] <= (DAYS if other[3] is None else other[3]) and other[2] <= (DAYS if one[3] is None else one[3])


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(written=rows, stretched=st.integers(0, 7), held_on=st.integers(0, DAYS - 1))
def test_no_rows_give_a_seat_two_holders_or_a_person_two_seats(
    elsewhere: World, written: list[Row], stretched: int, held_on: int
) -> None:
    with transaction.atomic():
        committee, kept = Committee.objects.create(code="days", name_th="คณะกรรมการหนึ่ง"), list[Row]()
        seats = {
            name: Seat.objects.create(committee=committee, title=name, from_date=FIRST, position=place)
            for place, name in enumerate(SEATS)
        }
        for row in written:
            taken = any(overlap(row, other) and (row[0] == other[0] or row[1] == other[1]) for other in kept)
            assert is_written(elsewhere, committee, seats, row) is not taken, (row, kept)
            if not taken:
                kept.append(row)
        stretch(committee, stretched)
        for place in range(DAYS):
            sitting = [tenure for tenure in SeatTenure.objects.filter(committee=committee)
                       if tenure.holds_on(day(place))]  # fmt: skip
            assert len({tenure.seat_id for tenure in sitting}) == len(sitting) == len({one.user_id for one in sitting})
        roll_is_of_the_day(elsewhere, committee, day(held_on))
        transaction.set_rollback(True)


def is_written(world: World, committee: Committee, seats: dict[str, Seat], row: Row) -> bool:
    """Whether the database takes the row."""
    seat, person, first, last = row
    try:
        with transaction.atomic():
            SeatTenure.objects.create(
                committee=committee, seat=seats[seat], user=world.people[person], from_date=day(first),
                to_date=None if last is None else day(last),
            )  # fmt: skip
    except IntegrityError:
        return False
    return True


def stretch(committee: Committee, place: int) -> None:
    """Let one tenure go on without an end, if the database takes it."""
    tenure = SeatTenure.objects.filter(committee=committee).order_by("pk")[place : place + 1].first()
    try:
        with transaction.atomic():
            SeatTenure.objects.filter(pk=tenure.pk if tenure else 0).update(to_date=None)
    except IntegrityError:
        return


def roll_is_of_the_day(world: World, committee: Committee, held_on: date) -> None:
    """Whom a meeting of that day invites; who follows later, or sat before, is not on its roll."""
    sitting = {(tenure.seat_id, tenure.user_id) for tenure in committee.tenures.all() if tenure.holds_on(held_on)}
    secretary = Seat.objects.create(
        committee=committee, title="เลขานุการ", role="secretary", is_voting=False, from_date=date(2020, 1, 1)
    )
    SeatTenure.objects.create(committee=committee, seat=secretary, user=world.secretary, from_date=date(2020, 1, 1))
    ProcedureProfile.objects.create(committee=committee, version=1, effective_from=date(2020, 1, 1))
    starts = datetime(held_on.year, held_on.month, held_on.day, 3, tzinfo=AT.tzinfo)
    meeting = plan_meeting(
        committee=committee, title="ประชุม", starts_at=starts, ends_at=starts + timedelta(hours=1), place="ห้อง",
        actor=world.secretary, at=AT, request_id=uuid4(),
    )  # fmt: skip
    world.act("convene", "secretary", meeting)
    on_it = set(meeting.roll.exclude(seat=secretary).values_list("seat", "user"))
    assert on_it == sitting
