# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changing a plan: one recorded operation, by an administrator, with its reason. Nothing is ever removed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.models import Agency
from digital_plan.in_force import in_force, look_again
from digital_plan.kinds import ItemKind
from digital_plan.models import ItemOwner, Plan, PlanChange, PlanItem
from digital_plan.queries.plans import last_change, may_keep_plans
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, VersionConflict

LETTERS = {ItemKind.FOCUS: "f", ItemKind.KEY_PROJECT: "k", ItemKind.MEASURE: "m", ItemKind.MECHANISM: "g"}
DETAILS = ("name_th", "name_en", "first_year", "last_year", "cabinet_on", "gazette", "in_force_from", "source", "lacks")


@dataclass(frozen=True, kw_only=True)
class NewItem:
    """An item as it is to read. With a ``code`` it stands in the place of the one that has it now."""

    kind: str
    name_th: str
    source: str
    name_en: str = ""
    number: str = ""
    under: str = ""
    lead_th: str = ""
    promised: int | None = None
    code: str = ""


@transaction.atomic
def change_plan(
    *,
    plan_id: int,
    item: NewItem | None = None,
    retire: str = "",
    owners: Collection[int] | None = None,
    details: Mapping[str, Any] | None = None,
    reason: str,
    actor: User,
    at: datetime,
    request_id: UUID,
    expected_change: int | None = None,
) -> PlanChange:
    """Add an item or put it right, with the agencies responsible for it, or retire one, or put the plan itself right.

    ``owners`` are agencies' ids and go with ``item``; ``details`` are of DETAILS. The same ``request_id`` by the same
    person gives the same change again. Raises NotPermitted, GuardsUnmet, VersionConflict or RequestReused, and then
    nothing has changed.
    """
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    asked = {"plan": plan.code, "item": _told(item), "retire": retire, "details": _told_details(details or {})}
    if replayed := PlanChange.objects.filter(request_id=request_id).first():
        if (replayed.actor_id, replayed.facts.get("asked")) != (actor.pk, asked):
            raise RequestReused(_("The request id already stands for another act."))
        return replayed
    if not may_keep_plans(actor, at):
        raise NotPermitted(_("Only an administrator changes a plan."))
    if expected_change not in (None, last_change()):
        raise VersionConflict(_("Somebody changed a plan meanwhile. Look again before you act."))
    look_again()
    found = {one.code: one for one in in_force().items if one.plan_id == plan.pk}
    before = {name: getattr(plan, name) for name in DETAILS}
    changed = {name: value for name, value in (details or {}).items() if before[name] != value}
    _refuse(plan, item, retire, changed, reason, found)
    written = PlanChange(actor=actor, at=at, reason=reason, request_id=request_id)
    row = _row(plan, item, found) if item else None
    gone = [code for code in (retire, item.code if item else "") if code]
    written.facts = {
        "plan": plan.code,
        "asked": asked,
        "added": [row.code] if row else [],
        "retired": gone,
        "details": {name: [_plain(before[name]), _plain(value)] for name, value in changed.items()},
    }
    written.save()
    PlanItem.objects.filter(code__in=gone, retired_by=None).update(retired_by=written)
    if row:
        row.added_by = written
        row.save()
        _set_owners(row.code, owners or (), written)
    for name, value in changed.items():
        setattr(plan, name, value)
    if changed:
        plan.save()
    look_again()
    return written


@transaction.atomic
def add_plan(
    *, code: str, details: Mapping[str, Any], reason: str, actor: User, at: datetime, request_id: UUID
) -> PlanChange:
    """Begin a plan that has no items yet; ``details`` are of DETAILS. Refuses and repeats as ``change_plan``."""
    asked = {"plan": code, "details": _told_details(details)}
    if replayed := PlanChange.objects.filter(request_id=request_id).first():
        if (replayed.actor_id, replayed.facts.get("asked")) != (actor.pk, asked):
            raise RequestReused(_("The request id already stands for another act."))
        return replayed
    if not may_keep_plans(actor, at):
        raise NotPermitted(_("Only an administrator changes a plan."))
    plan = Plan(code=code, **details)
    lacking = [*_faults(plan), *([] if reason.strip() else [_("The reason must be given.")])]
    if Plan.objects.filter(code=code).exists():
        lacking.append(_("A plan with the code %(code)s is there already.") % {"code": code})
    if lacking:
        raise GuardsUnmet(*lacking)
    plan.save()
    told = {name: ["", _plain(getattr(plan, name))] for name in DETAILS}
    facts = {"plan": code, "asked": asked, "added": [], "retired": [], "details": told}
    written = PlanChange.objects.create(actor=actor, at=at, reason=reason, request_id=request_id, facts=facts)
    look_again()
    return written


def _refuse(
    plan: Plan,
    item: NewItem | None,
    retire: str,
    changed: Mapping[str, Any],
    reason: str,
    found: Mapping[str, PlanItem],
) -> None:
    lacking = []
    if not reason.strip():
        lacking.append(_("The reason must be given."))
    if item is None and not retire and not changed:
        lacking.append(_("There is nothing to change."))
    if changed:
        lacking += _faults(Plan(code=plan.code, **{name: getattr(plan, name) for name in DETAILS} | dict(changed)))
    if item:
        lacking += _faults_of_item(item, found)
    gone = [code for code in (retire, item.code if item else "") if code]
    lacking += [_("%(code)s is not in the plan.") % {"code": code} for code in gone if code not in found]
    if retire and any(one.under == retire for one in found.values()):
        lacking.append(_("Items of the plan stand under %(code)s. Put them elsewhere first.") % {"code": retire})
    if lacking:
        raise GuardsUnmet(*lacking)


def _faults_of_item(item: NewItem, found: Mapping[str, PlanItem]) -> list[str]:
    lacking = []
    if not item.name_th.strip() or not item.source.strip():
        lacking.append(_("Each item needs its Thai name and its source."))
    if item.kind not in ItemKind.values:
        lacking.append(_("The kind of an item must be one of those listed."))
    if item.under and (item.under not in found or found[item.under].kind != ItemKind.STRATEGY):
        lacking.append(_("%(code)s is not a strategy of the plan.") % {"code": item.under})
    if item.kind == ItemKind.STRATEGY and not item.number.strip():
        lacking.append(_("A strategy needs its number."))
    same = [one for one in found.values() if one.number and one.number == item.number and one.code != item.code]
    if same:
        lacking.append(_("The number %(number)s is another item's.") % {"number": item.number})
    if item.code in found and found[item.code].kind != item.kind:
        lacking.append(_("An item stays of its kind: retire it, and add the other."))
    return lacking


def _row(plan: Plan, item: NewItem, found: Mapping[str, PlanItem]) -> PlanItem:
    """The row that is to be written. Raises GuardsUnmet for words that do not fit."""
    stands = found.get(item.code)
    row = PlanItem(
        plan=plan,
        code=item.code or _free_code(plan, item),
        kind=item.kind,
        position=stands.position if stands else max((one.position for one in found.values()), default=0) + 1,
        **{name: getattr(item, name) for name in ("number", "under", "name_th", "name_en", "lead_th", "source")},
        promised=item.promised if item.kind == ItemKind.STRATEGY else None,
    )
    if faults := _faults(row, but=["added_by", "retired_by"]):
        raise GuardsUnmet(*faults)
    return row


def _free_code(plan: Plan, item: NewItem) -> str:
    """By the plan's own number; else by the kind's letter and the next number that no item ever had."""
    ever = set(PlanItem.objects.filter(plan=plan).values_list("code", flat=True))
    numbered = f"{plan.code}/{item.number}"
    if item.number and numbered not in ever:
        return numbered
    letter = LETTERS.get(ItemKind(item.kind), "s")
    return next(code for code in (f"{plan.code}/{letter}{no}" for no in range(1, len(ever) + 2)) if code not in ever)


def _set_owners(code: str, owners: Collection[int], written: PlanChange) -> None:
    held = ItemOwner.objects.filter(item_code=code, retired_by=None)
    held.exclude(agency__in=owners).update(retired_by=written)
    there = set(held.values_list("agency", flat=True))
    new = Agency.objects.filter(pk__in=set(owners) - there).order_by("pk")
    ItemOwner.objects.bulk_create(ItemOwner(item_code=code, agency=agency, added_by=written) for agency in new)


def _faults(row: Plan | PlanItem, but: Sequence[str] = ()) -> list[str]:
    """What of a row's words the database would not take, as sentences."""
    try:
        row.clean_fields(exclude=[*but, "id"])
    except ValidationError as error:
        names = {field.name: str(field.verbose_name) for field in row._meta.fields}
        return [f"{names.get(name, name)}: {' '.join(found)}" for name, found in error.message_dict.items()]
    if isinstance(row, Plan) and row.last_year < row.first_year:
        return [_("The plan ends before it begins.")]
    return []


def _told(item: NewItem | None) -> dict[str, Any] | None:
    return None if item is None else dict(vars(item))


def _told_details(details: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in details.items()}


def _plain(value: Any) -> Any:
    return value if isinstance(value, (int, str)) or value is None else value.isoformat()
