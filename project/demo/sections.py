# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plain example text for the sections of which the sources of the round say nothing; each says that it is one."""

from datetime import datetime

from budget_review.operations.sections import write_section
from budget_review.sections import Row
from project.demo import acts
from project.demo.fy2565.people import officer_of
from project.demo.shapes import Project

MARK = "(ข้อมูลตัวอย่าง)"
TEXTS = {
    "plan_relation": f"สนับสนุนแผนพัฒนารัฐบาลดิจิทัลในส่วนการเชื่อมโยงข้อมูลและบริการภาครัฐ {MARK}",
    "staffing": f"ใช้บุคลากรของหน่วยงานร่วม และอบรมทักษะดิจิทัลที่ยังขาดภายในปีแรก {MARK}",
    "data_governance": f"ใช้กรอบธรรมาภิบาลข้อมูลของหน่วยงานเจ้าภาพ และจัดชั้นข้อมูลก่อนเชื่อมโยง {MARK}",
}
ROWS: dict[str, list[Row]] = {
    "plan_relation": [{"item": "63-65/3", "how": f"เชื่อมโยงข้อมูลตามธรรมาภิบาลข้อมูลภาครัฐ {MARK}"}],
    "activities": [
        {"activity": f"จัดทำร่างขอบเขตงานร่วมกัน {MARK}", "begins": "ต.ค. 2564", "ends": "ธ.ค. 2564"},
        {"activity": f"พัฒนาและทดสอบระบบ {MARK}", "begins": "ม.ค. 2565", "ends": "ก.ย. 2565"},
    ],
    "outputs": [{"kind": "output", "result": f"ระบบที่หน่วยงานร่วมใช้งานได้ {MARK}", "by": "ก.ย. 2565"}],
    "risks": [
        {
            "risk": f"การจัดซื้อจัดจ้างล่าช้า {MARK}",
            "likelihood": "medium",
            "impact": "high",
            "measure": "จัดทำร่างขอบเขตงานก่อนได้รับจัดสรร",
        }
    ],
}


def write_sections(plan: Project, at: datetime) -> None:
    """Write them as the lead's officer."""
    officer = acts.person(officer_of(plan.lead))
    for key in dict.fromkeys((*TEXTS, *ROWS)):
        project = acts.project(plan.code)
        write_section(
            project_id=project.pk,
            key=key,
            actor=officer,
            at=at,
            expected_revision=project.revision,
            text=TEXTS.get(key, ""),
            rows=ROWS.get(key, ()),
        )
