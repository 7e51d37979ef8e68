# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the made-up projects: what the FY2565 lines speak of, put together anew; and their sums.

The same number gives the same project, whenever it is asked for.
"""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from project.demo.fy2565.agencies import WORKPLAN_AGENCIES

SEED = 2565
# (thing, what is bought for it, category, the strategy of the plan 2566-2570 that it serves)
THINGS = (
    ("ทะเบียนทรัพย์สินของรัฐ", "พัฒนาระบบทะเบียนและเชื่อมโยงข้อมูล", "investment", 1),
    ("ทะเบียนเกษตรกรกลาง", "พัฒนาแพลตฟอร์มทะเบียนกลาง", "investment", 1),
    ("ข้อมูลภูมิสารสนเทศแบบเปิด", "จัดหาข้อมูลภาพถ่ายและระบบให้บริการ", "subsidy", 4),
    ("ศูนย์บริการประชาชนแบบเบ็ดเสร็จ", "พัฒนาระบบรับคำขอและติดตามสถานะ", "other", 2),
    ("คลังข้อมูลนิติบุคคล", "พัฒนาคลังข้อมูลระยะที่ 2", "investment", 3),
    ("หนังสือรับรองถิ่นกำเนิดสินค้าอิเล็กทรอนิกส์", "พัฒนาระบบ SMART C/O", "investment", 3),
    ("การเฝ้าระวังไฟป่าและหมอกควัน", "พัฒนาระบบติดตามจากข้อมูลดาวเทียม", "operations", 4),
    ("ข้อมูลด้านน้ำ", "จัดทำมาตรฐานและระบบแลกเปลี่ยนข้อมูล", "investment", 1),
    ("การคุ้มครองผู้บริโภค", "พัฒนาระบบรับเรื่องร้องทุกข์", "operations", 2),
    ("ทักษะดิจิทัลของบุคลากรภาครัฐ", "จัดฝึกอบรมและสื่อการเรียนรู้", "operations", 1),
    ("องค์ความรู้และแหล่งเรียนรู้ออนไลน์", "พัฒนาแพลตฟอร์มเผยแพร่องค์ความรู้", "subsidy", 2),
    ("เวลามาตรฐานประเทศไทย", "จัดหาอุปกรณ์ถ่ายทอดเวลา", "investment", 1),
    ("พื้นที่สีเขียวในเมือง", "จัดทำฐานข้อมูลและแผนที่", "operations", 4),
    ("ข้อมูลแรงงานและสวัสดิการ", "เชื่อมโยงข้อมูลผู้ประกันตน", "investment", 2),
    ("ข้อมูลสุขภาพและการควบคุมโรค", "พัฒนาระบบรายงานและเตือนภัย", "investment", 2),
    ("ข้อมูลกระบวนการยุติธรรม", "เชื่อมโยงข้อมูลคดี", "investment", 1),
    ("บัญชีข้อมูลและข้อมูลเปิดภาครัฐ", "จัดทำบัญชีข้อมูลและชุดข้อมูลคุณค่าสูง", "operations", 4),
    ("การยืนยันตัวตนทางดิจิทัล", "เชื่อมโยงระบบ Digital ID", "investment", 2),
    ("การแลกเปลี่ยนข้อมูลภาษี", "เชื่อมโยงข้อมูลกับกรมพัฒนาธุรกิจการค้า", "investment", 3),
    ("การมีส่วนร่วมของประชาชน", "พัฒนาระบบรับฟังความคิดเห็น", "other", 4),
    ("ใบอนุญาตอิเล็กทรอนิกส์", "พัฒนาระบบพิจารณาอนุญาต", "investment", 3),
    ("ฐานข้อมูลนวัตกรรม", "จัดทำฐานข้อมูลและธรรมาภิบาลข้อมูล", "subsidy", 3),
)
VERBS = ("พัฒนาระบบ", "บูรณาการ", "ยกระดับ", "เชื่อมโยง", "ขยายผลระบบ", "พัฒนาแพลตฟอร์ม", "ปรับปรุงระบบ", "จัดทำระบบกลางด้าน")
ENDS = (
    "เพื่อให้บริการประชาชน", "ระหว่างหน่วยงานของรัฐ", "สู่ระดับพื้นที่", "ด้วยมาตรฐานข้อมูลเดียวกัน", "รองรับวิถีชีวิตแนวใหม่",
    "สำหรับผู้ประกอบการ", "แบบครบวงจร", "ผ่านแพลตฟอร์มกลาง",
)  # fmt: skip
STRATEGIES = {
    1: "ยกระดับการเปลี่ยนผ่านดิจิทัลภาครัฐ เพื่อการบริหารงานที่ยืดหยุ่น คล่องตัว และขยายสู่หน่วยงานภาครัฐระดับท้องถิ่น",
    2: "พัฒนาบริการที่สะดวกและเข้าถึงง่าย",
    3: "สร้างมูลค่าเพิ่มและอำนวยความสะดวกแก่ภาคธุรกิจ",
    4: "ส่งเสริมการมีส่วนร่วมของประชาชน และเปิดเผยข้อมูลเปิดภาครัฐ",
}
MILLIONS = (Decimal("0.1"), Decimal(1), Decimal(5), Decimal(20), Decimal(60), Decimal(120))  # bands of whole projects
SHARES_OF_BANDS = (8, 30, 34, 18, 8, 2)  # per cent of the projects: most are small, a few are very large
KEYS = tuple(agency.key for agency in WORKPLAN_AGENCIES)
COUNTS = (2, 2, 2, 3, 3, 4)


@dataclass(frozen=True)
class MadeUp:
    """One made-up project; agencies by key, the lead first, each with its amount."""

    place: int
    title: str
    objective: str
    rationale: str
    plan_relation: str
    item: str
    category: str
    amounts_baht: dict[str, Decimal]
    merit: int  # 0 to 100: what screening will find it to be worth


def made_up(place: int) -> MadeUp:
    """The project of this number."""
    random = Random(SEED * 100_000 + place)  # noqa: S311 - the same words each time, not a secret
    thing, item, category, strategy = random.choice(THINGS)
    verb, end = VERBS[place % len(VERBS)], random.choice(ENDS)
    low = random.choices(MILLIONS, SHARES_OF_BANDS)[0]
    whole = low * 1_000_000 * Decimal(100 + random.randrange(350)) / 100
    agencies = random.sample(KEYS, random.choice(COUNTS))
    shares = [random.randrange(20, 100) for _agency in agencies]
    amounts = [round(whole * share / sum(shares) / 100) * Decimal(100) for share in shares]
    return MadeUp(
        place=place,
        title=f"โครงการ{verb}{thing}{end} ระยะที่ {place % 5 + 1}",
        objective=(
            f"เพื่อ{verb}{thing}ให้หน่วยงานร่วม {len(agencies)} แห่งใช้ข้อมูลชุดเดียวกัน{end} "
            f"และลดเวลาให้บริการลงร้อยละ {20 + place % 50}"
        ),
        rationale=f"ปัจจุบัน{thing}จัดเก็บแยกรายหน่วยงานและแลกเปลี่ยนกันไม่ได้ จึงต้องดำเนินการร่วมกัน",
        plan_relation=f"ยุทธศาสตร์ที่ {strategy} {STRATEGIES[strategy]}",
        item=f"{item}: {thing}",
        category=category,
        amounts_baht=dict(zip(agencies, amounts, strict=True)),
        merit=random.randrange(101),
    )
