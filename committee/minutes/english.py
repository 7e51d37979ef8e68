# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The English of what minutes say in the service's own words (committee.minutes.wording), by the Thai line.

What people wrote themselves, or changed, is not told here: it stays in Thai.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from committee.minutes import wording

TITLES = {
    "present": "Those who attended",
    "absent": "Those who did not attend",
    "attending": "Others in attendance",
    "opening": "The meeting began",
    "closing": "The meeting ended",
    "signatures": "Recorded and checked by",
}
ROLES = {
    "chair": "Chair",
    "vice_chair": "Vice-chair",
    "member": "Member",
    "secretary": "Member and secretary",
    "assistant_secretary": "Assistant secretary",
}
NOTHING_UNDER = {
    "announcements": "No announcement to the meeting",
    "minutes": "No minutes to adopt",
    "matters_arising": "No matters arising",
    "information": "No matters for information",
    "consideration": "No matters for consideration",
    "other": "No other matters",
}
LINES = {
    wording.NOTHING: "None",
    wording.ADOPTED: "The minutes were adopted",
    wording.ADOPTED_AMENDED: "The minutes were adopted with amendments",
    wording.NOTED: "Noted",
    wording.NO_REASON: "No reason given",
    wording.NOT_REACHED: "The meeting did not reach this matter; it is to be put to the next meeting",
    wording.WITHHELD: "Matter not disclosed",
    wording.ONLINE_MEETING: "The meeting was held by electronic means under the Emergency Decree on Meetings via "
    "Electronic Means B.E. 2563; those who attended by electronic means identified themselves before joining",
    "ประธานกล่าวเปิดประชุมและดำเนินการประชุมตามระเบียบวาระการประชุม ดังนี้": "The chair opened the meeting, which proceeded by "
    "the agenda as follows",
    "โดยมีเงื่อนไข ดังนี้": "on these conditions:",
    "และมอบหมาย ดังนี้": "and assigned as follows:",
    "ผู้จดรายงานการประชุม": "Recorded by",
    "ผู้ตรวจรายงานการประชุม": "Checked by",
    wording.recorded(()): "The meeting was recorded, in sound, or sound and picture; everybody who attended consented",
}
LONGEST = 2000  # letters; the service's own lines are shorter, and a pattern may take long over what people wrote
_IDENTIFIED = {"login": "signed in", "one_time_code": "by a one-time code", "vouched": "vouched for by the secretariat"}
_NOTES = (  # within the brackets behind a name
    (re.compile(r"กลับเข้าประชุมเวลา ([\d.]+) น\."), r"came back at \1"),
    (re.compile(r"มาประชุมเวลา ([\d.]+) น\."), r"came at \1"),
    (re.compile(r"ออกจากที่ประชุมเวลา ([\d.]+) น\."), r"left at \1"),
    *(
        (re.compile(re.escape(wording.online(way))), f"by electronic means, {english}")
        for way, english in _IDENTIFIED.items()
    ),
)
_WHOLE = (
    (re.compile(r"เริ่มประชุมเวลา ([\d.]+) น\."), r"The meeting began at \1"),
    (
        re.compile(r"ฝ่ายเลขานุการเสนอ(.+) \(รหัส (.+)\) ซึ่งมี(.+) เป็นหน่วยงานเจ้าภาพ ต่อที่ประชุมเพื่อพิจารณา"),
        r"The secretariat put \1 (code \2), led by \3, to the meeting for consideration",
    ),
    (re.compile(r"เลิกประชุมเวลา ([\d.]+) น\."), r"The meeting ended at \1"),
    (
        re.compile(r"กรรมการผู้มีสิทธิออกเสียง (\d+) คน มาประชุม (\d+) คน องค์ประชุมต้องมีอย่างน้อย (\d+) คน ครบองค์ประชุม"),
        r"Of \1 members entitled to vote \2 attended; the quorum is \3, and was present",
    ),
    (
        re.compile(r"ที่ประชุมลงคะแนน (.+): เห็นชอบ (\d+) เสียง ไม่เห็นชอบ (\d+) เสียง งดออกเสียง (\d+) เสียง"),
        r"The meeting voted on “\1”: \2 for, \3 against, \4 abstained",
    ),
)


def english_of(sections: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The English by the Thai of every line and cell that is the service's own; ``sections`` as they are printed."""
    names = {wording.TITLES[key]: title for key, title in TITLES.items()}
    names |= {wording.ROLES[role]: english for role, english in ROLES.items()}
    names |= {thai: NOTHING_UNDER[kind.value] for kind, thai in wording.NOTHING_UNDER.items()} | LINES
    for thai in _lines_of(sections):
        told = names.get(thai) or _whole(thai) or _with_note(thai, names.get)
        if told:
            names[thai] = told
    return names


def _lines_of(sections: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for section in sections:
        for row in section.get("rows", ()):
            yield from row.get("cells", (row.get("part", ""),))
        for line in section.get("lines", ()):
            yield line["text"]


def _whole(line: str) -> str:
    if len(line) > LONGEST:
        return ""
    return next((found.expand(told) for pattern, told in _WHOLE if (found := pattern.fullmatch(line))), "")


def _with_note(cell: str, known: Callable[[str], str | None]) -> str:
    """``กรรมการ (มาประชุมเวลา 09.30 น.)``: a part in the meeting that is known, with times and how one took part."""
    part, bracket, note = cell.partition("(")
    english = known(part.strip()) if part.strip() else ""
    if not bracket or english is None:
        return ""
    for pattern, told in _NOTES:
        note = pattern.sub(told, note)
    return f"{english} ({note}".strip()
