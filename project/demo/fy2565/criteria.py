# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The screening checklist of the round: ten criteria whose weights sum to 100.

The criteria restate public wording (see ``source`` of each); the weights are example data, since DGA's own score sheet
is not public.
"""

from project.demo.shapes import Criterion

AUTOMATIC = "automatic"
REVIEWER = "reviewer"

_SLIDES = "DGA slides 2564, slide 2"
_PLAN = "Digital Government Development Plan 2566-2570, Gazette 140/special 84 ng"

CRITERIA = (
    Criterion(
        code="C01",
        title_th="มีหน่วยงานบูรณาการร่วมกันอย่างน้อย 2 หน่วยงาน",
        title_en="At least two agencies integrate",
        kind=AUTOMATIC,
        weight=10,
        source=_SLIDES,
    ),
    Criterion(
        code="C02",
        title_th="มีเป้าหมายและตัวชี้วัดร่วม (Shared KPI)",
        title_en="A joint target and a shared KPI",
        kind=AUTOMATIC,
        weight=10,
        source=_SLIDES,
    ),
    Criterion(
        code="C03",
        title_th="ระยะเวลาชัดเจนและวัดผลสัมฤทธิ์ได้",
        title_en="A clear duration and measurable results",
        kind=AUTOMATIC,
        weight=5,
        source="Budget Procedures Act 2561, section 31",
    ),
    Criterion(
        code="C04",
        title_th="สอดคล้องกับแผนพัฒนารัฐบาลดิจิทัลและยุทธศาสตร์ที่เกี่ยวข้อง",
        title_en="In line with the Digital Government Development Plan and its strategies",
        kind=REVIEWER,
        weight=15,
        source=_PLAN,
    ),
    Criterion(
        code="C05",
        title_th="ไม่ซ้ำซ้อนกับโครงการของหน่วยงานรัฐอื่น",
        title_en="No duplication with other agencies' projects",
        kind=REVIEWER,
        weight=15,
        source=_PLAN,
    ),
    Criterion(
        code="C06",
        title_th="ประหยัด คุ้มค่า และมุ่งผลสัมฤทธิ์",
        title_en="Economy, value for money and results",
        kind=REVIEWER,
        weight=15,
        source="Parliamentary Budget Office, analysis of the FY2566 workplan",
    ),
    Criterion(
        code="C07",
        title_th="ใช้แพลตฟอร์มกลางของภาครัฐแทนการพัฒนาใหม่ (GDX, Digital ID, GDCC, e-Saraban)",
        title_en="Uses the central platforms instead of building anew (GDX, Digital ID, GDCC, e-Saraban)",
        kind=REVIEWER,
        weight=10,
        source=_PLAN,
    ),
    Criterion(
        code="C08",
        title_th="เป็นไปตามมาตรฐานของคณะกรรมการพัฒนารัฐบาลดิจิทัล (ธรรมาภิบาลข้อมูล ข้อมูลเปิด Digital ID การแลกเปลี่ยนข้อมูล)",
        title_en="Follows the DGDC's standards (data governance, open data, digital ID, data exchange)",
        kind=REVIEWER,
        weight=10,
        source=_PLAN,
    ),
    Criterion(
        code="C09",
        title_th="มีความพร้อม: ขอบเขตงาน หลักฐานราคา บุคลากร กฎหมาย การคุ้มครองข้อมูลส่วนบุคคลและความมั่นคงปลอดภัย",
        title_en="Ready: terms of reference, price evidence, staff, law, data protection and cyber security",
        kind=REVIEWER,
        weight=5,
        source=_PLAN,
    ),
    Criterion(
        code="C10",
        title_th="วงเงินจัดหาระบบคอมพิวเตอร์เกิน 100 ล้านบาทผ่านคณะกรรมการจัดหาระบบคอมพิวเตอร์ของรัฐ",
        title_en="Computer systems above 100 million baht pass the State Computer Procurement Committee",
        kind=AUTOMATIC,
        weight=5,
        source="State computer procurement rules, Ministry of Digital Economy and Society",
    ),
)
BY_CODE = {criterion.code: criterion for criterion in CRITERIA}
REVIEWED = tuple(criterion.code for criterion in CRITERIA if criterion.kind == REVIEWER)
