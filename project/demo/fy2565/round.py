# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The FY2565 workplan and its call, and the whole round as acts in time."""

from datetime import timedelta

from project.demo.acts import Event
from project.demo.budgets import budgeting
from project.demo.fy2565 import committee, decisions, reviews, timetable
from project.demo.fy2565.absences import AWAY
from project.demo.fy2565.projects import BY_CODE, PROJECTS
from project.demo.meetings import made_known, meeting, session
from project.demo.proposals import proposal, review
from project.demo.shapes import Round

FISCAL_YEAR = 2565
ONE_DAY = timedelta(days=1)
ROUND = Round(
    fiscal_year=FISCAL_YEAR,
    host="dga",
    workplan_th="แผนงานบูรณาการรัฐบาลดิจิทัล",
    workplan_en="Integrated Digital Government Workplan",
    name_th="รอบจัดทำข้อเสนอ ประจำปีงบประมาณ พ.ศ. 2565",
    name_en="Call for projects, fiscal year 2022 (2565)",
    opens_at=timetable.ROUND_OPENS,
    closes_at=timetable.ROUND_CLOSES,
)


def events() -> list[Event]:
    """Return every act of the round, from the first draft to the last result reported back."""
    return [*before_the_committee(), *in_committee(), *after_the_committee()]


def before_the_committee() -> list[Event]:
    """Return what agencies and DGA do; the seventh project ends here, refused."""
    found: list[Event] = []
    for plan in PROJECTS:
        days = timetable.DAYS[plan.code]
        found += proposal(plan, days, FISCAL_YEAR, AWAY.get(plan.code))
        if plan.code in reviews.BY_PROJECT:
            found += review(plan, days, reviews.BY_PROJECT[plan.code])
    return found


def in_committee() -> list[Event]:
    """Return the two meetings with their resolutions."""
    found: list[Event] = []
    for row in committee.MEETINGS:
        days = timetable.MEETING_DAYS[row.number]
        resolved = [(BY_CODE[of.project], of) for of in committee.resolutions_of(row.number)]
        found += meeting(row, days, committee.SEATS, [plan for plan, _ in resolved])
        found += session(row, days, resolved)
        found += [made_known(row, days.ended + ONE_DAY, plan, committee.ON_PAPER) for plan, _ in resolved]
    return found


def after_the_committee() -> list[Event]:
    """Return what follows the last resolution on each project."""
    found: list[Event] = []
    for nth, resolution in enumerate(committee.final_resolutions()):
        code = resolution.project
        officer = reviews.BY_PROJECT[code].screener
        found += budgeting(BY_CODE[code], resolution, decisions.BY_PROJECT[code], officer, nth)
    return found
