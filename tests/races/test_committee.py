# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several of a committee act on one thing at the same moment: one is done, and the others are told."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError

from committee.models import AgendaItem, Ballot, Meeting, Recusal, Resolution, SeatTenure, VoteRound
from committee.operations import add_item
from committee.states import OPEN_ITEM
from tests.committee.session.room import ballot, recuse, vote_on
from tests.databases import FreshDatabase
from tests.together import at_once
from tests.world import World
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, Refused, VersionConflict, WrongState
from workflows.verification import faults

MANY = 4


@pytest.fixture
def sitting(fresh_database: FreshDatabase) -> World:
    """A meeting in session with the project before it, and no sealed outcome."""
    return World().to("in_committee")


def one_of(act: Callable[[int], Any], *told: type[Exception], times: int = MANY) -> Any:
    """Act so many times at once; return what the one gave that was made. The others were told in one of these ways."""
    given = at_once(times, act)
    made = [one for one in given if not isinstance(one, Exception)]
    assert {type(one) for one in given if isinstance(one, Exception)} <= set(told), given
    assert len(made) == 1, given
    assert list(faults()) == []
    return made[0]


def made(kind: str, name: str) -> int:
    return TransitionRecord.objects.filter(subject_type=kind, transition=name).count()


def two_outcomes_on_one_item(sitting: World) -> None:
    """The first stands."""
    item, verbs = sitting.item, ("not_endorse", "defer")

    def draft(place: int) -> Any:
        facts = {"verb": verbs[place], "text": f"มติที่ {place}"}
        return sitting.act("draft", "secretary", item, expected_version=item.version, facts=facts)

    one_of(draft, VersionConflict, WrongState, times=2)
    assert (Resolution.objects.count(), made("committee.agendaitem", "draft")) == (1, 1)
    assert sitting.item.state == "drafted"


def many_seals_on_one_resolution(sitting: World) -> None:
    """One is set, and the project moves once."""
    resolution, who = sitting.resolution, ("chair", "chair", "secretary", "chair")
    name = ("certify", "certify", "record", "certify")
    one_of(lambda place: sitting.act(name[place], who[place], resolution, expected_version=resolution.version),
           VersionConflict, WrongState)  # fmt: skip
    if sitting.resolution.state == "recorded":
        one_of(lambda place: sitting.act("certify", "chair", sitting.resolution), WrongState, VersionConflict)
    assert (sitting.resolution.state, sitting.resolution.number) == ("certified", 1)
    assert made("budget_review.integrationproject", str(sitting.resolution.moves)) == 1


def test_meetings_convened_at_once_get_numbers_without_gap_or_twin(fresh_database: FreshDatabase) -> None:
    world = World()
    planned = [world.plan_meeting() for _each in range(MANY)]
    given = at_once(MANY, lambda place: world.act("convene", "secretary", planned[place]))
    assert [one for one in given if isinstance(one, Exception)] == []
    assert list(Meeting.objects.order_by("number").values_list("number", flat=True)) == list(range(1, MANY + 1))


def test_project_put_on_two_agendas_at_once_stands_on_one(fresh_database: FreshDatabase) -> None:
    world = World().to("screened")
    planned = [world.plan_meeting() for _each in range(2)]

    def add(place: int) -> AgendaItem:
        return add_item(
            meeting=planned[place], project=world.project, actor=world.secretary, at=world.at, request_id=uuid4()
        )

    one_of(add, GuardsUnmet, times=2)
    assert AgendaItem.objects.filter(project=world.project_id, state__in=OPEN_ITEM).count() == 1


def votes_opened(sitting: World) -> None:
    """One is open."""
    one_of(lambda place: vote_on(sitting, by=("secretary", "chair")[place % 2], at=sitting.at), GuardsUnmet)
    assert VoteRound.objects.filter(state="open").count() == 1


def votes_of_one_seat(sitting: World) -> None:
    """One counts."""
    round_, said = VoteRound.objects.get(state="open"), ("for", "against", "for", "abstain")
    one_of(lambda place: ballot(sitting, round_, "member", said[place], at=sitting.at), WrongState)
    assert Ballot.objects.count() == 1


def recusals_of_one_member(sitting: World) -> None:
    """One is declared."""
    one_of(lambda place: recuse(sitting, "member", at=sitting.at), GuardsUnmet)
    assert Recusal.objects.count() == 1


def vote_beside_recusal(sitting: World) -> None:
    """Whichever is first: a recused seat is never counted."""
    acts: list[Callable[[], Any]] = [
        lambda: vote_on(sitting, at=sitting.at), lambda: recuse(sitting, "member", at=sitting.at)
    ]  # fmt: skip
    given = at_once(2, lambda place: acts[place]())
    assert [type(one) for one in given if isinstance(one, Exception)] in ([], [GuardsUnmet])
    entitled = set(VoteRound.objects.filter(state="open").values_list("entitlements__entry", flat=True))
    assert not entitled & set(Recusal.objects.exclude(state="withdrawn").values_list("entry", flat=True))
    assert list(faults()) == []


def arrivals_of_one_member(sitting: World) -> None:
    """One mark is kept."""
    entry = sitting.entry("absent")
    one_of(lambda place: sitting.act("arrive", "secretary", entry, expected_version=entry.version),
           VersionConflict, WrongState)  # fmt: skip
    assert entry.marks.count() == 1


def annul(sitting: World) -> None:
    for round_ in VoteRound.objects.filter(state="open"):
        sitting.act("annul", "secretary", round_, note="ลงมติใหม่")


def withdraw(sitting: World) -> None:
    for recusal in Recusal.objects.exclude(state="withdrawn"):
        sitting.act("withdraw", "secretary", recusal, note="แจ้งผิด")


def test_sitting_meeting_does_one_of_what_is_done_at_once(sitting: World) -> None:
    """From who comes to the seal: each is a race of its own in one meeting."""
    arrivals_of_one_member(sitting)
    votes_opened(sitting)
    votes_of_one_seat(sitting)
    annul(sitting)
    recusals_of_one_member(sitting)
    withdraw(sitting)
    vote_beside_recusal(sitting)
    annul(sitting)
    withdraw(sitting)
    two_outcomes_on_one_item(sitting)
    many_seals_on_one_resolution(sitting)


def test_meeting_that_ends_while_it_resolves_does_one_of_both(sitting: World) -> None:
    acts: list[Callable[[], Any]] = [
        lambda: sitting.act("end", "secretary", sitting.meeting),
        lambda: sitting.act("draft", "secretary", sitting.item, facts={"verb": "defer", "text": "เลื่อน"}),
    ]
    given = at_once(2, lambda place: acts[place]())
    refused = [one for one in given if isinstance(one, Exception)]
    assert [isinstance(one, Refused) for one in refused] == [True], given
    ended = sitting.meeting.state == "concluded"
    assert sitting.item.state == ("not_reached" if ended else "drafted")
    assert list(faults()) == []


def test_seat_given_to_two_at_once_has_one_holder(fresh_database: FreshDatabase) -> None:
    """The database says so itself, whoever writes the row."""
    world = World()
    seat = SeatTenure.objects.get(user=world.member).seat
    SeatTenure.objects.filter(seat=seat).update(to_date=date(2020, 6, 30))
    people = (world.stranger, world.expert)

    def give(place: int) -> SeatTenure:
        return SeatTenure.objects.create(
            committee=world.committee, seat=seat, user=people[place], from_date=date(2020, 7, 1)
        )

    one_of(give, IntegrityError, times=2)
