# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The scores of many projects, as their screening stands."""

from collections.abc import Iterable
from decimal import Decimal

from budget_review.models import Finding, Screening
from budget_review.models.screening import score_of


def scores_of(project_ids: Iterable[int]) -> dict[int, Decimal]:
    """``{project id: score}`` of those that were taken up, of their last screening: two queries for any number."""
    screenings = dict(
        Screening.objects.filter(project__in=list(project_ids)).order_by("pk").values_list("project_id", "pk")
    )
    findings: dict[int, list[Finding]] = {}
    for finding in Finding.objects.filter(screening__in=list(screenings.values())).select_related("criterion"):
        findings.setdefault(finding.screening_id, []).append(finding)
    return {project: score_of(findings.get(screening, [])) for project, screening in screenings.items()}
