# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who and where of the made-up data: agencies, people in every role, rounds; and titles such as agencies write."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random

from accounts.models import User
from agencies.models import Agency, Membership
from agencies.roles import Role
from budget_review.models import Round, Workplan

YEARS = range(2556, 2566)  # fiscal years, B.E.
ROUNDS_A_YEAR = 4
SCREENERS = 40
RARE_WORD = "เรือนกระจกอัจฉริยะ"  # in one title of ten thousand
RARE = 10_000
FREQUENT_WORD = "ข้อมูล"
RARE_AIM = "กระเช้าลอยฟ้า"  # in one objective of ten thousand, in no title

_ACTS = (
    "พัฒนา", "เชื่อมโยง", "ยกระดับ", "บูรณาการ", "จัดทำ", "ปรับปรุง", "ขยายผล", "ส่งเสริม", "วางรากฐาน", "บริหารจัดการ",
)  # fmt: skip
_THINGS = (
    "ระบบข้อมูลทะเบียนกลาง", "แพลตฟอร์มบริการภาครัฐ", "ศูนย์ข้อมูลสุขภาพ", "ระบบเตือนภัยพิบัติ", "ฐานข้อมูลเกษตรกร",
    "บริการดิจิทัลผู้สูงอายุ", "ระบบอนุญาตอิเล็กทรอนิกส์", "ข้อมูลภูมิสารสนเทศ", "คลังข้อมูลการศึกษา", "ระบบขนส่งอัจฉริยะ",
    "ข้อมูลแรงงานต่างด้าว", "ระบบน้ำและชลประทาน", "บัญชีข้อมูลภาครัฐ", "ระบบยืนยันตัวตน", "โครงข่ายสารสนเทศ", "ระบบงานยุติธรรม",
)  # fmt: skip
_FOR = ("เพื่อประชาชน", "แบบครบวงจร", "ระดับพื้นที่", "ด้วยปัญญาประดิษฐ์", "สู่ระดับสากล", "ในส่วนภูมิภาค", "อย่างยั่งยืน")
_PLACES = (
    "เชียงใหม่", "ขอนแก่น", "สงขลา", "นครราชสีมา", "ระยอง", "อุบลราชธานี", "พิษณุโลก", "สุราษฎร์ธานี", "ชลบุรี", "เชียงราย",
    "อุดรธานี", "ภูเก็ต", "นครสวรรค์", "กาญจนบุรี", "น่าน", "ตราด", "ยะลา", "เลย", "ตาก", "พังงา",
)  # fmt: skip

_GAINS = (
    "เข้าถึงบริการของรัฐได้สะดวก", "ลดขั้นตอนและสำเนาเอกสาร", "ตัดสินใจด้วยข้อมูลชุดเดียวกัน", "รับมือภัยได้ทันเวลา", "มีรายได้เพิ่มขึ้น",
    "ตรวจสอบการใช้งบประมาณได้", "ได้รับสิทธิครบถ้วน", "เดินทางปลอดภัย",
)  # fmt: skip


@dataclass(frozen=True)
class People:
    """The ids that rows point at."""

    agencies: list[int]
    officers: list[int]  # of the agency at the same place
    heads: list[int]
    screeners: list[int]
    screening_head: int
    secretary: int
    budget: int
    auditor: int
    rounds: list[tuple[int, int]]  # (id, fiscal year)


def settle(count: int) -> People:
    """Enter agencies, people and rounds for so many projects."""
    number = max(60, count // 1000)
    agencies = Agency.objects.bulk_create(
        Agency(code=f"a{place:04d}", name_th=f"หน่วยงานที่ {place:04d}", abbreviation=f"ห{place}")
        for place in range(number + 3)
    )
    *own, dga, bureau, audit = (agency.pk for agency in agencies)

    def seat(role: Role, places: list[int]) -> list[int]:
        users = User.objects.bulk_create(
            User(username=f"{role}{place}", display_name=f"ผู้ใช้ {role} {place}") for place in range(len(places))
        )
        Membership.objects.bulk_create(
            Membership(user=user, agency_id=agency, role=role, from_date=date(2010, 1, 1))
            for user, agency in zip(users, places, strict=True)
        )
        return [user.pk for user in users]

    rounds = []
    for year in YEARS:
        workplan = Workplan.objects.create(name_th="แผนงานบูรณาการรัฐบาลดิจิทัล", fiscal_year=year, host_id=dga)
        for place in range(ROUNDS_A_YEAR):
            opens = datetime(year - 544, 3 * place + 1, 1, tzinfo=UTC)
            closes = datetime(year - 544, 3 * place + 3, 28, tzinfo=UTC)
            held = Round.objects.create(
                workplan=workplan, name_th=f"รอบที่ {place + 1}", opens_at=opens, closes_at=closes
            )
            rounds.append((held.pk, year))
    return People(
        agencies=own,
        officers=seat(Role.AGENCY_OFFICER, own),
        heads=seat(Role.AGENCY_HEAD, own),
        screeners=seat(Role.SCREENING_OFFICER, [dga] * SCREENERS),
        screening_head=seat(Role.SCREENING_HEAD, [dga])[0],
        secretary=seat(Role.SECRETARY, [dga])[0],
        budget=seat(Role.BUDGET_OFFICER, [bureau])[0],
        auditor=seat(Role.AUDITOR, [audit])[0],
        rounds=rounds,
    )


def title_of(place: int, random: Random) -> str:
    """A title; one of ten thousand holds the rare word."""
    pick = random.choice
    words = f"โครงการ{pick(_ACTS)}{pick(_THINGS)}{pick(_FOR)} จังหวัด{pick(_PLACES)} ระยะที่ {place % 97 + 1}"
    return f"{words} {RARE_WORD}" if place % RARE == 7 else words


def objective_of(place: int, random: Random) -> str:
    """An objective, longer than a title; one of ten thousand holds its own rare word."""
    pick = random.choice
    words = f"เพื่อ{pick(_ACTS)}{pick(_THINGS)}{pick(_FOR)} ให้ประชาชนในจังหวัด{pick(_PLACES)}{pick(_GAINS)}"
    words += f" และให้หน่วยงานที่เกี่ยวข้อง{pick(_GAINS)}ภายใน {place % 5 + 1} ปี"
    return f"{words} {RARE_AIM}" if place % RARE == 11 else words
