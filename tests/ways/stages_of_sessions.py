# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The stages from a meeting's opening on: attendance, recusals, votes, resolutions and what follows, the minutes."""

from typing import Any
from uuid import uuid4

from committee.models import ActionItem, DecisionLetter, LetterPattern, Minutes, Recusal, VoteRound
from committee.operations.minutes import make_paper
from tests.committee.reports import item as report_item
from tests.committee.reports import lay
from tests.committee.session import room
from tests.minutes import begun, offered, reply, step, write
from tests.ways.reaching import NOTE, Reach, Tree, act, item, meeting, to
from tests.world import World
from workflows.acting import act as make
from workflows.lifecycle import Subject

CONDITIONS = [{"text": "ต้องทดสอบก่อน", "before_forwarding": True}]


# ── the room ──


def _member(world: World) -> Subject:
    return world.entry("member")


def _recuse(world: World) -> None:
    room.recuse(world, "member", at=world.at)


def _recusal(world: World) -> Subject:
    return Recusal.objects.get()


def _vote(world: World) -> None:
    """By name, and everybody has voted."""
    round_ = room.vote_on(world, at=world.at)
    for name in ("chair", "member"):
        room.ballot(world, round_, name, "for", at=world.at)


def _round(world: World) -> Subject:
    return VoteRound.objects.get()


def _resolve_without_a_member(world: World) -> None:
    """One has left the room; the others vote, and the chair certifies."""
    world.act("arrive", "secretary", world.entry("absent"))
    _recuse(world)
    world.act("leave_room", "secretary", _recusal(world))
    round_ = room.vote_on(world, "show_of_hands", at=world.at)
    room.count(world, round_, for_count=2)
    _draft("not_endorse")(world)
    _certify(world)


ROOM: Tree = {
    "a member left": (
        act("depart", "secretary", _member),
        {"a member came back": (act("arrive", "secretary", _member), {})},
    ),
    "a member is recused": (
        _recuse,
        {
            "left the room": (
                act("leave_room", "secretary", _recusal),
                {"back in the room": (act("come_back", "secretary", _recusal), {})},
            ),
            "recusal withdrawn": (act("withdraw", "secretary", _recusal), {}),
        },
    ),
    "a vote": (
        _vote,
        {"counted": (act("count", "secretary", _round), {}), "annulled": (act("annul", "secretary", _round), {})},
    ),
    "resolved without a member": (_resolve_without_a_member, {}),
}

# ── what is resolved ──


def _draft(verb: str, **facts: Any) -> Reach:
    def draft(world: World) -> None:
        amounts = {"amounts": world.amounts()} if verb.startswith("endorse") else {}
        given = {"verb": verb, "text": "มติทดสอบ", **amounts, **facts}
        world.act("draft", "secretary", world.item, facts=given)

    return draft


def _draft_with_a_task(world: World) -> None:
    task = {"text": "จัดทำข้อมูล", "agency": world.agencies["north"].code, "working_days": 10}
    _draft("endorse", also=["assign"], actions=[task])(world)


def _certify(world: World) -> None:
    world.act("certify", "chair", world.resolution)


def _send(world: World) -> None:
    world.act("communicate", "secretary", world.resolution, facts={"pattern": str(LetterPattern.objects.get().pk)})


def _letter(world: World) -> Subject:
    return DecisionLetter.objects.get(agency=world.agencies["north"])


def _task(world: World) -> Subject:
    return ActionItem.objects.get()


def _allocate(world: World) -> None:
    amounts = dict.fromkeys(world.amounts(), "1.00")
    world.act("record_allocation", "budget", facts={"source": "เอกสาร", "amounts": amounts})


SET_ASIDE = act("reconsider", "secretary", item)
AFTER_ENDORSEMENT: Tree = {
    "forwarded": (
        to("forwarded"),
        {
            "budgeting": (
                to("budgeting"),
                {
                    "not funded": (to("not_funded"), {}),
                    "decided": (
                        to("decided"),
                        {"reported back": (to("reported_back"), {"allocated": (_allocate, {})})},
                    ),
                },
            )
        },
    ),
    "set aside": (SET_ASIDE, {}),
}
REPORTED: Tree = {
    "sent back": (act("send_back", "secretary", _task), {}),
    "verified": (act("verify", "secretary", _task), {"task closed": (act("close", "secretary", _task), {})}),
}
ASSIGNED: Tree = {
    "reported": (act("report", "nora", _task, facts={"link": "https://data.go.th/"}), REPORTED),
    "task void": (SET_ASIDE, {}),
    "correction drafted": (
        act("correct", "secretary", item, facts={"text": "ถ้อยคำใหม่"}),
        {"corrected": (_certify, {})},
    ),
    "letters sent": (
        _send,
        {"acknowledged": (act("acknowledge", "nora", _letter), {}), "letters void": (SET_ASIDE, {})},
    ),
}
RESOLVING: Tree = {
    "deferral drafted": (
        _draft("defer"),
        {"deferred": (_certify, {"deferred and ended": (act("end", "secretary", meeting), {})})},
    ),
    "refusal drafted": (_draft("not_endorse"), {"not endorsed": (_certify, {})}),
    "conditions drafted": (
        _draft("endorse_with_conditions", conditions=CONDITIONS),
        {
            "conditional": (
                _certify,
                {
                    "conditions void": (SET_ASIDE, {}),
                    "conditions met": (
                        act("meet", "screener", lambda w: w.project.conditions.get(), facts={"evidence": "หนังสือ"}),
                        {},
                    ),
                },
            )
        },
    ),
    "endorsement drafted": (_draft("endorse"), {"endorsed": (_certify, AFTER_ENDORSEMENT)}),
    "task drafted": (
        _draft_with_a_task,
        {
            "recorded": (act("record", "secretary", lambda world: world.resolution), {}),
            "assigned": (_certify, ASSIGNED),
        },
    ),
}

# ── the minutes ──


def _minutes(world: World) -> Minutes:
    return Minutes.objects.get(meeting=world.meeting_id)


def _step(name: str) -> Reach:
    return lambda world: step(world, _minutes(world), name, note=NOTE)


def _write_in_session(world: World) -> None:
    """The end, too, so that this very meeting may adopt them."""
    write(world, begun(world), "closing", "เลิกประชุมเวลา 12.00 น.")


def _ask_amendment(world: World) -> None:
    world.act("ask_amendment", "member", reply(_minutes(world), world, "member"), note=NOTE)


def _confirm(world: World) -> None:
    for one in _minutes(world).present_replies():
        make(one, "confirm", actor=one.user, at=world.at, request_id=uuid4())


def _before_the_next_meeting(world: World) -> None:
    """With the paper that adopting them needs: pages and programs make it with the act, the engine alone does not."""
    minutes = _minutes(world)
    offered(world, minutes)
    make_paper(minutes_id=minutes.pk, kind="clean", actor=world.secretary, at=world.at)


CIRCULATED: Tree = {
    "taken back": (_step("take_back"), {}),
    "amendment asked": (_ask_amendment, {}),
    "before the next meeting": (_before_the_next_meeting, {}),
    "confirmed": (
        _confirm,
        {
            "adopted": (
                _step("adopt_by_circulation"),
                {"published": (_step("publish"), {}), "closed": (act("close", "secretary", meeting), {})},
            )
        },
    ),
}
REPORT_NOTED: Tree = {
    "report laid": (lay, {"report released": (act("release_report", "chair", report_item), {})}),
}
IN_SESSION: Tree = {
    **ROOM,
    **RESOLVING,
    "suspended": (act("suspend", "chair", meeting), {"resumed": (act("resume", "chair", meeting), {})}),
    "report noted": (act("take_note", "secretary", report_item), REPORT_NOTED),
    "minutes begun in session": (begun, {}),
    "minutes written in session": (_write_in_session, {}),
    "ended": (
        act("end", "secretary", meeting),
        {"minutes drafted": (begun, {"circulated": (_step("circulate"), CIRCULATED)})},
    ),
}
