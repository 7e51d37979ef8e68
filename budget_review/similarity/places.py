# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Places, phases, years and counts in a line: what makes two lines of the same words two works."""

import re
from dataclasses import dataclass

from budget_review.similarity.thai_text import BREAK

_PLACE = re.compile(
    r"(?:ตำบล|แขวง|อำเภอ|เขต(?!พัฒนา|เศรษฐกิจ|พื้นที่)|จังหวัด)\s*([ก-ฮเ-ไะ-๎]+?)"
    r"(?=ตำบล|แขวง|อำเภอ|เขต|จังหวัด|กรุงเทพ|\s|\||\d|$)"
)
_BANGKOK = re.compile(r"กรุงเทพมหานคร|กทม\.?")
_PHASE = re.compile(r"(?:ระยะที่|ระยะ|เฟส|phase|รุ่นที่|ปีที่)\s*(\d+)")
_YEAR = re.compile(r"(?:พ\.ศ\.|ปี)?\s*25[4-9]\d")
_COUNT = re.compile(
    r"(?:รวม|จำนวน)?\s*\d+\s*(?:ระบบ|แห่ง|ชุด|คัน|งาน|ต้นแบบ|รายการ|หน่วย|หลัง|เครื่อง|ราย|หลักสูตร|sd)\b"
    r"|(?<=\s)\d+\s*$"
)


# The 76 provinces. Those whose name is a word, or stands in one, count only behind จังหวัด or เมือง.
PROVINCES = (
    "กระบี่ กาญจนบุรี กาฬสินธุ์ กำแพงเพชร ขอนแก่น จันทบุรี ฉะเชิงเทรา ชลบุรี ชัยนาท ชัยภูมิ ชุมพร เชียงราย เชียงใหม่ นครนายก นครปฐม นครพนม "
    "นครราชสีมา นครศรีธรรมราช นครสวรรค์ นนทบุรี นราธิวาส บึงกาฬ บุรีรัมย์ ปทุมธานี ประจวบคีรีขันธ์ ปราจีนบุรี ปัตตานี พระนครศรีอยุธยา พะเยา "
    "พังงา พัทลุง พิจิตร พิษณุโลก เพชรบุรี เพชรบูรณ์ ภูเก็ต มหาสารคาม มุกดาหาร แม่ฮ่องสอน ยะลา ยโสธร ร้อยเอ็ด ระนอง ระยอง ราชบุรี ลพบุรี "
    "ลำปาง ลำพูน ศรีสะเกษ สกลนคร สงขลา สมุทรปราการ สมุทรสงคราม สมุทรสาคร สระแก้ว สระบุรี สิงห์บุรี สุโขทัย สุพรรณบุรี สุราษฎร์ธานี สุรินทร์ "
    "หนองคาย หนองบัวลำภู อ่างทอง อำนาจเจริญ อุดรธานี อุตรดิตถ์ อุทัยธานี อุบลราชธานี"
).split()
_PROVINCE = re.compile("|".join(sorted(PROVINCES, key=len, reverse=True)))
_NAMED = re.compile(r"(?:จังหวัด|อำเภอเมือง|แห่งชาติ|พื้นเมือง)\s*(เลย|ตาก|น่าน|แพร่|ตราด|สตูล|ตรัง)")
CAPITAL = "กรุงเทพมหานคร"
OFFICES = {CAPITAL, "นนทบุรี", "ปทุมธานี"}  # where agencies sit: there an address tells no place of work


@dataclass(frozen=True)
class Stripped:
    """What a text says without where, when and how many; and those."""

    text: str
    places: frozenset[str]
    provinces: frozenset[str]
    phase: int | None


def strip(text: str) -> Stripped:
    """Take places, phase, years and counts out of a folded text."""
    places = {found.removeprefix("เมือง") for found in _PLACE.findall(text)}
    if _BANGKOK.search(text):
        places.add(CAPITAL)
    provinces = {*_PROVINCE.findall(text), *_NAMED.findall(text)} | (places & {CAPITAL})
    phase = _PHASE.search(text)
    for pattern in (_PLACE, _BANGKOK, _PHASE, _YEAR, _COUNT):
        text = pattern.sub(BREAK, text)
    for province in provinces:
        text = text.replace(province, BREAK)
    phase_number = int(phase[1]) if phase else None
    return Stripped(text, frozenset(filter(None, places | provinces)), frozenset(provinces), phase_number)
