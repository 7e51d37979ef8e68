# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rolling plan of the demo: proposals for FY2565 with a revision, and the summary at the end of that year."""

from datetime import datetime

from agencies.roles import BANGKOK
from digital_plan.models import Plan, RevisionProposal, YearSummary
from digital_plan.operations.revisions import ChangeText, list_revision, propose_change
from digital_plan.operations.rolling import freeze_year
from digital_plan.states.revisions import ChangeKind
from project.demo.acts import agency, make, person, request_id
from project.demo.fy2565.people import officer_of

PLAN, YEAR, WHO = "63-65", 2565, "screening_head"
PROPOSED_AT = datetime(2021, 10, 18, 10, 0, tzinfo=BANGKOK)
DECIDED_AT = datetime(2021, 11, 1, 14, 0, tzinfo=BANGKOK)
FROZEN_AT = datetime(2022, 10, 3, 10, 0, tzinfo=BANGKOK)  # the first working day of the next fiscal year


def sum_up() -> YearSummary:
    """Freeze it."""
    return freeze_year(
        plan_id=Plan.objects.get(code=PLAN).pk, fiscal_year=YEAR, actor=person(WHO), at=FROZEN_AT,
        request_id=request_id("year-end", PLAN, WHO, FROZEN_AT),
    )  # fmt: skip


def propose_changes() -> None:
    """Two proposals for the next year, plainly examples: one taken and listed in a revision, one waiting."""
    plan = Plan.objects.get(code=PLAN)
    proposals = [_propose(plan, agency, number) for number, agency in enumerate(("hii", "nia"), 1)]
    make(proposals[0], "take_change", actor=WHO, at=DECIDED_AT, note="เห็นควรปรับตามผลของปี (ข้อมูลตัวอย่าง)")
    list_revision(
        plan_id=plan.pk, fiscal_year=YEAR, reason="ทบทวนแผนประจำปี (ข้อมูลตัวอย่าง)", actor=person(WHO), at=DECIDED_AT,
        request_id=request_id("revision", PLAN, WHO, DECIDED_AT),
    )  # fmt: skip


def _propose(plan: Plan, key: str, number: int) -> RevisionProposal:
    who = officer_of(key)
    text = ChangeText(
        plan=plan.pk, fiscal_year=YEAR, change_kind=ChangeKind.CHANGE, item_code=f"{PLAN}/{number}",
        what=f"เพิ่มตัวชี้วัดของยุทธศาสตร์ที่ {number} (ข้อมูลตัวอย่าง)", why="ผลของปีที่ผ่านมาวัดไม่ได้ (ข้อมูลตัวอย่าง)",
        agency=agency(key).pk,
    )  # fmt: skip
    made = propose_change(
        text, actor=person(who), at=PROPOSED_AT, request_id=request_id("propose a change", key, who, PROPOSED_AT)
    )
    return RevisionProposal.objects.get(pk=made.subject_id)
