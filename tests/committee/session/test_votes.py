# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Votes: who may, what is counted, what decides; a secret vote keeps nobody's choice, and nothing is ever deleted."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from committee.models import Ballot, Dissent, Entitlement, VoteRound
from committee.rules.kinds import PassRule
from committee.rules.passing import CARRYING, outcome_of, rederived
from tests.committee.session.room import ballot, count, dissent, in_session, later, recuse, vote_on
from tests.refusing import refused
from tests.world import MEETING_AT as AT
from tests.world import World
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, WrongState
from workflows.verification import faults


def three(world: World) -> None:
    """All three members are there."""
    in_session(world)
    world.act("arrive", "secretary", world.entry("absent"))


def test_vote_by_name_from_opening_to_outcome(world: World) -> None:
    three(world)
    round_ = vote_on(world)
    assert (round_.voting_count, round_.present_count, round_.quorum_needed, round_.number) == (3, 3, 2, 1)
    for name, choice in (("chair", "for"), ("member", "for"), ("absent", "against")):
        ballot(world, round_, name, choice)
    round_ = count(world, round_)
    assert (round_.state, round_.outcome) == ("counted", "carried")
    assert (round_.for_count, round_.against_count, round_.abstained_count) == (2, 1, 0)
    assert round_.told().kept() == round_.explanation
    assert round_.told().needed == 2
    assert list(faults()) == []


def test_member_votes_in_person_and_nobody_for_another(world: World) -> None:
    three(world)
    round_ = vote_on(world)
    ballot(world, round_, "member", "abstain", by="member")
    for by in ("member", "chair", "admin", "officer"):
        with refused(NotPermitted):
            ballot(world, round_, "absent", "for", by=by)


def test_seat_votes_once_and_what_was_given_stands(world: World) -> None:
    three(world)
    round_, same = vote_on(world), uuid4()
    first = ballot(world, round_, "member", "for", request_id=same)
    assert ballot(world, round_, "member", "for", request_id=same).pk == first.pk
    with refused(WrongState):
        ballot(world, round_, "member", "against")
    with refused(RequestReused):
        ballot(world, round_, "member", "for", by="member", request_id=same)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.create(
            entitlement=first.entitlement, choice="for", recorded_by=world.secretary, recorded_at=AT,
            request_id=uuid4(),
        )  # fmt: skip


def test_recused_and_missing_seats_have_no_vote(world: World) -> None:
    three(world)
    recuse(world, "member")
    round_ = vote_on(world)
    assert (round_.voting_count, round_.recused_count, round_.present_count) == (3, 1, 2)
    assert {one.entry.user.username for one in round_.entitlements.all()} == {"chair", "absent"}
    with refused(NotPermitted):
        ballot(world, round_, "member", "for")
    entry = world.entry("chair")
    with pytest.raises(IntegrityError), transaction.atomic():  # one right for a seat, whoever sits in it
        Entitlement.objects.create(round=round_, entry=entry, seat_id=entry.seat_id)


def test_who_leaves_after_the_opening_keeps_the_vote_and_who_comes_has_none(world: World) -> None:
    in_session(world)
    round_ = vote_on(world)
    world.act("arrive", "secretary", world.entry("absent"))
    with refused(NotPermitted):
        ballot(world, round_, "absent", "for")


# ── ways of voting ──


@pytest.mark.parametrize("mode", ["show_of_hands", "secret"])
def test_hands_and_papers_keep_numbers_alone(world: World, mode: str) -> None:
    three(world)
    round_ = vote_on(world, mode)
    with refused(WrongState):
        ballot(world, round_, "member", "for")
    round_ = count(world, round_, for_count=1, against_count=1, abstained_count=1, casting="for")
    assert (round_.outcome, Ballot.objects.count()) == ("carried", 0)


def test_secret_vote_leaves_nobodys_choice_anywhere(world: World) -> None:
    three(world)
    round_ = count(world, vote_on(world, "secret"), for_count=2, against_count=1)
    records = TransitionRecord.objects.filter(subject_type="committee.voteround")
    kept = json.dumps([record.facts for record in records]) + json.dumps(round_.explanation)
    assert [world.people[name].username for name in ("chair", "member", "absent")] != []
    assert not any(f'"{world.entry(name).pk}"' in kept or name in kept for name in ("member", "absent"))
    assert not [field for field in VoteRound._meta.get_fields() if "choice" in field.name]


@pytest.mark.parametrize("mode", ["show_of_hands", "secret", "consensus"])
def test_database_refuses_a_ballot_but_in_an_open_vote_by_name(world: World, mode: str) -> None:
    three(world)
    round_ = vote_on(world, mode)
    with pytest.raises(IntegrityError), transaction.atomic():
        _forced(world, round_)


def test_database_refuses_a_ballot_after_the_count(world: World) -> None:
    three(world)
    round_ = vote_on(world)
    ballot(world, round_, "chair", "for")
    count(world, round_)
    with pytest.raises(IntegrityError), transaction.atomic():
        _forced(world, round_)


def _forced(world: World, round_: VoteRound) -> None:
    entitlement = round_.entitlements.get(entry=world.entry("member"))
    Ballot.objects.create(
        entitlement=entitlement, choice="for", recorded_by=world.secretary, recorded_at=AT, request_id=uuid4()
    )


@pytest.mark.parametrize(("objecting", "outcome"), [(0, "carried"), (1, "lost")])
def test_consensus_is_that_nobody_objects(world: World, objecting: int, outcome: str) -> None:
    three(world)
    assert count(world, vote_on(world, "consensus"), against_count=objecting).outcome == outcome


# ── ties ──


def test_tie_asks_for_the_chairs_deciding_vote(world: World) -> None:
    in_session(world)
    round_ = vote_on(world)
    ballot(world, round_, "chair", "for")
    ballot(world, round_, "member", "against")
    with refused(GuardsUnmet) as told:
        count(world, round_)
    assert "deciding vote" in told.value.reasons[0]
    round_ = count(world, round_, casting="for")
    assert (round_.outcome, round_.explanation["tally"]["casting"]) == ("carried", "for")


@pytest.mark.parametrize(("casting", "outcome"), [("for", "carried"), ("against", "lost"), ("none", "tied")])
def test_tie_ends_as_the_chair_decides(world: World, casting: str, outcome: str) -> None:
    in_session(world)
    round_ = count(world, vote_on(world, "show_of_hands"), for_count=1, against_count=1, casting=casting)
    assert round_.outcome == outcome
    assert rederived(round_.explanation).kept() == round_.explanation


def test_deciding_vote_without_a_tie_is_refused(world: World) -> None:
    round_ = vote_on(world, "show_of_hands")
    with refused(GuardsUnmet):
        count(world, round_, for_count=2, casting="for")


# ── what cannot be ──


@pytest.mark.parametrize(
    "facts", [{"for_count": 4}, {"for_count": 3, "against_count": 1}, {"for_count": -1}, {"for_count": "many"}, {}]
)
def test_counts_that_cannot_be_are_refused(world: World, facts: dict[str, Any]) -> None:
    three(world)
    round_ = vote_on(world, "show_of_hands")
    with refused(GuardsUnmet):
        count(world, round_, **facts)


def test_database_refuses_more_votes_than_voters(world: World) -> None:
    three(world)
    round_ = vote_on(world, "show_of_hands")
    for counts in ((4, 0, 0, 0), (2, 1, 1, 0), (0, 0, 0, 4)):
        names = ("for_count", "against_count", "abstained_count", "invalid_count")
        with pytest.raises(IntegrityError), transaction.atomic():
            VoteRound.objects.filter(pk=round_.pk).update(**dict(zip(names, counts, strict=True)))


def test_one_vote_at_a_time_and_the_meeting_waits_for_it(world: World) -> None:
    three(world)
    round_ = vote_on(world)
    with refused(GuardsUnmet):
        vote_on(world)
    with refused(GuardsUnmet):
        world.act("end", "secretary", world.meeting)
    world.act("draft", "secretary", world.item, facts={"verb": "not_endorse", "text": "ไม่เห็นชอบ"})
    with refused(GuardsUnmet):
        world.act("certify", "chair", world.resolution)
    world.act("annul", "secretary", round_, note="ผิดคำถาม")
    world.act("certify", "chair", world.resolution)


@pytest.mark.parametrize(("by", "may"), [("secretary", True), ("chair", True), ("member", False), ("admin", False)])
def test_chair_or_secretary_opens_and_counts(world: World, by: str, may: bool) -> None:
    three(world)
    if may:
        count(world, vote_on(world, "show_of_hands", by=by), by=by, for_count=1)
    else:
        with refused(NotPermitted):
            vote_on(world, by=by)
        round_ = vote_on(world, "show_of_hands")
        with refused(NotPermitted):
            count(world, round_, by=by, for_count=1)


def test_matter_that_is_not_considered_takes_no_vote(world: World) -> None:
    in_session(world)
    world.resolve("not_endorse")
    with refused(GuardsUnmet):
        vote_on(world)


def test_annulled_vote_stays_and_another_follows(world: World) -> None:
    three(world)
    first = count(world, vote_on(world, "show_of_hands"), for_count=1)
    world.act("annul", "secretary", first, note="นับผิด")
    second = count(world, vote_on(world, "show_of_hands"), for_count=3)
    assert [(one.number, one.state) for one in VoteRound.objects.all()] == [(1, "annulled"), (2, "counted")]
    assert second.for_count == 3
    with pytest.raises(IntegrityError), transaction.atomic():
        VoteRound.objects.filter(pk=first.pk).update(for_count=2)


# ── dissent ──


def test_dissent_is_kept_by_name_with_its_reason(world: World) -> None:
    three(world)
    round_ = vote_on(world)
    for name, choice in (("chair", "for"), ("member", "for"), ("absent", "against")):
        ballot(world, round_, name, choice)
    count(world, round_)
    kept = dissent(world, "absent", "ไม่มีแผนบำรุงรักษา", by="absent", is_written=True)
    assert (kept.entry.user, kept.round_id, kept.reason) == (world.absent, round_.pk, "ไม่มีแผนบำรุงรักษา")
    for name, why in (
        ("absent", "This member's dissent is recorded already."),
        ("member", "This member voted for it."),
        ("secretary", "The member must be on the roll of this meeting, with a vote."),
    ):
        with refused(GuardsUnmet) as told:
            dissent(world, name)
        assert told.value.reasons == (why,)
    assert Dissent.objects.count() == 1


def test_dissent_without_a_reason_or_from_one_who_was_not_there_is_refused(world: World) -> None:
    in_session(world)
    with refused(GuardsUnmet):
        dissent(world, "member", " ")
    with refused(GuardsUnmet):
        dissent(world, "absent")
    recuse(world, "member")
    with refused(GuardsUnmet):
        dissent(world, "member")
    with refused(NotPermitted):
        dissent(world, "chair", by="member")


# ── nothing goes with anything else ──

SESSION = {"attendancemark", "guest", "recusal", "voteround", "entitlement", "ballot", "dissent", "adoptedscenario"}


def test_nothing_of_the_session_is_deleted_by_cascade() -> None:
    for model in apps.get_app_config("committee").get_models():
        if model._meta.model_name in SESSION:
            for field in model._meta.concrete_fields:
                if field.remote_field is not None:
                    assert field.remote_field.on_delete is models.PROTECT, field


@pytest.mark.parametrize("name", sorted(SESSION - {"guest", "recusal", "adoptedscenario"}))
def test_database_refuses_to_delete_what_a_session_left(world: World, name: str) -> None:
    three(world)
    round_ = vote_on(world)
    ballot(world, round_, "member", "against")
    count(world, round_)
    dissent(world, "member")
    model = apps.get_model("committee", name)
    row = model._default_manager.order_by("pk")[0]
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE id = %s", [row.pk])


def test_every_rule_of_a_profile_is_one_that_decides() -> None:
    assert {str(rule) for rule in PassRule} <= set(CARRYING)


def test_every_outcome_is_the_rule_over_its_tally(world: World) -> None:
    three(world)
    for counts in ((3, 0), (2, 1), (1, 1), (0, 2)):
        facts: dict[str, Any] = {
            "for_count": counts[0],
            "against_count": counts[1],
            **({"casting": "none"} if counts == (1, 1) else {}),
        }
        count(world, vote_on(world, "show_of_hands"), **facts)
    for round_ in VoteRound.objects.all():
        told = round_.told()
        again = outcome_of(told.rule, told.electorate, told.tally)
        assert (str(again.result), again.kept()) == (round_.outcome, round_.explanation)
        assert later(0) == AT
