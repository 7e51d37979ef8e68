# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An alternate named after the meeting was convened: a line of their own, the holder's kept, never after the count."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.notifications.registry import Event
from committee.models import Alternate, RollEntry
from committee.notices import late_alternate
from committee.operations import put_on_roll
from tests.api.asking import Program, told
from tests.api.test_agenda import sent
from tests.committee.conftest import Visit, pressed
from tests.committee.test_meeting_lifecycle import convene, freeze
from tests.committee.test_roll import DAY, stand_in
from tests.refusing import refused
from tests.world import World, everything
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused
from workflows.verification import faults


def put(world: World, alternate: Alternate, who: str = "secretary", **more: Any) -> RollEntry:
    given: dict[str, Any] = {"actor": world.people[who], "at": world.at, "request_id": uuid4()} | more
    return put_on_roll(meeting=world.meeting, alternate=alternate, **given)


def test_alternate_gets_a_line_and_the_holder_keeps_theirs(world: World) -> None:
    convene(world)
    held, before = world.entry("member"), world.meeting.quorum()
    entry = put(world, stand_in(world, "stranger", "member"))
    assert (entry.alternate_for, entry.seat, entry.title, entry.role, entry.is_voting, entry.post) == (
        held, held.seat, held.title, held.role, held.is_voting, "รองอธิบดี",
    )  # fmt: skip
    now = world.entry("member")
    assert (now.state, now.version) == (held.state, held.version)
    assert world.meeting.quorum() == before  # the seat counts once
    record = TransitionRecord.objects.get(subject_type=entry.kind, subject_id=entry.pk)
    assert (record.transition, record.actor, record.facts) == (
        "begin", world.secretary, {"letter": "ที่ 1", "in_place_of": world.member.pk},
    )  # fmt: skip
    assert list(faults()) == []


def test_alternate_comes_for_the_seat_and_the_holder_cannot_beside(world: World) -> None:
    freeze(world)
    put(world, stand_in(world, "stranger", "member"))
    world.act("arrive", "secretary", world.entry("stranger"))
    assert world.meeting.quorum().present == 1
    with refused(GuardsUnmet):
        world.act("arrive", "secretary", world.entry("member"))


def test_same_press_puts_one_line_and_another_persons_is_refused(world: World) -> None:
    convene(world)
    alternate, key = stand_in(world, "stranger", "member"), uuid4()
    first, again = (put(world, alternate, request_id=key) for _press in (1, 2))
    assert first == again
    with refused(RequestReused):
        put(world, alternate, who="chair", request_id=key)


def arrived(world: World) -> None:
    world.act("arrive", "secretary", world.entry("member"))


def left(world: World) -> None:
    arrived(world)
    world.act("depart", "secretary", world.entry("member"))


def ended(world: World) -> None:
    for name in ("chair", "absent"):
        world.act("arrive", "secretary", world.entry(name))
    world.act("open", "secretary", world.meeting)
    world.act("end", "secretary", world.meeting)


@pytest.mark.parametrize("counted", [arrived, left, ended])
def test_seat_that_was_counted_takes_no_other(world: World, counted: Callable[[World], None]) -> None:
    freeze(world)
    alternate = stand_in(world, "stranger", "member")
    counted(world)
    with refused(GuardsUnmet):
        put(world, alternate)


def test_seat_of_which_nobody_came_takes_one_while_the_meeting_sits(world: World) -> None:
    world.to("in_committee")
    entry = put(world, stand_in(world, "stranger", "absent"))
    world.act("arrive", "secretary", entry)
    assert world.meeting.quorum().present == 3


@pytest.mark.parametrize("days", [1, -1])
def test_alternate_of_another_day_is_refused(world: World, days: int) -> None:
    convene(world)
    day = DAY + timedelta(days=days)
    with refused(GuardsUnmet):
        put(world, stand_in(world, "stranger", "member", day, day))


def test_meeting_that_is_only_planned_has_no_roll_to_join(world: World) -> None:
    world.plan_meeting()
    with refused(GuardsUnmet):
        put(world, stand_in(world, "stranger", "member"))


def test_alternate_on_the_roll_is_not_put_there_again(world: World) -> None:
    alternate = stand_in(world, "stranger", "member")
    convene(world)
    with refused(GuardsUnmet):
        put(world, alternate)


@pytest.mark.parametrize("who", ["chair", "member", "stranger", "auditor", "admin"])
def test_only_the_secretary_puts_on_the_roll(world: World, who: str) -> None:
    convene(world)
    alternate = stand_in(world, "stranger", "member")
    with refused(NotPermitted):
        put(world, alternate, who=who)


def test_page_offers_who_was_named_since_and_tells_them(world: World, visit: Visit) -> None:
    convene(world)
    page = f"/meetings/{world.meeting_id}/"
    assert "Named after the meeting was convened" not in visit("secretary").get(page).content.decode()
    alternate = stand_in(world, "stranger", "member")
    shown = visit("secretary").get(page).content.decode()
    address = f"{page}roll/add/{alternate.pk}/"
    assert (address in shown, address in visit("chair").get(page).content.decode()) == (True, False)
    before = everything()
    assert visit("chair").post(address, pressed(world.meeting)).status_code == 403
    assert everything() == before
    assert visit("secretary").get(address).status_code == 302
    assert visit("secretary").post(address, pressed(world.meeting)).status_code == 302
    assert world.entry("stranger").alternate_for == world.entry("member")
    assert address not in visit("secretary").get(page).content.decode()
    assert visit("stranger").get(page).status_code == 200
    assert visit("secretary").post(address, pressed(world.meeting)).status_code == 422


def test_programs_find_who_was_named_and_put_them_on_the_roll(world: World) -> None:
    convene(world)
    alternate = stand_in(world, "stranger", "member")
    path, secretary = f"/meetings/{world.meeting_id}", Program(world, "secretary")
    (named,) = secretary.get(f"{path}/alternates").json()
    assert (named["id"], named["in_place_of"], named["letter"]) == (alternate.pk, str(world.member), "ที่ 1")
    assert told(Program(world, "chair").get(f"{path}/alternates")) == (403, "not_permitted")
    assert told(sent(Program(world, "chair"), f"{path}/roll-entries", {"alternate": alternate.pk})) == (
        403, "not_permitted",
    )  # fmt: skip
    assert told(sent(secretary, f"{path}/roll-entries", {"alternate": 999})) == (404, "not_found")
    made = sent(secretary, f"{path}/roll-entries", {"alternate": alternate.pk}).json()
    assert (made["alternate_for"], made["state"]) == (world.entry("member").pk, "invited")
    assert secretary.get(f"{path}/alternates").json() == []
    assert told(sent(secretary, f"{path}/roll-entries", {"alternate": alternate.pk})) == (422, "guards_unmet")


def test_late_alternate_is_told_and_those_invited_at_the_convening_are_not_told_again(world: World) -> None:
    stand_in(world, "nora", "absent")
    convene(world)
    late = put(world, stand_in(world, "stranger", "member"))
    told_of = []
    for entry in (late, world.entry("nora"), world.entry("chair")):
        record = TransitionRecord.objects.get(subject_type=entry.kind, subject_id=entry.pk)
        event = Event(
            topic="committee.rollentry.begin", subject=entry, event_id=record.request_id, at=record.at, record=record
        )
        told_of.append(list(late_alternate(event, world.at)))
    assert told_of == [[world.stranger], [], []]
