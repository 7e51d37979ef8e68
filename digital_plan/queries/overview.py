# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The overview of a campaign for the whole country, in a fixed number of queries for any number of agencies.

What is counted: agencies that are asked; of the responses that were handed in, whatever their check has come to, the
projects that they name and what these serve. A draft that is being written counts for nothing.
"""

from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Count, Q, QuerySet, Sum, Value, When
from django.shortcuts import get_object_or_404

from accounts.models import User
from digital_plan.duties import agencies_by_section
from digital_plan.in_force import in_force
from digital_plan.kinds import ItemKind
from digital_plan.models import Alignment, AlignmentCampaign, ItemOwner, OverviewSnapshot, OwnProject, PlanItem
from digital_plan.queries.campaigns import campaigns_for, reads_all
from digital_plan.queries.obligations import standing_of
from digital_plan.states.campaigns import HANDED_IN, TOLD, Finding
from workflows.records import moment

COUNTED = {
    "asked": Count("pk"),
    "handed_in": Count("pk", filter=Q(state__in=HANDED_IN)),
    "late": Count("pk", filter=Q(is_late=True)),
    "aligned": Count("pk", filter=Q(finding=Finding.ALIGNED)),
    "partly": Count("pk", filter=Q(finding=Finding.PARTLY)),
    "not_aligned": Count("pk", filter=Q(finding=Finding.NOT_ALIGNED)),
    "told": Count("pk", filter=Q(state__in=TOLD)),
}
Row = dict[str, Any]


def overview_of(campaign: AlignmentCampaign, at: datetime) -> Row:
    """The overview as plain data, whose hash can be taken: names in both languages, counts as whole numbers.

    ``{"campaign": {…}, "counted_at": "…Z", "totals": {"asked", "handed_in", …}, "ministries": [{"name_th", "name_en",
    "asked", …}], "strategies": [item + {"agencies", "projects"}], "key_projects": [item + {"owners", "agencies",
    "projects"}], "measures": […], "duties": [{"section", "agencies"}], "obligations": [{"section", "name_th",
    "due_date", "asked", "confirmed", …}], "projects", "budget_baht", "example"}``; an item is ``{"code", "number",
    "name_th", "name_en", "kind"}``, an obligation as ``queries.obligations.standing_of``. What was frozen before
    obligations were kept has none.
    """
    items = [item for item in in_force().items if item.plan_id == campaign.plan_id]
    ministries = _ministries(campaign)
    served = served_by_item([campaign])
    of_strategies = by_strategy([campaign], items)
    owned = ItemOwner.objects.filter(item_code__in=[item.code for item in items], retired_by=None).order_by()
    owners = dict(owned.values_list("item_code").annotate(Count("agency")))
    nothing = {"agencies": 0, "projects": 0}
    named = OwnProject.objects.filter(response__campaign=campaign, response__state__in=HANDED_IN)
    sums = named.order_by().aggregate(projects=Count("pk"), budget=Sum("budget_baht"))
    plan = campaign.plan
    return {
        "campaign": {
            "name": campaign.name, "fiscal_year": campaign.fiscal_year, "plan_th": plan.name_th,
            "plan_en": plan.name_en, "due_date": campaign.due_date.isoformat(), "state": str(campaign.state),
        },
        "counted_at": moment(at),
        "totals": {name: sum(row[name] for row in ministries) for name in COUNTED},
        "ministries": ministries,
        "strategies": [
            item_row(item) | of_strategies.get(item.code, nothing) for item in items if item.kind == ItemKind.STRATEGY
        ],
        "key_projects": [
            item_row(item) | served.get(item.code, nothing) | {"owners": owners.get(item.code, 0)}
            for item in items
            if item.kind == ItemKind.KEY_PROJECT
        ],
        "measures": [
            item_row(item) | served.get(item.code, nothing)
            for item in items
            if item.kind in (ItemKind.MEASURE, ItemKind.MECHANISM)
        ],
        "duties": _duties(campaign),
        "obligations": standing_of(campaign.responses.values("agency"), at),
        "projects": sums["projects"],
        "budget_baht": f"{sums['budget'] or 0:.2f}",
        "example": campaign.is_example,
    }  # fmt: skip


def gaps_of(overview: Row) -> list[Row]:
    """The key projects that nothing which was handed in serves."""
    return [row for row in overview["key_projects"] if not row["projects"]]


def snapshots_of(campaign: AlignmentCampaign) -> list[OverviewSnapshot]:
    """What was frozen of a campaign, the latest first."""
    return list(campaign.snapshots.select_related("taken_by"))


def snapshots_for(user: User, at: datetime) -> QuerySet[OverviewSnapshot]:
    """The frozen overviews that a person may see: for who reads all responses."""
    seen = campaigns_for(user, at) if reads_all(user, at) else AlignmentCampaign.objects.none()
    return OverviewSnapshot.objects.filter(campaign__in=seen.values("pk")).select_related("campaign__plan", "taken_by")


def snapshot_for(user: User, campaign: int, number: int, at: datetime) -> OverviewSnapshot:
    """One frozen overview, or 404 for who does not read all responses."""
    held: OverviewSnapshot = get_object_or_404(snapshots_for(user, at), campaign=campaign, number=number)
    return held


def snapshot_with(user: User, pk: int, at: datetime) -> OverviewSnapshot:
    """One frozen overview by its id, or 404 as ``snapshot_for``."""
    held: OverviewSnapshot = get_object_or_404(snapshots_for(user, at), pk=pk)
    return held


def _ministries(campaign: AlignmentCampaign) -> list[Row]:
    by: Any = campaign.responses.order_by().values("agency__ministry_th", "agency__ministry_en").annotate(**COUNTED)
    rows: dict[str, Row] = {}
    for row in by:
        name = row["agency__ministry_th"]
        held = rows.setdefault(
            name, {"name_th": name, "name_en": row["agency__ministry_en"], **dict.fromkeys(COUNTED, 0)}
        )
        for counted in COUNTED:
            held[counted] += row[counted]
    return sorted(rows.values(), key=lambda row: (not row["name_th"], row["name_th"]))


def _counted(campaigns: list[AlignmentCampaign]) -> Any:
    return Alignment.objects.filter(
        own_project__response__campaign__in=campaigns, own_project__response__state__in=HANDED_IN
    ).order_by()


AGENCIES = Count("own_project__response__agency", distinct=True)
PROJECTS = Count("own_project", distinct=True)


def served_by_item(campaigns: list[AlignmentCampaign]) -> dict[str, Row]:
    """By item: how many agencies and projects serve it, by what was handed in to these campaigns."""
    rows = _counted(campaigns).values("item_code").annotate(agencies=AGENCIES, projects=PROJECTS)
    return {row["item_code"]: {"agencies": row["agencies"], "projects": row["projects"]} for row in rows}


def by_strategy(campaigns: list[AlignmentCampaign], items: list[PlanItem]) -> dict[str, Row]:
    """The same by strategy, each agency and project once, whatever under the strategy they serve."""
    under: dict[str, list[str]] = {}
    for item in items:
        strategy = item.code if item.kind == ItemKind.STRATEGY else item.under
        if strategy:
            under.setdefault(strategy, []).append(item.code)
    if not under:
        return {}
    cases = [When(item_code__in=codes, then=Value(strategy)) for strategy, codes in under.items()]
    which = Case(*cases, default=Value(""), output_field=CharField())
    rows = _counted(campaigns).annotate(strategy=which).values("strategy")
    counted = rows.annotate(agencies=AGENCIES, projects=PROJECTS)
    return {row["strategy"]: {"agencies": row["agencies"], "projects": row["projects"]} for row in counted}


def _duties(campaign: AlignmentCampaign) -> list[Row]:
    asked = set(campaign.responses.order_by().values_list("agency_id", flat=True))
    return [
        {"section": section, "agencies": len(agencies & asked)} for section, agencies in agencies_by_section().items()
    ]


def item_row(item: PlanItem) -> Row:
    """An item of a plan as plain data."""
    return {
        "code": item.code, "number": item.number, "name_th": item.name_th, "name_en": item.name_en,
        "kind": str(item.kind),
    }  # fmt: skip
