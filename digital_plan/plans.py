# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plans that are known, with their strategies, focus areas and key projects, each by a code that stays."""

from dataclasses import dataclass
from functools import cache

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class ItemKind(models.TextChoices):
    """What an item of a plan is."""

    STRATEGY = "strategy", _("Strategy")
    FOCUS = "focus", _("Focus area")
    KEY_PROJECT = "key_project", _("Key project")


@dataclass(frozen=True)
class Item:
    """One item; ``code`` names it in every proposal: ``"66-70/1.2"``. ``lead_th`` stands as the annex reads."""

    code: str
    kind: ItemKind
    number: str
    name_th: str
    name_en: str = ""
    lead_th: str = ""

    @property
    def name(self) -> str:
        """The name in the reader's language; Thai where no other is known."""
        return self.name_th if get_language() == "th" else self.name_en or self.name_th

    @property
    def label(self) -> str:
        """Plan, number and Thai name, as a list offers it."""
        plan, _slash, _number = self.code.partition("/")
        return " ".join(filter(None, [plan.replace("-", "–"), self.number and f"· {self.number}", self.name_th]))


@dataclass(frozen=True)
class Plan:
    """A plan with its fiscal years (Buddhist era), where it stands, and what of it is not known here."""

    code: str
    name_th: str
    name_en: str
    first_year: int
    last_year: int
    items: tuple[Item, ...]
    source: str
    lacks: str = ""

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_th if get_language() == "th" else self.name_en

    def of_kind(self, kind: ItemKind) -> list[Item]:
        """The items of one kind, in the plan's order."""
        return [item for item in self.items if item.kind == kind]

    def covers(self, fiscal_year: int) -> bool:
        """Whether the plan counts in a fiscal year."""
        return self.first_year <= fiscal_year <= self.last_year


@cache
def plans() -> tuple[Plan, ...]:
    """Every plan, the oldest first."""
    from digital_plan.reference import plan_2563, plan_2566  # they are made of what stands here

    return plan_2563.PLAN, plan_2566.PLAN


def plan_of_year(fiscal_year: int) -> Plan | None:
    """The plan that counts in a fiscal year."""
    return next((plan for plan in plans() if plan.covers(fiscal_year)), None)


@cache
def items_by_code() -> dict[str, tuple[Plan, Item]]:
    """Every item of every plan with its plan, by its code."""
    return {item.code: (plan, item) for plan in plans() for item in plan.items}
