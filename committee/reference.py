# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The committees that digital-government projects pass, as public sources name them; no seats and no persons.

Sources: the Digital Government Act 2562 and the Digital Government Development Plan 2566-2570, p.90 (the committee and
its three sub-committees); the Budget Procedures Act 2561, s.31, and the orders of its years (the integrated-budget
committee); the rules of MDES on buying computer systems, 100m.mdes.go.th (the ICT committees, below and above 100
million baht).
"""

from dataclasses import dataclass

from committee.models import CommitteeKind

DIGITAL_ACT = "พ.ร.บ. การบริหารงานและการให้บริการภาครัฐผ่านระบบดิจิทัล พ.ศ. 2562"
PLAN = "แผนพัฒนารัฐบาลดิจิทัลของประเทศไทย พ.ศ. 2566–2570 หน้า 90"
MDES = "หลักเกณฑ์และแนวทางปฏิบัติการจัดหาระบบคอมพิวเตอร์ของรัฐ กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม"
RULES_SOURCE = "พ.ร.บ. วิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539 มาตรา 79–83 เป็นค่าเริ่มต้น ให้แก้ไขตามคำสั่งแต่งตั้งของคณะ"


@dataclass(frozen=True, kw_only=True)
class Body:
    """A committee as its source names it; ``parent`` and ``confirmed_by`` are codes of bodies before it."""

    code: str
    kind: CommitteeKind
    name_th: str
    name_en: str
    legal_basis: str
    parent: str = ""
    confirmed_by: str = ""


def bodies(fiscal_year: int) -> tuple[Body, ...]:
    """The committees, the one that others stand under first; the integrated-budget committee is that of one year."""
    dgdc = "dgdc"
    under: dict[str, str] = {"parent": dgdc, "confirmed_by": dgdc}
    return (
        Body(
            code=dgdc, kind=CommitteeKind.DIGITAL_GOVERNMENT, name_th="คณะกรรมการพัฒนารัฐบาลดิจิทัล",
            name_en="Digital Government Development Committee", legal_basis=DIGITAL_ACT,
        ),
        Body(
            code="dgdc-driving", kind=CommitteeKind.SUB_COMMITTEE,
            name_th="คณะอนุกรรมการขับเคลื่อนการพัฒนารัฐบาลดิจิทัล",
            name_en="Sub-committee on Driving Digital Government Development", legal_basis=PLAN, **under,
        ),
        Body(
            code="dgdc-architecture", kind=CommitteeKind.SUB_COMMITTEE,
            name_th="คณะอนุกรรมการสถาปัตยกรรมและมาตรฐานการพัฒนารัฐบาลดิจิทัล",
            name_en="Sub-committee on Architecture and Standards", legal_basis=PLAN, **under,
        ),
        Body(
            code="dgdc-cio", kind=CommitteeKind.SUB_COMMITTEE,
            name_th="คณะอนุกรรมการผู้บริหารเทคโนโลยีสารสนเทศระดับสูงภาครัฐ",
            name_en="Sub-committee of Government Chief Information Officers", legal_basis=PLAN, **under,
        ),
        Body(
            code=f"integrated-{fiscal_year}", kind=CommitteeKind.INTEGRATED_BUDGET,
            name_th=f"คณะกรรมการจัดทำงบประมาณรายจ่ายบูรณาการ ประจำปีงบประมาณ พ.ศ. {fiscal_year}",
            name_en=f"Integrated Budget Committee, fiscal year {fiscal_year - 543} ({fiscal_year})",
            legal_basis="พ.ร.บ. วิธีการงบประมาณ พ.ศ. 2561 มาตรา 31 และคำสั่งแต่งตั้งของปีงบประมาณ",
        ),
        Body(
            code="ict-agency", kind=CommitteeKind.AGENCY_ICT,
            name_th="คณะกรรมการบริหารและจัดหาระบบคอมพิวเตอร์ของหน่วยงาน",
            name_en="ICT committee of an agency (up to 100 million baht)", legal_basis=MDES,
        ),
        Body(
            code="ict-state", kind=CommitteeKind.OTHER, name_th="คณะกรรมการจัดหาระบบคอมพิวเตอร์ของรัฐ",
            name_en="State Computer Procurement Committee (above 100 million baht)", legal_basis=MDES,
        ),
    )  # fmt: skip
