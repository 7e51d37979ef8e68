# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The stages of a meeting until it opens: planning, the call, late matters, the fixed agenda, no quorum."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from committee.models import AgendaItem, LetterPattern
from committee.operations import add_item, build_pack, plan_meeting
from tests.committee.reports import put_report
from tests.committee.reports import write as write_it
from tests.committee.session.room import recuse
from tests.ways.reaching import NOTE, Tree, act, item, meeting
from tests.ways.stages_of_sessions import IN_SESSION
from tests.world import MEETING_AT, World
from workflows.lifecycle import Subject


def _plan(world: World) -> None:
    world.plan_meeting()
    LetterPattern.objects.create(committee=world.committee, prefix="สพร ๐๑", sender="สำนักงาน", signer="เลขานุการ")


def _plan_for_now(world: World) -> None:
    """A meeting whose hour has come, called urgently by its chair."""
    planned = plan_meeting(
        committee=world.committee, title="การประชุมเร่งด่วน", starts_at=world.at, ends_at=world.at + timedelta(hours=1),
        place="ห้องประชุม", actor=world.secretary, at=world.at, request_id=uuid4(),
    )  # fmt: skip
    world.meeting_id = planned.pk
    world.act("make_urgent", "chair", planned, note=NOTE)
    world.put_on_agenda()


def _add(world: World, who: str = "secretary", **more: Any) -> AgendaItem:
    given: dict[str, Any] = {"section": 4, "title": "เรื่องทดสอบ"} | more
    return add_item(meeting=world.meeting, actor=world.people[who], at=world.at, request_id=uuid4(), **given)


def _agenda(world: World) -> None:
    world.put_on_agenda()
    _add(world, section=1, title="เรื่องแจ้ง")
    put_report(world)
    write_it(world)


def _hand_in(world: World) -> None:
    _add(world, "officer", agency=world.agencies["lead"])


def _for_consent(world: World) -> None:
    _add(world, kind="consent")


def _come_late(world: World) -> None:
    _add(world, late_reason="เพิ่งได้รับหนังสือ")


def _last(world: World) -> Subject:
    return AgendaItem.objects.latest("pk")


def _reply(world: World) -> None:
    world.act("accept", "member", world.entry("member"))
    world.act("send_regrets", "absent", world.entry("absent"), note=NOTE)


def _miss_quorum(world: World) -> None:
    world.act("miss_quorum", "chair", world.meeting, at=MEETING_AT)


def _arrive(world: World) -> None:
    for name in ("chair", "member"):
        world.act("arrive", "secretary", world.entry(name))


def _freeze(world: World) -> None:
    world.freeze_agenda()


def _build(world: World) -> None:
    build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)


FROZEN: Tree = {
    "an interest before the meeting": (lambda world: recuse(world, "member", at=world.at), {}),
    "late before the meeting": (
        _come_late,
        {"admitted late": (act("admit_late", "chair", _last), {"addendum built": (_build, {})})},
    ),
    "no quorum": (_miss_quorum, {"not brought back": (act("drop", "secretary", item), {})}),
    "they arrive": (_arrive, {"opened": (act("open", "secretary", meeting), IN_SESSION)}),
}
CONVENED: Tree = {
    "answers": (_reply, {}),
    "call closed": (act("close_call", "secretary", meeting), {"late item": (_come_late, {})}),
    "frozen": (_freeze, FROZEN),
}
MEETINGS: Tree = {
    "planned": (
        _plan,
        {
            "cancelled": (act("cancel", "secretary", meeting), {}),
            "handed in": (_hand_in, {"turned away": (act("turn_away", "secretary", _last), {})}),
            "for consent": (_for_consent, {}),
            "on the agenda": (
                _agenda,
                {
                    "taken off": (act("take_off", "secretary", item), {}),
                    "convened": (act("convene", "secretary", meeting), CONVENED),
                },
            ),
        },
    ),
    "called for now": (
        _plan_for_now,
        {
            "urgently convened": (
                act("convene", "secretary", meeting),
                {"the hour has come": (_freeze, {"they came in time": (_arrive, {})})},
            )
        },
    ),
}
