# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""DG65-04: digital service innovation for the New Normal; two agencies, 21,622,000 baht."""

from datetime import date
from decimal import Decimal

from project.demo.fy2565.books import COMPUTERS, INVESTMENT, SUBSIDISED_EQUIPMENT, SUBSIDY, printed
from project.demo.shapes import KPI, Participant, Project

PROJECT = Project(
    code="DG65-04",
    title_th="โครงการพัฒนานวัตกรรมบริการดิจิทัลภาครัฐรองรับวิถีชีวิตแนวใหม่ (New Normal)",
    title_en="Government digital service innovation for the New Normal",
    lead="dft",
    objective_th=(
        "เพื่อยกระดับบริการที่ผู้ประกอบการต้องมาติดต่อด้วยตนเองให้ทำได้ทางดิจิทัลทั้งหมด "
        "และเพื่อให้ผู้ประกอบการรายใหม่ประเมินศักยภาพของธุรกิจตนเองได้ก่อนขอรับการส่งเสริมจากรัฐ"
    ),
    rationale_th=(
        "การระบาดของโรคติดเชื้อไวรัสโคโรนา 2019 ทำให้การมาติดต่อราชการด้วยตนเองเป็นข้อจำกัดของการส่งออกและการประกอบธุรกิจ "
        "หนังสือรับรองถิ่นกำเนิดสินค้าเป็นเอกสารที่ผู้ส่งออกขอรับมากและใช้ระยะเวลาดำเนินการหลายขั้นตอน "
        "การให้บริการทางดิจิทัลและการใช้ข้อมูลร่วมกันระหว่างสองหน่วยงานจะลดระยะเวลาและต้นทุนของผู้ประกอบการ"
    ),
    target_group_th="ผู้ส่งออก ผู้ประกอบการขนาดกลางและขนาดย่อม และผู้ประกอบธุรกิจสร้างสรรค์",
    start_date=date(2021, 10, 1),
    end_date=date(2022, 9, 30),
    participants=(
        Participant(agency="dft", contribution_th="พัฒนาบริการออกหนังสือรับรองถิ่นกำเนิดสินค้าด้วยนวัตกรรมดิจิทัล"),
        Participant(
            agency="cea", contribution_th="พัฒนาบริการประเมินศักยภาพด้านการใช้ความคิดสร้างสรรค์และส่งต่อผลให้หน่วยงานส่งเสริม"
        ),
    ),
    kpis=(
        KPI(
            name_th="สัดส่วนคำขอที่ดำเนินการทางดิจิทัลครบทุกขั้นตอน",
            unit_th="ร้อยละ",
            baseline=Decimal(60),
            target=Decimal(90),
            owners={"dft": Decimal(70), "cea": Decimal(30)},
        ),
    ),
    lines=(
        printed(
            "dft",
            INVESTMENT,
            COMPUTERS,
            "ค่าใช้จ่ายยกระดับการให้บริการออกหนังสือรับรองถิ่นกำเนิดสินค้าด้วยนวัตกรรมดิจิทัล "
            "(DFT SMART Certificate of Origin (C/O)) กรมการค้าต่างประเทศ "
            "ตำบลบางกระสอ อำเภอเมืองนนทบุรี จังหวัดนนทบุรี 1 ระบบ",
            15_000_000,
            "3.7",
            185,
        ),
        printed(
            "cea",
            SUBSIDY,
            SUBSIDISED_EQUIPMENT,
            "ค่าใช้จ่ายการพัฒนาบริการดิจิทัลเพื่อประเมินศักยภาพด้านการใช้ความคิดสร้างสรรค์ในการประกอบธุรกิจ "
            "แขวงบางรัก เขตบางรัก กรุงเทพมหานคร 1 ระบบ",
            6_622_000,
            "3.1",
            647,
        ),
    ),
)
