# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the parts of a content are called, and a line of it in words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from budget_review.models import BudgetLine, Category, IntegrationProject, Kpi, Participation
from budget_review.prices import price_of
from papers.thai import format_baht
from workflows.records import canonical_json, digest

OF_MODEL = {"essentials": IntegrationProject, "part": Participation, "line": BudgetLine, "kpi": Kpi}


def label_of(where: str, name: str) -> str:
    """What a field is called, as its model calls it."""
    return str(OF_MODEL[where]._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def labels_of_essentials() -> dict[str, str]:
    """What the essentials are called."""
    names = ("title", "objective", "rationale", "target_group", "starts_on", "ends_on")
    return {name: label_of("essentials", name) for name in names}


def category_words(category: str) -> str:
    """A category's name; a code that is no longer known stays as it is."""
    return str(Category(category).label) if category in Category.values else category


def line_words(line: dict[str, Any]) -> str:
    """A line in one line of text; ``commitments`` may be amounts or the strings that contents keep."""
    words = [line["item"], category_words(line["category"]), line["subcategory"], str(line["fiscal_year"])]
    words += [line.get("source", ""), _("%(amount)s baht") % {"amount": format_baht(Decimal(line["amount_baht"]))}]
    words += [commitment_words(line.get("commitments") or {}), _("ICT item") if line.get("is_ict") else ""]
    return " · ".join(filter(None, words))


def price_words(said: Mapping[str, Any]) -> str:
    """Where an ICT item's price comes from; quotations are told apart by a mark that does not tell what they say."""
    if not said:
        return ""
    mark = digest(canonical_json(said["quotes"]))[:8] if said.get("quotes") else ""
    return " ".join(filter(None, [price_of(said).words, mark and f"({mark})"]))


def commitment_words(commitments: Mapping[Any, Any]) -> str:
    """What later years are bound to: ``2566: 1,000 baht, 2567: …``."""
    return ", ".join(
        f"{year}: {_('%(amount)s baht') % {'amount': format_baht(Decimal(amount))}}"
        for year, amount in sorted((commitments or {}).items())
        if amount
    )
