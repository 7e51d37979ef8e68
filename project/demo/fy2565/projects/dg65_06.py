# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""DG65-06: skills of government personnel; eight agencies, 11,641,800 baht."""

from datetime import date
from decimal import Decimal

from project.demo.fy2565.books import (
    OPERATIONS,
    OTHER,
    PLAIN,
    RUNNING,
    SERVICES,
    SUBSIDISED_EQUIPMENT,
    SUBSIDY,
    printed,
)
from project.demo.shapes import KPI, Participant, Project

PROJECT = Project(
    code="DG65-06",
    title_th="โครงการการยกระดับทักษะบุคลากรภาครัฐเพื่อตอบโจทย์ความต้องการของประเทศ",
    title_en="Raising the skills of government personnel to meet the country's needs",
    lead="dga",
    objective_th=(
        "เพื่อให้บุคลากรของหน่วยงานร่วมมีทักษะดิจิทัลที่ใช้ปฏิบัติงานจริงตามตำแหน่งหน้าที่ "
        "เพื่อให้หน่วยงานใช้หลักสูตรและการประเมินทักษะมาตรฐานเดียวกัน "
        "และเพื่อสร้างบุคลากรต้นแบบที่ถ่ายทอดความรู้ต่อภายในหน่วยงาน"
    ),
    rationale_th=(
        "แผนพัฒนารัฐบาลดิจิทัลของประเทศไทย พ.ศ. 2563-2565 กำหนดให้การพัฒนาทักษะบุคลากรเป็นกลไกสำคัญของการเปลี่ยนผ่าน "
        "หน่วยงานขนาดเล็กจัดอบรมเองได้จำกัดและหลักสูตรไม่เทียบเคียงกัน "
        "การใช้หลักสูตรกลางและประเมินผลร่วมกันทำให้ใช้งบประมาณน้อยลงและวัดผลได้ทั้งภาพรวม"
    ),
    target_group_th="ข้าราชการ พนักงาน และลูกจ้างของหน่วยงานร่วมทุกระดับ",
    start_date=date(2021, 10, 1),
    end_date=date(2022, 9, 30),
    participants=(
        Participant(agency="dga", unit="driving", contribution_th="จัดทำหลักสูตรกลาง ระบบเรียนออนไลน์ และการประเมินทักษะดิจิทัล"),
        Participant(agency="deqp", contribution_th="อบรมบุคลากรด้านข้อมูลสิ่งแวดล้อมและจัดสัมมนาถ่ายทอดภายในกรม"),
        Participant(agency="ddc", contribution_th="พัฒนาองค์ความรู้และจัดการความรู้ด้านข้อมูลการเฝ้าระวังโรค"),
        Participant(agency="justice", contribution_th="พัฒนาทักษะดิจิทัลของบุคลากรสำนักงานปลัดกระทรวงยุติธรรม"),
        Participant(agency="industry", contribution_th="พัฒนาทักษะดิจิทัลของบุคลากรสำนักงานปลัดกระทรวงอุตสาหกรรม"),
        Participant(agency="sports", contribution_th="พัฒนาทักษะดิจิทัลของบุคลากรกรมพลศึกษาทั้งส่วนกลางและภูมิภาค"),
        Participant(agency="cea", contribution_th="พัฒนาทักษะดิจิทัลของบุคลากรเพื่อขับเคลื่อนเศรษฐกิจสร้างสรรค์"),
        Participant(agency="ocpb", contribution_th="พัฒนาทักษะดิจิทัลของบุคลากรที่ให้บริการคุ้มครองผู้บริโภค"),
    ),
    kpis=(
        KPI(
            name_th="ร้อยละของบุคลากรเป้าหมายที่ผ่านการประเมินทักษะดิจิทัล",
            unit_th="ร้อยละ",
            baseline=Decimal(40),
            target=Decimal(80),
            owners={
                "dga": Decimal(30),
                "deqp": Decimal(15),
                "ddc": Decimal(15),
                "justice": Decimal(10),
                "industry": Decimal(10),
                "sports": Decimal(10),
                "cea": Decimal(5),
                "ocpb": Decimal(5),
            },
        ),
        KPI(
            name_th="จำนวนบุคลากรต้นแบบที่ถ่ายทอดความรู้ภายในหน่วยงาน",
            unit_th="คน",
            baseline=Decimal(0),
            target=Decimal(160),
            owners={"dga": Decimal(60), "ddc": Decimal(20), "justice": Decimal(20)},
        ),
    ),
    lines=(
        printed("dga", SUBSIDY, RUNNING, "ค่าใช้จ่ายดำเนินงาน", 4_224_200, "3.1", 581),
        printed(
            "dga",
            SUBSIDY,
            SUBSIDISED_EQUIPMENT,
            "ครุภัณฑ์คอมพิวเตอร์ที่มีราคาต่อหน่วยต่ำกว่า 1 ล้านบาท รวม 1 รายการ (รวม 1 หน่วย)",
            280_400,
            "3.1",
            581,
        ),
        printed("deqp", OPERATIONS, SERVICES, "ค่าใช้จ่ายในการสัมมนาและฝึกอบรม", 500_000, "3.6", 259),
        printed(
            "deqp",
            OTHER,
            PLAIN,
            # The page scan ends at "เพื่อการขับเคลื่อน"; the other agencies' lines of this project give the last word.
            "ค่าใช้จ่ายในการพัฒนาทักษะดิจิทัลของบุคลากรกรมส่งเสริมคุณภาพสิ่งแวดล้อมเพื่อการขับเคลื่อนรัฐบาลดิจิทัล",
            2_000_000,
            "3.6",
            259,
        ),
        printed("ddc", OPERATIONS, SERVICES, "ค่าใช้จ่ายในการพัฒนาองค์ความรู้และจัดการความรู้", 2_303_400, "3.11", 292),
        printed(
            "justice",
            OTHER,
            PLAIN,
            "ค่าใช้จ่ายในการพัฒนาทักษะดิจิทัลของบุคลากรสำนักงานปลัดกระทรวงยุติธรรม",
            1_015_100,
            "3.9",
            30,
        ),
        printed(
            "industry",
            OTHER,
            PLAIN,
            "ค่าใช้จ่ายในการพัฒนาทักษะดิจิทัลของบุคลากรภาครัฐเพื่อการขับเคลื่อนรัฐบาลดิจิทัล",
            740_700,
            "3.12",
            40,
        ),
        printed(
            "sports",
            OTHER,
            PLAIN,
            "ค่าใช้จ่ายในการพัฒนาทักษะดิจิทัลของบุคลากรภาครัฐเพื่อการขับเคลื่อนรัฐบาลดิจิทัล ระยะที่ 1 ประจำปีงบประมาณ 2565 ของกรมพลศึกษา",
            364_000,
            "3.2",
            284,
        ),
        printed(
            "cea",
            SUBSIDY,
            RUNNING,
            "ค่าใช้จ่ายการพัฒนาทักษะดิจิทัลของบุคลากรภาครัฐเพื่อการขับเคลื่อนรัฐบาลดิจิทัล ระยะที่ 1 "
            "ปีงบประมาณ 2565 ของสำนักงานส่งเสริมเศรษฐกิจสร้างสรรค์ (องค์การมหาชน)",
            114_000,
            "3.1",
            644,
        ),
        printed(
            "ocpb",
            OTHER,
            PLAIN,
            "ค่าใช้จ่ายพัฒนาทักษะดิจิทัลของบุคลากรภาครัฐเพื่อการขับเคลื่อนรัฐบาลดิจิทัล ระยะที่ 1 "
            "ปีงบประมาณ 2565 ของสำนักงานคณะกรรมการคุ้มครองผู้บริโภค",
            100_000,
            "3.1",
            180,
        ),
    ),
)
