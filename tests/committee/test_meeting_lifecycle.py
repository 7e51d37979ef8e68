# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting and its parts: every state with every step and every person, by hand."""

from collections.abc import Callable
from typing import Any

import pytest

from committee.lifecycle import AgendaItemLifecycle, MeetingLifecycle, ResolutionLifecycle, RollEntryLifecycle
from committee.models import AgendaItem, LetterPattern, Meeting, Resolution, RollEntry
from committee.states import ItemState, MeetingState, ResolutionState, RollState
from tests.committee.people import EVERYBODY, allowed
from tests.minutes import adopted
from tests.world import MEETING_AT, World, everything
from workflows.lifecycle import Subject, sources_of, steps_of
from workflows.refusals import GuardsUnmet, NotPermitted, WrongState

S = {"secretary"}
CS = {"chair", "secretary"}

# state → what leads out of it by hand, and who may
MEETING: dict[str, dict[str, set[str]]] = {
    "planned": {"convene": S, "make_urgent": {"chair"}, "cancel": S},
    "convened": {"close_call": S, "cancel": S},
    "compiling": {"freeze": S, "cancel": S},
    "frozen": {"issue_addendum": S, "thaw": S, "open": CS, "miss_quorum": CS, "cancel": S},
    "in_session": {"suspend": CS, "end": CS},
    "suspended": {"resume": CS, "end": CS},
    "concluded": {"close": S},
    "closed": {},
    "inquorate": {},
    "cancelled": {},
}
# what the meeting's own state leaves out (no call is open once the item came late) is tried beside the guards
ITEM: dict[str, dict[str, set[str]]] = {
    "proposed": {"list_it": S, "admit_late": {"chair"}, "turn_away": CS},
    "listed": {
        "take_off": S,
        "take_note": S,
        "adopt_minutes": S,
        "take_out": {"chair", "secretary"},  # and the members, once the agenda is out to them
    },
    "under_consideration": {"draft": S},
    "drafted": {},
    "resolved": {"reconsider": S, "correct": S},
    "deferred": {"reconsider": S, "drop": S},
    "noted": {"lay_report": S, "release_report": {"chair"}},  # of a report: tests/committee/test_cabinet_letter.py
    "not_reached": {"drop": S},
    "taken_off": {},
    "turned_away": {},
    "dropped": {},
}
CORRECTED = {f"correct_to_{state}": S for state in ("present", "away", "absent")}
ROLL: dict[str, dict[str, set[str]]] = {
    "invited": {"accept": {"member"}, "send_regrets": {"member"}, "note_absent": S, "arrive": S},
    "coming": {"send_regrets": {"member"}, "note_absent": S, "arrive": S},
    "not_coming": {"accept": {"member"}, "arrive": S} | CORRECTED,
    "present": {"depart": S} | CORRECTED,
    "away": {"arrive": S} | CORRECTED,
}
RESOLUTION: dict[str, dict[str, set[str]]] = {
    "draft": {"certify": {"chair"}, "record": {"chair", "secretary"}, "drop": S},
    "recorded": {"certify": {"chair"}},
    "certified": {"communicate": S, "assign_more": S},
    "communicated": {},
    "superseded": {},
    "corrected": {},
}

REASON: dict[str, Any] = {"note": "เหตุผล"}


def convene(world: World) -> None:
    world.to("queued")
    world.act("convene", "secretary", world.meeting)


def close_call(world: World) -> None:
    convene(world)
    world.act("close_call", "secretary", world.meeting)


def freeze(world: World) -> None:
    convene(world)
    world.freeze_agenda()


def end(world: World) -> None:
    world.to("in_committee")
    world.act("end", "secretary", world.meeting)


def close_file(world: World) -> None:
    end(world)
    adopted(world)
    world.act("close", "secretary", world.meeting)


def miss_quorum(world: World) -> None:
    freeze(world)
    world.act("miss_quorum", "chair", world.meeting, at=MEETING_AT)


def draft(world: World) -> None:
    world.to("in_committee")
    world.act("draft", "secretary", world.item, facts={"verb": "not_endorse", "text": "ไม่เห็นชอบ"})


def propose_late(world: World, reason: str = "เอกสารเพิ่งได้รับ") -> AgendaItem:
    """The project comes when the call is closed."""
    world.to("screened")
    world.plan_meeting()
    world.act("convene", "secretary", world.meeting)
    world.act("close_call", "secretary", world.meeting)
    return world.put_on_agenda(late_reason=reason)


def drop(world: World) -> None:
    end(world)
    world.act("drop", "secretary", world.item, **REASON)


def reach_meeting(world: World, state: str) -> Meeting:
    ways: dict[str, Callable[[], Any]] = {
        "planned": world.plan_meeting,
        "convened": lambda: convene(world),
        "compiling": lambda: close_call(world),
        "frozen": lambda: freeze(world),
        "in_session": lambda: world.to("in_committee"),
        "suspended": lambda: (world.to("in_committee"), world.act("suspend", "chair", world.meeting, **REASON)),
        "concluded": lambda: end(world),
        "closed": lambda: close_file(world),
        "inquorate": lambda: miss_quorum(world),
        "cancelled": lambda: (world.plan_meeting(), world.act("cancel", "secretary", world.meeting, **REASON)),
    }
    ways[state]()
    return world.meeting


def reach_item(world: World, state: str) -> AgendaItem:
    ways: dict[str, Callable[[], Any]] = {
        "proposed": lambda: propose_late(world),
        "turned_away": lambda: (propose_late(world), world.act("turn_away", "chair", world.item, **REASON)),
        "dropped": lambda: drop(world),
        "listed": lambda: world.to("queued"),
        "under_consideration": lambda: world.to("in_committee"),
        "drafted": lambda: draft(world),
        "resolved": lambda: world.to("endorsed"),
        "deferred": lambda: world.to("deferred"),
        "not_reached": lambda: end(world),
        "taken_off": lambda: (world.to("queued"), world.act("take_off", "secretary", world.item, **REASON)),
    }
    ways[state]()
    return world.item


def reach_entry(world: World, state: str) -> RollEntry:
    freeze(world)
    steps = {
        "invited": [],
        "coming": ["accept"],
        "not_coming": ["send_regrets"],
        "present": ["arrive"],
        "away": ["arrive", "depart"],
    }
    for name in steps[state]:
        who = "member" if name in ("accept", "send_regrets") else "secretary"
        world.act(name, who, world.entry("member"), **REASON)
    return world.entry("member")


def send(world: World) -> None:
    """Send the letters of the resolution, in a series of the committee's own."""
    series, _made = LetterPattern.objects.get_or_create(
        committee=world.committee, prefix="สพร ๐๑", defaults={"sender": "สำนักงาน", "signer": "เลขานุการ"}
    )
    world.act("communicate", "secretary", world.resolution, facts={"pattern": str(series.pk)})


def reach_resolution(world: World, state: str) -> Resolution:
    draft(world)
    if state == "recorded":
        world.act("record", "secretary", world.resolution)
    elif state != "draft":
        world.act("certify", "chair", world.resolution)
    if state == "communicated":
        send(world)
    if state == "corrected":
        first = world.resolution
        world.act("correct", "secretary", world.item, facts={"text": "ไม่เห็นชอบโครงการ"}, **REASON)
        world.act("certify", "chair", world.resolution)
        return Resolution.objects.get(pk=first.pk)
    if state == "superseded":
        world.act("reconsider", "secretary", world.item, **REASON)
    return world.resolution


@pytest.mark.parametrize("state", MeetingState.values)
def test_meeting_state_offers_its_steps_to_the_right_people(world: World, state: str) -> None:
    assert allowed(world, reach_meeting(world, state)) == MEETING[state]


@pytest.mark.parametrize("state", [state for state in ItemState.values if state != ItemState.NOTED])
def test_item_state_offers_its_steps_to_the_right_people(world: World, state: str) -> None:
    assert allowed(world, reach_item(world, state)) == ITEM[state]


@pytest.mark.parametrize("state", RollState.values)
def test_roll_state_offers_its_steps_to_the_right_people(world: World, state: str) -> None:
    assert allowed(world, reach_entry(world, state)) == ROLL[state]


@pytest.mark.parametrize("state", ResolutionState.values)
def test_resolution_state_offers_its_steps_to_the_right_people(world: World, state: str) -> None:
    assert allowed(world, reach_resolution(world, state)) == RESOLUTION[state]


@pytest.mark.parametrize(
    ("model", "table", "caused"),
    [
        (Meeting, MEETING, {}),
        (AgendaItem, ITEM, {"proposed": {"come_back", "lapse"},
                            "listed": {"consider", "lapse", "leave_unreached", "note_it", "wait_for_quorum"},
                            "under_consideration": {"leave_unreached"},
                            "drafted": {"resolve", "put_off"}}),
        (RollEntry, ROLL, {}),
        (Resolution, RESOLUTION, {"recorded": {"supersede"},
                                  "certified": {"supersede", "give_way"}, "communicated": {"supersede", "give_way"}}),
    ],
)  # fmt: skip
def test_tables_above_name_every_step_of_the_lifecycle(
    model: type[Subject], table: dict[str, dict[str, set[str]]], caused: dict[str, set[str]]
) -> None:
    written = {(state, name) for state, steps in table.items() for name in steps}
    written |= {(state, name) for state, steps in caused.items() for name in steps}
    declared = {(source, name) for name, step in steps_of(model).items() for source in sources_of(step)}
    assert declared == written


def refused(world: World, subject: Subject, who: str, how: type[Exception], name: str) -> None:
    before = everything()
    with pytest.raises(how):
        world.act(name, who, subject, **REASON)
    assert everything() == before


@pytest.mark.parametrize("state", MeetingState.values)
def test_meeting_refuses_everything_else_and_nothing_changes(world: World, state: str) -> None:
    meeting = reach_meeting(world, state)
    for name in steps_of(Meeting):
        people = MEETING[state].get(name)
        if people is None:
            refused(world, meeting, "secretary", WrongState, name)
        for who in set(EVERYBODY) - (people or set(EVERYBODY)):
            refused(world, meeting, who, NotPermitted, name)


@pytest.mark.parametrize("lifecycle", [MeetingLifecycle, AgendaItemLifecycle, RollEntryLifecycle, ResolutionLifecycle])
def test_lifecycle_is_an_abstract_model(lifecycle: Any) -> None:
    assert lifecycle._meta.abstract


@pytest.mark.parametrize("name", ["thaw", "cancel"])
def test_step_that_asks_for_a_reason_refuses_without_one(world: World, name: str) -> None:
    freeze(world)
    before = everything()
    with pytest.raises(GuardsUnmet, match="reason"):
        world.act(name, "secretary", world.meeting, note="  ")
    assert everything() == before
