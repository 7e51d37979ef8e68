# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The findings of a screening, the automatic ones with their working."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from budget_review.automatic import AUTOMATIC
from budget_review.models import Finding, IntegrationProject
from budget_review.models.screening import Verdict
from budget_review.models.similarity import Question
from budget_review.similarity.answers import standing
from budget_review.views.shapes import kpis
from papers.thai import format_baht

RESTING_ON_PAIRS = {  # criteria whose working is what was found of pairs, whoever gives the verdict
    "duplication": Question.DUPLICATE,
    "no-duplication": Question.DUPLICATE,
    "could-connect": Question.CONNECT,
}
TONES = {Verdict.MET: "good", Verdict.PARTLY: "caution", Verdict.NOT_MET: "bad"}


@dataclass(frozen=True)
class Found:
    """One finding as pages show it."""

    finding: Finding
    tone: str
    rule: Any  # what the criterion asks, for automatic ones
    working: str


def findings_of(project: IntegrationProject) -> list[Found]:
    """Every finding in the order of the criteria."""
    if project.screening is None:
        return []
    findings = project.screening.findings.select_related("criterion").order_by("criterion__position")
    return [_found(finding, project) for finding in findings]


def _found(finding: Finding, project: IntegrationProject) -> Found:
    tone = TONES[Verdict(finding.verdict)] if finding.verdict else "quiet"
    criterion = finding.criterion
    rule = AUTOMATIC.get(criterion.code) if criterion.is_automatic else None
    shows = rule or criterion.code in RESTING_ON_PAIRS
    return Found(finding, tone, rule.sentence if rule else "", _working(criterion.code, project) if shows else "")


def _working(code: str, project: IntegrationProject) -> str:
    if code in RESTING_ON_PAIRS:
        return _pairs_words(RESTING_ON_PAIRS[code], project)
    if code == "two-agencies":
        return " · ".join(part.agency.name for part in project.active_parts() if part.brings_budget)
    if code in ("shared-kpi", "weights-add-up"):
        return " · ".join(
            _kpi_words(shown["kpi"].name, [weight for _owner, weight in shown["owners"]]) for shown in kpis(project)
        )
    if code == "lines-add-up":
        lines = project.active_lines()
        total = sum((line.amount_baht for line in lines), Decimal(0))
        return _("%(count)s lines, together %(amount)s baht") % {"count": len(lines), "amount": format_baht(total)}
    return ""


def _pairs_words(question: Question, project: IntegrationProject) -> str:
    found, answered = standing(project).counts(question)
    if not found:
        return _("No other project was found.")
    return _("%(count)s projects found, %(answered)s of them answered by an officer") % {
        "count": found,
        "answered": answered,
    }


def _kpi_words(name: str, weights: list[Decimal]) -> str:
    total = f"{sum(weights, Decimal(0)).normalize():f}"
    return _("%(kpi)s: %(count)s owners, together %(total)s percent") % {
        "kpi": name,
        "count": len(weights),
        "total": total,
    }
