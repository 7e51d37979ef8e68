# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The committee of the workplan, its seats, its two meetings and what they resolved.

The kind of committee and its name follow public practice; seats, days, places and resolutions are example data.
"""

from datetime import date
from decimal import Decimal

from project.demo.shapes import Committee, Condition, Matter, Meeting, Resolution, Seat, moment

COMMITTEE = Committee(
    code="dg65",
    name_th="คณะกรรมการจัดทำงบประมาณรายจ่ายบูรณาการ แผนงานบูรณาการรัฐบาลดิจิทัล ประจำปีงบประมาณ พ.ศ. 2565",
    name_en="Integrated Budget Committee, Integrated Digital Government Workplan, fiscal year 2022 (2565)",
    legal_basis_th="คำสั่งแต่งตั้งคณะกรรมการจัดทำงบประมาณรายจ่ายบูรณาการ (ข้อมูลตัวอย่าง)",
)
PLACE = "ห้องประชุมใหญ่ สพร. (ข้อมูลตัวอย่าง)"
TITLE = "การพิจารณาข้อเสนอโครงการภายใต้แผนงานบูรณาการรัฐบาลดิจิทัล ประจำปีงบประมาณ พ.ศ. 2565"

ON_PAPER = "แจ้งเป็นหนังสือแล้ว ตามสำเนาในแฟ้มการประชุม (ข้อมูลตัวอย่าง)"

ENDORSE = "endorse"
ENDORSE_WITH_CONDITIONS = "endorse_with_conditions"
DEFER = "defer"

SEATS = (
    Seat(title_th="ประธานกรรมการ", title_en="Chair", role="chair", holder="chair"),
    Seat(title_th="รองประธานกรรมการ", title_en="Vice-chair", role="vice_chair", holder="vicechair"),
    Seat(title_th="กรรมการ", title_en="Member", role="member", holder="member"),
    Seat(title_th="กรรมการ", title_en="Member", role="member", holder="member2"),
    Seat(title_th="กรรมการ", title_en="Member", role="member", holder="member3"),
    Seat(title_th="กรรมการ", title_en="Member", role="member", holder="member4"),
    Seat(title_th="กรรมการ", title_en="Member", role="member", holder="member5"),
    Seat(title_th="กรรมการและเลขานุการ", title_en="Member and secretary", role="secretary", holder="secretary"),
    Seat(
        title_th="ผู้ช่วยเลขานุการ",
        title_en="Assistant secretary",
        role="assistant_secretary",
        holder="secretary2",
        voting=False,
    ),
)

MEETINGS = (
    Meeting(
        committee=COMMITTEE.code,
        number=1,
        year_be=2564,
        title_th=TITLE,
        starts_at=moment(2564, 1, 14, "13:30"),
        ends_at=moment(2564, 1, 14, "16:30"),
        place_th=PLACE,
        absent={"member4": "ติดราชการ"},
        matters=(
            Matter(section=1, title_th="กรอบการพิจารณาข้อเสนอโครงการ ประจำปีงบประมาณ พ.ศ. 2565"),
            Matter(section=2, title_th="ไม่มี เนื่องจากเป็นการประชุมครั้งแรก"),
            Matter(section=3, title_th="ไม่มีเรื่องสืบเนื่อง"),
            Matter(
                section=4,
                title_th="ภาพรวมข้อเสนอโครงการภายใต้แผนงานบูรณาการรัฐบาลดิจิทัล",
                note_th=(
                    "หน่วยงาน 22 แห่ง จัดทำข้อเสนอ 7 โครงการ วงเงิน 852,861,900 บาท เสนอได้ 6 โครงการ "
                    "โครงการ DG65-07 มีหน่วยงานเดียวและไม่มีตัวชี้วัดร่วม จึงยังเสนอไม่ได้"
                ),
            ),
        ),
    ),
    Meeting(
        committee=COMMITTEE.code,
        number=2,
        year_be=2564,
        title_th=TITLE,
        starts_at=moment(2564, 1, 28, "09:30"),
        ends_at=moment(2564, 1, 28, "11:30"),
        place_th=PLACE,
        absent={"member2": "ติดราชการ", "member5": "ลา"},
        matters=(
            Matter(section=1, title_th="ผลการพิจารณาในการประชุมครั้งที่ 1/2564"),
            Matter(section=2, title_th="รับรองรายงานการประชุม ครั้งที่ 1/2564 เมื่อวันที่ 14 มกราคม 2564"),
            Matter(
                section=3,
                title_th="ผลการหารือเรื่องชั้นความลับของข้อมูลที่จะเชื่อมโยง (โครงการ DG65-03)",
                note_th="สศช. และสำนักงานตำรวจแห่งชาติได้ข้อยุติเรื่องชั้นความลับของข้อมูลแล้ว (ข้อมูลตัวอย่าง)",
            ),
        ),
    ),
)

RESOLUTIONS = (
    Resolution(
        project="DG65-01",
        meeting=1,
        verb=ENDORSE,
        text_th=(
            "เห็นชอบโครงการสร้างเครื่องมือและแพลตฟอร์มกลาง วงเงิน 397,692,100 บาท ตามที่ฝ่ายเลขานุการเสนอ "
            "และมอบหมายให้ สพร. ประสานหน่วยงานร่วมให้ใช้แพลตฟอร์มกลางเป็นลำดับแรก"
        ),
    ),
    Resolution(
        project="DG65-02",
        meeting=1,
        verb=ENDORSE,
        text_th=(
            "เห็นชอบโครงการพัฒนาระบบให้บริการดิจิทัลแบบเบ็ดเสร็จ (End-to-End Services) สำหรับประชาชนและธุรกิจ "
            "วงเงิน 47,086,300 บาท ตามที่ฝ่ายเลขานุการเสนอ"
        ),
    ),
    Resolution(
        project="DG65-03",
        meeting=1,
        verb=DEFER,
        text_th="เลื่อนการพิจารณาไปในการประชุมครั้งถัดไป",
        reason_th=(
            "ให้ สศช. หารือกับสำนักงานตำรวจแห่งชาติเรื่องชั้นความลับของข้อมูลที่จะเชื่อมโยงให้ได้ข้อยุติก่อน "
            "แล้วนำเสนอคณะกรรมการในการประชุมครั้งถัดไป"
        ),
    ),
    Resolution(
        project="DG65-04",
        meeting=1,
        verb=ENDORSE_WITH_CONDITIONS,
        text_th=(
            "เห็นชอบโดยมีเงื่อนไข โครงการพัฒนานวัตกรรมบริการดิจิทัลภาครัฐรองรับวิถีชีวิตแนวใหม่ (New Normal) "
            "โดยปรับลดวงเงินของกรมการค้าต่างประเทศเหลือ 13,500,000 บาท รวมวงเงินโครงการ 20,122,000 บาท"
        ),
        conditions=(
            Condition(
                text_th="ให้กรมการค้าต่างประเทศปรับรายละเอียดโครงการให้ใช้ระบบคลาวด์กลางภาครัฐ (GDCC) แทนการจัดหาเครื่องแม่ข่าย",
                due_date=date(2021, 1, 29),
                before_forwarding=True,
            ),
        ),
        endorsed_baht={0: Decimal(13_500_000)},
    ),
    Resolution(
        project="DG65-05",
        meeting=1,
        verb=ENDORSE,
        text_th=(
            "เห็นชอบโครงการพัฒนาระบบสนับสนุนการมีส่วนร่วมจากประชาชน (e-Participation) และสร้างความโปร่งใส "
            "วงเงิน 14,110,000 บาท ตามที่ฝ่ายเลขานุการเสนอ"
        ),
    ),
    Resolution(
        project="DG65-03",
        meeting=2,
        verb=ENDORSE,
        text_th=(
            "เห็นชอบโครงการการจัดทำข้อมูลสำคัญภาครัฐและข้อมูลเปิดรองรับการเชื่อมโยงข้อมูลในรูปแบบดิจิทัล "
            "วงเงิน 33,309,300 บาท โดยให้เชื่อมโยงเฉพาะข้อมูลตามชั้นความลับที่หน่วยงานร่วมตกลงกันแล้ว"
        ),
    ),
    Resolution(
        project="DG65-06",
        meeting=2,
        verb=ENDORSE,
        text_th=(
            "เห็นชอบโครงการการยกระดับทักษะบุคลากรภาครัฐเพื่อตอบโจทย์ความต้องการของประเทศ "
            "วงเงิน 11,641,800 บาท ตามที่ฝ่ายเลขานุการเสนอ"
        ),
    ),
)


def resolutions_of(meeting: int) -> tuple[Resolution, ...]:
    """Return a meeting's resolutions in the order of its agenda."""
    return tuple(resolution for resolution in RESOLUTIONS if resolution.meeting == meeting)


def final_resolutions() -> list[Resolution]:
    """Return the resolution that stands for each project, in the order of the projects' codes."""
    return sorted((of for of in RESOLUTIONS if of.verb != DEFER), key=lambda of: of.project)
