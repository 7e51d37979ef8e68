# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plans as they read now: kept in memory until somebody changes one."""

from dataclasses import dataclass
from functools import cached_property
from threading import local
from typing import Any
from uuid import UUID

from django.core.signals import request_finished, request_started
from django.dispatch import receiver

from digital_plan.kinds import ItemKind
from digital_plan.models import Plan, PlanChange, PlanItem


@dataclass(frozen=True)
class InForce:
    """Every plan, the oldest first, with its items in the plan's order."""

    plans: tuple[Plan, ...]
    items: tuple[PlanItem, ...]

    @cached_property
    def by_code(self) -> dict[str, PlanItem]:
        """Every item by its code."""
        return {item.code: item for item in self.items}

    def of(self, plan: Plan, kind: ItemKind) -> list[PlanItem]:
        """The items of one kind of a plan."""
        return [item for item in self.items if item.plan_id == plan.pk and item.kind == kind]


class _Here(local):
    """Whether this thread answers a request, and which change it found to be the last one."""

    answers = False
    last: UUID | None = None


_here = _Here()
_kept: tuple[UUID | None, InForce] | None = None  # whole or not at all: threads may read while one replaces it


def in_force() -> InForce:
    """The plans as they are now; asks once in a request whether they were changed."""
    global _kept
    last = _here.last or PlanChange.objects.values_list("request_id", flat=True).first()
    _here.last = last if _here.answers else None
    kept = _kept
    if kept is None or kept[0] != last:
        kept = (last, _read())
        _kept = kept
    return kept[1]


def _read() -> InForce:
    plans = {plan.pk: plan for plan in Plan.objects.all()}
    items = list(PlanItem.objects.filter(retired_by=None).order_by("plan__first_year", "position", "pk"))
    for item in items:
        item.plan = plans[item.plan_id]
    return InForce(tuple(plans.values()), tuple(items))


def look_again() -> None:
    """Let this thread ask anew, after a change of its own."""
    _here.last = None


def items_by_code() -> dict[str, PlanItem]:
    """Every item of every plan, by its code."""
    return in_force().by_code


def plan_of_year(fiscal_year: int) -> Plan | None:
    """The plan that counts in a fiscal year."""
    return next((plan for plan in in_force().plans if plan.covers(fiscal_year)), None)


@receiver(request_started)
def _begin(**_signal: Any) -> None:
    _here.answers, _here.last = True, None


@receiver(request_finished)
def _end(**_signal: Any) -> None:
    _here.answers, _here.last = False, None
