# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A member who takes no part in one matter: entitled for every other, and for that one not."""

import pytest
from django.db import IntegrityError, transaction

from committee.guards.session import quorum_for
from committee.models import AgendaItem, Recusal, RollEntry
from committee.queries.attendance import quorum_at
from tests.committee.session.room import count, in_session, later, recuse, vote_on
from tests.refusing import refused
from tests.world import MEETING_AT as AT
from tests.world import World
from workflows.refusals import GuardsUnmet, NotPermitted, WrongState
from workflows.verification import faults


def test_recused_seat_is_not_entitled_for_that_item_only(world: World) -> None:
    world.act("arrive", "secretary", world.entry("absent"))
    recuse(world, "member")
    quorum = quorum_for(world.item)
    assert (quorum.entitled, quorum.present, quorum.needed) == (2, 2, 1)
    elsewhere = quorum_for(AgendaItem(meeting=world.meeting, pk=world.item.pk + 1))
    assert (elsewhere.entitled, elsewhere.present, elsewhere.needed) == (3, 3, 2)
    whole = world.meeting.quorum()
    assert (whole.entitled, whole.present) == (3, 3)
    assert list(faults()) == []


def test_recusal_can_take_the_quorum_for_the_item(world: World) -> None:
    in_session(world)
    recuse(world, "chair")
    recuse(world, "member")
    with refused(GuardsUnmet) as told:
        vote_on(world)
    assert told.value.reasons == ("The quorum for this matter must be present, without those who are recused from it.",)
    world.act("draft", "secretary", world.item, facts={"verb": "defer", "text": "เลื่อน"})
    with refused(GuardsUnmet):
        world.act("certify", "chair", world.resolution)
    world.act("arrive", "secretary", world.entry("absent"))
    record = world.act("certify", "chair", world.resolution)
    assert {name: record.facts[name] for name in ("entitled", "present", "needed")} == {
        "entitled": 1, "present": 1, "needed": 1,
    }  # fmt: skip


def test_quorum_of_the_past_knows_who_was_recused_then(world: World) -> None:
    item = in_session(world)
    recusal = recuse(world, "member", at=later(10))
    world.act("withdraw", "secretary", recusal, at=later(20), note="แจ้งผิดวาระ")
    found = [quorum_at(world.meeting, later(minute), item=item).present for minute in (9, 10, 19, 20)]
    assert found == [2, 1, 1, 2]


def test_recusal_leaves_the_room_and_comes_back(world: World) -> None:
    in_session(world)
    recusal = recuse(world, "member", by="member", details="เป็นหัวหน้าหน่วยงานร่วม")
    world.act("leave_room", "secretary", recusal)
    assert Recusal.objects.get().left_room
    world.act("come_back", "secretary", recusal)
    assert (Recusal.objects.get().state, quorum_for(world.item).present) == ("returned", 1)
    with refused(WrongState):
        world.act("leave_room", "secretary", recusal)


@pytest.mark.parametrize(("by", "may"), [("secretary", True), ("member", True), ("chair", False), ("admin", False)])
def test_member_or_secretary_declares(world: World, by: str, may: bool) -> None:
    in_session(world)
    if may:
        assert recuse(world, "member", by=by).declared_at == AT
    else:
        with refused(NotPermitted):
            recuse(world, "member", by=by)


def test_member_is_recused_once_from_a_matter(world: World) -> None:
    in_session(world)
    first = recuse(world, "member")
    with refused(GuardsUnmet) as told:
        recuse(world, "member")
    assert told.value.reasons == ("The member is recused from this matter already.",)
    world.act("withdraw", "secretary", first, note="แจ้งผิด")
    recuse(world, "member")
    assert Recusal.objects.count() == 2


def test_database_refuses_a_second_standing_recusal(world: World) -> None:
    in_session(world)
    first = recuse(world, "member")
    with pytest.raises(IntegrityError), transaction.atomic():
        Recusal.objects.create(
            meeting=first.meeting, item=first.item, entry=first.entry, ground="other", declared_at=AT
        )


@pytest.mark.parametrize("ground", ["", "tired"])
def test_ground_is_one_of_the_listed(world: World, ground: str) -> None:
    in_session(world)
    with refused(GuardsUnmet):
        recuse(world, "member", ground=ground)


def test_secretary_without_a_vote_is_not_recused(world: World) -> None:
    in_session(world)
    with refused(GuardsUnmet):
        recuse(world, "secretary")


def test_recusal_after_a_vote_needs_the_vote_annulled(world: World) -> None:
    in_session(world)
    round_ = count(world, vote_on(world, "show_of_hands"), for_count=2)
    with refused(GuardsUnmet) as told:
        recuse(world, "member")
    assert told.value.reasons == ("A vote on the matter in which this member's seat counted must be annulled first.",)
    world.act("annul", "chair", round_, note="มีกรรมการแจ้งส่วนได้เสีย")
    recuse(world, "member")
    assert RollEntry.objects.filter(recusals__isnull=False).get() == world.entry("member")


def test_decided_matter_takes_no_recusal(world: World) -> None:
    in_session(world)
    world.resolve("not_endorse")
    with refused(GuardsUnmet):
        recuse(world, "member")
