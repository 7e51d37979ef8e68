# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plans for programs: reading them, and changing one as an administrator."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema

from accounts.api import READING, REFUSALS, Prose, RequestId, Strict, Words, asker
from accounts.api.problems import told
from agencies.models import Agency
from digital_plan.in_force import in_force
from digital_plan.kinds import ItemKind
from digital_plan.models import Plan
from digital_plan.operations.plans import NewItem, change_plan
from digital_plan.queries.plans import last_change, owners_of
from workflows.refusals import GuardsUnmet, Refused

router = Router(tags=["plans"])
Long = Annotated[Prose, Field(max_length=500)]


class ItemOut(Schema):
    """An item of a plan; ``owners`` are codes of agencies."""

    code: str
    kind: ItemKind
    number: str
    under: str
    name_th: str
    name_en: str
    lead_th: str
    promised: int | None
    source: str
    owners: list[str]


class PlanOut(Schema):
    """A plan with its fiscal years (Buddhist era)."""

    code: str
    name_th: str
    name_en: str
    first_year: int
    last_year: int
    cabinet_on: date | None
    gazette: str
    in_force_from: date | None
    source: str
    lacks: str


class PlanWhole(PlanOut):
    """A plan with its items in the plan's order, and the change that the next one expects."""

    items: list[ItemOut]
    last_change: int


@router.get("", response={200: list[PlanOut]} | READING, summary="Plans")
def list_plans(request: HttpRequest) -> list[PlanOut]:
    """Every plan that is known, the oldest first."""
    asker(request)
    return [PlanOut(**_facts(plan)) for plan in in_force().plans]


@router.get("/{slug:code}", response={200: PlanWhole} | READING, summary="Read a plan")
def read_plan(request: HttpRequest, code: str) -> PlanWhole:
    """A plan with its items."""
    asker(request)
    return _whole(get_object_or_404(Plan, code=code))


class ItemIn(Strict):
    """An item as it is to read. With a ``code`` it takes the place of the one that has it."""

    kind: ItemKind
    name_th: Annotated[Long, Field(min_length=1)]
    source: Annotated[Long, Field(min_length=1)]
    name_en: Long = ""
    number: Annotated[Words, Field(max_length=10)] = ""
    under: Annotated[Words, Field(max_length=20)] = ""
    lead_th: Words = ""
    promised: int | None = Field(None, ge=0, le=500)
    code: Annotated[Words, Field(max_length=20)] = ""
    owners: list[Words] = Field(default_factory=list, max_length=50, description="Codes of agencies.")


class ChangeIn(Strict):
    """One change: an item to write, or the code of one to retire."""

    item: ItemIn | None = None
    retire: Annotated[Words, Field(max_length=20)] = ""
    reason: Annotated[Prose, Field(min_length=1, max_length=2000)]
    expected_change: int | None = Field(None, ge=0, le=2**63 - 1)


@router.post("/{slug:code}/changes", response={200: PlanWhole} | REFUSALS, summary="Change a plan")
def change_plan_items(request: HttpRequest, code: str, body: ChangeIn, request_id: RequestId) -> Any:
    """Write an item, or retire one. Refused for anybody but an administrator."""
    plan = get_object_or_404(Plan, code=code)
    try:
        change_plan(
            plan_id=plan.pk, **_asked(body), retire=body.retire, reason=body.reason, actor=asker(request),
            at=timezone.now(), request_id=request_id, expected_change=body.expected_change,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, None)
    return _whole(plan)


def _asked(body: ChangeIn) -> dict[str, Any]:
    """The item with its owners' ids. Raises GuardsUnmet for an agency that is not there."""
    if body.item is None:
        return {}
    agencies = dict(Agency.objects.filter(code__in=body.item.owners).values_list("code", "pk"))
    if missing := sorted(set(body.item.owners) - set(agencies)):
        raise GuardsUnmet(_("There is no agency with the code %(codes)s.") % {"codes": ", ".join(missing)})
    return {"item": NewItem(**body.item.dict(exclude={"owners"})), "owners": sorted(agencies.values())}


def _whole(plan: Plan) -> PlanWhole:
    items = [item for item in in_force().items if item.plan_id == plan.pk]
    owners = owners_of(item.code for item in items)
    named = ("code", "kind", "number", "under", "name_th", "name_en", "lead_th", "promised", "source")
    rows = [
        ItemOut(
            **{name: getattr(item, name) for name in named},
            owners=[agency.code for agency in owners.get(item.code, [])],
        )
        for item in items
    ]
    return PlanWhole(**_facts(plan), items=rows, last_change=last_change())


def _facts(plan: Plan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in PlanOut.model_fields}
