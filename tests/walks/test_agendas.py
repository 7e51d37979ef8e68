# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random persons try random acts around agendas; numbers, labels, late approvals and what comes back hold after each.

What is always so: a committee's number of a year is given once, also to a meeting that is cancelled; a project has one
open item per committee; a label is unique in its meeting and never changes; an item is late if and only if it
came after the call closed, and then another than who asked approved it; what was not reached has a successor as soon
as a later agenda had its call closed, unless somebody dropped it.
"""

import logging
import os
import random
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from committee.models import AgendaItem, Meeting
from committee.operations import add_item, build_pack, plan_meeting
from committee.states import OPEN_ITEM
from tests.world import MEETING_AT, World
from workflows.models import TransitionRecord
from workflows.refusals import Refused
from workflows.verification import faults

SEEDS = (1, 2)  # in CI; elsewhere each walk is another
STEPS = 60
ON_MEETINGS = (
    "convene",
    "close_call",
    "freeze",
    "thaw",
    "miss_quorum",
    "cancel",
    "open",
    "end",
    "make_urgent",
    "issue_addendum",
)
ON_ITEMS = ("list_it", "admit_late", "turn_away", "take_off", "take_out", "drop")
PEOPLE = ("secretary", "secretary", "secretary", "chair", "member", "officer")
MOST_PACKS = 2  # each takes a second


class Walk:
    """A world, a chance, and what was seen of labels and numbers so far."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.world = World().to("screened")
        self.labels: dict[int, str] = {}
        self.numbers: dict[int, str] = {}
        self.packs = 0

    def step(self) -> None:
        """Try one act; what is refused changes nothing that the invariants would not see."""
        try:
            self.chance.choice((self.plan, self.add, self.add, self.on_meeting, self.on_meeting, self.on_item))()
        except Refused:
            return

    def plan(self) -> None:
        starts = MEETING_AT + timedelta(days=self.chance.randrange(60))
        if Meeting.objects.count() < 5:
            plan_meeting(
                committee=self.world.committee, title="ประชุม", starts_at=starts, ends_at=starts + timedelta(hours=1),
                place="ห้อง", actor=self.world.secretary, at=self.world.at, request_id=uuid4(),
            )  # fmt: skip

    def add(self) -> None:
        meeting, who = self.one(Meeting.objects.all()), self.chance.choice(PEOPLE)
        more: dict[str, Any] = {"section": 4, "title": "เรื่อง"}
        if self.chance.random() < 0.3:
            more = {"project": self.world.project}
        elif who == "officer":
            more["agency"] = self.world.agencies["lead"]
        reason = self.chance.choice(("", "ด่วน"))
        add_item(
            meeting=meeting,
            late_reason=reason,
            actor=self.world.people[who],
            at=self.world.at,
            request_id=uuid4(),
            **more,
        )

    def on_meeting(self) -> None:
        meeting, name = self.one(Meeting.objects.all()), self.chance.choice(ON_MEETINGS)
        if name == "freeze":
            if meeting.state != "compiling" or self.packs == MOST_PACKS or not meeting.standing_items():
                return
            self.packs += 1
            build_pack(meeting_id=meeting.pk, actor=self.world.secretary, at=self.world.at)
        if name == "issue_addendum" and meeting.state == "frozen" and self.packs < MOST_PACKS:
            self.packs += 1
            build_pack(meeting_id=meeting.pk, actor=self.world.secretary, at=self.world.at)
        if name == "open":
            for entry in meeting.roll.filter(user__in=[self.world.chair.pk, self.world.member.pk], state="invited"):
                self.world.act("arrive", "secretary", entry)
        at = MEETING_AT + timedelta(days=61) if name == "miss_quorum" else self.world.at
        self.world.act(name, self.chance.choice(PEOPLE), meeting, note="เหตุผล", at=at)

    def on_item(self) -> None:
        item = self.one(AgendaItem.objects.all())
        self.world.act(self.chance.choice(ON_ITEMS), self.chance.choice(PEOPLE), item, note="เหตุผล")

    def one(self, rows: Any) -> Any:
        found = list(rows.order_by("pk"))
        if not found:
            raise Refused
        return self.chance.choice(found)

    def check(self) -> None:
        """Assert what is always so."""
        numbers = {meeting.pk: meeting.called for meeting in Meeting.objects.all() if meeting.called}
        assert len(set(numbers.values())) == len(numbers)
        assert self.numbers.items() <= numbers.items()
        self.numbers = numbers
        labels = dict(AgendaItem.objects.exclude(issued_label="").values_list("pk", "issued_label"))
        assert self.labels.items() <= labels.items()
        self.labels = labels
        items = list(AgendaItem.objects.select_related("meeting"))
        issued = [(item.meeting_id, item.issued_label) for item in items if item.issued_label]
        assert len(set(issued)) == len(issued)
        held = [(item.project_id, item.committee_id) for item in items if item.project_id and item.state in OPEN_ITEM]
        assert len(set(held)) == len(held)
        closings = {meeting: pk for pk, meeting in self.records("committee.meeting", "close_call")}
        listings = {item: name for name in ("list_it", "admit_late", "come_back")
                    for _pk, item in self.records("committee.agendaitem", name)}  # fmt: skip
        begun = {item: pk for pk, item in self.records("committee.agendaitem", "begin")}
        for item in items:
            if item.pk in listings:
                place, name = begun[item.pk], listings[item.pk]
                came_late = item.meeting_id in closings and place > closings[item.meeting_id] and name != "come_back"
                assert item.is_late is came_late
            assert item.is_late is (item.late_approved_by_id is not None)
            assert not item.is_late or item.late_approved_by_id != item.proposed_by_id
        over = ("concluded", "inquorate", "cancelled", "closed")
        left = [item for item in items if item.state == "not_reached" and item.meeting.state in over]
        for item in left:
            when = TransitionRecord.objects.filter(subject_type=item.kind, subject_id=item.pk).latest("pk").pk
            later = [pk for meeting, pk in closings.items() if pk > when and meeting != item.meeting_id]
            is_free = item.project is None or item.project.state in ("screened", "deferred")
            assert hasattr(item, "successor") or not later or not is_free

    def records(self, kind: str, name: str) -> list[tuple[int, int]]:
        found = TransitionRecord.objects.filter(subject_type=kind, transition=name).order_by("pk")
        return list(found.values_list("pk", "subject_id"))


@pytest.mark.parametrize("seed", SEEDS)
def test_agendas_keep_what_is_always_so(db: None, seed: int) -> None:
    if not os.environ.get("CI"):  # chosen here: every process of a run must collect the same tests
        seed = random.randrange(10**6)
    logging.getLogger(__name__).warning("seed %s", seed)  # shown when it fails
    walk = Walk(seed)
    walk.plan()
    for _step in range(STEPS):
        walk.step()
        walk.check()
    assert list(faults()) == []
