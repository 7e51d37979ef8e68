# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random persons propose changes of a plan and decide on them; what must always be so is so after each act.

A decision has its reason and its day; what is undecided or withdrawn has neither.
"""

import random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digital_plan.models import RevisionProposal
from tests.revisions import proposed
from tests.sizes import SIZES
from tests.walks.striding import replayed, strides
from tests.walks.test_campaigns import fits
from tests.walks.test_projects import plausible, somebody
from tests.world import World

pytestmark = pytest.mark.django_db


@settings(max_examples=SIZES.walks, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 2**32))
def test_walk_among_proposals_keeps_every_invariant(seed: int) -> None:
    with transaction.atomic():
        world = World()
        chance = random.Random(seed)
        for _time in range(4):
            proposed(world)
        strides(lambda: move_one(world, chance), look)
        transaction.set_rollback(True)


def move_one(world: World, chance: random.Random) -> None:
    subject: Any = chance.choice(list(RevisionProposal.objects.order_by("pk")))
    name = chance.choice(plausible(subject, chance))
    note = "เหตุผล" if chance.random() < 0.9 else ""
    world.act(name, somebody(world, subject, name, chance), subject, note=note)


def look() -> None:
    for proposal in RevisionProposal.objects.all():
        replayed(proposal)
        fits(proposal)
        is_decided = proposal.state in ("change_taken", "change_not_taken")
        assert (bool(proposal.decision), proposal.decided_at is not None) == (is_decided, is_decided)
