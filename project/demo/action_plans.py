# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Action plans of the demo: one acknowledged by DGA, one sent, one being written beside the agency's own document.

Everything in them is example data, and says so.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from digital_plan.models import ActionPlan
from digital_plan.operations.action_plans import SectionText, attach_document, begin_plan, write_sections
from papers.thai import bangkok_day, fiscal_year
from papers.uploads import accept
from papers.word import Block, Heading, Paragraph, written
from project.demo.acts import agency, make, person, request_id
from project.demo.fy2565.people import officer_of

EXAMPLE = "(ข้อมูลตัวอย่าง)"
RECEIVER = "screener"
ACKNOWLEDGED, SENT, WRITTEN = "nia", "gistda", "hii"
Said = str | Sequence[Mapping[str, str]]
WHOLE: dict[str, Said] = {
    "background": f"แผนฉบับนี้จัดทำเพื่อให้บริการของหน่วยงานเป็นดิจิทัลตามแผนพัฒนารัฐบาลดิจิทัล {EXAMPLE}",
    "national_plans": [
        {"plan": "digital_plan", "what": "ยุทธศาสตร์ที่ 1", "item": "66-70/1", "how": "พัฒนาบริการที่ประชาชนใช้ได้จากที่เดียว"},
    ],
    "digital_situation": f"ผู้ใช้บริการคาดหวังบริการออนไลน์ที่ไม่ต้องส่งสำเนาเอกสาร {EXAMPLE}",
    "own_situation": [
        {"side": "strength", "what": "บุคลากรมีทักษะด้านข้อมูล"},
        {"side": "weakness", "what": "ระบบเดิมหลายระบบยังไม่เชื่อมกัน"},
        {"side": "opportunity", "what": "กฎหมายรองรับการแลกเปลี่ยนข้อมูล"},
    ],
    "direction": [
        {"kind": "vision", "words": "บริการดิจิทัลที่ทุกคนเข้าถึงได้"},
        {"kind": "kpi", "words": "บริการที่ทำได้ทางออนไลน์ครบทุกขั้นตอน", "unit": "ร้อยละ", "target": "80"},
    ],
    "strategies_together": f"มีสองยุทธศาสตร์ มุ่งที่บริการและข้อมูล {EXAMPLE}",
    "strategies": [
        {"name": "ยกระดับบริการดิจิทัล", "goal": "บริการครบวงจร", "tactics": "ลดสำเนาเอกสาร\nเชื่อมข้อมูลกับหน่วยงานอื่น",
         "projects": "ระบบบริการออนไลน์ (ตัวอย่าง)", "item": "66-70/1"},
        {"name": "จัดทำธรรมาภิบาลข้อมูล", "goal": "ข้อมูลพร้อมใช้", "tactics": "จัดทำบัญชีข้อมูล"},
    ],
    "driving": f"คณะทำงานติดตามทุกไตรมาสและรายงานหัวหน้าหน่วยงาน {EXAMPLE}",
}  # fmt: skip
BEGUN: dict[str, Said] = {name: WHOLE[name] for name in ("background", "own_situation")}
OWN: Sequence[Block] = (
    Heading(f"แผนปฏิบัติการด้านดิจิทัล {EXAMPLE}", 0),
    Heading("ส่วนที่ ๑ ที่มาและความสำคัญของแผน"),
    Paragraph("หน่วยงานมีภารกิจด้านสารสนเทศทรัพยากรน้ำ จึงจัดทำแผนให้สอดคล้องกับแผนพัฒนารัฐบาลดิจิทัล"),
    Heading("ส่วนที่ ๒ การวิเคราะห์สถานการณ์การพัฒนารัฐบาลดิจิทัล"),
    Paragraph("หน่วยงานของรัฐต้องแลกเปลี่ยนข้อมูลกันตามกฎหมาย"),
    Heading("ส่วนที่ ๓ ยุทธศาสตร์ตามแผนปฏิบัติการดิจิทัล"),
    Paragraph("แผนมีสองยุทธศาสตร์"),
    Heading("ยุทธศาสตร์ที่ ๑ ข้อมูลน้ำที่เชื่อมโยงกัน", 2),
    Paragraph("จัดทำชุดข้อมูลกลาง"),
    Heading("ยุทธศาสตร์ที่ ๒ บริการข้อมูลแก่ประชาชน", 2),
    Heading("ส่วนที่ ๔ แนวทางการขับเคลื่อนแผน"),
    Paragraph("ผู้อำนวยการติดตามผลทุกไตรมาส"),
)


def write_action_plans(now: datetime) -> list[ActionPlan]:
    """Write the three plans in the weeks before now; the same again when they are written already."""
    acknowledged = _written(ACKNOWLEDGED, WHOLE, now - timedelta(days=20))
    _send(acknowledged, now - timedelta(days=19))
    make(acknowledged, "acknowledge_receipt", actor=RECEIVER, at=now - timedelta(days=17), receipt_number="ตย. รับ 1")
    sent = _written(SENT, WHOLE, now - timedelta(days=3))
    _send(sent, now - timedelta(days=1))
    begun = _written(WRITTEN, BEGUN, now - timedelta(days=2))
    at = now - timedelta(days=1)
    file = accept(written(OWN, title="แผน"), "แผนปฏิบัติการ (ข้อมูลตัวอย่าง).docx")
    attach_document(plan_id=begun.pk, file=file, request_id=_id("own document", WRITTEN, at), **_by(WRITTEN, at))
    return [acknowledged, sent, begun]


def _written(key: str, said: Mapping[str, Said], at: datetime) -> ActionPlan:
    year = fiscal_year(bangkok_day(at))
    plan = begin_plan(
        agency=agency(key), plan_kind="action_plan", first_year=year, last_year=year + 2,
        request_id=_id("begin an action plan", key, at), **_by(key, at),
    )  # fmt: skip
    sections = [
        SectionText(name, what) if isinstance(what, str) else SectionText(name, rows=what)
        for name, what in said.items()
    ]
    return write_sections(plan_id=plan.pk, sections=sections, expected_revision=plan.revision, **_by(key, at))


def _send(plan: ActionPlan, at: datetime) -> None:
    make(plan, "send_plan", actor=officer_of(plan.agency.code), at=at)


def _by(key: str, at: datetime) -> dict[str, Any]:
    return {"actor": person(officer_of(key)), "at": at}


def _id(name: str, key: str, at: datetime) -> Any:
    return request_id(name, key, officer_of(key), at)
