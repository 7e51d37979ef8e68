# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is on the agenda, what becomes of each matter, and when; the days are those of the FY2565 committee."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from project.demo import shapes
from project.demo.fy2565 import committee, timetable
from project.demo.fy2565.projects import PROJECTS
from project.demo.large.carrying import WORST
from project.demo.large.words import made_up
from project.demo.live import Calendar
from project.demo.shapes import Committee, Matter, moment

COMMITTEE = Committee(
    code="ibc65",
    name_th=committee.COMMITTEE.name_th,
    name_en=committee.COMMITTEE.name_en,
    legal_basis_th=committee.COMMITTEE.legal_basis_th,
)
ITEMS, FEWEST = 40, 13
CALENDAR = Calendar(today=date(2020, 12, 22))  # the made-up projects are handed in and screened before this day
EVERY = timedelta(minutes=6)  # from matter to matter
DAYS, NEXT_DAYS = timetable.MEETING_DAYS[1], timetable.MEETING_DAYS[2]
OF_FY2565 = tuple(plan.code for plan in PROJECTS if plan.code in timetable.DAYS and plan.code != "DG65-07")
DEFERRED, CONDITIONAL = "DG65-03", "DG65-04"
RECUSED = {1: ("member2", "party"), 5: ("member3", "business")}  # by the place among the projects
VOTED_ON = 3
WAIT_FOR_THE_SEAL = 2  # so many of the last resolutions are recorded, and certified when the meeting is over

TOLD = (
    Matter(section=1, title_th="กรอบการพิจารณาข้อเสนอโครงการ ประจำปีงบประมาณ พ.ศ. 2565"),
    Matter(section=2, title_th="ไม่มี เนื่องจากเป็นการประชุมครั้งแรก"),
    Matter(section=3, title_th="ไม่มีเรื่องสืบเนื่อง"),
    Matter(section=4, title_th="ภาพรวมข้อเสนอโครงการภายใต้แผนงานบูรณาการรัฐบาลดิจิทัล"),
    Matter(section=1, title_th="นโยบายการจัดทำงบประมาณรายจ่ายบูรณาการ"),
    Matter(section=1, title_th="ปฏิทินงบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2565"),
    Matter(section=4, title_th="ผลการกลั่นกรองข้อเสนอโครงการของฝ่ายเลขานุการ"),
    Matter(section=4, title_th="ข้อเสนอที่ไม่ผ่านการกลั่นกรอง"),
    Matter(section=4, title_th="โครงการต่อเนื่องจากปีงบประมาณ พ.ศ. 2564"),
    Matter(section=4, title_th="ความเห็นของผู้ทรงคุณวุฒิต่อข้อเสนอวงเงินสูง"),
    Matter(section=4, title_th="รายการที่ใช้ระบบคลาวด์กลางภาครัฐ (GDCC)"),
    Matter(section=4, title_th="ความก้าวหน้าของแผนพัฒนารัฐบาลดิจิทัล"),
    Matter(section=6, title_th="กำหนดการประชุมครั้งถัดไป"),
    Matter(section=6, title_th="การเปิดเผยรายงานการประชุม"),
)
ACTION = {"text": "ประสานหน่วยงานร่วมให้ใช้แพลตฟอร์มกลางเป็นลำดับแรก แล้วรายงานคณะกรรมการ", "agency": "dga", "person": None,
          "working_days": 30}  # fmt: skip
CONDITION = {"text": "ให้ปรับรายละเอียดโครงการให้ใช้ระบบคลาวด์กลางภาครัฐ (GDCC) แทนการจัดหาเครื่องแม่ข่าย",
             "due_date": "2021-01-29", "before_forwarding": True}  # fmt: skip
BY_PLACE: dict[int, dict[str, Any]] = {
    0: {
        "verb": "endorse",
        "also": ["assign"],
        "actions": [ACTION],
        "text": "เห็นชอบ และมอบหมายให้ สพร. ประสานหน่วยงานร่วม",
    },
    2: {"verb": "defer", "text": "เลื่อนการพิจารณาไปในการประชุมครั้งถัดไป เพื่อหารือเรื่องชั้นความลับของข้อมูลให้ได้ข้อยุติก่อน"},
    3: {"verb": "endorse_with_conditions", "conditions": [CONDITION], "text": "เห็นชอบโดยมีเงื่อนไข โดยปรับลดวงเงิน"},
    6: {"verb": "not_endorse", "text": "ไม่เห็นชอบ เนื่องจากซ้ำซ้อนกับระบบที่มีอยู่แล้ว"},
    7: {"verb": "return_from_committee", "text": "ให้นำกลับไปทบทวนขอบเขตของโครงการ"},
}
ENDORSED = {"verb": "endorse", "text": "เห็นชอบตามที่ฝ่ายเลขานุการเสนอ"}


@dataclass(frozen=True)
class Script:
    """A meeting of so many items: what is told, which projects are before it in order, the last of them late."""

    items: int = ITEMS

    @property
    def told(self) -> tuple[Matter, ...]:
        """What is told rather than decided: one item in three."""
        return TOLD[: self.items // 3]

    @property
    def made_up(self) -> list[int]:
        """The places of the made-up projects that pass the screening."""
        wanted, found, place = self.items - len(self.told) - len(OF_FY2565), list[int](), 0
        while len(found) < wanted:
            place += 1
            if made_up(place).merit >= WORST:
                found.append(place)
        return found

    @property
    def projects(self) -> list[str]:
        """The codes of the projects in the order of the agenda; the last comes late."""
        *first, late = OF_FY2565
        return [*first, *(f"{CALENDAR.prefix}{1000 + place}" for place in self.made_up), late]

    def outcome(self, place: int) -> dict[str, Any]:
        """What is resolved on the project in this place."""
        return BY_PLACE.get(place, ENDORSED)

    def taken_up(self, place: int) -> datetime:
        """When the project in this place is dealt with."""
        return DAYS.opened + timedelta(minutes=15) + EVERY * place


def meeting_row(days: timetable.MeetingDays, number: int) -> shapes.Meeting:
    """The first meeting of the year or the next, as the demo writes meetings."""
    return shapes.Meeting(
        committee=COMMITTEE.code, number=number, year_be=2564, title_th=committee.TITLE, starts_at=days.opened,
        ends_at=days.opened + timedelta(hours=3), place_th=committee.PLACE,
    )  # fmt: skip


FIRST, NEXT = meeting_row(DAYS, 1), meeting_row(NEXT_DAYS, 2)
SEALED = moment(2564, 1, 15, "09:00")
LETTERS = moment(2564, 1, 18, "14:00")
DRAFTED = moment(2564, 1, 18, "16:00")
CIRCULATED = moment(2564, 1, 19, "10:00")
COMMENTED = moment(2564, 1, 20, "11:00")
ANSWERED = moment(2564, 1, 20, "15:00")
REPORTED = moment(2564, 1, 25, "10:00")
VERIFIED = moment(2564, 1, 26, "10:00")
FULFILLED = moment(2564, 1, 27, "10:00")
CLOSED = moment(2564, 1, 29, "10:00")
