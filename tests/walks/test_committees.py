# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random persons do anything around a committee: meetings, agenda, roll, votes, resolutions, letters, tasks, minutes.

After each act every rule of ``tests/walks/always.py`` is asked. A walk goes by itself where it has been least.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from copy import copy
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from committee.models import LetterPattern, Meeting, Minutes, VoteRound
from committee.operations import add_item, build_pack
from committee.operations.minutes import adopt_through_item, begin_minutes, draft_anew, make_act, offer_minutes
from tests.committee.session.room import ballot, recuse, sit_on_the_day, vote_on
from tests.minutes import adopted, circulated, held, next_meeting, offered
from tests.sizes import SIZES
from tests.standing import standing
from tests.walks import always
from tests.walks.striding import strides
from tests.walks.test_projects import plausible, somebody
from tests.ways.typing_in import facts_of
from tests.world import World
from workflows.lifecycle import Subject, rules_of, starts_in, steps_of
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db
MEMBERS = ("chair", "member", "absent")
VERBS = ("endorse", "endorse_with_conditions", "not_endorse", "defer", "return_from_committee", "take_note")
SELDOM = ("end", "cancel", "suspend", "miss_quorum", "take_off")
MOST_MEETINGS, MOST_PACKS = 3, 2


def resolved(world: World) -> None:
    """It has resolved, and assigned something."""
    task = {"text": "จัดทำข้อมูล", "agency": world.agencies["north"].code, "working_days": 10}
    world.resolve("endorse", also=["assign"], actions=[task])


def written(world: World) -> None:
    """It is over, and its minutes are with the members."""
    resolved(world)
    circulated(held(world))


def before_another(world: World) -> None:
    """Its minutes are before another meeting."""
    written(world)
    offered(world, Minutes.objects.get())


def read(world: World) -> None:
    """Its minutes are adopted by circulation."""
    resolved(world)
    adopted(world)


def called_again(world: World) -> None:
    """It did not get far; another is convened, its call is closed, and something comes late."""
    world.act("end", "secretary", world.meeting)
    world.meeting_id = next_meeting(world).pk
    world.act("convene", "secretary", world.meeting)
    world.act("close_call", "secretary", world.meeting)
    late(world)


def late(world: World) -> None:
    add_item(
        meeting=world.meeting, section=4, title="เรื่องจร", late_reason="ด่วน", actor=world.secretary, at=world.at,
        request_id=uuid4(),
    )  # fmt: skip


BEGINNINGS: dict[str, Callable[[World], None]] = {
    "sitting": lambda world: None, "resolved": resolved, "written": written, "before another": before_another,
    "called again": called_again, "read": read,
}  # fmt: skip


@pytest.fixture(scope="module")
def sitting(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """A meeting in session with a project and two matters in words before it."""
    with standing(django_db_blocker, tmp_path_factory):
        world = World()
        LetterPattern.objects.create(committee=world.committee, prefix="สพร ๐๑", sender="ส", signer="ล")
        yield sit_on_the_day(world)


@settings(max_examples=max(2, SIZES.walks // 2), suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 2**32), beginning=st.sampled_from(sorted(BEGINNINGS)))
def test_walk_around_a_committee_keeps_every_rule(sitting: World, seed: int, beginning: str) -> None:
    with transaction.atomic():
        world = copy(sitting)
        BEGINNINGS[beginning](world)
        assert Walk(world, random.Random(seed)).go() > 0
        transaction.set_rollback(True)


class Walk:
    """A world, the dice, and how often each step was tried."""

    def __init__(self, world: World, chance: random.Random) -> None:
        self.world, self.chance = world, chance
        self.memory, self.tried, self.packs = always.Memory(), Counter[tuple[str, str]](), 0
        self.of = world.meeting_id

    def go(self) -> int:
        """Walk; return how often something was made."""
        self.look()
        return strides(self.stride, self.look)

    def look(self) -> None:
        """Assert what is always so."""
        always.look(self.memory)

    def stride(self) -> None:
        """Make a step of something, mostly, or begin something new."""
        self.world.meeting_id = self.of
        beginnings: list[Callable[[], object]] = [self.plan, self.add, self.recuse, self.vote, self.minutes, self.offer]
        if self.chance.random() < 0.2:
            self.chance.choice(beginnings)()
        else:
            self.step()

    # ── steps ──

    def step(self) -> None:
        """Mostly a step that starts here, by somebody who mostly may, with all that it asks for."""
        subject, name = self.somewhere()
        may = self.chance.random() < 0.8
        who = somebody(self.world, subject, name, self.chance) if may else self.chance.choice(list(self.world.people))
        self.tried[subject.kind, name] += 1
        self.perform(subject, name, who, "เหตุผล" if self.chance.random() < 0.95 else "")

    def somewhere(self) -> tuple[Any, str]:
        """A subject and a step of it: those tried least are likeliest, and what ends much comes seldom."""
        if self.chance.random() < 0.1:
            subject = self.chance.choice(self.subjects())
            return subject, self.chance.choice(plausible(subject, self.chance))
        places = [
            (subject, name) for subject in self.subjects() for name, step in steps_of(subject.__class__).items()
            if starts_in(step, subject.state) and rules_of(step).who is not None
        ]  # fmt: skip
        weights = [
            (0.1 if name in SELDOM else 1) / (1 + self.tried[subject.kind, name]) ** 2 for subject, name in places
        ]
        return self.chance.choices(places, weights)[0]

    def perform(self, subject: Any, name: str, who: str, note: str) -> None:
        world = self.world
        facts = self.said() if name == "draft" else facts_of(world, subject, name, who)
        given: dict[str, Any] = {"actor": world.people[who], "at": world.at, "request_id": uuid4()}
        if isinstance(subject, Minutes):
            make_act(subject, name, note=note, facts=facts, **given)
        elif name == "adopt_minutes":
            adopt_through_item(subject, **given)
        elif name in ("freeze", "issue_addendum"):
            self.issue(subject, name, who)
        elif name == "count" and subject.mode == "named":
            for member in MEMBERS:
                self.ballot(subject, member)
            world.act(name, who, subject, facts={"casting": self.chance.choice(["", "for", "none"])})
        elif name == "miss_quorum":
            world.act(name, who, subject, at=max(world.at, subject.starts_at))
        else:
            counts = {"for_count": self.chance.choice([1, 2]), "against_count": self.chance.choice([0, 1])}
            world.act(name, who, subject, note=note, facts=facts | (counts if name == "count" else {}))

    def subjects(self) -> list[Subject]:
        """Of each kind the last few."""
        kinds: list[Any] = [one for one in apps.get_app_config("committee").get_models() if issubclass(one, Subject)]
        return [row for kind in kinds for row in kind._default_manager.order_by("-pk")[:3]]

    def said(self) -> dict[str, Any]:
        """What a draft says; one in two assigns something."""
        task = {"text": "จัดทำข้อมูล", "agency": self.world.agencies["north"].code, "working_days": 10}
        assigns = self.chance.random() < 0.5
        return {
            "verb": self.chance.choice(VERBS), "text": f"มติ {self.chance.random()}", "amounts": self.world.amounts(),
            "also": ["assign"] if assigns else [], "actions": [task] if assigns else [],
            "conditions": [{"text": "เงื่อนไข"}],
        }  # fmt: skip

    def issue(self, meeting: Meeting, name: str, who: str) -> None:
        if self.packs == MOST_PACKS or meeting.state not in ("compiling", "frozen") or not meeting.standing_items():
            raise Refused
        self.packs += 1
        build_pack(meeting_id=meeting.pk, actor=self.world.secretary, at=self.world.at)
        self.world.act(name, who, meeting)

    # ── beginnings ──

    def plan(self) -> None:
        if Meeting.objects.count() == MOST_MEETINGS:
            raise Refused
        next_meeting(self.world, days=30 * Meeting.objects.count())

    def add(self) -> None:
        world, who = self.world, self.chance.choice(("secretary", "secretary", "officer", "chair"))
        more: dict[str, Any] = {"agency": world.agencies["lead"]} if who == "officer" else {}
        if who != "officer":
            more["kind"] = self.chance.choice(["", "", "consent", "information"])
        add_item(
            meeting=Meeting.objects.latest("pk"), section=4, title="เรื่อง", actor=world.people[who], at=world.at,
            late_reason=self.chance.choice(["", "ด่วน"]), request_id=uuid4(), **more,
        )  # fmt: skip

    def recuse(self) -> None:
        recuse(self.world, self.chance.choice(MEMBERS), at=self.world.at)

    def vote(self) -> None:
        vote_on(self.world, self.chance.choice(["named", "named", "secret", "show_of_hands", "consensus"]))

    def ballot(self, round_: VoteRound, member: str) -> None:
        try:
            ballot(self.world, round_, member, self.chance.choice(["for", "against", "abstain"]))
        except Refused:
            return

    def minutes(self) -> None:
        world, minutes = self.world, Minutes.objects.first()
        if minutes is None:
            begin_minutes(meeting=world.meeting, actor=world.secretary, at=world.at, request_id=uuid4())
        else:
            draft_anew(minutes_id=minutes.pk, actor=world.secretary, at=world.at)

    def offer(self) -> None:
        minutes, later = Minutes.objects.first(), Meeting.objects.latest("pk")
        if minutes is None:
            raise Refused
        offer_minutes(
            minutes_id=minutes.pk, meeting=later, actor=self.world.secretary, at=self.world.at, request_id=uuid4()
        )
