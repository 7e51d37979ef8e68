# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project's way from the first draft to a passed screening, as acts in time."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from budget_review.models import Category, ExpertOpinion, Round
from budget_review.models.criteria import Kind, Verdict
from budget_review.operations import begin_project, editing, name_agency, screening
from budget_review.prices import Basis, Price
from project.demo import acts
from project.demo.acts import Event, Run, make
from project.demo.answers import answer_of
from project.demo.fy2565.decisions import cover_letter
from project.demo.fy2565.people import head_of, officer_of
from project.demo.fy2565.timetable import Days
from project.demo.orders import Acting
from project.demo.papers import MARK, attach_papers
from project.demo.registers import unit_name
from project.demo.sections import write_sections
from project.demo.shapes import KPI, Line, Participant, Project, Return, Review
from workflows.refusals import GuardsUnmet

BOOKS = 2565  # the year whose printed books the lines are restated from; what they do not say stays unsaid

EVIDENCE = "เอกสารแนบท้ายข้อเสนอ (ข้อมูลตัวอย่าง)"


def proposal(plan: Project, days: Days, fiscal_year: int, away: Acting | None = None) -> Iterator[Event]:
    """Draft, propose, consent, hand in. A project without a day for its consents is one that may not be proposed.

    While the head of the lead agency is ``away``, its officer hands in for the head.
    """
    officer = officer_of(plan.lead)
    yield _event(plan, "draft", days.drafted, officer, lambda run: draft(plan, days.drafted, fiscal_year))
    if days.consented is None:
        yield _event(plan, "propose", days.proposed, officer, lambda run: be_refused(plan, days.proposed, run))
        return
    yield _step(plan, "propose", days.proposed, officer)
    for nth, partner in enumerate(plan.partners):
        yield _consent(plan, partner, days.consent(nth))
    if days.handed_in and away:
        yield from away.events()
        yield _hand_in_for_the_head(plan, days.handed_in, away)
    elif days.handed_in:
        yield _step(plan, "hand_in", days.handed_in, head_of(plan.lead), letter_number=cover_letter(plan.code))


def review(plan: Project, days: Days, row: Review) -> Iterator[Event]:
    """Take up, perhaps return and resubmit, hear the experts, assess, recommend, pass."""
    officer = officer_of(plan.lead)
    if days.taken_up:
        yield _step(plan, "take_up", days.taken_up, row.screener)
    if row.returned and days.returned:
        back = row.returned
        yield _step(
            plan,
            "return_for_revision",
            days.returned,
            row.screener,
            note=back.reason_th,
            sections=list(back.sections),
        )
        if days.resubmitted:
            yield _mending(plan, back, days.resubmitted - timedelta(minutes=30), officer)
            yield _step(plan, "resubmit", days.resubmitted, officer)
    for nth, opinion in enumerate(row.opinions if days.opinions else ()):
        yield _opinion(plan, opinion.expert, opinion.field, opinion.advice, opinion.text_th, days.opinions, nth)
    if days.assessed:
        yield _assessment(plan, row, days.assessed)
    if days.recommended:
        yield _step(plan, "recommend", days.recommended, row.screener)
    if days.passed:
        yield _step(plan, "pass_on", days.passed, row.head, note=row.approval_th)


def draft(plan: Project, at: datetime, fiscal_year: int) -> None:
    """Write the whole draft as the lead's officer: essentials, participants with their lines, KPIs."""
    officer = acts.person(officer_of(plan.lead))
    parts = {of.agency: of for of in plan.participants}
    project = begin_project(
        round_id=Round.objects.get(workplan__fiscal_year=fiscal_year).pk,
        lead=acts.agency(plan.lead),
        title=plan.title_th,
        code=plan.code,
        objective=plan.objective_th,
        rationale=plan.rationale_th,
        target_group=plan.target_group_th,
        starts_on=plan.start_date,
        ends_on=plan.end_date,
        is_example=True,
        actor=officer,
        at=at,
        request_id=acts.request_id("begin", plan.code, officer.username, at),
    )
    for partner in plan.partners:
        name_agency(
            project=project,
            agency=acts.agency(partner),
            actor=officer,
            at=at,
            request_id=acts.request_id("name", f"{plan.code}/{partner}", officer.username, at),
        )
    for key, of in parts.items():
        _write_part(plan, of, [line for line in plan.lines if line.agency == key], at, fiscal_year)
    editing.edit_kpis(
        project_id=project.pk,
        actor=officer,
        at=at,
        expected_revision=acts.project(plan.code).revision,
        kpis=[_kpi(plan, kpi) for kpi in plan.kpis],
    )
    write_sections(plan, at)
    if fiscal_year != BOOKS:
        attach_papers(plan, at)


def be_refused(plan: Project, at: datetime, run: Run) -> None:
    """Try to propose, and keep the reasons for which it is refused."""
    try:
        make(acts.project(plan.code), "propose", actor=officer_of(plan.lead), at=at)
    except GuardsUnmet as refusal:
        run.refused[plan.code] = [str(reason) for reason in refusal.reasons]
    else:
        raise AssertionError(f"{plan.code} was let through.")


def _step(plan: Project, name: str, at: datetime, actor: str, note: str = "", **facts: Any) -> Event:
    def do(run: Run) -> None:
        make(acts.project(plan.code), name, actor=actor, at=at, note=note, **facts)

    return _event(plan, name, at, actor, do)


def _hand_in_for_the_head(plan: Project, at: datetime, away: Acting) -> Event:
    def do(run: Run) -> None:
        order, letter = away.order(), cover_letter(plan.code)
        make(acts.project(plan.code), "hand_in", actor=officer, at=at, under=order.pk, letter_number=letter)

    officer = officer_of(plan.lead)
    return _event(plan, "hand_in", at, officer, do)


def _consent(plan: Project, partner: str, at: datetime) -> Event:
    actor = officer_of(partner)

    def do(run: Run) -> None:
        make(acts.part(plan.code, partner), "consent", actor=actor, at=at)

    return _event(plan, f"consent {partner}", at, actor, do)


def _mending(plan: Project, back: Return, at: datetime, actor: str) -> Event:
    def do(run: Run) -> None:
        project = acts.project(plan.code)
        written = {name: getattr(project, name) for name in ("title", "objective", "rationale", "target_group")}
        editing.edit_essentials(
            project_id=project.pk,
            actor=acts.person(actor),
            at=at,
            expected_revision=project.revision,
            starts_on=project.starts_on,
            ends_on=project.ends_on,
            **written | {back.mended_section: back.mended_text_th},
        )

    return _event(plan, "mend", at, actor, do)


def _opinion(
    plan: Project, expert: str, field: str, advice: str, text: str, begins: datetime | None, nth: int
) -> Event:
    assert begins is not None
    at = begins + timedelta(minutes=90 * nth)

    def do(run: Run) -> None:
        asked = ExpertOpinion.objects.get(project__code=plan.code, field=field)
        make(asked, "give", actor=expert, at=at, advice=advice, text=text)

    return _event(plan, f"give {field}", at, expert, do)


def _assessment(plan: Project, row: Review, at: datetime) -> Event:
    def do(run: Run) -> None:
        project = acts.project(plan.code)
        opened = project.screening
        assert opened is not None
        given = {finding.criterion: (finding.verdict, finding.note_th) for finding in row.findings}
        verdicts, evidence = {}, {}
        for finding in opened.findings.exclude(criterion__kind=Kind.AUTOMATIC).select_related("criterion"):
            verdict, note = given.get(finding.criterion.code, (Verdict.MET, ""))  # what needs no word was in order
            verdicts[finding.pk] = answer_of(finding.criterion, verdict), note
            evidence[finding.pk] = EVIDENCE if finding.criterion.needs_evidence else ""
        screening.save_screening(
            project_id=project.pk,
            actor=acts.person(row.screener),
            at=at,
            expected_revision=opened.revision,
            opinion=row.recommendation_th,
            recommendation="pass",
            verdicts=verdicts,
            amounts={},
            evidence=evidence,
        )

    return _event(plan, "assess", at, row.screener, do)


def _event(plan: Project, name: str, at: datetime, actor: str, do: Callable[[Run], None]) -> Event:
    return Event(at=at, of=plan.code, name=name, actor=actor, do=do)


def _write_part(plan: Project, of: Participant, lines: list[Line], at: datetime, fiscal_year: int) -> None:
    editing.edit_part(
        participation_id=acts.part(plan.code, of.agency).pk,
        actor=acts.person(officer_of(plan.lead)),
        at=at,
        expected_revision=acts.project(plan.code).revision,
        contribution=of.contribution_th,
        unit=acts.unit(of.agency, unit_name(of.agency, of.unit)) if of.unit else None,
        lines=[
            editing.LineText(
                id=None,
                item=line.item,
                category=line.category,
                subcategory=line.subcategory,
                fiscal_year=fiscal_year,
                amount_baht=line.amount_baht,
                source=line.source,
                **_price(line) if fiscal_year != BOOKS else {},
            )
            for line in lines
        ],
    )


def _price(line: Line) -> dict[str, Any]:
    """Investments as ICT items at a standard price, as an example; the budget books mark none."""
    if line.category != Category.INVESTMENT:
        return {}
    price = Price(
        basis=Basis.STANDARD, edition=f"ธ.ค. 2568 {MARK}", item_no="1", page="1", unit_price_baht=line.amount_baht
    )
    return {"is_ict": True, "price": price}


def _kpi(plan: Project, kpi: KPI) -> editing.KpiText:
    return editing.KpiText(
        id=None,
        name=kpi.name_th,
        unit=kpi.unit_th,
        baseline=f"{kpi.baseline:,}",
        target=f"{kpi.target:,}",
        weights={acts.part(plan.code, key).pk: weight for key, weight in kpi.owners.items()},
    )
