# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The year-end summary of a plan: what became of each strategy and mechanism in a fiscal year, from what Mati holds.

In a fixed number of queries for any number of agencies and projects. What is not kept here is not in it.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.shortcuts import get_object_or_404

from accounts.models import User
from agencies.models import Agency
from agencies.queries import roles_of
from agencies.roles import Role
from digital_plan.in_force import in_force
from digital_plan.kinds import ItemKind
from digital_plan.models import (
    ActionPlan,
    AlignmentCampaign,
    AlignmentResponse,
    Plan,
    PlanItem,
    StatusResult,
    YearSummary,
)
from digital_plan.queries.campaigns import reads_all
from digital_plan.queries.obligations import standing_of
from digital_plan.queries.overview import COUNTED, by_strategy, item_row, served_by_item
from digital_plan.queries.revisions import counts_for
from digital_plan.states.action_plans import ActionPlanState
from digital_plan.states.campaigns import CampaignState
from digital_plan.year_projects import ProjectOfYear, projects_of_year
from workflows.records import moment

Row = dict[str, Any]
COUNTS = (CampaignState.OPEN, CampaignState.CLOSED, CampaignState.REPORTED)
NOTHING = {"agencies": 0, "own_projects": 0}
FREEZERS = {Role.SCREENING_OFFICER, Role.SCREENING_HEAD}


def may_freeze_year(user: User, at: datetime) -> bool:
    """Whether a person may freeze a year-end summary: DGA's screening officers and heads."""
    return bool(roles_of(user, at) & FREEZERS)


def summary_of(plan: Plan, fiscal_year: int, at: datetime) -> Row:
    """The summary as plain data, whose hash can be taken: amounts are strings of baht, counts whole numbers.

    ``{"plan": {"code", "name_th", "name_en"}, "fiscal_year", "counted_at": "…Z", "strategies": [item + {"agencies",
    "own_projects", "projects", "requested_baht", "decided_baht"}], "mechanisms": [the same of mechanisms and measures],
    "key_projects": {"known", "served"}, "campaigns": [{"name", "asked", "handed_in", "aligned", "partly",
    "not_aligned"}], "action_plans": [{"state", "plans"}], "status_rounds": [{"number", "asked", "told", "none",
    "making", "done", "revising"}], "proposals" for the next year: {state: count}, "obligations": [as
    queries.obligations.standing_of], "projects": [{"code", "title", "lead_th", "lead_en", "state", "requested_baht",
    "decided_baht", "carries_on", "carried_into"}], "totals": {"projects", "naming_none", "requested_baht",
    "decided_baht", "carried_from", "carried_on"}, "example"}``; an item is as in ``queries.overview``. A project that
    names several strategies counts in each of them, and once in the totals.
    """
    items = [item for item in in_force().items if item.plan_id == plan.pk]
    of_plan = {item.code: item for item in items}
    asked = AlignmentCampaign.objects.filter(plan=plan, fiscal_year=fiscal_year, state__in=COUNTS)
    campaigns = list(asked.order_by("pk"))
    aligned, of_strategies = served_by_item(campaigns), by_strategy(campaigns, items)
    projects = projects_of_year(fiscal_year)
    named = {one.code: {code for code in one.items if code in of_plan} for one in projects}
    keys = [item.code for item in items if item.kind == ItemKind.KEY_PROJECT]
    rounds = _status_rounds(plan, fiscal_year)

    def row(item: PlanItem, counted: dict[str, Row], codes: set[str]) -> Row:
        found = counted.get(item.code)
        said = {"agencies": found["agencies"], "own_projects": found["projects"]} if found else NOTHING
        return item_row(item) | said | _money([one for one in projects if named[one.code] & codes])

    return {
        "plan": {"code": plan.code, "name_th": plan.name_th, "name_en": plan.name_en},
        "fiscal_year": fiscal_year,
        "counted_at": moment(at),
        "strategies": [
            row(item, of_strategies, _under(items, item)) for item in items if item.kind == ItemKind.STRATEGY
        ],
        "mechanisms": [
            row(item, aligned, {item.code}) for item in items if item.kind in (ItemKind.MECHANISM, ItemKind.MEASURE)
        ],
        "key_projects": {
            "known": len(keys),
            "served": sum(1 for code in keys if code in aligned or any(code in codes for codes in named.values())),
        },
        "campaigns": _campaigns(campaigns),
        "action_plans": _action_plans(fiscal_year),
        "status_rounds": rounds,
        "proposals": counts_for(plan, fiscal_year + 1),
        "obligations": standing_of(Agency.objects.all(), at),
        "projects": [_project(one) for one in projects],
        "totals": _money(projects)
        | {
            "naming_none": sum(1 for codes in named.values() if not codes),
            "carried_from": sum(1 for one in projects if one.carries_on),
            "carried_on": sum(1 for one in projects if one.carried_into),
        },
        "example": any(one.is_example for one in campaigns)
        or any(one.is_example for one in projects)
        or any(one["example"] for one in rounds),
    }


def summaries_for(user: User, at: datetime) -> Any:
    """The frozen summaries that a person may see: the offices all."""
    found = YearSummary.objects.select_related("plan", "taken_by")
    return found if reads_all(user, at) else found.none()


def summary_with(user: User, pk: int, at: datetime) -> YearSummary:
    """One frozen summary by its id, or 404 for who may not see it."""
    held: YearSummary = get_object_or_404(summaries_for(user, at), pk=pk)
    return held


def years_of(plan: Plan) -> list[int]:
    """The fiscal years of a plan, the latest first."""
    return list(range(plan.last_year, plan.first_year - 1, -1))


def _under(items: Iterable[PlanItem], strategy: PlanItem) -> set[str]:
    return {item.code for item in items if strategy.code in (item.code, item.under)}


def _money(projects: list[ProjectOfYear]) -> Row:
    requested = sum((one.requested_baht or Decimal(0) for one in projects), Decimal(0))
    decided = sum((one.decided_baht or Decimal(0) for one in projects), Decimal(0))
    return {"projects": len(projects), "requested_baht": f"{requested:.2f}", "decided_baht": f"{decided:.2f}"}


def _project(one: ProjectOfYear) -> Row:
    return {
        "code": one.code, "title": one.title, "lead_th": one.lead_th, "lead_en": one.lead_en, "state": one.state,
        "requested_baht": _baht(one.requested_baht), "decided_baht": _baht(one.decided_baht),
        "carries_on": one.carries_on, "carried_into": list(one.carried_into),
    }  # fmt: skip


def _baht(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:.2f}"


def _campaigns(campaigns: list[AlignmentCampaign]) -> list[Row]:
    counted = {name: COUNTED[name] for name in ("asked", "handed_in", "aligned", "partly", "not_aligned")}
    rows: Any = AlignmentResponse.objects.filter(campaign__in=campaigns).order_by("campaign").values("campaign")
    found = {row["campaign"]: row for row in rows.annotate(**counted)}
    return [
        {"name": one.name} | {name: found[one.pk][name] for name in counted} for one in campaigns if one.pk in found
    ]


def _action_plans(fiscal_year: int) -> list[Row]:
    found = ActionPlan.objects.filter(first_year__lte=fiscal_year, last_year__gte=fiscal_year).order_by()
    counts = dict(found.values_list("state").annotate(Count("pk")))
    return [{"state": str(state), "plans": counts.get(state, 0)} for state in ActionPlanState.values]


def _status_rounds(plan: Plan, year: int) -> list[Row]:
    """The reported rounds of the calendar year of the same number. Source: DGA slides 2564, action plan of a year."""
    results = StatusResult.objects.filter(round__plan=plan, round__be_year=year).order_by("round__number")
    named = ("asked", "told", "none", "making", "done", "revising")
    return [
        {"number": one.content["round"]["number"], "example": one.content["example"]}
        | {name: one.content["totals"][name] for name in named}
        for one in results
    ]
