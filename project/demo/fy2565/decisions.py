# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The budget stages of FY2565 and what was decided on each project.

Real days: the bill's final print (11 May 2564) and the Act's Gazette (20 September 2564). The other days, the one cut
and every letter number are example data; letters are marked "ตย." (ตัวอย่าง).
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from project.demo.shapes import Decision, moment

IN_FULL = "full"
IN_PART = "part"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stage of the budget: its key, when its amounts were entered and the paper they come from."""

    key: str
    at: datetime
    source_th: str


STAGES = (
    Stage(key="requested", at=moment(2564, 2, 8, "10:00"), source_th="คำของบประมาณ ปีงบประมาณ พ.ศ. 2565 (ข้อมูลตัวอย่าง)"),
    Stage(key="bureau", at=moment(2564, 2, 26, "15:00"), source_th="ผลการพิจารณาของสำนักงบประมาณ (ข้อมูลตัวอย่าง)"),
    Stage(key="cabinet", at=moment(2564, 3, 23, "16:00"), source_th="มติคณะรัฐมนตรี (ข้อมูลตัวอย่าง)"),
    Stage(
        key="bill",
        at=moment(2564, 5, 11, "10:00"),
        source_th="ร่างพระราชบัญญัติงบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2565",
    ),
    Stage(key="house", at=moment(2564, 8, 23, "10:00"), source_th="มติสภาผู้แทนราษฎร วาระที่ 3 (ข้อมูลตัวอย่าง)"),
    Stage(
        key="act",
        at=moment(2564, 9, 20, "14:00"),
        source_th="พระราชบัญญัติงบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2565 ราชกิจจานุเบกษา 20 กันยายน 2564",
    ),
)

DECISIONS = (
    Decision(project="DG65-01", outcome=IN_FULL, note_th="ได้รับงบประมาณเต็มตามวงเงินที่คณะกรรมการเห็นชอบ"),
    Decision(project="DG65-02", outcome=IN_FULL, note_th="ได้รับงบประมาณเต็มตามวงเงินที่คณะกรรมการเห็นชอบ"),
    Decision(project="DG65-03", outcome=IN_FULL, note_th="ได้รับงบประมาณเต็มตามวงเงินที่คณะกรรมการเห็นชอบ"),
    Decision(
        project="DG65-04",
        outcome=IN_PART,
        note_th="สภาผู้แทนราษฎรปรับลดรายการของสำนักงานส่งเสริมเศรษฐกิจสร้างสรรค์ (องค์การมหาชน)",
        cut_baht={1: Decimal(6_000_000)},
    ),
    Decision(project="DG65-05", outcome=IN_FULL, note_th="ได้รับงบประมาณเต็มตามวงเงินที่คณะกรรมการเห็นชอบ"),
    Decision(project="DG65-06", outcome=IN_FULL, note_th="ได้รับงบประมาณเต็มตามวงเงินที่คณะกรรมการเห็นชอบ"),
)
CUT_AT = "house"  # the stage at which the one cut was made
BY_PROJECT = {decision.project: decision for decision in DECISIONS}


def cover_letter(code: str) -> str:
    """Return the number of the lead's cover letter."""
    return f"ตย. {code}/2563"


def forwarding_letter(code: str) -> str:
    """Return the number of DGA's letter to the Budget Bureau."""
    return f"ตย. สพร. {code}/2564"


def result_letter(code: str) -> str:
    """Return the number of the letter that reports the result to every agency that took part."""
    return f"ตย. สพร. ผล {code}/2564"
