# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Digital Government Development Plan B.E. 2563–2565."""

from datetime import date
from typing import Any

from digital_plan.reference.items import items

_STRATEGIES = (
    ("1", "ยกระดับคุณภาพการให้บริการแก่ประชาชนด้วยเทคโนโลยีดิจิทัล", "Better services for people by digital technology"),
    ("2", "อำนวยความสะดวกภาคธุรกิจไทยด้วยเทคโนโลยีดิจิทัล", "Ease for Thai business by digital technology"),
    ("3", "ผลักดันให้เกิดธรรมาภิบาลข้อมูลภาครัฐในทุกกระบวนการทำงานของรัฐ", "Data governance in every process of the State"),
    ("4", "พัฒนากลไกการมีส่วนร่วมของทุกภาคส่วนร่วมขับเคลื่อนรัฐบาลดิจิทัล", "Everyone takes part in driving digital government"),
)
_FOCUS = (
    ("การศึกษา", "Education"),
    ("สุขภาพและการแพทย์", "Health and medicine"),
    ("การเกษตร", "Agriculture"),
    ("ความเหลื่อมล้ำทางสิทธิสวัสดิการ", "Inequality of rights and welfare"),
    ("การมีส่วนร่วม โปร่งใส ตรวจสอบได้", "Participation, transparency and accountability"),
    ("วิสาหกิจขนาดกลางและขนาดย่อม (SMEs)", "Small and medium enterprises"),
)
_KEY_PROJECTS = (
    ("k1", "การพัฒนาแพลตฟอร์มการให้บริการประชาชนแบบเบ็ดเสร็จ (Citizen Platform)"),
    ("k2", "การพัฒนาทักษะ ทัศนคติ และความสามารถบุคลากรภาครัฐทางด้านดิจิทัล"),
    ("k3", "ระบบรับคำขออนุญาตและช่องทางการให้บริการภาคธุรกิจแบบเบ็ดเสร็จ (Business Portal)"),
    ("k4", "ระบบการยืนยันและพิสูจน์ตัวตนทางดิจิทัล (Digital ID & Signature) สำหรับนิติบุคคล"),
    ("k5", "การปรับปรุงหรือแก้ไขกฎหมาย กฎระเบียบ เพื่อเพิ่มการมีส่วนร่วมในการตัดสินใจนโยบายรัฐ"),
    ("k6", "แพลตฟอร์มบริการเพื่อบริหารจัดการแรงงานข้ามชาติ"),
    ("k7", "การจัดทำข้อมูลประวัติการศึกษาและการทำงานของบุคลากรภาครัฐและประชาชน"),
    ("k8", "แพลตฟอร์มสนับสนุนการบริหารจัดการหน่วยงานภาครัฐ (ERP)"),
    ("k9", "ส่งเสริม Digital Twin ในภาครัฐ สำหรับแบบจำลองเมืองเพื่อบริหารจัดการท้องถิ่น"),
)

_SIZES = {"1": 17, "2": 8, "3": 11, "4": 5}
_MECHANISMS = (
    ("กลไกเชิงนโยบาย", "Policy"),
    ("กลไกการพิจารณากลั่นกรองโครงการและงบประมาณ", "Screening of projects and budgets"),
    ("กลไกการมีส่วนร่วมจากหน่วยงานภาคีและภาคเอกชน", "Participation of partner agencies and the private sector"),
    ("กลไกการปรับปรุงโครงสร้างระบบราชการด้านบุคลากรภาครัฐ", "Structure of the civil service: personnel"),
    ("กลไกการติดตามและประเมินผลโครงการ", "Monitoring and evaluation"),
)

PLAN: dict[str, Any] = {
    "code": "63-65",
    "name_th": "แผนพัฒนารัฐบาลดิจิทัลของประเทศไทย พ.ศ. 2563–2565",
    "name_en": "Digital Government Development Plan 2020–2022 (B.E. 2563–2565)",
    "first_year": 2563,
    "last_year": 2565,
    "cabinet_on": date(2021, 3, 30),
    "source": (
        "ประกาศคณะกรรมการพัฒนารัฐบาลดิจิทัล เรื่อง แผนพัฒนารัฐบาลดิจิทัลของประเทศไทย พ.ศ. 2566–2570 "
        "ราชกิจจานุเบกษา เล่ม 140 ตอนพิเศษ 84 ง 10 เมษายน 2566 หน้า 47–53; สไลด์ สพร. 2564"
    ),
    "lacks": "มีโครงการสำคัญ 41 โครงการ ปรากฏชื่อในแหล่งอ้างอิงนี้ 9 โครงการ",
}
ITEMS = items(
    "63-65", strategies=_STRATEGIES, sizes=_SIZES, focus=_FOCUS, mechanisms=_MECHANISMS,
    key_projects=[(code, "", name, "") for code, name in _KEY_PROJECTS],
)  # fmt: skip
