# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of minutes: แบบที่ ๑๑ of the Saraban Rule 2526, Thai whatever the reader's language.

Source: the Rule's form, and the list of right and wrong words in the guides to it: รายงานการประชุม (not บันทึกการประชุม),
เมื่อวันที่, ผู้มาประชุม (not ผู้เข้าประชุม), ผู้ไม่มาประชุม, เริ่มประชุมเวลา (not เปิดประชุมเวลา), เลิกประชุมเวลา (not ปิดประชุมเวลา),
ผู้จดรายงานการประชุม (not ผู้บันทึกรายงานการประชุม). Numbers are written in Arabic digits; the paper turns them.
"""

from collections.abc import Sequence

from committee.rules.kinds import HeadingKind

COLUMN = " | "  # between the columns of a line: name, position, part in the meeting
ROLES = {
    "chair": "ประธานกรรมการ",
    "vice_chair": "รองประธานกรรมการ",
    "member": "กรรมการ",
    "secretary": "กรรมการและเลขานุการ",
    "assistant_secretary": "ผู้ช่วยเลขานุการ",
}
NOTHING_UNDER = {
    HeadingKind.ANNOUNCEMENTS: "ไม่มีเรื่องแจ้งให้ที่ประชุมทราบ",
    HeadingKind.MINUTES: "ไม่มีเรื่องรับรองรายงานการประชุม",
    HeadingKind.MATTERS_ARISING: "ไม่มีเรื่องสืบเนื่อง",
    HeadingKind.INFORMATION: "ไม่มีเรื่องเสนอเพื่อทราบ",
    HeadingKind.CONSIDERATION: "ไม่มีเรื่องเสนอเพื่อพิจารณา",
    HeadingKind.OTHER: "ไม่มีเรื่องอื่น ๆ",
}
NOTHING = "ไม่มี"
ADOPTED = "รับรองรายงานการประชุม"
ADOPTED_AMENDED = "รับรองรายงานการประชุมโดยมีการแก้ไข"
LATE = "เรื่องนี้เสนอหลังปิดรับระเบียบวาระ เนื่องจาก{reason}"
RESOLVED = "มติที่ประชุม"
TITLES = {
    "present": "ผู้มาประชุม",
    "absent": "ผู้ไม่มาประชุม",
    "attending": "ผู้เข้าร่วมประชุม",
    "opening": "เริ่มประชุม",
    "closing": "เลิกประชุม",
    "signatures": "ผู้จดและผู้ตรวจรายงานการประชุม",
}
CAME_AT = "มาประชุมเวลา {time}"
CAME_BACK = "กลับเข้าประชุมเวลา {time}"
LEFT_AT = "ออกจากที่ประชุมเวลา {time}"
ONLINE_MEETING = (
    "การประชุมนี้จัดผ่านสื่ออิเล็กทรอนิกส์ตามพระราชกำหนดว่าด้วยการประชุมผ่านสื่ออิเล็กทรอนิกส์ พ.ศ. 2563 "
    "ผู้เข้าประชุมผ่านสื่ออิเล็กทรอนิกส์ได้แสดงตนก่อนร่วมการประชุมแล้ว"
)
NO_REASON = "ไม่ได้แจ้งเหตุ"
NOTED = "รับทราบ"
NOT_REACHED = "ที่ประชุมพิจารณาไม่ถึงเรื่องนี้ ให้นำเสนอในการประชุมครั้งต่อไป"
WITHHELD = "เรื่องที่ไม่เปิดเผย"


def row(*cells: str) -> str:
    """``ชื่อ | ตำแหน่ง | กรรมการ``, without what is empty."""
    return COLUMN.join(cell.replace("|", "/") for cell in cells if cell)


def numbered(lines: Sequence[str]) -> str:
    """The lines with their numbers."""
    return "\n".join(f"{place}. {line}" for place, line in enumerate(lines, 1))


def substituted(name: str, for_whom: str) -> str:
    """``นาย ก (แทน นาย ข)``."""
    return f"{name} (แทน {for_whom})" if for_whom else name


def opened(time: str, quorum: dict[str, object], held: Sequence[str] = ()) -> str:
    """When it began, with the quorum's arithmetic as the record of the opening keeps it, and how it was ``held``."""
    lines = [f"เริ่มประชุมเวลา {time}"]
    if {"entitled", "present", "needed"} <= quorum.keys():
        counted = "กรรมการผู้มีสิทธิออกเสียง {entitled} คน มาประชุม {present} คน องค์ประชุมต้องมีอย่างน้อย {needed} คน"
        lines.append(f"{counted.format(**quorum)} ครบองค์ประชุม")
    lines += held
    lines.append("ประธานกล่าวเปิดประชุมและดำเนินการประชุมตามระเบียบวาระการประชุม ดังนี้")
    return "\n".join(lines)


IDENTIFIED = {
    "login": "แสดงตนโดยเข้าสู่ระบบ",
    "one_time_code": "แสดงตนด้วยรหัสใช้ครั้งเดียว",
    "vouched": "ฝ่ายเลขานุการรับรองตัวตน",
}


def online(way: str) -> str:
    """That somebody took part online, and how they were identified."""
    return f"ผ่านสื่ออิเล็กทรอนิกส์ {IDENTIFIED[way]}"


def recorded(without: Sequence[str]) -> str:
    """That sound and picture were recorded, and of whom no consent was noted."""
    if not without:
        return "มีการบันทึกเสียงหรือทั้งเสียงและภาพของการประชุม โดยผู้มาประชุมทุกคนยินยอมให้บันทึก"
    return f"มีการบันทึกเสียงหรือทั้งเสียงและภาพของการประชุม โดยไม่มีหลักฐานความยินยอมให้บันทึกของ {' '.join(without)}"


def ended(time: str) -> str:
    """When it ended."""
    return f"เลิกประชุมเวลา {time}"


def presented(title: str, code: str, lead: str) -> str:
    """How a project came before the meeting."""
    name = title if title.startswith("โครงการ") else f"โครงการ{title}"
    return f"ฝ่ายเลขานุการเสนอ{name} (รหัส {code}) ซึ่งมี{lead} เป็นหน่วยงานเจ้าภาพ ต่อที่ประชุมเพื่อพิจารณา"


def resolution(text: str, conditions: Sequence[str]) -> str:
    """The resolution with its conditions, each in a line of its own."""
    listed = [f"({place}) {condition}" for place, condition in enumerate(conditions, 1)]
    return "\n".join([f"{RESOLVED} {text}", *(["โดยมีเงื่อนไข ดังนี้", *listed] if listed else [])])


def assigned(tasks: Sequence[tuple[str, str, str]]) -> list[str]:
    """What the resolution assigns: ``(owner, what, by when)``, each in a line of its own."""
    if not tasks:
        return []
    told = [f"ให้{owner} {what.strip().removeprefix('ให้')} {when}" for owner, what, when in tasks]
    return ["และมอบหมาย ดังนี้", *(f"({place}) {line}" for place, line in enumerate(told, 1))]


GROUNDS = {
    "party": "เป็นคู่กรณี หรือเป็นหัวหน้าหน่วยงานที่ร่วมโครงการ",
    "relative": "เป็นญาติของคู่กรณี",
    "representative": "เป็นหรือเคยเป็นผู้แทนของคู่กรณี",
    "business": "เป็นเจ้าหนี้ ลูกหนี้ หรือนายจ้างของคู่กรณี",
    "other": "มีเหตุอื่นอันอาจทำให้การพิจารณาไม่เป็นกลาง",
}


def took_no_part(name: str, ground: str) -> str:
    """Who declared an interest, and why."""
    return f"{name} แจ้งว่า{GROUNDS[ground]} จึงไม่ร่วมพิจารณาและลงมติในเรื่องนี้"


def voted(question: str, *, yes: int, no: int, none: int) -> str:
    """How the meeting voted on a question."""
    return f"ที่ประชุมลงคะแนน {question}: เห็นชอบ {yes} เสียง ไม่เห็นชอบ {no} เสียง งดออกเสียง {none} เสียง"


def dissented(name: str, reason: str) -> str:
    """Who was against, and why (Administrative Procedure Act 2539, s.83)."""
    return f"{name} มีความเห็นแย้ง โดยให้เหตุผลว่า {reason}"
