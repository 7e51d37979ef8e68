# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""DG65-02: end-to-end digital services for people and business; four agencies, 47,086,300 baht."""

from datetime import date
from decimal import Decimal

from project.demo.fy2565.books import COMPUTERS, INVESTMENT, OTHER, PLAIN, SUBSIDISED_EQUIPMENT, SUBSIDY, printed
from project.demo.shapes import KPI, Participant, Project

PROJECT = Project(
    code="DG65-02",
    title_th="โครงการพัฒนาระบบให้บริการดิจิทัลแบบเบ็ดเสร็จ (End-to-End Services) สำหรับประชาชนและธุรกิจ",
    title_en="End-to-end digital services for people and business",
    lead="okmd",
    objective_th=(
        "เพื่อให้ประชาชนและผู้ประกอบการรับบริการของรัฐได้ครบทุกขั้นตอนผ่านช่องทางดิจิทัลโดยไม่ต้องยื่นเอกสารซ้ำ "
        "เพื่อให้ข้อมูลนิติบุคคลและข้อมูลภาษีเชื่อมโยงกันตั้งแต่ต้นทาง "
        "และเพื่อให้แหล่งเรียนรู้และห้องสมุดของรัฐเข้าถึงได้จากที่เดียว"
    ),
    rationale_th=(
        "ผู้รับบริการยังต้องติดต่อหลายหน่วยงานเพื่อทำธุรกรรมเรื่องเดียว และหน่วยงานแต่ละแห่งขอเอกสารที่รัฐออกให้เอง "
        "การเชื่อมโยงคลังข้อมูลธุรกิจกับข้อมูลภาษีและศูนย์บริการครบวงจรทำให้ตัดขั้นตอนและระยะเวลาลงได้ "
        "จึงต้องดำเนินการร่วมกันทั้งหน่วยงานเจ้าของข้อมูลและหน่วยงานผู้ให้บริการ"
    ),
    target_group_th="ประชาชนทั่วไป ผู้ประกอบการ และนิติบุคคลที่จดทะเบียนกับภาครัฐ",
    start_date=date(2021, 10, 1),
    end_date=date(2022, 9, 30),
    participants=(
        Participant(agency="okmd", contribution_th="พัฒนาและเชื่อมโยงห้องสมุดออนไลน์แห่งชาติให้เป็นบริการเบ็ดเสร็จด้านการเรียนรู้"),
        Participant(
            agency="dbd", contribution_th="พัฒนาต่อยอดคลังข้อมูลธุรกิจ DBD Data Warehouse+ และเปิดให้หน่วยงานร่วมใช้ข้อมูลนิติบุคคล"
        ),
        Participant(agency="opdc", contribution_th="พัฒนาศูนย์บริการครบวงจรแบบเบ็ดเสร็จทั้งภาคธุรกิจและภาคประชาชน"),
        Participant(agency="revenue", contribution_th="เชื่อมโยงข้อมูลภาษีกับข้อมูลนิติบุคคลของกรมพัฒนาธุรกิจการค้า"),
    ),
    kpis=(
        KPI(
            name_th="สัดส่วนบริการออนไลน์แบบเบ็ดเสร็จของหน่วยงานร่วม",
            unit_th="ร้อยละ",
            baseline=Decimal(55),
            target=Decimal(90),
            owners={"okmd": Decimal(20), "dbd": Decimal(30), "opdc": Decimal(30), "revenue": Decimal(20)},
        ),
        KPI(
            name_th="ความพึงพอใจของผู้รับบริการผ่านช่องทางดิจิทัล",
            unit_th="ร้อยละ",
            baseline=Decimal(78),
            target=Decimal(85),
            owners={"okmd": Decimal(50), "opdc": Decimal(50)},
        ),
    ),
    lines=(
        printed(
            "okmd",
            SUBSIDY,
            SUBSIDISED_EQUIPMENT,
            "ครุภัณฑ์งานพัฒนาและเชื่อมโยงห้องสมุดออนไลน์แห่งชาติ แขวงปทุมวัน เขตปทุมวัน กรุงเทพมหานคร 1 ระบบ",
            15_782_500,
            "3.1",
            548,
        ),
        printed(
            "dbd",
            INVESTMENT,
            COMPUTERS,
            "พัฒนาต่อยอดคลังข้อมูลธุรกิจ DBD Data Warehouse+ ระยะที่ 2 กรมพัฒนาธุรกิจการค้า "
            "ตำบลบางกระสอ อำเภอเมืองนนทบุรี จังหวัดนนทบุรี 1 ระบบ",
            15_300_000,
            "3.7",
            275,
        ),
        printed(
            "opdc",
            OTHER,
            PLAIN,
            "การพัฒนาศูนย์บริการครบวงจรแบบเบ็ดเสร็จ (ภาคธุรกิจและภาคประชาชน)",
            13_153_800,
            "3.1",
            203,
        ),
        printed(
            "revenue",
            INVESTMENT,
            COMPUTERS,
            "โครงการการเชื่อมโยงข้อมูลระหว่างกรมสรรพากรกับกรมพัฒนาธุรกิจการค้า แขวงพญาไท เขตพญาไท กรุงเทพมหานคร 1 โครงการ",
            2_850_000,
            "3.2",
            104,
        ),
    ),
)
