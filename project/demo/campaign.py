# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small alignment campaign beside the live round: one agency told, one asked back, one to be checked, others awaited.

Everything in it is example data; that an agency owns a key project is nowhere made up, so all are asked two parts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from digital_plan.models import AlignmentCampaign, AlignmentResponse, Plan
from digital_plan.operations.campaigns import (
    CampaignText,
    ProjectText,
    begin_campaign,
    save_own_project,
    save_part_one,
)
from project.demo import acts
from project.demo.acts import Event, Run, make, request_id
from project.demo.fy2565.people import officer_of
from workflows.clocks.calendars import calendar_in_force

NAME = "แบบสอบถามความสอดคล้องของแผนปฏิบัติการด้านดิจิทัล (ข้อมูลตัวอย่าง)"
PLAN, STRATEGY = "66-70", "66-70/1"
WRITER, OPENER, CHECKER = "screener2", "screening_head", "screener"
TOLD, ASKED, TO_CHECK = "hii", "nia", "gistda"
AWAITED = ("dga", "treasury")
QUESTION = "โครงการที่แจ้งสนับสนุนบริการใดของยุทธศาสตร์ที่ 1 ขอให้ระบุเพิ่มเติม"
DAYS_TO_ANSWER = 10

Moment = Callable[..., datetime]  # a number of working days back and a time of day, as the live round counts them


@dataclass(frozen=True)
class Step:
    """One act on an agency's response."""

    agency: str
    name: str
    actor: str
    at: datetime
    facts: dict[str, Any]

    def make(self, run: Run) -> None:
        """Make it."""
        make(_response(self.agency), self.name, actor=self.actor, at=self.at, **self.facts)


def campaign(day: Moment, today: date, fiscal_year: int) -> Iterator[Event]:
    """Every act of the campaign so far."""
    yield _event("write a campaign", day(9, "09:40"), WRITER, partial(_write, today, fiscal_year))
    yield _event("open_campaign", day(8, "10:15"), OPENER, lambda at: make(_campaign(), "open_campaign",
                 actor=OPENER, at=at))  # fmt: skip
    for agency, back in ((TOLD, 5), (ASKED, 4), (TO_CHECK, 1)):
        officer = officer_of(agency)
        yield _event("answer", day(back, "13:10"), officer, partial(_answer, agency))
        yield _step(agency, "hand_over", officer, day(back, "14:20"))
    yield _step(TOLD, "take_up_check", CHECKER, day(4, "09:30"))
    yield _step(TOLD, "record_finding", CHECKER, day(3, "11:00"), alignment="aligned")
    yield _step(TOLD, "send_result", OPENER, day(2, "15:40"))
    yield _step(TOLD, "open_result", officer_of(TOLD), day(1, "09:05"))
    yield _step(ASKED, "take_up_check", CHECKER, day(2, "10:10"))
    yield _step(ASKED, "ask_to_clarify", CHECKER, day(1, "10:20"), text=QUESTION)


def _event(name: str, at: datetime, actor: str, do: Callable[[datetime], object]) -> Event:
    def run(_run: Run) -> None:
        do(at)

    return Event(at=at, of=NAME, name=name, actor=actor, do=run)


def _step(agency: str, name: str, actor: str, at: datetime, **facts: Any) -> Event:
    step = Step(agency, name, actor, at, facts)
    return Event(at=at, of=f"{NAME} {agency}", name=name, actor=actor, do=step.make)


def _campaign() -> AlignmentCampaign:
    return AlignmentCampaign.objects.get(name=NAME)


def _response(agency: str) -> AlignmentResponse:
    return AlignmentResponse.objects.get(campaign__name=NAME, agency__code=agency)


def _write(today: date, fiscal_year: int, at: datetime) -> None:
    text = CampaignText(
        name=NAME, plan=Plan.objects.get(code=PLAN).pk, fiscal_year=fiscal_year, opens_on=at.date(),
        due_date=calendar_in_force().shift(today, DAYS_TO_ANSWER), asks_all=False, letter_prefix="ตย. ดท ๐๒",
        letter_sender="สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)", letter_signer="ผู้อำนวยการฝ่ายขับเคลื่อนรัฐบาลดิจิทัล",
    )  # fmt: skip
    agencies = [acts.agency(key).pk for key in (TOLD, ASKED, TO_CHECK, *AWAITED)]
    begin_campaign(
        text, agencies=agencies, actor=acts.person(WRITER), at=at, is_example=True,
        request_id=request_id("write a campaign", NAME, WRITER, at),
    )  # fmt: skip


def _answer(agency: str, at: datetime) -> None:
    """Part 1 and one project, both plainly examples."""
    response = _response(agency)
    year = response.campaign.fiscal_year
    by: dict[str, Any] = {"response_id": response.pk, "actor": acts.person(officer_of(agency)), "at": at}
    given = {
        "plan_status": "done", "plan_kind": "action_plan", "plan_title": "แผนปฏิบัติการด้านดิจิทัล (ข้อมูลตัวอย่าง)",
        "plan_first_year": 2566, "plan_last_year": 2570, "plan_url": "https://mati.example/plan.pdf",
        "respondent_role": "ผู้อำนวยการกองแผนงาน", "respondent_mailbox": f"plan@{agency}.mati.example", "has_none": False,
    }  # fmt: skip
    save_part_one(given=given, expected_revision=response.revision, **by)
    text = ProjectText(
        title="พัฒนาบริการดิจิทัลของหน่วยงาน (ข้อมูลตัวอย่าง)", fiscal_year=year, items=[STRATEGY],
        note="ปรับบริการของหน่วยงานเป็นดิจิทัลตามยุทธศาสตร์ที่ 1",
    )  # fmt: skip
    save_own_project(text=text, **by)
