# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The screening checklist of the round: ten criteria whose weights sum to 100.

The criteria restate public wording (see ``source`` of each); the weights are example data, since DGA's own score sheet
is not public. The service answers the automatic ones by the rule of the same code.
"""

from project.demo.shapes import Criterion

AUTOMATIC = "automatic"
REVIEWER = "reviewer"

_SLIDES = "DGA slides 2564, slide 2"
_ACT = "Budget Procedures Act 2561, section 31"
_PLAN = "Digital Government Development Plan 2566-2570, Gazette 140/special 84 ng"
_PBO = "Parliamentary Budget Office, analysis of the FY2566 workplan"


def _row(code: str, kind: str, weight: int, title_th: str, title_en: str, source: str) -> Criterion:
    return Criterion(code=code, title_th=title_th, title_en=title_en, kind=kind, weight=weight, source=source)


CRITERIA = (
    _row(
        "two-agencies",
        AUTOMATIC,
        10,
        "มีหน่วยงานบูรณาการร่วมกันอย่างน้อย 2 หน่วยงาน",
        "At least two agencies integrate",
        _SLIDES,
    ),
    _row(
        "shared-kpi",
        AUTOMATIC,
        10,
        "มีเป้าหมายและตัวชี้วัดร่วม (Shared KPI)",
        "A joint target and a shared KPI",
        _SLIDES,
    ),
    _row(
        "weights-add-up",
        AUTOMATIC,
        5,
        "แบ่งความรับผิดชอบต่อตัวชี้วัดครบร้อยละ 100 จึงวัดผลสัมฤทธิ์ได้",
        "Every KPI is divided among its owners in full, so that results can be measured",
        _ACT,
    ),
    _row(
        "lines-add-up",
        AUTOMATIC,
        5,
        "ทุกหน่วยงานร่วมมีรายการงบประมาณของตนและวงเงินชัดเจน",
        "Every agency that takes part has its own budget line with an amount",
        _ACT,
    ),
    _row(
        "plan-alignment",
        REVIEWER,
        15,
        "สอดคล้องกับแผนพัฒนารัฐบาลดิจิทัลและยุทธศาสตร์ที่เกี่ยวข้อง",
        "In line with the Digital Government Development Plan and its strategies",
        _PLAN,
    ),
    _row(
        "no-duplication",
        REVIEWER,
        15,
        "ไม่ซ้ำซ้อนกับโครงการของหน่วยงานรัฐอื่น",
        "No duplication with other agencies' projects",
        _PLAN,
    ),
    _row(
        "value",
        REVIEWER,
        15,
        "ประหยัด คุ้มค่า และมุ่งผลสัมฤทธิ์ ภายในระยะเวลาที่ชัดเจน",
        "Economy, value for money and results, within a clear duration",
        _PBO,
    ),
    _row(
        "central-platforms",
        REVIEWER,
        10,
        "ใช้แพลตฟอร์มกลางของภาครัฐแทนการพัฒนาใหม่ (GDX, Digital ID, GDCC, e-Saraban)",
        "Uses the central platforms instead of building anew (GDX, Digital ID, GDCC, e-Saraban)",
        _PLAN,
    ),
    _row(
        "standards",
        REVIEWER,
        10,
        "เป็นไปตามมาตรฐานของคณะกรรมการพัฒนารัฐบาลดิจิทัล (ธรรมาภิบาลข้อมูล ข้อมูลเปิด Digital ID การแลกเปลี่ยนข้อมูล)",
        "Follows the DGDC's standards (data governance, open data, digital ID, data exchange)",
        _PLAN,
    ),
    _row(
        "readiness",
        REVIEWER,
        5,
        "มีความพร้อม: ขอบเขตงาน หลักฐานราคา บุคลากร กฎหมาย การคุ้มครองข้อมูลส่วนบุคคลและความมั่นคงปลอดภัย",
        "Ready: terms of reference, price evidence, staff, law, data protection and cyber security",
        _PLAN,
    ),
)
BY_CODE = {criterion.code: criterion for criterion in CRITERIA}
REVIEWED = tuple(criterion.code for criterion in CRITERIA if criterion.kind == REVIEWER)
