# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tells the plan which projects serve what of it, as far as a reader may see them."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from budget_review.models import IntegrationProject, Participation
from budget_review.models.money import DECIDING_STAGES, Stage
from budget_review.models.sections import ProposalSection
from budget_review.queries.money import totals_by_stage
from budget_review.queries.visibility import visible_to
from budget_review.states import HANDED_IN, Consent, State
from digital_plan.duties import tells_duties
from digital_plan.links import Link, plan_links
from digital_plan.project_links import KnownProject, tells_projects
from digital_plan.project_states import names_states
from digital_plan.year_projects import ProjectOfYear, tells_year


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


names_states(dict(State.choices))
ACT = {"data_governance": "12", "data_exchange": "13", "open_data": "17"}  # sections of a proposal, and of the Act


@tells_duties
def duties_told() -> list[tuple[str, int]]:
    """The sections of the Act of which proposals tell, each with the agency that leads."""
    written = ProposalSection.objects.filter(key__in=ACT).exclude(text="", rows=[])
    pairs = written.order_by().values_list("key", "project__lead").distinct()
    return [(ACT[key], lead) for key, lead in pairs]


@tells_year
def projects_of_year(fiscal_year: int) -> list[ProjectOfYear]:
    """The projects that were handed in for a fiscal year, in four queries."""
    held = IntegrationProject.objects.filter(round__workplan__fiscal_year=fiscal_year, state__in=HANDED_IN)
    projects = list(held.select_related("lead", "rolled_from"))
    pks = [one.pk for one in projects]
    named: dict[int, set[str]] = {}
    for section in ProposalSection.objects.filter(key="plan_relation", project__in=pks):
        named.setdefault(section.project_id, set()).update(row.get("item", "") for row in section.rows)
    later: dict[int, list[str]] = {}
    carried = IntegrationProject.objects.filter(rolled_from__in=pks).order_by("code")
    for before, code in carried.values_list("rolled_from", "code"):
        later.setdefault(before or 0, []).append(code)
    totals = totals_by_stage(pks)
    return [
        ProjectOfYear(
            code=one.code,
            title=one.title,
            lead_th=one.lead.name_th,
            lead_en=one.lead.name_en,
            state=str(one.state),
            items=frozenset(named.get(one.pk, ())),
            requested_baht=totals.get(one.pk, {}).get(Stage.REQUESTED),
            decided_baht=_decided(totals.get(one.pk, {})),
            carries_on=one.rolled_from.code if one.rolled_from else "",
            carried_into=tuple(later.get(one.pk, ())),
            is_example=one.is_example,
        )
        for one in projects
    ]


def _decided(totals: Mapping[Stage, Decimal]) -> Decimal | None:
    """The total of the last of the deciding stages that was reached."""
    return next((totals[stage] for stage in reversed(DECIDING_STAGES) if stage in totals), None)
