# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of the workbench: codes in the order in which a person wants to work."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budget_review.models import IntegrationProject
from budget_review.queries.matching import asked_sum, due_of
from budget_review.queries.scores import scores_of
from budget_review.worklist import MOST

NEVER = datetime.max.replace(tzinfo=UTC)
ORDERS = {
    "due": _("Due first"),
    "code": _("By code"),
    "large": _("Largest amount first"),
    "small": _("Smallest amount first"),
    "score": _("Highest score first"),
}


def codes_in_order(projects: QuerySet[IntegrationProject], order: str) -> tuple[list[str], bool]:
    """The codes, and whether there are more than ``MOST``, of which only the first by code are put in order."""
    found = projects.order_by("code")
    if order in ("large", "small"):
        rows = list(found.annotate(asked=asked_sum()).values_list("pk", "code", "asked")[: MOST + 1])
    else:
        rows = [(pk, code, None) for pk, code in found.values_list("pk", "code")[: MOST + 1]]
    held = rows[:MOST]
    key = _key(order, [pk for pk, _code, _asked in held])
    return [code for _pk, code, _asked in sorted(held, key=lambda row: (key(row), row[1]))], len(rows) > MOST


def _key(order: str, ids: list[int]) -> Callable[[tuple[int, str, Any]], Any]:
    if order == "due":
        due = due_of(ids)
        return lambda row: due.get(row[0], NEVER)
    if order == "score":
        scores = scores_of(ids)
        return lambda row: -scores.get(row[0], Decimal(-1))
    if order in ("large", "small"):
        sign = -1 if order == "large" else 1
        return lambda row: sign * row[2]
    return lambda row: 0
