# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the slides say agencies are obliged to, for DGA to begin from. What is not public stays empty, and is named so.

Source of every row: DGA slides 2564, on the Act and on the circular.
"""

from typing import Any

ACT = "พระราชบัญญัติการบริหารงานและการให้บริการภาครัฐผ่านระบบดิจิทัล พ.ศ. 2562"
OFFICE = "สำนักงานคณะกรรมการพัฒนาระบบราชการ (สำนักงาน ก.พ.ร.)"


def _section(number: str, th: str, en: str, asked: str, evidence: str) -> dict[str, Any]:
    return {
        "name_th": th, "name_en": en, "basis": "law", "section": number, "source": ACT, "number": "", "issued_on": "",
        "due_date": "", "asked": asked, "evidence_asked": evidence, "lacks": "", "scope": "all", "scope_of": [],
    }  # fmt: skip


OBLIGATIONS: dict[str, dict[str, Any]] = {
    "s12": _section(
        "12", "ธรรมาภิบาลข้อมูลภาครัฐในระดับหน่วยงาน", "Data governance in the agency",
        "จัดให้มีธรรมาภิบาลข้อมูลภาครัฐในระดับหน่วยงาน", "เอกสารหรือหน้าเว็บที่แสดงธรรมาภิบาลข้อมูลของหน่วยงาน",
    ),
    "s13": _section(
        "13", "เชื่อมโยงและแลกเปลี่ยนข้อมูลตามที่หน่วยงานอื่นร้องขอ", "Data exchange on another agency's request",
        "เชื่อมโยงและแลกเปลี่ยนข้อมูลดิจิทัลตามที่หน่วยงานของรัฐแห่งอื่นร้องขอ",
        "รายการข้อมูลที่เชื่อมโยง ช่องทาง และหน่วยงานที่ได้รับข้อมูล",
    ),
    "s17": _section(
        "17", "เปิดเผยข้อมูลในรูปแบบดิจิทัลต่อสาธารณะ", "Open data",
        "เปิดเผยข้อมูลในรูปแบบข้อมูลดิจิทัลต่อสาธารณะโดยไม่เสียค่าใช้จ่าย เข้าถึงได้อย่างเสรี และนำไปใช้ต่อได้",
        "ที่อยู่ของชุดข้อมูลที่เปิดเผย",
    ),
    "gdx": {
        "name_th": "เชื่อมโยงข้อมูลกับศูนย์แลกเปลี่ยนข้อมูลกลางภาครัฐ (GDX) และเปิดเผยข้อมูลผ่าน data.go.th",
        "name_en": "Connect to GDX, and publish open data on data.go.th",
        "basis": "circular", "section": "", "source": OFFICE, "number": "", "issued_on": "", "due_date": "2021-07-29",
        "asked": "เชื่อมโยงข้อมูลกับศูนย์ GDX และเปิดเผยข้อมูลผ่าน data.go.th ให้แล้วเสร็จภายในวันที่ 29 กรกฎาคม 2564",
        "evidence_asked": "บริการหรือชุดข้อมูลที่เชื่อมโยงกับ GDX และที่อยู่ของชุดข้อมูลบน data.go.th",
        "lacks": "เลขที่และวันที่ของหนังสือเวียน", "scope": "all", "scope_of": [],
    },
}  # fmt: skip
