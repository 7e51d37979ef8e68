# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plan clinic of the demo: the season of the slides, which is over, and one that is open now. Example data."""

from datetime import date, datetime, time, timedelta

from agencies.roles import BANGKOK
from digital_plan.models import ClinicSeason
from digital_plan.operations.clinic_seasons import Rule, open_season
from project.demo.acts import person, request_id
from workflows.clocks.days import day_of

OFFICER = "screener"
WEEKS = timedelta(weeks=7)
OF_THE_SLIDES = Rule(  # DGA slides 2564: Thursdays from 22 April, until the questionnaire is due on 9 June
    name_th="คลินิกแผน DG ปี 2564", name_en="Plan clinic 2564", weekday=3, starts=time(14), ends=time(16),
    slot_minutes=30, desks=1, first_day=date(2021, 4, 22), last_day=date(2021, 6, 9),
    registration_opens_at=datetime(2021, 4, 19, 8, 30, tzinfo=BANGKOK), source="DGA slides 2564",
)  # fmt: skip


def hold_clinic(now: datetime) -> list[ClinicSeason]:
    """Open both seasons: agencies book in the one that is open from yesterday on."""
    today = day_of(now)
    present = Rule(
        name_th="คลินิกแผน DG (ตัวอย่าง)", name_en="Plan clinic (example)", weekday=3, starts=time(14), ends=time(16),
        slot_minutes=30, desks=2, first_day=today, last_day=today + WEEKS,
        registration_opens_at=now - timedelta(days=1), place="สพร. หรือทางออนไลน์", source="ข้อมูลตัวอย่าง",
    )  # fmt: skip
    opened = datetime(2021, 4, 16, 9, 0, tzinfo=BANGKOK)
    return [
        open_season(rule=rule, actor=person(OFFICER), at=at, request_id=request_id("clinic", rule.name_th, OFFICER, at))
        for rule, at in ((OF_THE_SLIDES, opened), (present, now))
    ]
