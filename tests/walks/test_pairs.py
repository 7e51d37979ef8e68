# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random persons answer about random pairs of projects, anew and anew; what must always be so is so."""

import random
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budget_review.models import PairFinding
from budget_review.operations.similarity import answer_pair
from budget_review.states import PairState
from tests.sizes import SIZES
from tests.walks.striding import replayed, strides
from tests.world import AT, World

pytestmark = pytest.mark.django_db


@settings(max_examples=SIZES.walks, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 2**32), state=st.sampled_from(("screening", "screening", "draft", "screened")))
def test_walk_of_answers_about_pairs_keeps_every_invariant(seed: int, state: str) -> None:
    with transaction.atomic():
        world = World()
        others = [world.draft().pk for _ in range(2)]
        made = walk(world.to(state), others, random.Random(seed))
        assert state == "screening" or not made
        transaction.set_rollback(True)


def walk(world: World, others: list[int], chance: random.Random) -> int:
    """Return how often an answer was kept."""
    screeners = [name for name in world.people if name.startswith("screen")]

    def answer() -> None:
        answer_pair(
            project_id=chance.choice([world.project_id, world.project_id, *others]),
            other_id=chance.choice([world.project_id, *others, 10**6]),
            question=chance.choice(["duplicate", "connect", "x"]),
            answer=chance.choice(["yes", "no", "continues"]),
            note=chance.choice(["เหตุผล", "คนละพื้นที่", " "]),
            actor=world.people[chance.choice(screeners if chance.random() < 0.7 else list(world.people))],
            at=AT,
            request_id=uuid4(),
        )

    def look() -> None:
        last: dict[tuple[int, int, str], int] = {}
        for found in PairFinding.objects.order_by("pk"):
            replayed(found)
            last[found.project_id, found.other_id, found.question] = found.pk
        assert set(PairFinding.objects.filter(state=PairState.GIVEN).values_list("pk", flat=True)) == set(last.values())

    return strides(answer, look)
