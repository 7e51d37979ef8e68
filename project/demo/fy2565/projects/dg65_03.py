# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""DG65-03: key government data and open data; three agencies, 33,309,300 baht."""

from datetime import date
from decimal import Decimal

from project.demo.fy2565.books import COMPUTERS, INVESTMENT, OTHER, OTHER_EQUIPMENT, PLAIN, printed
from project.demo.shapes import KPI, Participant, Project

PROJECT = Project(
    code="DG65-03",
    title_th="โครงการการจัดทำข้อมูลสำคัญภาครัฐและข้อมูลเปิดรองรับการเชื่อมโยงข้อมูลในรูปแบบดิจิทัล",
    title_en="Key government data and open data ready for digital exchange",
    lead="nesdc",
    objective_th=(
        "เพื่อจัดทำชุดข้อมูลสำคัญภาครัฐให้อยู่ในรูปแบบดิจิทัลที่เชื่อมโยงและใช้ซ้ำได้ "
        "เพื่อเปิดเผยข้อมูลที่เปิดได้ให้ประชาชนและภาคธุรกิจนำไปใช้ประโยชน์ "
        "และเพื่อให้ผู้กำหนดนโยบายใช้ข้อมูลเชิงพื้นที่ประกอบการตัดสินใจ"
    ),
    rationale_th=(
        "พระราชบัญญัติการบริหารงานและการให้บริการภาครัฐผ่านระบบดิจิทัล พ.ศ. 2562 มาตรา 13 และมาตรา 17 "
        "กำหนดให้หน่วยงานของรัฐเชื่อมโยงแลกเปลี่ยนข้อมูลและเปิดเผยข้อมูลในรูปแบบดิจิทัล "
        "ข้อมูลสำคัญหลายชุดยังอยู่ในระบบเดิมที่แลกเปลี่ยนกันไม่ได้ จึงต้องปรับปรุงฐานข้อมูลและบัญชีข้อมูลไปพร้อมกัน"
    ),
    target_group_th="หน่วยงานผู้กำหนดนโยบาย หน่วยงานที่ใช้ข้อมูลร่วมกัน และผู้ใช้ข้อมูลเปิดภาครัฐ",
    start_date=date(2021, 10, 1),
    end_date=date(2022, 9, 30),
    participants=(
        Participant(agency="nesdc", contribution_th="พัฒนาระบบบริหารงานและบริการที่จัดทำและเปิดเผยข้อมูลด้านเศรษฐกิจและสังคม"),
        Participant(agency="dlpw", contribution_th="ปรับปรุงข้อมูลแรงงานให้วิเคราะห์และแสดงผลเชิงพื้นที่ร่วมกับหน่วยงานอื่นได้"),
        Participant(agency="police", contribution_th="ปรับปรุงฐานข้อมูลอาชญากรรมข้ามชาติให้เชื่อมโยงตามชั้นความลับที่กำหนดร่วมกัน"),
    ),
    kpis=(
        KPI(
            name_th="ร้อยละของชุดข้อมูลสำคัญที่ขึ้นบัญชีข้อมูลและเชื่อมโยงได้",
            unit_th="ร้อยละ",
            baseline=Decimal(45),
            target=Decimal(80),
            owners={"nesdc": Decimal(50), "dlpw": Decimal(30), "police": Decimal(20)},
        ),
        KPI(
            name_th="จำนวนชุดข้อมูลเปิดที่เผยแพร่ผ่าน Data.go.th",
            unit_th="ชุดข้อมูล",
            baseline=Decimal(18),
            target=Decimal(60),
            owners={"nesdc": Decimal(60), "dlpw": Decimal(40)},
        ),
    ),
    lines=(
        printed(
            "nesdc",
            INVESTMENT,
            OTHER_EQUIPMENT,
            "ค่าใช้จ่ายในการพัฒนาระบบบริหารงานและการบริการภาครัฐ (Smart Office for Digital Government) "
            "สำนักงานสภาพัฒนาการเศรษฐกิจและสังคมแห่งชาติ แขวงวัดโสมนัส เขตป้อมปราบศัตรูพ่าย กรุงเทพมหานคร 1 ระบบ",
            25_104_600,
            "3.1",
            316,
        ),
        printed(
            "dlpw",
            INVESTMENT,
            COMPUTERS,
            "โครงการปรับปรุงข้อมูลเพื่อวิเคราะห์และแสดงผลเชิงพื้นที่ แขวงดินแดง เขตดินแดง กรุงเทพมหานคร 1 โครงการ",
            6_009_000,
            "3.9",
            459,
        ),
        printed(
            "police",
            OTHER,
            PLAIN,
            "โครงการพัฒนาปรับปรุงระบบฐานข้อมูลอาชญากรรมและอาชญากรรมข้ามชาติขององค์การตำรวจสากล I-24/7 1 โครงการ",
            2_195_700,
            "3.12",
            351,
        ),
    ),
)
