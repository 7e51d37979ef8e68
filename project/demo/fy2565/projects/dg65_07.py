# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""DG65-07: infrastructure and security; one agency alone, 327,400,400 baht, so it may not be proposed."""

from datetime import date
from decimal import Decimal

from project.demo.fy2565.books import RUNNING, SUBSIDY, printed
from project.demo.shapes import KPI, Participant, Project

PROJECT = Project(
    code="DG65-07",
    title_th="โครงการพัฒนาบริการโครงสร้างพื้นฐานและความมั่นคงปลอดภัย (Infrastructure and Security)",
    title_en="Infrastructure and security services",
    lead="dga",
    objective_th=(
        "เพื่อให้หน่วยงานภาครัฐมีโครงข่ายและบริการโครงสร้างพื้นฐานดิจิทัลที่มั่นคงปลอดภัยและให้บริการได้ต่อเนื่อง "
        "และเพื่อเฝ้าระวังและรับมือภัยคุกคามทางไซเบอร์ต่อระบบของภาครัฐ"
    ),
    rationale_th=(
        "บริการดิจิทัลของรัฐทุกบริการต้องอาศัยโครงข่ายและศูนย์ข้อมูลที่มีเสถียรภาพ โครงการนี้มีหน่วยงานเดียวและยังไม่มีตัวชี้วัดร่วมกับหน่วยงานอื่น"
    ),
    target_group_th="หน่วยงานของรัฐที่ใช้โครงข่ายและบริการโครงสร้างพื้นฐานกลาง",
    start_date=date(2021, 10, 1),
    end_date=date(2022, 9, 30),
    participants=(
        Participant(
            agency="dga",
            unit="driving",
            contribution_th="ให้บริการโครงข่ายและโครงสร้างพื้นฐานกลาง และเฝ้าระวังความมั่นคงปลอดภัย",
        ),
    ),
    kpis=(
        KPI(
            name_th="ร้อยละความพร้อมให้บริการของโครงสร้างพื้นฐานกลาง",
            unit_th="ร้อยละ",
            baseline=Decimal("99.5"),
            target=Decimal("99.9"),
            owners={"dga": Decimal(100)},
        ),
    ),
    lines=(printed("dga", SUBSIDY, RUNNING, "ค่าใช้จ่ายดำเนินงาน", 327_400_400, "3.1", 588),),
)
