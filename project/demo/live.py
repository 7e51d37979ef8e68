# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A second round that is going on now, so that something waits for every persona of the demo.

Its projects are example data through and through: they borrow agencies, items and amounts from the FY2565 lines, under
titles of their own. Its days are counted back from the day the demo is made.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from papers.thai import BANGKOK, buddhist_year, fiscal_year
from project.demo import budgets, shapes
from project.demo.acts import Event, until
from project.demo.campaign import campaign
from project.demo.follow_up import assigned, follow_up
from project.demo.fy2565 import committee as committee_of_2565
from project.demo.fy2565 import reviews
from project.demo.fy2565.committee import ENDORSE, PLACE, SEATS
from project.demo.fy2565.decisions import forwarding_letter
from project.demo.fy2565.projects import BY_CODE
from project.demo.fy2565.timetable import Days, MeetingDays
from project.demo.meetings import drafting, meeting, session
from project.demo.orders import Acting
from project.demo.proposals import proposal, review
from project.demo.shapes import KPI, Matter, Project, Resolution, Return
from project.demo.talk import talk

BORROWED = "วงเงินตัวอย่าง อ้างอิงรายการใน{source}"


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The days of the live round, counted in working days from the last morning that has passed."""

    today: date

    def day(self, back: int, clock: str = "09:30") -> datetime:
        """Return the moment ``back`` working days ago; ahead where it is negative."""
        day, step = self.today, timedelta(days=-1 if back > 0 else 1)
        for _ in range(abs(back)):
            day += step
            while day.weekday() > 4:
                day += step
        hour, minute = clock.split(":")
        return datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=BANGKOK)

    @property
    def fiscal_year(self) -> int:
        """The fiscal year that is being prepared: the one after the present."""
        return fiscal_year(self.today) + 1

    @property
    def prefix(self) -> str:
        """How the codes of the year begin."""
        return f"DG{self.fiscal_year % 100}-"


def calendar_of(now: datetime) -> Calendar:
    """Return the calendar of the last working day on which a morning session has opened before ``now``."""
    local = now.astimezone(BANGKOK)
    day = local.date() if local.hour >= 11 else local.date() - timedelta(days=1)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return Calendar(today=day)


def call(calendar: Calendar) -> shapes.Round:
    """The workplan and the round, open before and after today."""
    year = calendar.fiscal_year
    return shapes.Round(
        fiscal_year=year,
        host="dga",
        workplan_th="แผนงานบูรณาการรัฐบาลดิจิทัล",
        workplan_en="Integrated Digital Government Workplan",
        name_th=f"รอบจัดทำข้อเสนอ ประจำปีงบประมาณ พ.ศ. {year} (ข้อมูลตัวอย่าง)",
        name_en=f"Call for projects, fiscal year {year - 543} ({year}) (example data)",
        opens_at=calendar.day(45, "09:00"),
        closes_at=calendar.day(-60, "16:30"),
    )


def committee(calendar: Calendar) -> shapes.Committee:
    """The committee of the year, with the same seats."""
    year, of_2565 = calendar.fiscal_year, committee_of_2565.COMMITTEE
    return replace(
        of_2565,
        code=f"dg{year % 100}",
        name_th=of_2565.name_th.replace("2565", str(year)),
        name_en=of_2565.name_en.replace("2022 (2565)", f"{year - 543} ({year})"),
    )


@dataclass(frozen=True, kw_only=True)
class Borrowed:
    """A project composed from a FY2565 one: some of its agencies, the lead first, with a KPI they share."""

    number: int
    title_th: str
    title_en: str
    of: str
    agencies: tuple[str, ...]
    weights: tuple[int, ...]

    def plan(self, calendar: Calendar) -> Project:
        """The project as it is proposed in the live round."""
        source = BY_CODE[self.of]
        parts = {part.agency: part for part in source.participants}
        first = source.kpis[0]
        begins = date(calendar.fiscal_year - 544, 10, 1)
        return Project(
            code=f"{calendar.prefix}{self.number:02d}",
            title_th=self.title_th,
            title_en=self.title_en,
            lead=self.agencies[0],
            objective_th=source.objective_th,
            rationale_th=source.rationale_th,
            target_group_th=source.target_group_th,
            start_date=begins,
            end_date=date(begins.year + 1, 9, 30),
            participants=tuple(parts[key] for key in self.agencies),
            kpis=(
                KPI(
                    name_th=first.name_th,
                    unit_th=first.unit_th,
                    baseline=first.baseline,
                    target=first.target,
                    owners=dict(zip(self.agencies, map(Decimal, self.weights), strict=True)),
                ),
            ),
            lines=tuple(
                replace(line, source=BORROWED.format(source=line.source))
                for line in source.lines
                if line.agency in self.agencies
            ),
        )


LONE = Borrowed(
    number=1,
    title_th="โครงการบริการโครงสร้างพื้นฐานดิจิทัลภาครัฐ ระยะที่ 2",
    title_en="Government digital infrastructure services, phase 2",
    of="DG65-07",
    agencies=("dga",),
    weights=(100,),
)
RETURNED = Borrowed(
    number=2,
    title_th="โครงการพัฒนาทักษะข้อมูลสำหรับบุคลากรภาครัฐ",
    title_en="Data skills for government personnel",
    of="DG65-06",
    agencies=("dga", "deqp", "ddc", "justice"),
    weights=(40, 20, 20, 20),
)
CONFIRMING = Borrowed(
    number=3,
    title_th="โครงการทะเบียนกลางทรัพย์สินและเกษตรกร",
    title_en="Central registers of assets and farmers",
    of="DG65-01",
    agencies=("dga", "nia", "treasury", "oae"),
    weights=(30, 20, 30, 20),
)
APPROVING = Borrowed(
    number=4,
    title_th="โครงการเปิดรับฟังความคิดเห็นเชิงพื้นที่ ระยะที่ 2",
    title_en="Area-based consultation, phase 2",
    of="DG65-05",
    agencies=("dga", "gistda"),
    weights=(50, 50),
)
SUBMITTED = Borrowed(
    number=5,
    title_th="โครงการบริการผู้ส่งออกแบบดิจิทัลครบวงจร",
    title_en="Complete digital services for exporters",
    of="DG65-04",
    agencies=("dft", "cea"),
    weights=(70, 30),
)
RECOMMENDED = Borrowed(
    number=6,
    title_th="โครงการบัญชีข้อมูลเศรษฐกิจ สังคม และแรงงาน",
    title_en="Catalogue of economic, social and labour data",
    of="DG65-03",
    agencies=("nesdc", "dlpw", "police"),
    weights=(50, 30, 20),
)
LARGE = Borrowed(
    number=7,
    title_th="โครงการแพลตฟอร์มข้อมูลเชิงพื้นที่และน้ำแห่งชาติ",
    title_en="National platform for spatial and water data",
    of="DG65-01",
    agencies=("gistda", "hii", "ocpb"),
    weights=(60, 30, 10),
)
SCREENED = Borrowed(
    number=8,
    title_th="โครงการเชื่อมโยงข้อมูลนิติบุคคลกับข้อมูลภาษี",
    title_en="Linking company data and tax data",
    of="DG65-02",
    agencies=("dbd", "revenue"),
    weights=(60, 40),
)
DRAFTED = Borrowed(
    number=9,
    title_th="โครงการศูนย์บริการและแหล่งเรียนรู้ดิจิทัลแบบเบ็ดเสร็จ",
    title_en="One-stop digital services and learning",
    of="DG65-02",
    agencies=("okmd", "opdc"),
    weights=(50, 50),
)
CONSIDERED = Borrowed(
    number=10,
    title_th="โครงการฐานข้อมูลพื้นที่สีเขียวและผู้บริโภค",
    title_en="Green-area and consumer databases",
    of="DG65-01",
    agencies=("ocpb", "deqp"),
    weights=(50, 50),
)
QUEUED = Borrowed(
    number=11,
    title_th="โครงการเวลามาตรฐานและธรรมาภิบาลข้อมูลกลาง",
    title_en="Standard time and central data governance",
    of="DG65-01",
    agencies=("nimt", "nia"),
    weights=(60, 40),
)
BUDGETING = Borrowed(
    number=12,
    title_th="โครงการข้อมูลน้ำเพื่อการเกษตร",
    title_en="Water data for farming",
    of="DG65-01",
    agencies=("hii", "oae"),
    weights=(60, 40),
)

ASK_FOR_MORE = Return(
    reason_th="ขอให้ระบุจำนวนบุคลากรเป้าหมายของแต่ละหน่วยงานและวิธีประเมินทักษะให้ชัดเจน",
    sections=("rationale",),
    mended_section="rationale",
    mended_text_th="",
)


# How many working days ago a project took each step, at what time of day, unless told otherwise.
STEPS = {
    "drafted": (30, "09:30"),
    "proposed": (24, "09:30"),
    "consented": (22, "09:30"),
    "handed_in": (20, "14:00"),
    "taken_up": (18, "10:00"),
    "returned": (2, "13:00"),
    "assessed": (14, "15:00"),
    "recommended": (12, "10:00"),
    "passed": (11, "10:00"),
}


def events(calendar: Calendar) -> Iterator[Event]:
    """Every act of the live round so far, each project to the point where it waits for somebody."""
    yield from until(_way(LONE, calendar, "proposed", drafted=3, proposed=3), "draft")
    yield from _way(RETURNED, calendar, "returned")
    yield from until(_way(CONFIRMING, calendar, "consented", proposed=3, consented=2), "consent nia")
    yield from _way(APPROVING, calendar, "consented", proposed=4, consented=1)
    yield from _way(SUBMITTED, calendar, "handed_in", handed_in=2)
    yield from _way(RECOMMENDED, calendar, "recommended", assessed=3, recommended=1)
    yield from _way(LARGE, calendar, "taken_up", taken_up=4)
    yield from talk(
        LARGE.plan(calendar), screener=reviews.BY_PROJECT[LARGE.of].screener, asked_at=calendar.day(3, "10:30"),
        answered_at=calendar.day(2, "11:00"),
    )  # fmt: skip
    for passed in (SCREENED, DRAFTED, CONSIDERED, QUEUED, BUDGETING):
        yield from _way(passed, calendar, "passed")
    yield from _absence(calendar).events()
    yield from _meetings(calendar)
    yield from _budget(calendar)
    yield from campaign(calendar.day, calendar.today, calendar.fiscal_year - 1)


def _absence(calendar: Calendar) -> Acting:
    """The order by which DGA's officer may act for its head these weeks: log in as ``officer`` and take it up."""
    written_at = calendar.day(2, "08:40")
    return Acting(
        agency="dga",
        number=f"ตย. 7/{written_at.year + 543}",
        reason="ผู้อำนวยการลาพักผ่อน",
        written_at=written_at,
        last_day=written_at.date() + timedelta(days=30),
    )


def _way(borrowed: Borrowed, calendar: Calendar, last: str, **back: int) -> list[Event]:
    """A project's way up to its ``last`` step; ``back`` says when a step was made another number of days ago."""
    plan = borrowed.plan(calendar)
    later = timedelta(minutes=7 * borrowed.number)  # the projects keep out of each other's way
    made = list(STEPS)[: list(STEPS).index(last) + 1]
    moments = {name: calendar.day(back.get(name, STEPS[name][0]), STEPS[name][1]) + later for name in made}
    row = None
    if borrowed.of in reviews.BY_PROJECT:
        returned = ASK_FOR_MORE if last == "returned" else None
        row = replace(reviews.BY_PROJECT[borrowed.of], project=plan.code, returned=returned, opinions=())
    days = Days(**moments)
    return [*proposal(plan, days, calendar.fiscal_year), *(review(plan, days, row) if row else ())]


def _meetings(calendar: Calendar) -> Iterator[Event]:
    """One meeting that is over, one in session, one convened and still being prepared."""
    over = _meeting_row(calendar, 1, calendar.day(6))
    over_days = _meeting_days(calendar, planned=10, convened=9, frozen=7, opened=6)
    budgeting = BUDGETING.plan(calendar)
    yield from meeting(over, over_days, SEATS, [budgeting])
    resolved = replace(_endorse(budgeting, 1), assigned=assigned(calendar.day(2).date(), calendar.day(-20).date()))
    yield from session(over, over_days, [(budgeting, resolved)])
    yield from follow_up(over, budgeting, calendar.day)

    now = _meeting_row(calendar, 2, calendar.day(0))
    now_days = _meeting_days(calendar, planned=8, convened=5, frozen=3, opened=0)
    drafted = DRAFTED.plan(calendar)
    yield from meeting(now, now_days, SEATS, [drafted, CONSIDERED.plan(calendar)])
    yield drafting(now, now_days.resolved(0), drafted, _endorse(drafted, 2))

    ahead = _meeting_row(calendar, 3, calendar.day(-7))
    ahead_days = _meeting_days(calendar, planned=2, convened=1, frozen=-3, opened=-7)
    yield from until(meeting(ahead, ahead_days, SEATS, [QUEUED.plan(calendar)]), "convene")


def _meeting_row(calendar: Calendar, number: int, starts_at: datetime) -> shapes.Meeting:
    year = calendar.fiscal_year
    return shapes.Meeting(
        committee=committee(calendar).code,
        number=number,
        year_be=buddhist_year(starts_at.date()),
        title_th=committee_of_2565.TITLE.replace("2565", str(year)),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        place_th=PLACE,
        matters=(Matter(section=1, title_th=f"กรอบการพิจารณาข้อเสนอโครงการ ประจำปีงบประมาณ พ.ศ. {year}"),),
    )


def _meeting_days(calendar: Calendar, *, planned: int, convened: int, frozen: int, opened: int) -> MeetingDays:
    return MeetingDays(
        planned=calendar.day(planned, "13:00"),
        convened=calendar.day(convened, "10:00"),
        frozen=calendar.day(frozen, "15:00"),
        opened=calendar.day(opened),
        ended=calendar.day(opened, "12:30"),
    )


def _endorse(plan: Project, number: int) -> Resolution:
    text = f"เห็นชอบ{plan.title_th} วงเงิน {plan.total_baht:,} บาท ตามที่ฝ่ายเลขานุการเสนอ"
    return Resolution(project=plan.code, meeting=number, verb=ENDORSE, text_th=text)


def _budget(calendar: Calendar) -> Iterator[Event]:
    """The endorsed project goes to the Budget Bureau, which has recorded the request and has yet to decide."""
    plan = BUDGETING.plan(calendar)
    officer = reviews.BY_PROJECT[BUDGETING.of].screener
    letter = forwarding_letter(plan.code)
    yield budgets.step(plan, "forward", calendar.day(4, "10:00"), officer, letter_number=letter)
    yield budgets.step(plan, "take_into_budget", calendar.day(3, "10:00"), budgets.BUREAU)
    source = f"คำของบประมาณ ปีงบประมาณ พ.ศ. {calendar.fiscal_year} (ข้อมูลตัวอย่าง)"
    yield budgets.with_amounts(plan, "record_stage", calendar.day(2, "10:00"), {}, stage="requested", source=source)
