# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Minutes in any state, for tests: the same acts that the pages make."""

from datetime import timedelta
from typing import Any

from committee.models import Meeting, Minutes, MinutesReply, MinutesSection
from committee.operations import plan_meeting
from committee.operations.minutes import (
    adopt_through_item,
    answer_comment,
    begin_minutes,
    make_act,
    offer_minutes,
    say_of_minutes,
    take_draft,
    write_section,
)
from tests.world import MEETING_AT, World
from workflows.acting import act


def begun(world: World) -> Minutes:
    """The minutes of the meeting, drafted."""
    return begin_minutes(meeting=world.meeting, actor=world.secretary, at=world.at, request_id=world.request())


def now(minutes: Minutes) -> Minutes:
    """The minutes as they are now."""
    return Minutes.objects.get(pk=minutes.pk)


def section(minutes: Minutes, key: str) -> MinutesSection:
    """A section as it is now."""
    return MinutesSection.objects.get(minutes=minutes.pk, key=key)


def item_key(world: World) -> str:
    """The section of the project's item."""
    return f"item-{world.item.pk}"


def write(world: World, minutes: Minutes, key: str, text: str, who: str = "secretary", **more: Any) -> MinutesSection:
    """Write into a section as it is now."""
    more.setdefault("expected_revision", section(minutes, key).revision)
    return write_section(minutes_id=minutes.pk, key=key, text=text, actor=world.people[who], at=world.at, **more)


def step(world: World, minutes: Minutes, name: str, who: str = "secretary", **more: Any) -> Minutes:
    """Make a step with the paper that it needs."""
    make_act(
        now(minutes), name, actor=world.people[who], at=more.pop("at", world.at), request_id=world.request(), **more
    )
    return now(minutes)


def reply(minutes: Minutes, world: World, who: str) -> MinutesReply:
    """A member's answer to the present circulation."""
    return now(minutes).present_replies().get(user=world.people[who])


def held(world: World) -> World:
    """A meeting that resolved on the project and ended."""
    if world.meeting_id is None:
        world.to("endorsed")
    if world.meeting.state == "in_session":
        world.act("end", "secretary", world.meeting)
    return world


def circulated(world: World) -> Minutes:
    """Minutes of a meeting that ended, circulated to its members."""
    return step(world, begun(held(world)), "circulate")


def adopted(world: World) -> Minutes:
    """Minutes that every member confirmed in writing."""
    minutes = circulated(world)
    for one in now(minutes).present_replies():
        act(one, "confirm", actor=one.user, at=world.at, request_id=world.request())
    return step(world, minutes, "adopt_by_circulation")


def next_meeting(world: World, days: int = 30) -> Meeting:
    """Another meeting of the committee, planned."""
    starts = MEETING_AT + timedelta(days=days)
    return plan_meeting(
        committee=world.committee, title="การประชุมครั้งถัดไป", starts_at=starts, ends_at=starts + timedelta(hours=3),
        place="ห้องประชุม", actor=world.secretary, at=world.at, request_id=world.request(),
    )  # fmt: skip


def offered(world: World, minutes: Minutes, *, is_open: bool = True) -> Any:
    """The item that puts the minutes before the next meeting, which is open."""
    world.meeting_id = next_meeting(world).pk
    item = offer_minutes(
        minutes_id=minutes.pk, meeting=world.meeting, actor=world.secretary, at=world.at, request_id=world.request()
    )
    if is_open:
        world.open_meeting()
    return type(item).objects.get(pk=item.pk)


def adopted_at_next(world: World, minutes: Minutes) -> Minutes:
    """The same minutes, adopted by the next meeting."""
    item = now(minutes).item or offered(world, minutes)
    adopt_through_item(item, actor=world.secretary, at=world.at, request_id=world.request())
    return now(minutes)


def every_row_of_minutes(world: World) -> Minutes:
    """Adopted minutes in whose tables everything has a row."""
    minutes = begun(held(world))
    write(world, minutes, "opening", "เริ่มประชุมเวลา 10.05 น.")
    drafted = section(minutes, "opening")
    take_draft(
        minutes_id=minutes.pk, key="opening", expected_revision=drafted.revision,
        drafted_sha256=drafted.source_sha256, actor=world.secretary, at=world.at,
    )  # fmt: skip
    step(world, minutes, "circulate")
    said = say_of_minutes(
        minutes_id=minutes.pk,
        key="opening",
        text="เวลาไม่ถูก",
        actor=world.member,
        at=world.at,
        request_id=world.request(),
    )
    answer_comment(comment_id=said.pk, verdict="accepted", text="", actor=world.secretary, at=world.at)
    for one in now(minutes).present_replies():
        act(one, "confirm", actor=one.user, at=world.at, request_id=world.request())
    step(world, minutes, "adopt_by_circulation")
    facts = {"section": "opening", "text": "เริ่มประชุมเวลา 10.10 น.", "meeting": str(minutes.meeting_id)}
    return step(world, minutes, "correct", "chair", note="พิมพ์ผิด", facts=facts)
