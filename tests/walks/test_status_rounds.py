# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random persons open rounds, tell, ask back and close; what must always be so is so after each act.

One round is open at most; numbers are those of their year without a gap; a reported round has its result, which counts
each return that was told; what was told for a caller names the caller's post.
"""

import random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digital_plan.models import StatusReturn, StatusRound
from digital_plan.states.status_rounds import TOLD
from tests.sizes import SIZES
from tests.status_rounds import DONE, MAKING, drafted, opened_round
from tests.walks.striding import replayed, strides
from tests.walks.test_campaigns import fits
from tests.walks.test_projects import plausible, somebody
from tests.world import World

pytestmark = pytest.mark.django_db


@settings(max_examples=SIZES.walks, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 2**32))
def test_walk_among_rounds_keeps_every_invariant(seed: int) -> None:
    with transaction.atomic():
        world = World()
        opened_round(world)
        drafted(world)
        walk(world, random.Random(seed))
        transaction.set_rollback(True)


def walk(world: World, chance: random.Random) -> None:
    strides(lambda: move_one(world, chance), look)


def move_one(world: World, chance: random.Random) -> None:
    returns = list(StatusReturn.objects.select_related("round").order_by("pk"))
    subject: Any = chance.choice([*returns, *StatusRound.objects.order_by("pk"), *StatusRound.objects.order_by("pk")])
    name = chance.choice(plausible(subject, chance))
    at = world.at.replace(month=12) if name == "close_round" and chance.random() < 0.5 else world.at
    facts: dict[str, Any] = {"due_date": "2020-12-01", "text": "ข้อความ", **chance.choice([DONE, MAKING])}
    facts |= {"caller": "ผู้อำนวยการ", "came_by": chance.choice(["phone", "mail", "web"])}
    if chance.random() < 0.1:
        facts = {}
    note = "เหตุผล" if chance.random() < 0.9 else ""
    world.act(name, somebody(world, subject, name, chance), subject, note=note, facts=facts, at=at)


def look() -> None:
    for return_ in StatusReturn.objects.select_related("round"):
        replayed(return_)
        fits(return_)
        assert bool(return_.plan_status) is (return_.state in TOLD)
        assert return_.is_for_caller is bool(return_.caller)
    rounds = list(StatusRound.objects.order_by("pk"))
    for round_ in rounds:
        replayed(round_)
        fits(round_)
        assert hasattr(round_, "result") is (round_.state == "round_reported")
        if round_.state == "round_reported":
            counted = round_.returns.filter(state="status_counted").count()
            assert round_.result.content["totals"]["told"] == counted
            assert not round_.returns.exclude(state__in=("status_counted", "return_missing")).exists()
    assert sum(one.state == "round_open" for one in rounds) <= 1
    numbers = sorted(one.number for one in rounds if one.number)
    assert numbers == list(range(1, len(numbers) + 1))
