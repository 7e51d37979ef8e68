# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random persons write, send, return, acknowledge, revise and end action plans; what must always be so is so."""

import random
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digital_plan.models import ActionPlan, ActionPlanRevision
from digital_plan.states.action_plans import ActionPlanState
from tests.action_plans import begun, linked, write
from tests.sizes import SIZES
from tests.walks.striding import replayed, strides
from tests.walks.test_projects import plausible
from tests.world import World
from workflows.desks import expected_desks, flow_of, open_desks
from workflows.records import canonical_json, digest

pytestmark = pytest.mark.django_db
PEOPLE = ("officer", "officer", "screener", "screener", "head", "nora", "stranger")


@settings(max_examples=SIZES.walks, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 2**32))
def test_walk_among_action_plans_keeps_every_invariant(seed: int) -> None:
    with transaction.atomic():
        walk(World(), random.Random(seed))
        transaction.set_rollback(True)


def walk(world: World, chance: random.Random) -> None:
    sent: dict[tuple[int, int], str] = {}

    def look() -> None:
        for plan in ActionPlan.objects.all():
            replayed(plan)
            found = {(task.flow_task.name, task.subject_type, task.subject_id) for task in open_desks(plan)}
            assert found == expected_desks(flow_of(plan), plan, [])
            revisions_run_on_and_stay(plan, sent)
        going = ActionPlan.objects.exclude(state=ActionPlanState.ENDED).values_list("agency", flat=True)
        assert len(set(going)) == len(going)

    strides(lambda: chance.choice([begin_one, write_one, write_one, move_one, move_one, move_one])(world, chance), look)


def begin_one(world: World, chance: random.Random) -> None:
    agency, who = chance.choice([("lead", "officer"), ("north", "nora"), ("lead", "nora")])
    begun(world, agency, who)


def write_one(world: World, chance: random.Random) -> None:
    if plans := list(ActionPlan.objects.order_by("pk")):
        plan, who = chance.choice(plans), chance.choice(PEOPLE)
        if chance.random() < 0.4:
            linked(world, plan, who)
        else:
            write(world, plan, who, **{chance.choice(("background", "driving")): str(chance.random())})


def move_one(world: World, chance: random.Random) -> None:
    if plans := list(ActionPlan.objects.order_by("pk")):
        plan = chance.choice(plans)
        name, note = chance.choice(plausible(plan, chance)), "เหตุผล" if chance.random() < 0.9 else ""
        facts = {"receipt_number": "สพร 1/2566"} if name == "acknowledge_receipt" else {}
        world.act(name, chance.choice(PEOPLE), plan, note=note, facts=facts)


def revisions_run_on_and_stay(plan: ActionPlan, sent: dict[tuple[int, int], str]) -> None:
    """Numbers run on without a gap, each revision says for ever what it said, and none says what the last one said."""
    revisions = list(ActionPlanRevision.objects.filter(plan=plan).order_by("number"))
    assert [one.number for one in revisions] == list(range(1, plan.sent_number + 1))
    for one in revisions:
        assert digest(canonical_json(one.content)) == one.sha256 == sent.setdefault((plan.pk, one.number), one.sha256)
    assert all(one.sha256 != other.sha256 for one, other in pairwise(revisions))
    acknowledged = plan.state == ActionPlanState.ACKNOWLEDGED
    assert not acknowledged or plan.received_number == plan.sent_number
