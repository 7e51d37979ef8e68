# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening a made-up round, and carrying its projects to the office's door, some of them through the screening.

Every step is made by the person whose it is, through the same operations as the pages.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

from agencies.models import Unit
from budget_review.models import ExpertOpinion, Finding, IntegrationProject, Participation, Round, Workplan
from budget_review.models.criteria import Kind, Verdict
from budget_review.models.screening import Recommendation
from budget_review.operations import begin_project, editing, name_agency, screening
from budget_review.operations.sections import write_section
from project.demo import acts, registers
from project.demo.acts import make
from project.demo.answers import answer_of
from project.demo.fy2565.people import head_of, officer_of
from project.demo.large.words import MadeUp, made_up
from project.demo.live import Calendar

NAME = "แผนงานบูรณาการรัฐบาลดิจิทัล (ชุดข้อมูลจำลอง)"
CEILING = Decimal("0.6")  # of what is asked for: about as tight as such years are
SCREENERS = (("screener", "screening_head"), ("screener2", "screening_head2"))
FIRST = 1000  # codes begin behind those of the demo


def open_large_round(calendar: Calendar, projects: int) -> Round:
    """Enter the registers where there are none, and the workplan with its round and ceiling."""
    if registers.is_empty():
        registers.enter_agencies()
        registers.enter_people()
    asked = sum((sum(made_up(place).amounts_baht.values()) for place in range(1, projects + 1)), Decimal(0))
    workplan = Workplan.objects.create(
        fiscal_year=calendar.fiscal_year, host=acts.agency("dga"), name_th=NAME,
        ceiling_baht=round(asked * CEILING / 100_000) * Decimal(100_000) or None,
    )  # fmt: skip
    return Round.objects.create(
        workplan=workplan, name_th=f"รอบจำลอง {projects} โครงการ",
        opens_at=calendar.day(45, "09:00"), closes_at=calendar.day(-20, "16:30"),
    )  # fmt: skip


def carry_round(
    held: Round, calendar: Calendar, *, projects: int, screened: int = 0, drafts: int = 0,
    progress: Callable[[int], None] | None = None,
) -> None:  # fmt: skip
    """Carry so many projects to the office, the first ``screened`` through the screening; the last stay drafts.

    ``drafts`` of them are not handed in: one half waits for its partners, one half is still being written.
    """
    for place in range(1, projects + 1):
        plan = made_up(place)
        days = _Days(calendar, place)
        code = f"{calendar.prefix}{FIRST + place}"
        _draft(held, plan, days, code)
        if place <= projects - drafts:
            _hand_in(code, plan, days)
        elif place % 2:
            make(acts.project(code), "propose", actor=officer_of(_lead(plan)), at=days.proposed)
        if place <= screened:
            _screen(code, plan, days, place)
        if progress:
            progress(place)


class _Days:
    """When a project goes through what: the work of five weeks, spread as people spread it."""

    def __init__(self, calendar: Calendar, place: int) -> None:
        late = 3 + place * 7 % 22  # so many working days ago it was handed in
        clock = f"{9 + place % 7:02d}:{place * 13 % 60:02d}"
        self.drafted, self.proposed = calendar.day(late + 12, clock), calendar.day(late + 8, clock)
        self.consented, self.handed_in = calendar.day(late + 4, clock), calendar.day(late, clock)
        self.taken_up = self.handed_in + timedelta(hours=20)
        self.recommended = calendar.day(max(late - 3, 1), clock) + timedelta(minutes=7)
        self.passed = max(calendar.day(max(late - 5, 0), clock), self.recommended) + timedelta(minutes=20)


def _draft(held: Round, plan: MadeUp, days: _Days, code: str) -> None:
    lead, at = _lead(plan), days.drafted
    officer = acts.person(officer_of(lead))
    year = held.workplan.fiscal_year
    project = begin_project(
        round_id=held.pk, lead=acts.agency(lead), title=plan.title, code=code, objective=plan.objective,
        rationale=plan.rationale, target_group="ประชาชนและหน่วยงานของรัฐที่เกี่ยวข้อง", is_example=True, actor=officer, at=at,
        request_id=acts.request_id("begin", code, officer.username, at),
    )  # fmt: skip
    for partner in list(plan.amounts_baht)[1:]:
        name_agency(
            project=project, agency=acts.agency(partner), actor=officer, at=at,
            request_id=acts.request_id("name", f"{code}/{partner}", officer.username, at),
        )  # fmt: skip
    parts = {part.agency.code: part for part in Participation.objects.filter(project=project).select_related("agency")}
    for key, amount_baht in plan.amounts_baht.items():
        line = editing.LineText(
            id=None, item=plan.item, category=plan.category, subcategory="", fiscal_year=year, amount_baht=amount_baht
        )
        editing.edit_part(
            participation_id=parts[key].pk, actor=officer, at=at, expected_revision=acts.project(code).revision,
            contribution=plan.item, unit=_unit_of(key), lines=[line],
        )  # fmt: skip
    share = Decimal(100) / len(parts)
    weights = {part.pk: share.quantize(Decimal("0.01")) for part in parts.values()}
    weights[parts[lead].pk] += 100 - sum(weights.values())
    kpi = editing.KpiText(
        id=None, name="ร้อยละของรายการข้อมูลที่เชื่อมโยงแล้ว", unit="ร้อยละ", baseline="0", target=str(60 + plan.place % 40),
        weights=weights,
    )  # fmt: skip
    revision = editing.edit_kpis(
        project_id=project.pk, actor=officer, at=at, expected_revision=acts.project(code).revision, kpis=[kpi]
    ).revision
    write_section(
        project_id=project.pk, key="plan_relation", actor=officer, at=at, expected_revision=revision,
        text=plan.plan_relation, rows=(),
    )  # fmt: skip


def _hand_in(code: str, plan: MadeUp, days: _Days) -> None:
    lead, *partners = plan.amounts_baht
    make(acts.project(code), "propose", actor=officer_of(lead), at=days.proposed)
    for partner in partners:
        make(acts.part(code, partner), "consent", actor=officer_of(partner), at=days.consented)
    make(acts.project(code), "hand_in", actor=head_of(lead), at=days.handed_in, letter_number=f"ดท {plan.place}/{code}")


def _screen(code: str, plan: MadeUp, days: _Days, place: int) -> None:
    """Take it up and recommend; the head decides. Whom it concerns himself leaves it to the other division."""
    officer, head = SCREENERS[place % 2]
    make(acts.project(code), "take_up", actor=officer, at=days.taken_up)
    for opinion in ExpertOpinion.objects.filter(project__code=code, state="asked").order_by("pk"):
        make(opinion, "give", actor="expert", at=days.taken_up + timedelta(hours=3), advice="support", text="สนับสนุน")
    recommend(acts.project(code), officer, plan.merit, days.recommended)
    name = "pass_on" if plan.merit >= WORST else "find_not_eligible"
    make(acts.project(code), name, actor=head, at=days.passed, note="" if name == "pass_on" else "คะแนนต่ำกว่าเกณฑ์")


SAID = "พิจารณาจากข้อเสนอและเอกสารแนบ"
WORST = 8  # merit below which screening finds a project not eligible


def recommend(project: IntegrationProject, officer: str, merit: int, at: datetime) -> None:
    """Write findings that are worth about ``merit``, cut what is bought dear, and recommend."""
    opened = project.screening
    assert opened is not None
    reviewed = (
        Finding.objects.filter(screening=opened)
        .exclude(criterion__kind=Kind.AUTOMATIC)
        .select_related("criterion")
        .order_by("pk")
    )
    verdicts = {
        finding.pk: (
            answer_of(finding.criterion, _verdict((merit + 37 * nth) % 101, merit)),
            "พิจารณาจากข้อเสนอและเอกสารแนบ",
        )
        for nth, finding in enumerate(reviewed)
    }
    lines = project.active_lines()
    cut = {lines[0].pk: (lines[0].amount_baht * Decimal("0.9"), "สูงกว่าราคากลาง")} if merit % 4 == 0 else {}
    screening.save_screening(
        project_id=project.pk, actor=acts.person(officer), at=at, expected_revision=opened.revision,
        opinion="ข้อเสนอมีความพร้อมและสอดคล้องกับแผน" if merit >= WORST else "ข้อเสนอยังไม่พร้อม",
        recommendation=Recommendation.PASS if merit >= WORST else Recommendation.NOT_ELIGIBLE,
        verdicts=verdicts, amounts=cut, evidence=dict.fromkeys(verdicts, "เอกสารแนบท้ายข้อเสนอ"),
    )  # fmt: skip
    make(acts.project(project.code), "recommend", actor=officer, at=at)


def _verdict(drawn: int, merit: int) -> str:
    if drawn < merit:
        return Verdict.MET
    return Verdict.PARTLY if drawn < merit + 30 else Verdict.NOT_MET


def _unit_of(agency: str) -> Unit | None:
    """The unit that takes part: the host of the workplan names one, so that another screens the project."""
    return acts.unit(agency, registers.unit_name(agency, "driving")) if agency == "dga" else None


def _lead(plan: MadeUp) -> str:
    return next(iter(plan.amounts_baht))
