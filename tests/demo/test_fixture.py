# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The restated FY2565 round adds up to what the budget books print, and every example row fits the rest."""

import re
from datetime import date, datetime
from decimal import Decimal

import pytest

from budget_review.standard_criteria import STANDARD
from project.demo.fy2565.agencies import AGENCIES, BY_KEY, WORKPLAN_AGENCIES
from project.demo.fy2565.committee import DEFER, MEETINGS, RESOLUTIONS, SEATS
from project.demo.fy2565.criteria import REVIEWED
from project.demo.fy2565.decisions import DECISIONS, IN_FULL, IN_PART, STAGES
from project.demo.fy2565.people import BY_USERNAME, HEAD, OFFICER, PEOPLE, PERSONAS, head_of, officer_of
from project.demo.fy2565.projects import BY_CODE, PROJECTS
from project.demo.fy2565.reviews import REVIEWS
from project.demo.fy2565.timetable import BUDGETING, DAYS, FORWARDED, MEETING_DAYS, ROUND_CLOSES, ROUND_OPENS
from project.demo.shapes import Project, total_baht

LINES = [line for project in PROJECTS for line in project.lines]
MULTI = [project for project in PROJECTS if len(project.participants) > 1]
CODES = [f"DG65-0{number}" for number in range(1, 8)]

# The sums of the printed lines, agency by agency, added once more by hand from the books.
TOTALS_BAHT = {
    "DG65-01": Decimal(397_692_100),
    "DG65-02": Decimal(47_086_300),
    "DG65-03": Decimal(33_309_300),
    "DG65-04": Decimal(21_622_000),
    "DG65-05": Decimal(14_110_000),
    "DG65-06": Decimal(11_641_800),
    "DG65-07": Decimal(327_400_400),
}
AGENCIES_EACH = {
    "DG65-01": 10,
    "DG65-02": 4,
    "DG65-03": 3,
    "DG65-04": 2,
    "DG65-05": 2,
    "DG65-06": 8,
    "DG65-07": 1,
}


def by_code(project: Project) -> str:
    return project.code


def test_workplan_has_seven_projects_22_agencies_37_lines_and_852_861_900_baht() -> None:
    assert [project.code for project in PROJECTS] == CODES
    assert len(WORKPLAN_AGENCIES) == 22
    assert {line.agency for line in LINES} == {agency.key for agency in WORKPLAN_AGENCIES}
    assert len(LINES) == 37
    assert total_baht(LINES) == Decimal(852_861_900)


def test_no_amount_is_lost_in_any_project() -> None:
    assert {project.code: project.total_baht for project in PROJECTS} == TOTALS_BAHT
    for project in PROJECTS:
        assert sum(project.share_baht(part.agency) for part in project.participants) == project.total_baht


def test_six_projects_have_two_or_more_agencies_and_the_seventh_has_one() -> None:
    assert {project.code: len(project.participants) for project in PROJECTS} == AGENCIES_EACH


@pytest.mark.parametrize("project", PROJECTS, ids=by_code)
def test_participants_are_exactly_the_agencies_with_lines(project: Project) -> None:
    assert {part.agency for part in project.participants} == {line.agency for line in project.lines}
    assert len({part.agency for part in project.participants}) == len(project.participants)


@pytest.mark.parametrize("project", PROJECTS, ids=by_code)
def test_lead_has_the_largest_share_and_an_officer_and_a_head(project: Project) -> None:
    shares = {part.agency: project.share_baht(part.agency) for part in project.participants}
    assert project.lead == max(shares, key=lambda agency: shares[agency])
    assert BY_USERNAME[officer_of(project.lead)].role == OFFICER
    assert BY_USERNAME[head_of(project.lead)].role == HEAD


@pytest.mark.parametrize("project", PROJECTS, ids=by_code)
def test_dga_always_takes_part_through_a_unit_that_does_not_screen(project: Project) -> None:
    units = [part.unit for part in project.participants if part.agency == "dga"]
    assert set(units) <= {"driving"}


@pytest.mark.parametrize("project", PROJECTS, ids=by_code)
def test_kpi_weights_sum_to_100_among_participants(project: Project) -> None:
    partners = {part.agency for part in project.participants}
    for kpi in project.kpis:
        assert sum(kpi.owners.values()) == Decimal(100)
        assert set(kpi.owners) <= partners


@pytest.mark.parametrize("project", MULTI, ids=by_code)
def test_first_kpi_of_a_joint_project_is_shared(project: Project) -> None:
    assert project.kpis[0].is_shared


def test_the_lone_project_shares_no_kpi() -> None:
    assert [kpi.is_shared for kpi in BY_CODE["DG65-07"].kpis] == [False]


def test_every_line_names_its_book_and_page() -> None:
    printed = re.compile(r"เอกสารงบประมาณ พ\.ศ\. 2565 เล่ม 3\.\d+( \(\d\))? หน้า \d+")
    assert [line.source for line in LINES if not printed.fullmatch(line.source)] == []


def test_every_line_is_clean_text() -> None:
    for line in LINES:
        for text in (line.item, line.subcategory):
            assert text == " ".join(text.split())
            assert not text.endswith("ๆ") or text.endswith("อื่น ๆ")


def test_categories_are_the_four_the_books_use() -> None:
    counts: dict[str, int] = {}
    for line in LINES:
        counts[line.category] = counts.get(line.category, 0) + 1
    assert counts == {"subsidy": 18, "investment": 8, "other": 9, "operations": 2}


def test_agencies_and_logins_are_unique_and_known() -> None:
    assert len(BY_KEY) == len(AGENCIES) == 24
    assert len({agency.name_th for agency in AGENCIES}) == 24
    assert len(BY_USERNAME) == len(PEOPLE)
    for person in PEOPLE:
        if person.agency:
            units = {unit.key for unit in BY_KEY[person.agency].units}
            assert person.unit in units | {""}


def test_every_agency_has_an_officer() -> None:
    officers = {person.agency for person in PEOPLE if person.role == OFFICER}
    assert officers == {agency.key for agency in WORKPLAN_AGENCIES}


def test_each_persona_has_its_fixed_login() -> None:
    assert sorted(person.username for person in PERSONAS) == [
        "admin",
        "auditor",
        "budget",
        "chair",
        "expert",
        "head",
        "member",
        "officer",
        "partner",
        "screener",
        "screening_head",
        "secretary",
    ]


def test_delivered_criteria_sum_to_100_and_hold_what_the_officers_found() -> None:
    assert sum(row["weight"] for row in STANDARD) == 100
    assert set(REVIEWED) <= {row["code"] for row in STANDARD}


def test_six_projects_are_screened_and_the_largest_has_expert_opinions() -> None:
    assert [review.project for review in REVIEWS] == CODES[:6]
    for review in REVIEWS:
        large = BY_CODE[review.project].total_baht >= 100_000_000
        assert bool(review.opinions) is large
        assert BY_USERNAME[review.screener].unit == BY_USERNAME[review.head].unit
        assert review.screener != review.head


def test_exactly_one_project_is_returned_once() -> None:
    assert [review.project for review in REVIEWS if review.returned] == ["DG65-02"]
    assert [code for code, days in DAYS.items() if days.returned] == ["DG65-02"]


def test_one_project_is_deferred_and_one_reduced_under_a_condition() -> None:
    assert [(r.project, r.meeting) for r in RESOLUTIONS if r.verb == DEFER] == [("DG65-03", 1)]
    assert [r.project for r in RESOLUTIONS if r.conditions] == ["DG65-04"]
    [reduced] = [r for r in RESOLUTIONS if r.endorsed_baht]
    project = BY_CODE[reduced.project]
    endorsed_baht = sum(reduced.endorsed_baht.get(index, line.amount_baht) for index, line in enumerate(project.lines))
    assert reduced.project == "DG65-04"
    assert endorsed_baht == Decimal(20_122_000)


def test_each_screened_project_gets_one_final_resolution_and_one_decision() -> None:
    final = sorted(r.project for r in RESOLUTIONS if r.verb != DEFER)
    assert final == CODES[:6]
    assert [decision.project for decision in DECISIONS] == CODES[:6]
    assert [d.outcome for d in DECISIONS] == [IN_FULL, IN_FULL, IN_FULL, IN_PART, IN_FULL, IN_FULL]


def test_every_resolution_names_the_amount_it_endorses() -> None:
    for resolution in RESOLUTIONS:
        if resolution.verb != DEFER:
            project = BY_CODE[resolution.project]
            total = sum(
                resolution.endorsed_baht.get(index, line.amount_baht) for index, line in enumerate(project.lines)
            )
            assert f"{total:,} บาท" in resolution.text_th


def test_both_meetings_are_quorate() -> None:
    voting = [seat.holder for seat in SEATS if seat.voting]
    assert len(voting) == 8
    for meeting in MEETINGS:
        assert set(meeting.absent) <= set(voting)
        assert len(voting) - len(meeting.absent) >= 4


HOLIDAYS = {
    date(2020, 10, 13),
    date(2020, 10, 23),
    date(2020, 11, 19),
    date(2020, 11, 20),
    date(2020, 12, 7),
    date(2020, 12, 10),
    date(2020, 12, 11),
    date(2020, 12, 31),
    date(2021, 1, 1),
}


def moments_of(row: object) -> list[datetime]:
    return [value for value in vars(row).values() if isinstance(value, datetime)]


def test_acts_fall_on_working_days_in_working_hours() -> None:
    acts = [moment for row in (*DAYS.values(), *MEETING_DAYS.values(), *STAGES) for moment in moments_of(row)]
    for moment in acts:
        assert moment.weekday() < 5, moment
        assert moment.date() not in HOLIDAYS, moment
        assert 8 <= moment.hour < 17, moment


@pytest.mark.parametrize("code", CODES)
def test_a_project_walks_forward_in_time_inside_the_round(code: str) -> None:
    moments = sorted(moments_of(DAYS[code]))
    days = DAYS[code]
    assert ROUND_OPENS <= days.drafted < days.proposed <= ROUND_CLOSES
    assert len(set(moments)) == len(moments)
    if days.handed_in:
        last = days.consent(len(BY_CODE[code].partners) - 1)
        assert days.proposed < days.consent(0) <= last < days.handed_in <= ROUND_CLOSES
        assert days.passed is not None
        assert days.passed < MEETING_DAYS[1].convened


def test_meetings_come_between_screening_and_the_budget() -> None:
    first, second = MEETING_DAYS[1], MEETING_DAYS[2]
    assert first.planned < first.convened < first.frozen < first.opened < first.ended < second.planned
    assert second.planned < second.convened < second.frozen < second.opened < second.ended < FORWARDED < BUDGETING
    assert [stage.at for stage in STAGES] == sorted(stage.at for stage in STAGES)


def test_meeting_days_agree_with_the_meetings() -> None:
    for meeting in MEETINGS:
        assert MEETING_DAYS[meeting.number].opened == meeting.starts_at
        assert MEETING_DAYS[meeting.number].ended == meeting.ends_at
