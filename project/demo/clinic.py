# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plan clinic of the demo: the season of the slides, which is over, and one that is open now. Example data."""

from datetime import date, datetime, time, timedelta
from typing import Any

from agencies.roles import BANGKOK
from digital_plan.consulting import offered_for
from digital_plan.models import ClinicBooking, ClinicSeason, ClinicSlot
from digital_plan.operations.clinic import book
from digital_plan.operations.clinic_seasons import Rule, open_season
from project.demo.acts import agency, make, person, request_id
from project.demo.fy2565.people import officer_of
from workflows.clocks.days import day_of

OFFICER = "screener"
WEEKS = timedelta(weeks=7)
OF_THE_SLIDES = Rule(  # DGA slides 2564: Thursdays from 22 April, until the questionnaire is due on 9 June
    name_th="คลินิกแผน DG ปี 2564", name_en="Plan clinic 2564", weekday=3, starts=time(14), ends=time(16),
    slot_minutes=30, desks=1, first_day=date(2021, 4, 22), last_day=date(2021, 6, 9),
    registration_opens_at=datetime(2021, 4, 19, 8, 30, tzinfo=BANGKOK), source="DGA slides 2564",
)  # fmt: skip


FULL_DAY = (  # who comes on the first day of the season that is open: every place of it is taken
    ("hii", "plan"), ("nia", "alignment"), ("gistda", "plan"), ("treasury", "plan"),
    ("dga", "project"), ("hii", "obstacle"), ("nia", "plan"), ("gistda", "alignment"),
)  # fmt: skip
WAITING = (("treasury", "alignment", True), ("dga", "obstacle", False))  # for that day, or for any


def hold_past_clinic() -> ClinicSeason:
    """The season of the slides, with a consultation on a plan, one on a project, and one to which nobody came."""
    season = _open(OF_THE_SLIDES, datetime(2021, 4, 16, 9, 0, tzinfo=BANGKOK))
    asked = datetime(2021, 4, 19, 9, 5, tzinfo=BANGKOK)
    first, second, third = season.slots.order_by("starts_at", "desk")[:3]
    plan = _book(season, "nia", "plan", asked, slot=first, question="ควรเขียนตัวชี้วัดของแผนอย่างไร (ข้อมูลตัวอย่าง)")
    project = _book(season, "hii", "project", asked, slot=second, about=_project_of("hii", asked))
    missed = _book(season, "gistda", "alignment", asked, slot=third)
    make(
        plan, "note_consultation", actor=OFFICER, at=first.ends_at,
        problem="แผนมีเป้าหมายกว้าง ยังไม่มีตัวชี้วัดรายปี (ข้อมูลตัวอย่าง)",
        advice="เลือกตัวชี้วัดไม่เกินสามตัวต่อยุทธศาสตร์ ระบุหน่วยนับ ค่าเป้าหมาย และปีที่บรรลุ",
        next_step="ปรับหมวด 5 ของแผนแล้วส่งให้ สพร. ทราบ",
    )  # fmt: skip
    make(
        project, "note_consultation", actor=OFFICER, at=second.ends_at,
        problem="หน่วยงานร่วมยังไม่ตกลงรูปแบบการแลกเปลี่ยนข้อมูล (ข้อมูลตัวอย่าง)",
        advice="ตกลงชุดข้อมูลและผู้ดูแลข้อมูลก่อน แล้วจึงเลือกวิธีเชื่อมต่อตามมาตรฐานกลาง", next_step="นัดหารือร่วมกับหน่วยงานร่วม",
    )  # fmt: skip
    make(missed, "miss", actor=OFFICER, at=third.ends_at + timedelta(minutes=5))
    return season


def open_present_clinic(now: datetime) -> ClinicSeason:
    """The season that is open from yesterday on: its first day is full, and two agencies wait."""
    today = day_of(now)
    season = _open(
        Rule(
            name_th="คลินิกแผน DG (ตัวอย่าง)", name_en="Plan clinic (example)", weekday=3, starts=time(14), ends=time(16),
            slot_minutes=30, desks=2, first_day=today, last_day=today + WEEKS,
            registration_opens_at=now - timedelta(days=1), place="สพร. หรือทางออนไลน์", source="ข้อมูลตัวอย่าง",
        ),
        now,
    )  # fmt: skip
    ahead = [one for one in season.slots.order_by("starts_at", "desk") if one.starts_at > now + timedelta(days=1)]
    places = [one for one in ahead if one.day == ahead[0].day]
    for (key, topic), slot in zip(FULL_DAY, places, strict=True):
        _book(season, key, topic, now, slot=slot)
    for key, topic, for_the_day in WAITING:
        _book(season, key, topic, now, wanted_day=places[0].day if for_the_day else None)
    return season


def _open(rule: Rule, at: datetime) -> ClinicSeason:
    return open_season(
        rule=rule, actor=person(OFFICER), at=at, request_id=request_id("clinic", rule.name_th, OFFICER, at)
    )


def _book(
    season: ClinicSeason, key: str, topic: str, at: datetime, *, slot: ClinicSlot | None = None, **more: Any
) -> ClinicBooking:
    officer = officer_of(key)
    return book(
        season_id=season.pk, agency_id=agency(key).pk, topic=topic, slot_id=slot.pk if slot else None,
        actor=person(officer), at=at, request_id=request_id(f"book/{season.pk}/{topic}", key, officer, at), **more,
    )  # fmt: skip


def _project_of(key: str, at: datetime) -> str:
    """A project in which the agency takes part, as its officer sees them; none where there is none."""
    offered = offered_for(person(officer_of(key)), agency(key).pk, at)
    return offered[0].ref if offered else ""
