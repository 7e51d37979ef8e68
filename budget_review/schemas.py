# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shapes in which programs read projects, and what they may send with an act. Money is always a string of baht."""

from collections.abc import Container, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import StringConstraints

from accounts.api import Moment, Prose, Strict, Words
from agencies.models import Agency
from budget_review import expertise
from budget_review.models import Category, IntegrationProject, Kpi, Participation, ProjectVersion, Receipt, Stage
from budget_review.models import parts as kinds
from budget_review.models.money import BUDGET_STAGES
from budget_review.queries import amounts_by_stage, totals_by_stage
from budget_review.states import ConditionState, Consent, OpinionState, Outcome, State, Tier
from budget_review.withholding import withheld
from workflows.records import moment

Baht = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{1,13}(\.[0-9]{1,2})?$"),
    Field(description="Baht as a string: a sum is never rounded on its way.", examples=["1500000.00"]),
]
LineId = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,17}$")]
Amounts = Annotated[
    dict[LineId, Baht], Field(description="The amount of every line, by the line's id.", examples=[{"7": "1500000.00"}])
]
Judged = Literal["met", "partly", "not_met"]
LetterNumber = Annotated[Words, StringConstraints(max_length=80)]


class ProjectFacts(Strict):
    """What acts on a project take along."""

    letter_number: LetterNumber | None = None
    sections: Annotated[list[Words] | None, Field(max_length=20, examples=[["essentials", "money"]])] = None
    source: Annotated[Words | None, Field(description="The document that the amounts come from.")] = None
    stage: Annotated[Stage | None, Field(description=f"One of {', '.join(BUDGET_STAGES)}.")] = None
    amounts: Amounts | None = None
    intake: Annotated[
        dict[Annotated[str, StringConstraints(pattern=r"^[-a-z0-9_]{1,40}$")], Judged] | None,
        Field(
            description="What was checked while taking up, by the criterion's code.",
            examples=[{"intake-letter": "met"}],
        ),
    ] = None


class PartFacts(Strict):
    """What an act on an agency's part takes along."""

    letter_number: LetterNumber | None = None


class OpinionFacts(Strict):
    """What an opinion says."""

    advice: kinds.Advice | None = None
    text: Prose | None = None
    points: Annotated[dict[Words, expertise.Judged] | None, Field(max_length=20, examples=[{"prices": "yes"}])] = None
    expert: Annotated[int | None, Field(description="Of asking another: who, by id; without it any expert.")] = None


class ConditionFacts(Strict):
    """What shows that a condition is met."""

    evidence: Prose | None = None


class AgencyOut(Schema):
    """An agency."""

    id: int
    code: str
    name: str


class ProjectLine(Schema):
    """A project in a list. ``totals`` are the sums that stand, by stage."""

    code: str
    title: str
    state: State
    state_label: str
    lead: AgencyOut
    fiscal_year: int
    tier: Annotated[Tier | None, Field(description="How thoroughly it is screened; set when it is taken up.")]
    outcome: Outcome | None
    version: int
    totals: dict[Stage, Baht]


class ProjectPage(Schema):
    """Projects by code."""

    projects: list[ProjectLine]
    next: str | None


class LineOut(Schema):
    """A budget line: what the proposal now says, and the amounts that stand for it by stage."""

    id: int
    item: str
    category: Category
    subcategory: str
    fiscal_year: int
    amount_baht: Baht
    commitments: dict[str, Baht] = Field(description="What later fiscal years (Buddhist era) are bound to.")
    is_ict: bool
    price_basis: str = Field(description="Of an ICT item: where its price comes from; quotations are confidential.")
    amounts: dict[Stage, Baht]


class PartOut(Schema):
    """An agency's part."""

    id: int
    agency: AgencyOut
    sector: kinds.Sector
    is_lead: bool
    state: Consent
    state_label: str
    version: int
    contribution: str
    consented_version: int | None
    lines: list[LineOut]


class KpiOwnerOut(Schema):
    """An agency's share in a KPI."""

    agency: AgencyOut
    weight_percent: str


class KpiOut(Schema):
    """A KPI; shared when it has two owners or more."""

    name: str
    unit: str
    baseline: str
    target: str
    targets: dict[str, str]
    owners: list[KpiOwnerOut]


class OpinionOut(Schema):
    """An opinion that was asked for."""

    id: int
    field: kinds.Field
    state: OpinionState
    version: int


class ConditionOut(Schema):
    """A condition of the committee."""

    id: int
    text: str
    due_date: date | None
    before_forwarding: bool
    state: ConditionState
    version: int


class ReceiptOut(Schema):
    """The receipt for a proposal that was handed in; the last one of several counts."""

    receipt_number: Annotated[str, Field(examples=["0042/2565"])]
    letter_number: str
    content_version: int
    at: Moment


class VersionHead(Schema):
    """A frozen version by its number and hash."""

    number: int
    sha256: str
    frozen_at: Moment


class VersionOut(VersionHead):
    """A frozen version with its content."""

    content: dict[str, Any]


class ProjectOut(ProjectLine):
    """A project whole. ``version`` counts records, ``revision`` edits, ``content_version`` frozen contents."""

    workplan: str
    round: str
    objective: str
    rationale: str
    target_group: str
    starts_on: date | None
    ends_on: date | None
    revision: int
    content_version: int | None
    is_example: bool
    parts: list[PartOut]
    kpis: list[KpiOut]
    opinions: list[OpinionOut]
    conditions: list[ConditionOut]
    versions: list[VersionHead]
    receipts: list[ReceiptOut]


def baht(amount: Decimal) -> str:
    """``"1500000.00"``."""
    return f"{amount:.2f}"


def project_page(found: Sequence[IntegrationProject], limit: int) -> ProjectPage:
    """A page of projects; ``found`` holds one more when there is more."""
    shown = found[:limit]
    totals = totals_by_stage(project.pk for project in shown)
    lines = [ProjectLine(**_line(project, totals.get(project.pk, {}))) for project in shown]
    return ProjectPage(projects=lines, next=shown[-1].code if len(found) > limit else None)


def project_out(project: IntegrationProject) -> ProjectOut:
    """A project whole, in a fixed number of queries for any number of agencies, lines and KPIs."""
    by_stage = amounts_by_stage(project)
    totals = {stage: sum(amounts.values(), Decimal(0)) for stage, amounts in by_stage.items()}
    of_round = project.round
    return ProjectOut(
        **_line(project, totals),
        workplan=of_round.workplan.name,
        round=of_round.name,
        objective=project.objective,
        rationale=project.rationale,
        target_group=project.target_group,
        starts_on=project.starts_on,
        ends_on=project.ends_on,
        revision=project.revision,
        content_version=project.content_version,
        is_example=project.is_example,
        parts=[_part(part, by_stage) for part in project.active_parts()],
        kpis=[_kpi(kpi) for kpi in project.kpis.prefetch_related("shares__participation__agency")],
        opinions=[OpinionOut.from_orm(opinion) for opinion in project.opinions.all()],
        conditions=[ConditionOut.from_orm(condition) for condition in project.conditions.all()],
        versions=[VersionHead(**_head(version)) for version in project.versions.defer("content")],
        receipts=[receipt_out(receipt) for receipt in project.receipts.all()],
    )


def version_head(version: ProjectVersion) -> VersionHead:
    """A frozen version by its number and hash."""
    return VersionHead(**_head(version))


def version_out(version: ProjectVersion, open_agencies: Container[int]) -> VersionOut:
    """A frozen version with its content, but for the confidential papers of other agencies than these."""
    return VersionOut(**_head(version), content=withheld(version.content, open_agencies))


def _line(project: IntegrationProject, totals: dict[Stage, Decimal]) -> dict[str, Any]:
    return {
        "code": project.code,
        "title": project.title,
        "state": project.state,
        "state_label": project.get_state_display(),
        "lead": agency_out(project.lead),
        "fiscal_year": project.round.workplan.fiscal_year,
        "tier": project.tier or None,
        "outcome": project.outcome or None,
        "version": project.version,
        "totals": {stage: baht(total) for stage, total in totals.items()},
    }


def _part(part: Participation, by_stage: dict[Stage, dict[int, Decimal]]) -> PartOut:
    return PartOut(
        id=part.pk,
        agency=agency_out(part.agency),
        sector=kinds.Sector(part.sector),
        is_lead=part.is_lead,
        state=part.state,
        state_label=part.get_state_display(),
        version=part.version,
        contribution=part.contribution,
        consented_version=part.consented_version,
        lines=[
            LineOut(
                id=line.pk,
                item=line.item,
                category=Category(line.category),
                subcategory=line.subcategory,
                fiscal_year=line.fiscal_year,
                amount_baht=baht(line.amount_baht),
                commitments=line.commitments,
                is_ict=line.is_ict,
                price_basis=line.price_basis.words if line.is_ict else "",
                amounts={stage: baht(amounts[line.pk]) for stage, amounts in by_stage.items() if line.pk in amounts},
            )
            for line in part.active_lines()
        ],
    )


def _kpi(kpi: Kpi) -> KpiOut:
    owners = [
        KpiOwnerOut(agency=agency_out(share.participation.agency), weight_percent=f"{share.weight_percent:.2f}")
        for share in kpi.shares.all()
    ]
    return KpiOut(
        name=kpi.name, unit=kpi.unit, baseline=kpi.baseline, target=kpi.target, targets=kpi.targets, owners=owners
    )


def agency_out(agency: Agency) -> AgencyOut:
    """An agency as the API shows it."""
    return AgencyOut(id=agency.pk, code=agency.code, name=agency.name)


def receipt_out(receipt: Receipt) -> ReceiptOut:
    """A receipt as the API shows it."""
    return ReceiptOut(
        receipt_number=str(receipt), letter_number=receipt.letter_number, content_version=receipt.content_version,
        at=moment(receipt.at),
    )  # fmt: skip


def _head(version: ProjectVersion) -> dict[str, Any]:
    return {"number": version.number, "sha256": version.sha256, "frozen_at": moment(version.frozen_at)}
