# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What follows a meeting: seals, letters, minutes from the draft to their adoption at the next one, the closed file."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from budget_review.models import Condition
from committee import operations
from committee.models import ActionItem, AgendaItem, LetterPattern, Minutes, MinutesComment
from committee.operations.minutes import (
    adopt_through_item,
    answer_comment,
    begin_minutes,
    make_act,
    say_of_minutes,
    write_section,
)
from project.demo import acts, meetings
from project.demo.acts import Event, make
from project.demo.meetings import CHAIR, SECRETARY, planned
from project.demo.session import people, script
from project.demo.session.sitting import MINUTE, by, event, gathering, on_resolution, resolving, step

EVIDENCE = "https://mati.example/evidence/ibc65-1"
AMENDED = "ประธานกล่าวเปิดประชุมเวลา 13.30 น. และแจ้งว่ามีกรรมการหนึ่งคนเข้าร่วมผ่านสื่ออิเล็กทรอนิกส์"
RESOLVED_NEXT = {"verb": "endorse", "text": "เห็นชอบ โดยให้เชื่อมโยงเฉพาะข้อมูลตามชั้นความลับที่หน่วยงานร่วมตกลงกันแล้ว"}


def afterwards(of: script.Script) -> Iterator[Event]:
    """Certify what waited for its seal, send the letters, write and circulate the minutes."""
    row = script.FIRST
    waiting = of.projects[-script.WAIT_FOR_THE_SEAL :]
    for nth, code in enumerate(waiting):
        yield event(script.SEALED + nth * MINUTE, f"certify {code}", CHAIR, partial(_certify, row, code))
    for nth, code in enumerate(of.projects):
        yield event(script.LETTERS + nth * MINUTE, f"communicate {code}", SECRETARY, partial(_communicate, row, code))
    yield event(script.DRAFTED, "draft the minutes", SECRETARY, lambda at: begin_minutes(
        meeting=planned(row), **by(SECRETARY, at, "minutes")))  # fmt: skip
    yield event(script.CIRCULATED, "circulate", SECRETARY, lambda at: _on_minutes("circulate", at))
    yield event(script.COMMENTED, "comment", people.DISSENTING, _comment)
    yield event(script.ANSWERED, "answer", SECRETARY, _answer)


def next_meeting() -> Iterator[Event]:
    """What was assigned is done; the next meeting adopts the minutes and decides what was put off; the file closes."""
    row, days = script.NEXT, script.NEXT_DAYS
    yield event(days.planned, "plan the next", SECRETARY, lambda at: meetings.plan(row, at))
    yield step(row, "convene", days.convened, SECRETARY)
    yield step(row, "close_call", days.frozen - timedelta(hours=5), SECRETARY)
    yield event(days.frozen, "freeze", SECRETARY, lambda at: meetings.fix_agenda(row, at))
    yield event(
        script.REPORTED,
        "report",
        "officer",
        lambda at: _on_action("report", "officer", at, note="ประสานครบแล้ว", link=EVIDENCE),
    )
    yield event(script.VERIFIED, "verify", SECRETARY, lambda at: _on_action("verify", SECRETARY, at))
    yield event(script.FULFILLED, "meet", "screener", _meet)
    yield from gathering(row, days.opened, list(people.THERE))
    yield event(days.opened + 10 * MINUTE, "adopt_minutes", SECRETARY, _adopt)
    yield event(days.opened + 20 * MINUTE, "close the action", SECRETARY, lambda at: _on_action("close", SECRETARY, at))
    yield from resolving(row, script.DEFERRED, RESOLVED_NEXT, days.opened + 30 * MINUTE)
    yield step(row, "end", days.ended, SECRETARY)
    yield event(script.CLOSED, "publish", SECRETARY, lambda at: _on_minutes("publish", at))
    yield event(script.CLOSED + MINUTE, "communicate", SECRETARY, lambda at: _communicate(row, script.DEFERRED, at))
    yield step(script.FIRST, "close", script.CLOSED + 2 * MINUTE, SECRETARY)


def minutes_of_first() -> Minutes:
    """The minutes of the meeting, as they are now."""
    return Minutes.objects.get(meeting=planned(script.FIRST))


def _certify(row: Any, code: str, at: datetime) -> None:
    on_resolution(row, code, "certify", CHAIR, at)


def _communicate(row: Any, code: str, at: datetime) -> None:
    pattern = LetterPattern.objects.get(committee__code=script.COMMITTEE.code)
    on_resolution(row, code, "communicate", SECRETARY, at, pattern=pattern.pk)


def _on_minutes(name: str, at: datetime) -> None:
    make_act(minutes_of_first(), name, **by(SECRETARY, at, name))


def _comment(at: datetime) -> None:
    say_of_minutes(
        minutes_id=minutes_of_first().pk, key="opening", text="ขอให้บันทึกว่ามีผู้เข้าร่วมทางออนไลน์",
        **by(people.DISSENTING, at, "comment"),
    )  # fmt: skip


def _answer(at: datetime) -> None:
    """Accept it, and write what it asks for; a run that goes on finds it answered."""
    [said] = MinutesComment.objects.filter(minutes=minutes_of_first())
    if hasattr(said, "answer"):
        return
    person = acts.person(SECRETARY)
    section = minutes_of_first().sections.get(key="opening")
    write_section(
        minutes_id=said.minutes_id, key="opening", text=AMENDED, expected_revision=section.revision, actor=person, at=at
    )
    answer_comment(comment_id=said.pk, verdict="accepted", text="", actor=person, at=at)


def _on_action(name: str, who: str, at: datetime, note: str = "", **facts: str) -> None:
    action = ActionItem.objects.get(resolution__committee__code=script.COMMITTEE.code)
    operations.act(action, name, note=note, facts=facts, **by(who, at, name))


def _meet(at: datetime) -> None:
    condition = Condition.objects.get(project__code=script.CONDITIONAL)
    make(condition, "meet", actor="screener", at=at, evidence="หนังสือกรมการค้าต่างประเทศ (ข้อมูลตัวอย่าง)")


def _adopt(at: datetime) -> None:
    [item] = AgendaItem.objects.filter(meeting=planned(script.NEXT), minutes_to_adopt__isnull=False)
    adopt_through_item(item, **by(SECRETARY, at, "adopt minutes"))
