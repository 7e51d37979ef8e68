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


@dataclass(frozen=True)
class Stripped:
    """What a text says without where, when and how many; and those."""

    text: str
    places: frozenset[str]
    phase: int | None


def strip(text: str) -> Stripped:
    """Take places, phase, years and counts out of a folded text."""
    places = {found.removeprefix("เมือง") for found in _PLACE.findall(text)}
    if _BANGKOK.search(text):
        places.add("กรุงเทพมหานคร")
    phase = _PHASE.search(text)
    for pattern in (_PLACE, _BANGKOK, _PHASE, _YEAR, _COUNT):
        text = pattern.sub(BREAK, text)
    return Stripped(text, frozenset(filter(None, places)), int(phase[1]) if phase else None)
