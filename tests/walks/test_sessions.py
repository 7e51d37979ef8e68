# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random persons come, go, are recused, vote and dissent in one meeting; what must always be so is so."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from committee.guards.session import quorum_for, recused_from
from committee.models import AttendanceMark, Ballot, Recusal, VoteRound
from committee.queries.attendance import attendance_of, quorum_at
from committee.rules.passing import rederived
from tests.committee.session.room import ballot, correct, dissent, recuse, sit_on_the_day, vote_on
from tests.sizes import SIZES
from tests.standing import standing
from tests.walks.striding import replayed, strides
from tests.walks.test_projects import plausible
from tests.world import World
from workflows.lifecycle import Subject
from workflows.models import TransitionRecord

pytestmark = pytest.mark.django_db
MEMBERS = ("chair", "member", "absent")
PEOPLE = ("secretary", "secretary", "secretary", "chair", "member", "officer")


@pytest.fixture(scope="module")
def sitting(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """A meeting in session, with the project before it."""
    with standing(django_db_blocker, tmp_path_factory):
        yield sit_on_the_day(World())


@settings(max_examples=max(1, SIZES.walks // 4), suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 2**32))
def test_walk_through_a_session_keeps_every_invariant(sitting: World, seed: int) -> None:
    with transaction.atomic():
        walk(sitting, random.Random(seed))
        transaction.set_rollback(True)


def walk(world: World, chance: random.Random) -> None:
    acts = [move, move, move, recuse_one, open_one, vote_one, vote_one, dissent_one, correct_one, decide]
    recuse(world, "member", at=world.at)
    vote_on(world, chance.choice(["named", "show_of_hands"]), by="secretary")
    strides(lambda: chance.choice(acts)(world, chance), lambda: look(world))


def move(world: World, chance: random.Random) -> None:
    meeting = world.meeting
    parts: list[Subject] = [*meeting.roll.all(), *meeting.recusals.all(), *meeting.rounds.all()]
    subject = chance.choice(parts)
    counts = {name: chance.choice([0, 0, 1, 2]) for name in ("for_count", "against_count", "abstained_count")}
    facts = counts | ({"casting": chance.choice(["for", "against", "none"])} if chance.random() < 0.5 else {})
    world.act(chance.choice(plausible(subject, chance)), chance.choice(PEOPLE), subject, note="เหตุผล", facts=facts)


def recuse_one(world: World, chance: random.Random) -> None:
    recuse(world, chance.choice([*MEMBERS, "secretary"]), by=chance.choice(PEOPLE), at=world.at)


def open_one(world: World, chance: random.Random) -> None:
    vote_on(world, chance.choice(["named", "named", "secret", "show_of_hands", "consensus"]), by=chance.choice(PEOPLE))


def vote_one(world: World, chance: random.Random) -> None:
    if round_ := VoteRound.objects.order_by("-pk").first():
        ballot(world, round_, chance.choice(MEMBERS), chance.choice(["for", "against", "abstain"]))


def dissent_one(world: World, chance: random.Random) -> None:
    dissent(world, chance.choice(MEMBERS), by=chance.choice(PEOPLE))


def correct_one(world: World, chance: random.Random) -> None:
    if found := list(AttendanceMark.objects.order_by("pk")):
        kind = chance.choice(["came", "left", "struck"])
        correct(world, chance.choice(found), kind=kind, at=world.at, by=chance.choice(PEOPLE))


def decide(world: World, chance: random.Random) -> None:
    if chance.random() < 0.2 and world.item.state == "under_consideration":
        world.act("draft", "secretary", world.item, facts={"verb": "defer", "text": "เลื่อน"})
    elif chance.random() < 0.2 and world.item.state == "drafted":
        world.act("certify", "chair", world.resolution)


def look(world: World) -> None:
    """I12 to I15 of the model, over everything that stands."""
    meeting, item = world.meeting, world.item
    for part in (*meeting.roll.all(), *Recusal.objects.all(), *VoteRound.objects.all()):
        replayed(part)
    by_state = {entry.pk for entry in meeting.roll.filter(state="present")}
    assert attendance_of(meeting).present_at(world.at) == by_state  # the intervals and the roll say the same
    assert quorum_at(meeting, world.at).present == meeting.quorum().present
    whole, here = meeting.quorum(), quorum_for(item)
    assert whole.entitled == len(MEMBERS)  # no recusal touches the meeting's own
    assert here.entitled == len(MEMBERS) - len(recused_from(item))
    for round_ in VoteRound.objects.all():
        _look_at(round_)
    for record in TransitionRecord.objects.filter(subject_type="committee.resolution", transition="certify"):
        assert record.facts["present"] >= record.facts["needed"]


def _look_at(round_: VoteRound) -> None:
    seats = [one.seat_id for one in round_.entitlements.all()]
    ballots: Any = Ballot.objects.filter(entitlement__round=round_)
    assert len(set(seats)) == len(seats) == round_.present_count <= round_.voting_count - round_.recused_count
    assert ballots.count() <= len(seats)
    assert ballots.count() == 0 or round_.mode == "named"
    if round_.state == "counted":
        assert rederived(round_.explanation).kept() == round_.explanation
        assert str(rederived(round_.explanation).result) == round_.outcome
        if round_.mode == "named":
            assert ballots.count() == rederived(round_.explanation).tally.given
