# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether the words of a resolution assign something: มอบหมาย of what is to be done, not denied nor told of before.

Pure. What counts is an occurrence of มอบหมาย that no word of denial, withdrawal or doubt leads to (ไม่มอบหมาย,
มิได้มอบหมาย, ยกเลิกการมอบหมาย), and that does not tell of who was assigned before (ผู้ได้รับมอบหมาย, ตามที่มอบหมาย).
"""

import re

WORD = "มอบหมาย"
DENIED = "ไม่|(?<!ภู)มิ|งดเว้น|งด|ยกเลิก|เพิกถอน|ระงับ|ชะลอ|ยุติ|ปฏิเสธ"
LEADING = "ได้|ต้อง|ควร|สมควร|จำเป็น|อาจ|พึง|เห็น|มี|ให้|จะ|ขอ|ใช่|การ|เรื่อง|ผู้|ใด|ที่"  # between that and the word
TOLD_BEFORE = "ได้รับ|รับ|ตามที่|ตามที่ได้|ที่ได้|ที่เคย|เคย"
_NOT = re.compile(rf"(?:(?:{DENIED})(?:{LEADING})*|(?:{TOLD_BEFORE})(?:การ)?)$")
_SPACE = re.compile(r"[\s\u200b]+")


def assigns(text: str) -> bool:
    """Whether the committee says with these words that somebody is to do something."""
    said = _SPACE.sub("", text)
    return any(not _NOT.search(said[: found.start()]) for found in re.finditer(WORD, said))
