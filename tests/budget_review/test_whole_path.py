# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every state can be reached by the acts of the people concerned, and leaves nothing that ``verify`` would name."""

from decimal import Decimal

import pytest

from budget_review.models import ResultNotice, Stage
from budget_review.queries import round_totals
from budget_review.states import State
from tests.world import World, desks
from workflows.verification import faults

pytestmark = pytest.mark.django_db

OPEN_DESKS = {
    "draft": ["writing"],
    "confirming": ["consenting", "consenting"],
    "agency_approval": ["approving"],
    "submitted": ["intake"],
    "screening": ["screening"],
    "recommended": ["reviewing"],
    "returned": ["writing"],
    "screened": ["listing"],
    "not_eligible": ["reporting"],
    "queued": [],
    "in_committee": [],
    "deferred": ["listing"],
    "endorsed": ["forwarding"],
    "conditional": ["forwarding"],
    "not_endorsed": ["reporting"],
    "forwarded": ["receiving"],
    "budgeting": ["deciding"],
    "decided": ["reporting"],
    "not_funded": ["reporting"],
    "reported_back": [],
    "withdrawn": [],
}


@pytest.mark.parametrize("state", State.values)
def test_state_is_reached_and_its_desks_are_open(state: str) -> None:
    world = World().to(state)
    assert desks(world.project) == OPEN_DESKS[state]
    assert list(faults()) == []


def test_amounts_stand_at_every_stage_when_reported_back() -> None:
    world = World().to("reported_back")
    whole = Decimal("4500000.00")
    assert round_totals([world.project_id]) == {
        Stage.PROPOSED: whole,
        Stage.SCREENED: whole,
        Stage.ENDORSED: whole,
        Stage.ACT: whole,
    }
    assert world.project.outcome == "full"
    assert ResultNotice.objects.count() == 3


def test_large_project_asks_two_experts_beside_the_screening() -> None:
    world = World(amount=Decimal("50000000.00")).to("screening")
    assert desks(world.project) == ["advising", "advising", "screening"]
    world.to("screened")
    assert list(faults()) == []
