# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A what-if of the ranking board as it stands in an address, and what was typed into the board."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from budget_review.queries.ranking import BASES, ORDERS, SCOPES, Scenario
from papers.thai import NotAnAmount, parse_baht

MOVES = 500
_MOVE = re.compile(r"([1-9][0-9]{0,17}):([1-9][0-9]{0,3})")
_TRIED = re.compile(r"([1-9][0-9]{0,17}):([0-9]{1,13}(?:\.[0-9]{1,2})?)")
LARGEST = Decimal("9999999999999.99")  # what a column of amounts holds


def scenario_in(query: Mapping[str, Any]) -> Scenario:
    """The what-if of an address; what cannot be read is as if it were not asked."""
    data = query if isinstance(query, QueryDict) else QueryDict(mutable=True)
    moves = [_MOVE.fullmatch(text) for text in data.getlist("to")[:MOVES]]
    tried = [_TRIED.fullmatch(text) for text in data.getlist("baht")[:MOVES]]
    return Scenario(
        order=_one_of(data, "order", ORDERS), basis=_one_of(data, "basis", BASES), scope=_one_of(data, "scope", SCOPES),
        ceiling_baht=_amount(data.get("ceiling", "")),
        moves=tuple((int(one[1]), int(one[2])) for one in moves if one),
        amounts_baht={int(one[1]): Decimal(one[2]) for one in tried if one},
    )  # fmt: skip


def query_of(round_id: int, scenario: Scenario) -> QueryDict:
    """The address of a what-if: only what differs from the board as it opens."""
    usual, query = Scenario(), QueryDict(mutable=True)
    query["round"] = str(round_id)
    for name in ("order", "basis", "scope"):
        if getattr(scenario, name) != getattr(usual, name):
            query[name] = getattr(scenario, name)
    if scenario.ceiling_baht is not None:
        query["ceiling"] = f"{scenario.ceiling_baht:f}"
    query.setlist("baht", [f"{pk}:{amount:f}" for pk, amount in sorted(scenario.amounts_baht.items())])
    query.setlist("to", [f"{pk}:{place}" for pk, place in list(scenario.moves)[-MOVES:]])
    return query


def typed_baht(text: str) -> Decimal:
    """An amount as it was typed. Raises NotAnAmount, also for what no column holds."""
    amount = parse_baht(text)
    if amount > LARGEST:
        raise NotAnAmount(str(amount))
    return amount


def _amount(text: str) -> Decimal | None:
    try:
        return typed_baht(text)
    except NotAnAmount:
        return None


def _one_of(data: QueryDict, name: str, choices: Mapping[str, Any]) -> str:
    value = data.get(name, "")
    return value if value in choices else next(iter(choices))
