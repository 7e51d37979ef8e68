# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The action plan of 2564 as the slides have it. Months that the slides do not give are left to be checked.

Source of every row: DGA slides 2564, "แผนปฏิบัติการขับเคลื่อนแผนพัฒนารัฐบาลดิจิทัล ประจำปี 2564", and the pages on what
agencies are asked for and on the clinic; where another is named, the day is from there.
"""

from datetime import date
from typing import Any

SLIDES = "DGA slides 2564"
_ROWS: tuple[tuple[Any, ...], ...] = (
    # lane, kind, milestone, day, fiscal years, Thai, English, source, note
    ("driving", "activity", True, date(2021, 3, 30), [2564, 2565],
     "ครม. อนุมัติแผนพัฒนารัฐบาลดิจิทัลฯ พ.ศ. 2563–2565 และประกาศในราชกิจจานุเบกษา",
     "The cabinet approves the plan 2563–2565; publication in the Royal Gazette",
     f"{SLIDES}; มติคณะรัฐมนตรี 30 มีนาคม 2564", ""),
    ("driving", "general", False, date(2021, 4, 22), [2564, 2565],
     "ชี้แจงแผนพัฒนารัฐบาลดิจิทัลต่อหน่วยงานทั่วประเทศ", "Briefing of agencies nationwide",
     f"{SLIDES}; วันชี้แจงตามข่าวเผยแพร่ของ สพร.", ""),
    ("driving", "activity", True, date(2021, 4, 19), [2564],
     "เปิดลงทะเบียนคลินิกแผน DG", "Registration for the plan clinic opens", SLIDES, ""),
    ("driving", "activity", False, None, [2564, 2565],
     "หน่วยงานจัดทำ/ปรับปรุงแผนงานให้สอดคล้องต่อแผนพัฒนารัฐบาลดิจิทัล", "Agencies prepare or revise their plans", SLIDES, ""),
    ("driving", "activity", False, None, [2564, 2565],
     "หน่วยงานกรอกข้อมูลลงแบบสอบถามความสอดคล้องต่อแผนพัฒนารัฐบาลดิจิทัล", "Agencies answer the alignment questionnaire",
     SLIDES, ""),
    ("driving", "activity", True, date(2021, 6, 9), [2564, 2565],
     "ครบกำหนดส่งแบบสอบถามความสอดคล้องกลับมายัง สพร.", "The questionnaire is due back at DGA", SLIDES, ""),
    ("driving", "activity", False, None, [2564, 2565],
     "สพร. สรุปรวบรวม/ตรวจสอบความสอดคล้องของแผน", "DGA compiles and checks the alignment", SLIDES, ""),
    ("driving", "activity", False, None, [2564, 2565],
     "รายงานผลกลับไปให้หน่วยงาน", "Results are reported back to the agencies", SLIDES, ""),
    ("driving", "activity", True, date(2021, 7, 29), [2564],
     "ครบกำหนดเชื่อมโยงข้อมูลกับศูนย์ GDX และเปิดเผยข้อมูลผ่าน data.go.th",
     "Agencies are to be connected to GDX, and open data on data.go.th", f"{SLIDES}; หนังสือเวียนสำนักงาน ก.พ.ร.", ""),
    ("driving", "activity", False, None, [2564],
     "สพร. เข้าพบผู้บริหารระดับสูงของหน่วยงาน 6 กลุ่มเป้าหมาย", "DGA visits the executives of the six target groups", SLIDES, ""),
    ("driving", "general", False, None, [2564],
     "สื่อสารและติดตามแผนผ่านเวทีประชุมหัวหน้าส่วนราชการ", "The plan at the meetings of heads of agencies", SLIDES,
     "รอตรวจสอบตารางการประชุม"),
    ("driving", "activity", False, None, [2564, 2565],
     "สรุปผลการขับเคลื่อนแผน เพื่อปรับปรุงในปีถัดไป (Rolling Plan)", "Summary of the year, to revise the next (rolling plan)",
     SLIDES, ""),
    ("tracking", "activity", False, None, [2564],
     "ติดตามสถานะการดำเนินงานแผน ครั้งที่ 1/64", "Status of the plan, round 1/64", SLIDES, ""),
    ("tracking", "activity", False, None, [2564],
     "ติดตามสถานะการดำเนินงานแผน ครั้งที่ 2/64", "Status of the plan, round 2/64", SLIDES, ""),
    ("budget", "activity", False, None, [2564],
     "ติดตามแผนงานบูรณาการ 2564 (Q2)", "Monitoring of the integrated workplan 2564 (Q2)", SLIDES, ""),
    ("budget", "activity", False, None, [2564],
     "ติดตามแผนงานบูรณาการ 2564 (Q3)", "Monitoring of the integrated workplan 2564 (Q3)", SLIDES, ""),
    ("budget", "activity", False, None, [2564],
     "ติดตามแผนงานบูรณาการ 2564 (Q4)", "Monitoring of the integrated workplan 2564 (Q4)", SLIDES, ""),
    ("budget", "activity", False, None, [2565],
     "จัดเตรียมข้อมูลชี้แจงงบประมาณ พ.ร.บ. 65", "Preparing answers on the budget bill 2565", SLIDES, ""),
    ("budget", "activity", False, None, [2565],
     "จัดทำข้อมูลเพิ่มเติมแผนงานบูรณาการ 65", "More information on the integrated workplan 2565", SLIDES, ""),
    ("budget", "activity", False, None, [2564],
     "รายงานผลสำเร็จของแผนงานบูรณาการรัฐบาลดิจิทัล ปีงบประมาณ พ.ศ. 2564",
     "Report on the integrated Digital Government workplan, fiscal year 2564", SLIDES, ""),
    ("meetings", "committee", False, None, [2564],
     "ประชุมคณะกรรมการพัฒนารัฐบาลดิจิทัล ครั้งที่ 3/64",
     "Meeting 3/64 of the Digital Government Development Committee", SLIDES, ""),
    ("meetings", "committee", False, None, [2564],
     "ประชุมคณะกรรมการพัฒนารัฐบาลดิจิทัล ครั้งที่ 4/64",
     "Meeting 4/64 of the Digital Government Development Committee", SLIDES, ""),
)  # fmt: skip
ENTRIES: list[dict[str, Any]] = [
    {
        "code": f"y2564-{place:02d}", "year": 2564, "lane": lane, "kind": kind, "is_milestone": is_milestone,
        "certainty": "day" if day else "unknown", "first_day": day, "last_day": day, "fiscal_years": fiscal_years,
        "name_th": name_th, "name_en": name_en, "source": source, "note": note,
    }
    for place, (lane, kind, is_milestone, day, fiscal_years, name_th, name_en, source, note) in enumerate(_ROWS, 1)
]  # fmt: skip
