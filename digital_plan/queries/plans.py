# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked of plans: who keeps them, who is responsible for what, and what serves an item."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from accounts.models import User
from agencies.models import Agency
from agencies.queries import roles_of
from agencies.roles import Role
from digital_plan.models import ItemOwner, PlanChange, PlanItem


def may_keep_plans(user: User, at: datetime) -> bool:
    """Whether a person may change plans."""
    return Role.ADMINISTRATOR in roles_of(user, at)


def last_change() -> int:
    """The number of the last change of any plan, which the next one expects; 0 before any."""
    return PlanChange.objects.values_list("pk", flat=True).first() or 0


def owners_of(codes: Iterable[str]) -> Mapping[str, list[Agency]]:
    """The agencies that are responsible for items now, by the items' codes."""
    found: dict[str, list[Agency]] = {}
    held = ItemOwner.objects.filter(item_code__in=list(codes), retired_by=None).select_related("agency")
    for owner in held.order_by("pk"):
        found.setdefault(owner.item_code, []).append(owner.agency)
    return found


def history_of_item(code: str) -> list[PlanItem]:
    """How an item has read, the latest first."""
    return list(PlanItem.objects.filter(code=code).select_related("added_by__actor", "retired_by").order_by("-pk"))
