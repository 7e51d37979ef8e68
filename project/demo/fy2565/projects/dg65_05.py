# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""DG65-05: e-Participation and transparency; two agencies, 14,110,000 baht."""

from datetime import date
from decimal import Decimal

from project.demo.fy2565.books import RUNNING, SUBSIDY, printed
from project.demo.shapes import KPI, Participant, Project

PROJECT = Project(
    code="DG65-05",
    title_th="โครงการพัฒนาระบบสนับสนุนการมีส่วนร่วมจากประชาชน (e-Participation) และสร้างความโปร่งใส",
    title_en="e-Participation and transparency",
    lead="gistda",
    objective_th=(
        "เพื่อให้ประชาชนแจ้งเหตุ แสดงความคิดเห็น และติดตามการดำเนินงานของรัฐในเรื่องที่กระทบชีวิตประจำวันได้ "
        "และเพื่อให้หน่วยงานในพื้นที่ใช้ข้อมูลจากประชาชนร่วมกับข้อมูลดาวเทียมในการจัดการไฟป่า หมอกควัน และฝุ่นละออง"
    ),
    rationale_th=(
        "ปัญหาไฟป่า หมอกควัน และฝุ่นละอองเกิดซ้ำทุกปีและข้ามเขตความรับผิดชอบของหลายหน่วยงาน "
        "ข้อมูลดาวเทียมเพียงอย่างเดียวไม่พอต่อการตัดสินใจ ต้องอาศัยข้อมูลจากประชาชนและชุมชนในพื้นที่ "
        "โครงการจึงเชื่อมระบบสนับสนุนการตัดสินใจเชิงพื้นที่เข้ากับช่องทางรับฟังความคิดเห็นกลางของภาครัฐ"
    ),
    target_group_th="ประชาชนในพื้นที่เสี่ยง ชุมชน และองค์กรปกครองส่วนท้องถิ่น",
    start_date=date(2021, 10, 1),
    end_date=date(2022, 9, 30),
    participants=(
        Participant(agency="gistda", contribution_th="พัฒนาระบบสนับสนุนการตัดสินใจเชิงพื้นที่สำหรับไฟป่า หมอกควัน และฝุ่นละออง"),
        Participant(
            agency="dga",
            unit="driving",
            contribution_th="ให้บริการช่องทางรับฟังความคิดเห็นกลางและเผยแพร่ข้อมูลเปิดที่ได้จากโครงการ",
        ),
    ),
    kpis=(
        KPI(
            name_th="จำนวนจังหวัดที่ใช้ข้อมูลจากประชาชนร่วมในการตัดสินใจ",
            unit_th="จังหวัด",
            baseline=Decimal(9),
            target=Decimal(25),
            owners={"gistda": Decimal(75), "dga": Decimal(25)},
        ),
        KPI(
            name_th="ร้อยละของเรื่องที่ประชาชนแจ้งและได้รับแจ้งผลกลับ",
            unit_th="ร้อยละ",
            baseline=Decimal(50),
            target=Decimal(80),
            owners={"gistda": Decimal(50), "dga": Decimal(50)},
        ),
    ),
    lines=(
        printed(
            "gistda",
            SUBSIDY,
            RUNNING,
            "ระบบสนับสนุนการตัดสินใจเพื่อการบริหารจัดการไฟป่า หมอกควัน และฝุ่นละอองเชิงพื้นที่แบบมีส่วนร่วม 1 ระบบ",
            12_160_000,
            "3.3 (5)",
            273,
        ),
        printed("dga", SUBSIDY, RUNNING, "ค่าใช้จ่ายดำเนินงาน", 1_950_000, "3.1", 586),
    ),
)
