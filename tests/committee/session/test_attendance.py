# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who was there from when to when: the intervals, what corrects them, and the quorum at any instant."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee.models import AttendanceMark, Guest
from committee.operations.session import note_guest, welcome_guest
from committee.queries.attendance import attendance_of, quorum_at
from committee.rules.presence import Interval, Mark, intervals_of, present_at, standing
from tests.committee.session.room import correct, in_session, later
from tests.refusing import refused
from tests.world import MEETING_AT as AT
from tests.world import World
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused
from workflows.verification import faults

T = datetime(2021, 1, 25, 2, 0, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return T + timedelta(minutes=minutes)


def marks(*said: tuple[Any, ...]) -> list[Mark]:
    """``(kind, minute, noted, corrects)`` of one person, numbered from 1."""
    rows = [(*row, *((row[1], None)[len(row) - 2 :])) for row in said]
    return [
        Mark(pk=nth, who=1, kind=kind, at=at(minute), noted_at=at(noted), corrects=corrects)
        for nth, (kind, minute, noted, corrects) in enumerate(rows, 1)
    ]


@pytest.mark.parametrize(
    ("said", "stays"),
    [
        ([], []),
        ([("came", 0)], [(0, None)]),
        ([("came", 0), ("left", 30)], [(0, 30)]),
        ([("came", 0), ("left", 30), ("came", 45)], [(0, 30), (45, None)]),
        ([("left", 30)], []),
        ([("came", 0), ("came", 5)], [(0, None)]),
        ([("left", 30, 31), ("came", 0, 32)], [(0, 30)]),  # noted late: the moments order them
        ([("came", 10), ("came", 0, 20, 1)], [(0, None)]),  # earlier than noted
        ([("came", 10), ("struck", 10, 20, 1)], []),
        ([("came", 0), ("left", 30), ("struck", 30, 40, 2)], [(0, None)]),
        ([("came", 0), ("left", 30), ("left", 50, 60, 2), ("left", 40, 70, 3)], [(0, 40)]),  # corrected twice
    ],
)
def test_intervals_follow_from_the_marks_that_stand(said: Any, stays: Any) -> None:
    expected = [Interval(at(came), None if left is None else at(left)) for came, left in stays]
    assert intervals_of(marks(*said)).get(1, []) == expected


def test_intervals_as_they_were_known_before_a_correction() -> None:
    said = marks(("came", 0), ("left", 30), ("left", 50, 60, 2))
    assert intervals_of(said, known_at=at(59))[1] == [Interval(at(0), at(30))]
    assert intervals_of(said, known_at=at(60))[1] == [Interval(at(0), at(50))]


@pytest.mark.parametrize(("minute", "is_there"), [(-1, False), (0, True), (29, True), (30, False), (45, True)])
def test_somebody_is_there_from_coming_and_not_at_going(minute: int, is_there: bool) -> None:
    said = intervals_of(marks(("came", 0), ("left", 30), ("came", 45)))
    assert (present_at(said, at(minute)) == {1}) is is_there


@given(
    st.lists(
        st.tuples(st.sampled_from(["came", "left", "struck"]), st.integers(0, 60), st.integers(0, 9), st.booleans()),
        max_size=12,
    )
)
def test_intervals_never_overlap_and_run_forward(said: list[tuple[str, int, int, bool]]) -> None:
    found: list[Mark] = []
    for nth, (kind, minute, wrong, corrects) in enumerate(said, 1):
        named = found[wrong % len(found)].pk if corrects and found else None
        taken = any(mark.corrects == named for mark in found)
        found.append(
            Mark(pk=nth, who=1, kind=kind, at=at(minute), noted_at=at(61 + nth), corrects=None if taken else named)
        )
    stays = intervals_of(found).get(1, [])
    edges = [edge for stay in stays for edge in (stay.came_at, stay.left_at) if edge is not None]
    assert edges == sorted(edges)
    assert all(stay.left_at is not None for stay in stays[:-1])
    counted = {mark.pk for mark in standing(found)}
    assert not counted & {mark.corrects for mark in found}


# ── in a meeting ──


def test_coming_and_going_keep_a_mark_each(world: World) -> None:
    in_session(world)
    entry = world.entry("member")
    record = world.act("depart", "secretary", entry, at=later(20))
    came, left = AttendanceMark.objects.filter(entry=entry)
    assert (came.kind, came.at, left.kind, left.at) == ("came", AT, "left", later(20))
    assert record.facts == {"mark": left.pk, "at": "2021-01-25T02:20:00.000000Z"}
    world.act("arrive", "secretary", world.entry("member"), at=later(40))
    assert attendance_of(world.meeting).intervals()[entry.pk] == [Interval(AT, later(20)), Interval(later(40))]
    assert list(faults()) == []


def test_quorum_at_any_instant_recomputes_from_the_intervals(world: World) -> None:
    in_session(world)
    world.act("depart", "secretary", world.entry("member"), at=later(20))
    world.act("arrive", "secretary", world.entry("absent"), at=later(25))
    found = [(quorum_at(world.meeting, later(minute)).present) for minute in (-1, 0, 19, 20, 24, 25)]
    assert found == [0, 2, 2, 1, 1, 2]
    assert [quorum_at(world.meeting, later(minute)).is_met for minute in (19, 20, 25)] == [True, False, True]
    assert quorum_at(world.meeting, later(99)).present == world.meeting.quorum().present


def test_earlier_moment_is_noted_when_it_was_pressed_without_a_connection(world: World) -> None:
    in_session(world)
    entry = world.entry("member")
    world.act("depart", "secretary", entry, at=later(20), facts={"moment": later(15).isoformat()})
    assert attendance_of(world.meeting).intervals()[entry.pk] == [Interval(AT, later(15))]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"moment": "2021-01-25T02:21:00+00:00"}, "What has not happened yet is not noted."),
        ({"moment": "2021-01-25T01:59:00+00:00"}, "A later coming or going is noted already: correct that one."),
        ({"moment": "2021-01-24T02:00:00+00:00"}, "The time lies before the meeting."),
        ({"moment": "soon"}, "The time must be a time of day."),
        ({"moment": "2021-01-25T02:10:00"}, "The time must be a time of day."),
        ({"channel": "telepathy"}, "A member takes part in the room or online."),
    ],
)
def test_moment_that_cannot_be_is_refused(world: World, facts: dict[str, str], why: str) -> None:
    in_session(world)
    with refused(GuardsUnmet) as told:
        world.act("depart", "secretary", world.entry("member"), at=later(20), facts=facts)
    assert told.value.reasons == (why,)
    assert AttendanceMark.objects.filter(kind="left").count() == 0


def test_online_member_is_identified_first(world: World) -> None:
    in_session(world)
    with refused(GuardsUnmet) as told:
        world.act("arrive", "secretary", world.entry("absent"), facts={"channel": "online"})
    assert told.value.reasons == ("Who takes part online must be identified before the meeting, and it is noted how.",)
    world.act("arrive", "secretary", world.entry("absent"), facts={"channel": "online", "identified_by": "vouched"})
    mark = AttendanceMark.objects.get(entry=world.entry("absent"))
    assert (mark.channel, mark.identified_by, mark.consents) == ("online", "vouched", None)


# ── corrections ──


def test_correction_is_another_row_and_the_first_stays(world: World) -> None:
    in_session(world)
    wrong = AttendanceMark.objects.get(entry=world.entry("member"))
    record = correct(world, wrong, moment=later(-5))
    assert (record.transition, record.note) == ("correct_to_present", "จดผิดคน")
    assert attendance_of(world.meeting).intervals()[wrong.entry_id or 0] == [Interval(later(-5))]
    assert AttendanceMark.objects.get(pk=wrong.pk).at == AT
    assert world.entry("member").state == "present"


@pytest.mark.parametrize(
    ("kind", "state", "present"), [("struck", "not_coming", 1), ("left", "not_coming", 1), ("came", "present", 2)]
)
def test_member_stands_as_the_corrected_intervals_say(world: World, kind: str, state: str, present: int) -> None:
    in_session(world)
    correct(world, AttendanceMark.objects.get(entry=world.entry("member")), kind=kind)
    assert world.entry("member").state == state
    assert world.meeting.quorum().present == present == quorum_at(world.meeting, later(60)).present
    assert list(faults()) == []


def test_departure_struck_out_brings_the_member_back(world: World) -> None:
    in_session(world)
    world.act("depart", "secretary", world.entry("member"), at=later(20))
    correct(world, AttendanceMark.objects.get(kind="left"), kind="struck")
    assert world.entry("member").state == "present"
    assert attendance_of(world.meeting).intervals()[world.entry("member").pk] == [Interval(AT)]


def test_mark_is_corrected_once(world: World) -> None:
    in_session(world)
    wrong = AttendanceMark.objects.get(entry=world.entry("member"))
    correct(world, wrong, moment=later(-5))
    with refused(GuardsUnmet) as told:
        correct(world, wrong, moment=later(-9))
    assert told.value.reasons == ("This mark is not of this member, or another has taken its place already.",)


def test_correction_twice_with_the_same_request_is_one(world: World) -> None:
    in_session(world)
    wrong, same = AttendanceMark.objects.get(entry=world.entry("member")), uuid4()
    first = correct(world, wrong, moment=later(-5), request_id=same)
    assert correct(world, wrong, moment=later(-5), request_id=same).pk == first.pk
    assert AttendanceMark.objects.filter(corrects=wrong).count() == 1


@pytest.mark.parametrize("by", ["chair", "member", "admin", "officer", "auditor"])
def test_only_the_secretary_corrects(world: World, by: str) -> None:
    in_session(world)
    wrong = AttendanceMark.objects.get(entry=world.entry("member"))
    with refused(NotPermitted):
        correct(world, wrong, by=by)
    with refused(NotPermitted):
        welcome_guest(meeting=world.meeting, name="ก", actor=world.people[by], at=AT, request_id=uuid4())


def test_correction_without_a_reason_is_refused(world: World) -> None:
    in_session(world)
    with refused(GuardsUnmet) as told:
        correct(world, AttendanceMark.objects.get(entry=world.entry("member")), reason=" ")
    assert told.value.reasons == ("The reason must be given.",)


# ── guests ──


def test_guest_comes_for_a_matter_and_goes(world: World) -> None:
    item = in_session(world)
    said: dict[str, Any] = {"actor": world.secretary}
    same = uuid4()
    for _twice in range(2):
        guest = welcome_guest(
            meeting=world.meeting, item=item, name="นายสมชาย", post="สพร.", at=AT, request_id=same, **said
        )
    assert Guest.objects.count() == 1
    note_guest(guest=guest, kind="left", at=later(10), request_id=uuid4(), **said)
    assert attendance_of(world.meeting).intervals()[-guest.pk] == [Interval(AT, later(10))]
    assert quorum_at(world.meeting, AT).present == 2  # a guest is not counted
    with refused(GuardsUnmet):
        note_guest(guest=guest, kind="left", at=later(11), request_id=uuid4(), **said)
    with refused(RequestReused):
        note_guest(guest=guest, kind="came", at=later(12), request_id=guest.marks.get(kind="left").request_id,
                   actor=world.chair)  # fmt: skip
    note_guest(guest=guest, kind="came", at=later(12), request_id=uuid4(), **said)
    assert len(attendance_of(world.meeting).intervals()[-guest.pk]) == 2
