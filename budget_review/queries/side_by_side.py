# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects side by side, line by line: essentials, money, agencies, KPIs, findings and sections."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from budget_review.models import Finding, IntegrationProject, Screening, Stage
from budget_review.queries.listing import being_written
from budget_review.queries.money import stages_reached, totals_by_stage
from budget_review.queries.sections import sections_of
from budget_review.queries.visibility import may_see_screening
from papers.templatetags.thai import thai_date

FEWEST, MOST = 2, 4


@dataclass(frozen=True)
class Line:
    """One thing that is compared, with a cell of each project.

    A cell of ``kind`` text is words, of money an amount or None, of number a score; of agencies rows of (name, leads,
    baht), of kpis (name, target, owners), of finding (words, verdict, note) or None.
    """

    label: Any
    cells: list[Any]
    kind: str = "text"

    @property
    def differs(self) -> bool:
        """Whether they do not all say the same."""
        return any(cell != self.cells[0] for cell in self.cells[1:])


@dataclass(frozen=True)
class Group:
    """Lines under one title."""

    title: Any
    lines: list[Line]


def side_by_side(projects: list[IntegrationProject], user: User, at: datetime) -> list[Group]:
    """What is compared; what the screening says only of projects of which this person may read it."""
    sees = [may_see_screening(project, user, at) for project in projects]
    return [
        Group(_("Essentials"), _essentials(projects)),
        Group(_("Money by stage"), _money(projects)),
        Group(_("Agencies"), [Line(_("Agencies"), [_agencies(p) for p in projects], "agencies")]),
        Group(_("KPIs"), [Line(_("KPIs"), [_kpis(p) for p in projects], "kpis")]),
        Group(_("Screening"), _screening(projects, sees)),
        Group(_("Sections of the proposal"), _sections(projects)),
    ]


def _essentials(projects: list[IntegrationProject]) -> list[Line]:
    lines = [
        Line(_("State"), [p.get_state_display() for p in projects]),
        Line(_("Review"), [p.get_tier_display() for p in projects]),
        Line(_("Lead agency"), [p.lead.name for p in projects]),
        Line(_("Round"), [f"{p.round.name} · {p.round.workplan.fiscal_year}" for p in projects]),
        Line(_("Time"), [_time(p) for p in projects]),
        Line(_("Objective"), [p.objective for p in projects]),
        Line(_("Target group"), [p.target_group for p in projects]),
    ]  # fmt: skip
    return [line for line in lines if any(line.cells)]


def _time(project: IntegrationProject) -> str:
    begins, ends = thai_date(project.starts_on), thai_date(project.ends_on)
    return f"{begins} – {ends}" if begins or ends else ""


def _money(projects: list[IntegrationProject]) -> list[Line]:
    ids = [project.pk for project in projects]
    totals, drafted = totals_by_stage(ids), being_written(ids)
    for pk, amount in drafted.items():
        totals.setdefault(pk, {})[Stage.PROPOSED] = amount
    stages = stages_reached(totals.values())
    return [Line(stage.label, [totals.get(pk, {}).get(stage) for pk in ids], "money") for stage in stages]


def _agencies(project: IntegrationProject) -> list[tuple[str, bool, Any]]:
    """Each with whether it leads and what its lines come to."""
    return [
        (part.agency.name, part.is_lead, sum(line.amount_baht for line in part.active_lines()))
        for part in project.active_parts()
    ]


def _kpis(project: IntegrationProject) -> list[tuple[str, str, str]]:
    """Each with its target and its owners' weights, the heaviest first."""
    names = {part.pk: part.agency for part in project.active_parts()}
    found = []
    for kpi in project.kpis.prefetch_related("shares"):
        shares = sorted(kpi.shares.all(), key=lambda share: -share.weight_percent)
        owners = [
            f"{names[share.participation_id].abbreviation or names[share.participation_id].name} "
            f"{share.weight_percent.normalize():f}%"
            for share in shares
            if share.participation_id in names
        ]
        target = " ".join(filter(None, [kpi.baseline, "→", kpi.target, kpi.unit]))
        found.append((kpi.name, target, " · ".join(owners)))
    return found


def _screening(projects: list[IntegrationProject], sees: list[bool]) -> list[Line]:
    shown = [project.screening if may else None for project, may in zip(projects, sees, strict=True)]
    if not any(shown):
        return []
    findings = [_verdicts(held) if held else {} for held in shown]
    names = dict.fromkeys(name for of_one in findings for name in of_one)
    return [
        Line(_("Score"), [held.score() if held else None for held in shown], "number"),
        *(Line(name, [of_one.get(name) for of_one in findings], "finding") for name in names),
        Line(_("Opinion of the screening officer"), [held.opinion if held else "" for held in shown]),
    ]


def _verdicts(screening: Screening) -> dict[str, tuple[str, str, str]]:
    """Each criterion's name with what was found, its verdict and the note."""
    findings = screening.findings.select_related("criterion").order_by("criterion__position")
    return {one.criterion.name: (_found(one), one.verdict, one.note) for one in findings}


def _found(finding: Finding) -> str:
    scored = finding.score is not None
    return f"{finding.score}/{finding.criterion.top_score}" if scored else str(finding.get_verdict_display())


def _sections(projects: list[IntegrationProject]) -> list[Line]:
    held = [
        {one.section: one.words for one in sections_of(project) if one.is_written and not one.section.on_project}
        for project in projects
    ]
    sections = dict.fromkeys(section for of_one in held for section in of_one)
    return [Line(section.label, [of_one.get(section, "") for of_one in held]) for section in sections]
