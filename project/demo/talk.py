# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked, answered and said about a project while it is screened. All example data."""

from collections.abc import Iterator
from datetime import datetime

from budget_review.models import Inquiry
from budget_review.models.comments import Circle
from budget_review.operations.comments import say
from budget_review.operations.inquiries import ask_agency
from project.demo import acts
from project.demo.acts import Event, Run, make, request_id
from project.demo.fy2565.people import officer_of
from project.demo.shapes import Project

QUESTION = "ค่าบำรุงรักษารายปีหลังสิ้นสุดโครงการเป็นเท่าใด และหน่วยงานใดรับภาระ (ข้อมูลตัวอย่าง)"
ANSWER = "ประมาณร้อยละ 15 ของวงเงินลงทุน ตั้งงบประมาณของหน่วยงานเองตั้งแต่ปีที่สอง (ข้อมูลตัวอย่าง)"
VISIBLE = "ขอให้แนบร่างขอบเขตของงานฉบับล่าสุด (ข้อมูลตัวอย่าง)"
INTERNAL = "วงเงินส่วนค่าพัฒนาระบบควรเทียบกับโครงการลักษณะเดียวกันในปีก่อน (ข้อมูลตัวอย่าง)"


def talk(plan: Project, *, screener: str, asked_at: datetime, answered_at: datetime) -> Iterator[Event]:
    """A question about the money that the lead answers, a comment for all, and one among the screeners."""

    def ask(run: Run) -> None:
        ask_agency(
            project=acts.project(plan.code), participation=acts.part(plan.code, plan.lead), text=QUESTION,
            section="money", days=5, actor=acts.person(screener), at=asked_at,
            request_id=request_id("ask", plan.code, screener, asked_at),
        )  # fmt: skip

    def answer(run: Run) -> None:
        inquiry = Inquiry.objects.get(project__code=plan.code)
        make(inquiry, "answer", actor=officer_of(plan.lead), at=answered_at, text=ANSWER, sections=["money", "risks"])

    def comment(run: Run) -> None:
        for circle, text in ((Circle.INTERNAL, INTERNAL), (Circle.VISIBLE, VISIBLE)):
            say(
                project_id=acts.project(plan.code).pk, circle=circle, text=text, actor=acts.person(screener),
                at=answered_at, request_id=request_id(f"say {circle}", plan.code, screener, answered_at),
            )  # fmt: skip

    yield Event(at=asked_at, of=plan.code, name="ask", actor=screener, do=ask)
    yield Event(at=answered_at, of=plan.code, name="answer", actor=officer_of(plan.lead), do=answer)
    yield Event(at=answered_at, of=plan.code, name="comment", actor=screener, do=comment)
