# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tells the plan which projects serve what of it, as far as a reader may see them."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from budget_review.models import IntegrationProject, Participation
from budget_review.models.sections import ProposalSection
from budget_review.queries.visibility import visible_to
from budget_review.states import Consent
from digital_plan.duties import tells_duties
from digital_plan.links import Link, plan_links
from digital_plan.project_links import KnownProject, tells_projects


@plan_links(_("Integration projects"))
def projects_of_items(user: User, at: datetime) -> Mapping[str, list[Link]]:
    """By the code of the item: the projects whose proposals name it, the latest first."""
    seen = IntegrationProject.objects.filter(visible_to(user, at)).values("pk")
    named = ProposalSection.objects.filter(key="plan_relation", project__in=seen).exclude(rows=[])
    found: dict[str, list[Link]] = {}
    for section in named.select_related("project__lead").order_by("-project_id"):
        project = section.project
        link_to = reverse("project", args=[project.code])
        for row in section.rows:
            link = Link(link_to, f"{project.code} {project.title}", row.get("how", ""), project)
            found.setdefault(row.get("item", ""), []).append(link)
    return found


@tells_projects
def projects_of_agency(agency_id: int) -> list[KnownProject]:
    """The projects that an agency leads or takes part in."""
    parts = Participation.objects.filter(agency=agency_id).exclude(state=Consent.LEFT)
    found = IntegrationProject.objects.filter(pk__in=parts.values("project")).order_by("code")
    return [KnownProject(one.code, one.title, reverse("project", args=[one.code])) for one in found]


ACT = {"data_governance": "12", "data_exchange": "13", "open_data": "17"}  # sections of a proposal, and of the Act


@tells_duties
def duties_told() -> list[tuple[str, int]]:
    """The sections of the Act of which proposals tell, each with the agency that leads."""
    written = ProposalSection.objects.filter(key__in=ACT).exclude(text="", rows=[])
    pairs = written.order_by().values_list("key", "project__lead").distinct()
    return [(ACT[key], lead) for key, lead in pairs]
