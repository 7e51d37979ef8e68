# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Amounts: every line once, none below zero, always a new row; and what one step costs in queries."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budget_review.models import AmountEntry
from budget_review.operations.ledger import amounts_given
from tests.world import World
from workflows.refusals import GuardsUnmet

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("amount", ["-0.01", "NaN", "sNaN", "Infinity", "1e30", "10000000000000.00", "ก", "", None, []])
def test_amount_that_is_none_is_refused(amount: object) -> None:
    world = World()
    given = dict(world.amounts()) | {next(iter(world.amounts())): amount}
    with pytest.raises(GuardsUnmet):
        amounts_given(world.project, given)


@pytest.mark.parametrize("amount", ["0", "0.01", "9999999999999.99"])
def test_amount_at_the_edge_is_taken(amount: str) -> None:
    world = World()
    assert set(amounts_given(world.project, dict.fromkeys(world.amounts(), amount)).values()) == {Decimal(amount)}


def test_amounts_of_some_lines_or_of_others_are_refused() -> None:
    world = World()
    one = next(iter(world.amounts()))
    for given in ({}, {one: "1"}, world.amounts() | {"0": "1"}, "text", 7, None):
        with pytest.raises(GuardsUnmet):
            amounts_given(world.project, given)


def test_step_costs_no_more_queries_than_counted() -> None:
    """A ceiling: whoever adds a query to a step sees it here."""
    world = World()
    counted = {}
    for name, who in (("propose", "officer"), ("take_back", "officer"), ("withdraw", "head")):
        project = world.project
        with CaptureQueriesContext(
            connection,
        ) as queries:
            world.act(name, who, project, note="เหตุผล")
        counted[name] = len(queries)
    assert AmountEntry.objects.count() == 3
    ceilings = {"propose": 60, "take_back": 26, "withdraw": 16}
    assert {name: count for name, count in counted.items() if count > ceilings[name]} == {}
