# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The findings of a screening as pages show them: by kind, the service's with their working, each with its points."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from budget_review.models import Finding, IntegrationProject
from budget_review.models.criteria import Kind
from budget_review.queries.criteria import rule_of, working_of
from budget_review.templatetags.findings import verdict_tone


@dataclass(frozen=True)
class Found:
    """One finding as pages show it."""

    finding: Finding
    tone: str
    rule: str  # what the criterion asks, for automatic ones
    working: list[str]

    @property
    def score(self) -> str:
        """The officer's score on its scale: ``"3/4"``; nothing where there is none."""
        return "" if self.finding.score is None else f"{self.finding.score}/{self.finding.criterion.top_score}"

    @property
    def meaning(self) -> str:
        """What the answer means, as the criterion says it."""
        words = dict(self.finding.criterion.offered).get(self.finding.answer, "") if not self.rule else ""
        return words.partition(" · ")[2]  # the answer itself stands beside


@dataclass(frozen=True)
class Group:
    """The findings of one kind, with what they bring of what they could."""

    label: Any
    found: Sequence[Found]

    @property
    def points(self) -> Decimal:
        """What they bring together."""
        return sum((one.finding.points for one in self.found), Decimal(0))

    @property
    def weight(self) -> int:
        """What they could bring."""
        return sum(one.finding.criterion.weight for one in self.found)


def findings_of(project: IntegrationProject, *, names_projects: bool) -> list[Found]:
    """Every finding in the order of the criteria."""
    if project.screening is None:
        return []
    findings = project.screening.findings.select_related("criterion").order_by("criterion__position")
    return [_found(finding, names_projects=names_projects) for finding in findings]


def grouped(found: Sequence[Found]) -> list[Group]:
    """The findings by kind, in the order in which they are made."""
    by_kind = {kind: [one for one in found if one.finding.criterion.kind == kind] for kind in Kind}
    return [Group(kind.label, own) for kind, own in by_kind.items() if own]


def _found(finding: Finding, *, names_projects: bool) -> Found:
    tone = verdict_tone(finding.verdict)
    return Found(finding, tone, rule_of(finding.criterion), working_of(finding, names_projects=names_projects))
