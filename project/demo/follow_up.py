# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What follows the last meeting of the live round: letters, what was assigned, minutes that wait for their adoption.

One agency has acknowledged its letter and one has not; one thing that was assigned is overdue, and one is reported and
waits to be verified; the minutes are circulated, commented and put before the meeting that sits now. All example data.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from committee import operations
from committee.models import ActionItem, Committee, DecisionLetter, LetterPattern, Minutes, MinutesComment
from committee.operations.minutes import (
    answer_comment,
    begin_minutes,
    make_act,
    note_reading,
    say_of_minutes,
    write_section,
)
from project.demo import acts, shapes
from project.demo.acts import Event, Run, make, request_id
from project.demo.fy2565.people import officer_of
from project.demo.meetings import SECRETARY, planned
from project.demo.shapes import Assigned, Project

PLAN = "จัดทำแผนบำรุงรักษาระบบข้อมูลน้ำหลังสิ้นสุดโครงการ"
PROGRESS = "รายงานความก้าวหน้าการเชื่อมโยงข้อมูลสถานีวัดน้ำต่อคณะกรรมการ"
EVIDENCE = "https://mati.example/evidence/water-stations"
REMARK = "ขอให้บันทึกข้อสังเกตเรื่องภาระค่าบำรุงรักษาระยะยาวไว้ในรายงานด้วย"
NOTED = "ที่ประชุมมีข้อสังเกตว่าควรกำหนดหน่วยงานที่รับภาระค่าบำรุงรักษาในระยะยาวให้ชัดเจน"
COMMENTING, CONFIRMING = "member", ("vicechair", "member3")

Moment = Callable[..., datetime]  # a number of working days back and a time of day, as the live round counts them


def assigned(overdue: date, ahead: date) -> tuple[Assigned, ...]:
    """What the resolution assigns: to DGA, due on a day that has passed since, and to the institute of water."""
    return (
        Assigned(text_th=PLAN, agency="dga", due_date=overdue),
        Assigned(text_th=PROGRESS, agency="hii", due_date=ahead),
    )


def follow_up(row: shapes.Meeting, of: Project, day: Moment) -> Iterator[Event]:
    """Letters, minutes and reports of the week after the meeting, each by whoever does it."""

    def event(name: str, at: datetime, actor: str, do: Callable[[datetime, str], None]) -> Event:
        def run(run: Run) -> None:
            do(at, actor)

        return Event(at=at, of=row.called, name=name, actor=actor, do=run)

    yield event("communicate", day(5, "09:00"), SECRETARY, partial(_communicate, row, of))
    yield event("draft the minutes", day(5, "13:30"), SECRETARY, partial(_begin, row))
    yield event("circulate", day(5, "15:30"), SECRETARY, partial(_on_minutes, row, "circulate"))
    yield event("acknowledge", day(4, "09:15"), officer_of("hii"), _acknowledge)
    yield event("comment", day(4, "10:30"), COMMENTING, partial(_comment, row, of))
    yield event("answer", day(4, "13:20"), SECRETARY, _answer)
    for nth, name in enumerate(CONFIRMING):
        yield event("confirm", day(4, f"14:{10 + nth}"), name, partial(_confirm, row))
    yield event("report", day(1, "15:10"), officer_of("hii"), _report)


def _by(name: str, at: datetime, actor: str) -> dict[str, Any]:
    return {"actor": acts.person(actor), "at": at, "request_id": request_id(name, "follow up", actor, at)}


def _communicate(row: shapes.Meeting, of: Project, at: datetime, actor: str) -> None:
    """Send the letters in the committee's own series, which is entered first."""
    pattern = LetterPattern.objects.create(
        committee=Committee.objects.get(code=row.committee), prefix="ตย. ดท",
        sender="สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)", signer="กรรมการและเลขานุการ",
    )  # fmt: skip
    [resolution] = planned(row).resolutions.filter(item__project__code=of.code)
    make(resolution, "communicate", actor=actor, at=at, pattern=pattern.pk)


def _acknowledge(at: datetime, actor: str) -> None:
    make(DecisionLetter.objects.get(agency__code="hii"), "acknowledge", actor=actor, at=at)


def _begin(row: shapes.Meeting, at: datetime, actor: str) -> None:
    begin_minutes(meeting=planned(row), **_by("minutes", at, actor))


def _on_minutes(row: shapes.Meeting, name: str, at: datetime, actor: str) -> None:
    make_act(Minutes.objects.get(meeting=planned(row)), name, **_by(name, at, actor))


def _comment(row: shapes.Meeting, of: Project, at: datetime, actor: str) -> None:
    found = Minutes.objects.get(meeting=planned(row))
    note_reading(minutes=found, actor=acts.person(actor), at=at)
    key = f"item-{planned(row).items.get(project__code=of.code).pk}"
    say_of_minutes(minutes_id=found.pk, key=key, text=REMARK, **_by("comment", at, actor))


def _answer(at: datetime, actor: str) -> None:
    """Accept what the member asks for, and write it into the section."""
    said = MinutesComment.objects.select_related("section").get()
    section, person = said.section, acts.person(actor)
    text = section.generated.replace("\nมติที่ประชุม", f"\n{NOTED}\nมติที่ประชุม", 1)
    write_section(
        minutes_id=said.minutes_id, key=section.key, text=text, expected_revision=section.revision, actor=person, at=at
    )
    answer_comment(comment_id=said.pk, verdict="accepted", text="", actor=person, at=at)


def _confirm(row: shapes.Meeting, at: datetime, actor: str) -> None:
    found = Minutes.objects.get(meeting=planned(row))
    note_reading(minutes=found, actor=acts.person(actor), at=at)
    make(found.replies.get(user__username=actor), "confirm", actor=actor, at=at)


def _report(at: datetime, actor: str) -> None:
    note = "เชื่อมโยงข้อมูลสถานีวัดน้ำแล้ว 120 สถานี จากทั้งหมด 200 สถานี (ข้อมูลตัวอย่าง)"
    operations.act(
        ActionItem.objects.get(text=PROGRESS), "report", note=note, facts={"link": EVIDENCE}, **_by("report", at, actor)
    )
