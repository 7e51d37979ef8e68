# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting that is suspended, that has no quorum, and whose file is closed: each at its borders."""

from datetime import timedelta
from uuid import uuid4

import pytest

from committee.operations import add_item
from tests.committee.test_meeting_lifecycle import convene, end, freeze
from tests.minutes import adopted
from tests.refusing import refused
from tests.world import MEETING_AT, World, desks
from workflows.refusals import GuardsUnmet
from workflows.verification import faults


def test_call_is_closed_before_the_agenda_is_put_together(world: World) -> None:
    convene(world)
    assert desks(world.meeting) == ["answering"] * 4 + ["calling"]
    world.act("close_call", "secretary", world.meeting)
    assert desks(world.meeting) == ["answering"] * 4 + ["compiling"]
    assert list(faults()) == []


def test_suspended_meeting_keeps_its_desks_and_goes_on_with_a_quorum(world: World) -> None:
    world.to("in_committee")
    world.act("suspend", "chair", world.meeting, note="พักรับประทานอาหารกลางวัน")
    assert desks(world.meeting) == ["closing", "considering"]
    with refused(GuardsUnmet):
        world.act("draft", "secretary", world.item, facts={"verb": "defer", "text": "เลื่อน"})
    world.act("depart", "secretary", world.entry("member"))
    with refused(GuardsUnmet):
        world.act("resume", "chair", world.meeting)
    world.act("arrive", "secretary", world.entry("absent"))
    assert world.act("resume", "chair", world.meeting).facts == {"entitled": 3, "present": 2, "needed": 2}
    assert list(faults()) == []


def test_suspended_meeting_may_end_and_what_was_not_reached_waits(world: World) -> None:
    world.to("in_committee")
    world.act("suspend", "chair", world.meeting, note="ไฟฟ้าดับ")
    world.act("end", "chair", world.meeting)
    assert (world.item.state, world.project.state) == ("not_reached", "screened")
    assert list(faults()) == []


@pytest.mark.parametrize(("late", "may"), [(timedelta(seconds=-1), False), (timedelta(0), True)])
def test_quorum_is_missed_at_the_hour_and_not_before(world: World, late: timedelta, may: bool) -> None:
    freeze(world)
    if not may:
        with refused(GuardsUnmet):
            world.act("miss_quorum", "chair", world.meeting, at=MEETING_AT + late)
        return
    world.act("miss_quorum", "chair", world.meeting, at=MEETING_AT + late)
    assert world.meeting.state == "inquorate"


def test_meeting_with_its_quorum_is_not_called_off_for_want_of_one(world: World) -> None:
    freeze(world)
    world.act("arrive", "secretary", world.entry("chair"))
    world.act("arrive", "secretary", world.entry("member"))
    with refused(GuardsUnmet):
        world.act("miss_quorum", "secretary", world.meeting, at=MEETING_AT)


def test_meeting_without_a_quorum_leaves_everything_for_another(world: World) -> None:
    convene(world)
    add_item(meeting=world.meeting, section=4, title="เรื่องแจ้ง", actor=world.secretary, at=world.at, request_id=uuid4())
    world.freeze_agenda()
    record = world.act("miss_quorum", "secretary", world.meeting, at=MEETING_AT)
    assert record.facts == {"entitled": 3, "present": 0, "needed": 2}
    assert {item.state for item in world.meeting.items.all()} == {"not_reached"}
    assert (world.project.state, desks(world.meeting)) == ("screened", [])
    assert list(faults()) == []


def test_file_is_closed_after_the_end(world: World) -> None:
    end(world)
    assert desks(world.meeting) == ["filing"]
    with refused(GuardsUnmet) as no:
        world.act("close", "secretary", world.meeting)
    assert no.value.reasons == ("The minutes must be adopted.",)
    adopted(world)
    world.act("close", "secretary", world.meeting)
    assert (world.meeting.state, desks(world.meeting)) == ("closed", [])
    assert list(faults()) == []
