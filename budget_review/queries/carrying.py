# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects carried on from year to year: which, and what differs from the year before."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from budget_review.content import content_of
from budget_review.models import BudgetLine, IntegrationProject, ProjectVersion
from budget_review.queries.projects import projects_for
from budget_review.queries.versions import Comparison, compare

NOT_CARRIED = ("attachments", "code", "rolled_from")


def kin_of(project: IntegrationProject, user: User, at: datetime) -> tuple[IntegrationProject | None, list[Any]]:
    """The project that this one carries on, and those that carry it on; of those that this person may see."""
    seen = projects_for(user, at)
    before = seen.filter(pk=project.rolled_from_id).first() if project.rolled_from_id else None
    return before, list(seen.filter(rolled_from=project).order_by("code"))


def chain_of(project: IntegrationProject, user: User, at: datetime) -> list[IntegrationProject]:
    """The chain of years in which a project stands, the earliest first, as far as this person may see it.

    What it carries on, year by year; itself; what carries it on, of several that which began first.
    """
    seen = projects_for(user, at).select_related("round__workplan")
    chain = [project]
    while chain[0].rolled_from_id and (before := seen.filter(pk=chain[0].rolled_from_id).first()):
        chain.insert(0, before)
    while after := seen.filter(rolled_from=chain[-1]).order_by("pk").first():
        chain.append(after)
    return chain


def since_last_year(project: IntegrationProject, before: IntegrationProject) -> Comparison:
    """What differs from the last frozen content of the year before; lines are matched by what they carry on.

    Years of lines are moved as carrying moved them, so that only what people changed is told.
    """
    years = project.round.workplan.fiscal_year - before.round.workplan.fiscal_year
    lines = BudgetLine.objects.filter(participation__project=project, rolled_from__isnull=False)
    successors = dict(lines.values_list("rolled_from_id", "pk"))
    frozen = before.present_version
    old = _moved(frozen.content, successors, years)
    new = _bare(content_of(project))
    return compare(
        ProjectVersion(
            project=before,
            number=frozen.number,
            content=old | {"code": ""},
            sha256=frozen.sha256,
            frozen_at=frozen.frozen_at,
        ),
        ProjectVersion(project=project, number=0, content=new | {"code": ""}),
    )


def to_carry_on(lead_ids: set[int], year: int) -> "QuerySet[IntegrationProject]":
    """The projects of these agencies that were submitted once, in a year before this one, the latest first."""
    found = IntegrationProject.objects.filter(
        lead__in=lead_ids, content_version__isnull=False, round__workplan__fiscal_year__lt=year
    )
    return found.select_related("round__workplan").order_by("-round__workplan__fiscal_year", "code")


def _moved(content: dict[str, Any], successors: dict[int, int], years: int) -> dict[str, Any]:
    parts = [
        _bare(part)
        | {
            "lines": [
                line | {"id": successors.get(line["id"], line["id"]), "fiscal_year": line["fiscal_year"] + years}
                for line in part["lines"]
            ]
        }
        for part in content["parts"]
    ]
    return _bare(content) | {"parts": parts}


def _bare(content: dict[str, Any]) -> dict[str, Any]:
    said = {name: value for name, value in content.items() if name not in NOT_CARRIED}
    return said | ({"parts": [_bare(part) for part in said["parts"]]} if "parts" in said else {})
