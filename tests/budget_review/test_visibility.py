# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which projects a person sees: what was never handed in stays with its agencies, even when it is withdrawn."""

import pytest

from budget_review.queries import projects_for
from tests.world import AT, World

pytestmark = pytest.mark.django_db
OFFICES = ("screener", "screening_head", "expert", "secretary")


def sees(world: World, who: str) -> bool:
    return projects_for(world.people[who], AT).filter(pk=world.project_id).exists()


@pytest.mark.parametrize(
    ("state", "offices", "bureau"),
    [
        ("draft", False, False),
        ("confirming", False, False),
        ("agency_approval", False, False),
        ("submitted", True, False),
        ("returned", True, False),
        ("endorsed", True, False),
        ("forwarded", True, True),
        ("budgeting", True, True),
    ],
)
def test_withdrawn_project_is_seen_by_those_who_saw_it_before(state: str, offices: bool, bureau: bool) -> None:
    world = World().to(state)
    expected = {**dict.fromkeys(OFFICES, offices), "budget": bureau, "officer": True, "auditor": True}
    assert {who: sees(world, who) for who in expected} == expected
    world.act("withdraw", "head", note="ถอน")
    assert {who: sees(world, who) for who in expected} == expected
