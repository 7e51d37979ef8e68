# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The criteria that the service comes with: the first published version, delivered by a migration.

They restate public wording, each with its source. The weights are our proposal, since DGA's own score sheet is not
public; an office publishes its own version on the page of the criteria. Once delivered, this list is not changed.
"""

from typing import Any

_SLIDES = "สไลด์ สพร. พ.ศ. 2564 แผ่นที่ 2"
_ACT = "พ.ร.บ. วิธีการงบประมาณ พ.ศ. 2561 มาตรา 31"
_PLAN = "แผนพัฒนารัฐบาลดิจิทัล พ.ศ. 2566–2570 (ราชกิจจานุเบกษา เล่ม 140 ตอนพิเศษ 84 ง)"
_PBO = "สำนักงบประมาณของรัฐสภา บทวิเคราะห์แผนงานบูรณาการรัฐบาลดิจิทัล ปีงบประมาณ 2566"
_MDES = "หลักเกณฑ์และแนวทางปฏิบัติการจัดหาระบบคอมพิวเตอร์ของรัฐ กระทรวงดิจิทัลฯ (100m.mdes.go.th)"
_OURS = "ข้อเสนอของระบบ"


def _row(code: str, kind: str, weight: int, name_th: str, name_en: str, source: str, **more: Any) -> dict[str, Any]:
    return {
        "code": code,
        "kind": kind,
        "weight": weight,
        "name_th": name_th,
        "name_en": name_en,
        "source": source,
    } | more


def _lines(*texts: str) -> str:
    return "\n".join(texts)


STANDARD: tuple[dict[str, Any], ...] = (
    _row(
        "intake-letter",
        "intake",
        0,
        "หนังสือนำส่งลงนามโดยผู้มีอำนาจของหน่วยงานเจ้าภาพ",
        "The cover letter is signed by whoever may sign for the lead agency",
        "ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. 2526",
        answers_th=_lines(
            "ลงนามโดยหัวหน้าหน่วยงานหรือผู้ได้รับมอบอำนาจ", "ลงนามแล้วแต่ต้องขอหลักฐานการมอบอำนาจเพิ่ม", "ไม่มีหนังสือหรือผู้ลงนามไม่มีอำนาจ"
        ),
        answers_en=_lines(
            "Signed by the head or under an order",
            "Signed; the order is still to be shown",
            "No letter, or signed by nobody who may",
        ),
    ),
    _row(
        "intake-documents",
        "intake",
        0,
        "เอกสารแนบครบและเปิดอ่านได้",
        "The attachments are complete and can be read",
        _OURS,
        answers_th=_lines("ครบและเปิดอ่านได้ทุกฉบับ", "ขาดบางฉบับแต่พิจารณาต่อได้", "ขาดเอกสารที่จำเป็น"),
        answers_en=_lines("Complete and legible", "Something lacks, but screening can go on", "Something needed lacks"),
    ),
    _row(
        "two-agencies",
        "automatic",
        10,
        "มีหน่วยงานบูรณาการร่วมกันอย่างน้อย 2 หน่วยงาน",
        "At least two agencies integrate",
        _SLIDES,
    ),
    _row(
        "shared-kpi",
        "automatic",
        10,
        "มีเป้าหมายและตัวชี้วัดร่วม (Shared KPI)",
        "A joint target and a shared KPI",
        _SLIDES,
    ),
    _row(
        "weights-add-up",
        "automatic",
        5,
        "แบ่งความรับผิดชอบต่อตัวชี้วัดครบร้อยละ 100",
        "Every KPI is divided among its owners in full",
        _OURS,
    ),
    _row(
        "lines-add-up",
        "automatic",
        5,
        "ทุกหน่วยงานร่วมมีรายการงบประมาณของตนและวงเงินชัดเจน",
        "Every agency that takes part has its own budget line with an amount",
        _ACT,
    ),
    _row(
        "measurable",
        "automatic",
        5,
        "มีระยะเวลาชัดเจนและวัดผลสัมฤทธิ์ได้",
        "A clear time, and results that can be measured",
        _ACT,
    ),
    _row(
        "plan-link",
        "automatic",
        5,
        "ระบุยุทธศาสตร์หรือโครงการสำคัญของแผนที่รองรับ",
        "Names the strategy or key project of the plan that it serves",
        _PLAN,
    ),
    _row(
        "state-committee",
        "automatic",
        0,
        "ระบบคอมพิวเตอร์วงเงินเกิน 100 ล้านบาทต้องเสนอคณะกรรมการจัดหาระบบคอมพิวเตอร์ของรัฐ",
        "Computer systems above 100 million baht go to the State committee",
        _MDES,
    ),
    _row(
        "duplication",
        "automatic",
        5,
        "ไม่มีโครงการอื่นที่ซ้ำซ้อนค้างพิจารณา",
        "No other project that repeats it is left unanswered",
        _PLAN,
    ),
    _row(
        "could-connect",
        "automatic",
        5,
        "พิจารณาโครงการที่ควรเชื่อมโยงกันครบแล้ว",
        "Every project that it could be connected with was looked at",
        _PLAN,
    ),
    _row(
        "plan-alignment",
        "reviewer",
        10,
        "สอดคล้องกับแผนพัฒนารัฐบาลดิจิทัลและยุทธศาสตร์ที่เกี่ยวข้อง",
        "In line with the Digital Government Development Plan and its strategies",
        _PLAN,
        guidance_th="ดูส่วนความสอดคล้องกับแผน วัตถุประสงค์ และตัวชี้วัดร่วม",
        guidance_en="Look at the relation to the plan, the objective and the shared KPIs.",
        answers_th=_lines("ผลลัพธ์ส่งผลโดยตรงต่อเป้าหมายของแผน", "สอดคล้องแต่ไม่ใช่ผลลัพธ์หลัก", "ไม่พบความเชื่อมโยงกับแผน"),
        answers_en=_lines(
            "Its results serve the plan's targets directly",
            "In line, but not its main result",
            "No relation to the plan",
        ),
    ),
    _row(
        "no-duplication",
        "reviewer",
        5,
        "ไม่ซ้ำซ้อนกับภารกิจหรือระบบของหน่วยงานรัฐอื่น",
        "No duplication with the systems or duties of other agencies",
        _PLAN,
        guidance_th="ดูแท็บความซ้ำซ้อนและโอกาสเชื่อมโยง และระบบที่หน่วยงานอื่นใช้งานอยู่",
        guidance_en="Look at the tab on duplicates, and at systems that other agencies run.",
        answers_th=_lines("ไม่ซ้ำ", "ซ้ำบางส่วนและแบ่งขอบเขตกันได้", "ซ้ำในสาระสำคัญ"),
        answers_en=_lines("None", "In part; the scopes can be divided", "In substance"),
    ),
    _row(
        "value",
        "scored",
        10,
        "ประหยัด คุ้มค่า และมุ่งผลสัมฤทธิ์",
        "Economy, value for money and results",
        _PBO,
        guidance_th="เทียบวงเงินกับผลลัพธ์ จำนวนผู้รับประโยชน์ และทางเลือกอื่น",
        guidance_en="Set the amount against results, the number of people served, and other ways.",
        answers_th=_lines(
            "ไม่เห็นความคุ้มค่า",
            "คุ้มค่าต่ำ ราคาหรือขอบเขตสูงเกินผลลัพธ์",
            "คุ้มค่าพอใช้ ควรปรับลดบางรายการ",
            "คุ้มค่าดี มีการเทียบทางเลือก",
            "คุ้มค่ามาก ผลลัพธ์ชัดและใช้ทรัพยากรร่วมกัน",
        ),
        answers_en=_lines(
            "No value is shown",
            "Low: price or scope exceed the results",
            "Fair: some items should be cut",
            "Good: other ways were compared",
            "Very good: clear results, shared resources",
        ),
    ),
    _row(
        "central-platforms",
        "reviewer",
        10,
        "ใช้แพลตฟอร์มกลางของภาครัฐแทนการพัฒนาใหม่ (GDX, Digital ID, GDCC, e-Saraban)",
        "Uses the central platforms instead of building anew (GDX, Digital ID, GDCC, e-Saraban)",
        _PLAN,
        guidance_th="ดูส่วนการแลกเปลี่ยนข้อมูล (มาตรา 13) และรายการงบประมาณที่สร้างระบบใหม่",
        guidance_en="Look at data exchange (section 13) and at lines that build new systems.",
        answers_th=_lines("ใช้แพลตฟอร์มกลางทุกส่วนที่มีให้บริการ", "ใช้บางส่วน มีเหตุผลที่ไม่ใช้ส่วนอื่น", "พัฒนาใหม่ซ้ำกับแพลตฟอร์มกลาง"),
        answers_en=_lines("Wherever one serves", "In part, with reasons for the rest", "Builds anew what is there"),
    ),
    _row(
        "standards",
        "reviewer",
        10,
        "เป็นไปตามมาตรฐานของคณะกรรมการพัฒนารัฐบาลดิจิทัล (ธรรมาภิบาลข้อมูล ข้อมูลเปิด Digital ID การแลกเปลี่ยนข้อมูล)",
        "Follows the DGDC's standards (data governance, open data, digital ID, data exchange)",
        _PLAN,
        guidance_th="ดูส่วนธรรมาภิบาลข้อมูล (มาตรา 12) และข้อมูลเปิด (มาตรา 17)",
        guidance_en="Look at data governance (section 12) and open data (section 17).",
        answers_th=_lines("ครบทุกมาตรฐานที่เกี่ยวข้อง", "ครบบางมาตรฐานและมีแผนดำเนินการ", "ไม่ระบุ"),
        answers_en=_lines("Every standard that applies", "Some, and there is a plan for the rest", "Nothing is said"),
        needs_evidence=True,
        from_tier="standard",
    ),
    _row(
        "readiness",
        "scored",
        5,
        "มีความพร้อม: ขอบเขตงาน หลักฐานราคา บุคลากร กฎหมาย การคุ้มครองข้อมูลส่วนบุคคลและความมั่นคงปลอดภัย",
        "Ready: terms of reference, price evidence, staff, law, data protection and cyber security",
        _PLAN,
        guidance_th="ดูเอกสารแนบ หลักฐานราคา และส่วนบุคลากรและทักษะ",
        guidance_en="Look at the attachments, the price evidence, and staffing.",
        answers_th=_lines("ยังไม่เริ่มเตรียม", "มีร่างบางส่วน", "เกือบครบ ขาดไม่เกินหนึ่งเรื่อง", "พร้อมดำเนินการทันที"),
        answers_en=_lines("Nothing is prepared", "Some drafts", "Nearly: at most one thing lacks", "Ready to begin"),
        needs_evidence=True,
        from_tier="standard",
    ),
)
