# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every budget line says, and what therefore says nothing about this one.

Source: the wording of the FY2565 budget books (objects of expenditure, จำแนกประเภทรายจ่าย นร 0702/ว 45).
"""

import re

from budget_review.similarity.thai_text import BREAK

# Items that name an object of expenditure and no work: alike in every project of every agency.
_OBJECTS = (
    "ค่าใช้จ่ายดำเนินงาน", "เงินอุดหนุนเป็นค่าใช้จ่ายดำเนินงาน", "เงินอุดหนุนทั่วไป", "ค่าตอบแทน", "ค่าเบี้ยเลี้ยง", "ค่าเบี้ยประชุม",
    "ค่าเช่าที่พัก", "ค่าพาหนะ", "ค่ารับรอง", "วัสดุ", "ค่าจ้างเหมา", "ค่าโฆษณาและเผยแพร่", "ค่าภาษี", "ค่าโล่", "ค่าป่วยการ",
    "ค่าประกาศ", "ค่าที่ดินและสิ่งก่อสร้าง", "ค่าครุภัณฑ์", "ค่าใช้จ่ายในการสัมมนาและฝึกอบรม", "ค่าใช้จ่ายในการประชุม",
    "ค่าใช้จ่ายในการจัดประชุม",
    "ค่าใช้จ่ายในการพัฒนาองค์ความรู้และ", "ค่าใช้จ่ายในการจัดกิจกรรมรณรงค์", "ค่าใช้จ่ายในการติดตามสนับสนุนโครงการ", "ค่าสาธารณูปโภค",
)  # fmt: skip
_GOODS = ("ครุภัณฑ์", "ระบบครุภัณฑ์", "ค่าครุภัณฑ์", "จัดซื้อ", "ค่าจัดหาอุปกรณ์", "จัดหาอุปกรณ์")
_WHOLE_OBJECTS = ("ค่าใช้จ่ายในการประชาสัมพันธ์", "ค่าใช้จ่ายในการพัฒนาองค์ความรู้และจัดการความรู้")
_BELOW_A_PRICE = re.compile(r"(ที่)?มีราคาต่อหน่วยต่ำกว่า")

# Words that lead up to the work, and verbs that any work has.
_LEADING = (
    "เงินอุดหนุนเป็นค่าใช้จ่ายดำเนินโครงการ", "ค่าใช้จ่ายในการดำเนินโครงการ", "ค่าใช้จ่ายดำเนินโครงการ", "ค่าใช้จ่ายในการดำเนินงาน",
    "ค่าใช้จ่ายในการ", "ค่าใช้จ่ายสำหรับ", "ค่าใช้จ่ายเพื่อ", "ค่าใช้จ่าย", "ค่าสนับสนุนกิจกรรม", "ค่าสนับสนุนการ", "ค่าจัดหา",
    "ค่าครุภัณฑ์", "ระบบครุภัณฑ์", "ครุภัณฑ์", "ค่าก่อสร้าง", "ค่าปรับปรุง", "ประจำปีงบประมาณพ.ศ.", "ประจำปีงบประมาณ", "ปีงบประมาณพ.ศ.",
    "ปีงบประมาณ", "โครงการ", "กิจกรรม", "งานพัฒนา",
)  # fmt: skip
_VERBS = (
    "เพิ่มประสิทธิภาพการ", "เพิ่มประสิทธิภาพ", "เพิ่มขีดความสามารถ", "เสริมสร้าง", "สร้างเสริม", "ส่งเสริมและพัฒนา", "ส่งเสริม", "สนับสนุน",
    "ขับเคลื่อน", "บริหารจัดการ", "บูรณาการ", "พัฒนาและปรับปรุง", "พัฒนาปรับปรุง", "พัฒนาต่อยอด", "พัฒนา", "ปรับปรุง", "ยกระดับ", "จัดทำ",
    "จัดหา", "จัดให้มี", "ดำเนินการ", "ดำเนินงาน", "การดำเนินงาน", "เพื่อการ", "เพื่อให้", "เพื่อ", "สำหรับ", "รองรับ", "อย่างยั่งยืน",
    "อย่างมีประสิทธิภาพ", "แบบครบวงจร", "แบบบูรณาการ", "แห่งชาติ", "ของประเทศ", "ของหน่วยงาน", "ภาครัฐ", "ด้าน", "และ", "ของ",
)  # fmt: skip


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, phrases), key=len, reverse=True)))


_STOCK = _any_of(_LEADING + _VERBS)
_LONE = re.compile(r"\|การ(?=\||$)")


def is_object(text: str) -> bool:
    """Whether a folded item names an object of expenditure only."""
    bare = text.replace(" ", "")
    return bare.startswith(_OBJECTS) or bare in _WHOLE_OBJECTS or bool(_BELOW_A_PRICE.search(bare))


def is_goods(text: str) -> bool:
    """Whether a folded item asks for things to be bought."""
    return text.replace(" ", "").startswith(_GOODS)


def without_stock(text: str) -> str:
    """The folded text with a break wherever it said what all say; all of it when nothing else would be left."""
    left = _STOCK.sub(BREAK, text)
    left = _LONE.sub(BREAK, BREAK + left).strip(BREAK + " ")
    return left if len(left.replace(BREAK, "").strip()) > 4 else text
