# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting in session, and its acts by the names of people."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from committee.models import AgendaItem, Ballot, Dissent, Recusal, VoteRound
from committee.operations.session import (
    adopt_scenario,
    cast_ballot,
    correct_attendance,
    declare_recusal,
    note_dissent,
    open_vote,
    welcome_guest,
)
from tests.world import MEETING_AT as AT
from tests.world import World

MINUTE = timedelta(minutes=1)


def in_session(world: World) -> AgendaItem:
    """The project's item, before chair and member; the third member is not there."""
    return world.item


def sit_on_the_day(world: World) -> World:
    """Call the meeting in time, and open it on its day with chair and member."""
    world.to("queued")
    world.act("convene", "secretary", world.meeting)
    world.freeze_agenda()
    world.at = AT
    for name in ("chair", "member"):
        world.act("arrive", "secretary", world.entry(name))
    world.act("open", "secretary", world.meeting)
    return world


def later(minutes: int) -> datetime:
    """A moment of the session."""
    return AT + minutes * MINUTE


def recuse(world: World, name: str, by: str = "secretary", **more: Any) -> Recusal:
    given: dict[str, Any] = {"ground": "party", "details": "", "at": AT, "request_id": uuid4()} | more
    item = given.pop("item", None) or world.item
    return declare_recusal(item=item, entry=world.entry(name), actor=world.people[by], **given)


def vote_on(world: World, mode: str = "named", by: str = "secretary", **more: Any) -> VoteRound:
    given: dict[str, Any] = {"question": "เห็นชอบหรือไม่", "at": AT, "request_id": uuid4()} | more
    return open_vote(item=world.item, mode=mode, actor=world.people[by], **given)


def ballot(world: World, round_: VoteRound, name: str, choice: str, by: str = "secretary", **more: Any) -> Ballot:
    given: dict[str, Any] = {"at": AT, "request_id": uuid4()} | more
    return cast_ballot(round_=round_, entry=world.entry(name), choice=choice, actor=world.people[by], **given)


def dissent(world: World, name: str, reason: str = "ไม่คุ้มค่า", by: str = "secretary", **more: Any) -> Dissent:
    given: dict[str, Any] = {"at": AT, "request_id": uuid4()} | more
    return note_dissent(item=world.item, entry=world.entry(name), reason=reason, actor=world.people[by], **given)


def count(world: World, round_: VoteRound, by: str = "secretary", **facts: Any) -> VoteRound:
    world.act("count", by, VoteRound.objects.get(pk=round_.pk), facts=facts)
    return VoteRound.objects.get(pk=round_.pk)


def correct(world: World, mark: Any, by: str = "secretary", **more: Any) -> Any:
    given: dict[str, Any] = {"reason": "จดผิดคน", "at": later(30), "request_id": uuid4()} | more
    return correct_attendance(mark=mark, actor=world.people[by], **given)


def whole_session(world: World) -> None:
    """Leave a row in every table of a session: a guest, a recusal withdrawn, a vote by name, a dissent, amounts."""
    welcome_guest(meeting=world.meeting, name="ผู้ชี้แจง", actor=world.secretary, at=AT, request_id=uuid4())
    world.act("withdraw", "secretary", recuse(world, "member"), note="แจ้งผิดวาระ")
    round_ = vote_on(world)
    ballot(world, round_, "chair", "for")
    ballot(world, round_, "member", "against")
    count(world, round_, casting="for")
    dissent(world, "member")
    adopt_scenario(
        meeting=world.meeting, name="ตามที่กลั่นกรอง", amounts=world.amounts(), actor=world.secretary, at=AT,
        request_id=uuid4(),
    )  # fmt: skip
