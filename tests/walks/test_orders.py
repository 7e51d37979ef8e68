# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random persons write, confirm, withdraw and revoke orders, and act under them; what must always be so is so."""

import random
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.models import Delegation
from tests.orders import order_text, pdf, write
from tests.sizes import SIZES
from tests.walks.striding import replayed, strides
from tests.walks.test_projects import plausible
from tests.world import World
from workflows.acting import act
from workflows.desks import expected_desks, flow_of, open_desks
from workflows.models import TransitionRecord

pytestmark = pytest.mark.django_db
ACTS_BY_ORDER = ("hand_in", "withdraw", "propose", "take_back", "send_back")


@settings(max_examples=SIZES.walks, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 2**32), beginning=st.sampled_from(("draft", "agency_approval")))
def test_walk_among_orders_keeps_every_invariant(seed: int, beginning: str) -> None:
    with transaction.atomic():
        walk(World().to(beginning), random.Random(seed))
        transaction.set_rollback(True)


def walk(world: World, chance: random.Random) -> None:
    def look() -> None:
        for order in Delegation.objects.all():
            replayed(order)
            found = {(task.flow_task.name, task.subject_type, task.subject_id) for task in open_desks(order)}
            assert found == expected_desks(flow_of(order), order, [])
        acted_within_orders()

    strides(lambda: chance.choice([write_one, move_one, move_one, act_by_one])(world, chance), look)


def write_one(world: World, chance: random.Random) -> None:
    giver = chance.choice(["head", "north_head", "screening_head", None])
    receiver, by = chance.choice(list(world.people)), chance.choice(["head", "north_head", "admin", "officer"])
    text = order_text(world, giver, receiver, order_number=str(chance.random()))
    paper: dict[str, Any] = {"paper": pdf(), "filename": "x.pdf"} if chance.random() < 0.7 else {}
    write(world, text, by, **paper)


def move_one(world: World, chance: random.Random) -> None:
    if orders := list(Delegation.objects.order_by("pk")):
        order = chance.choice(orders)
        note = "เหตุผล" if chance.random() < 0.9 else ""
        parties = ["admin", *(name for name, one in world.people.items() if one.pk == order.giver_id)]
        who = chance.choice(parties if chance.random() < 0.8 else list(world.people))
        world.act(chance.choice(plausible(order, chance)), who, order, note=note)


def act_by_one(world: World, chance: random.Random) -> None:
    orders = list(Delegation.objects.select_related("receiver").order_by("pk"))
    if orders:
        order = chance.choice(orders)
        acting: dict[str, Any] = {"delegation": order.pk, "note": "เหตุผล", "facts": {"letter_number": "1"}}
        who = order.receiver if chance.random() < 0.8 else world.stranger
        name = chance.choice(ACTS_BY_ORDER)
        act(world.project, name, actor=who, at=world.at, request_id=uuid4(), **acting)


def acted_within_orders() -> None:
    """Whoever acted by an order was its receiver, for its giver, while it was in force."""
    for record in TransitionRecord.objects.exclude(delegation=None):
        order = Delegation.objects.get(pk=record.delegation or 0)
        assert (record.actor_id, record.on_behalf_of_id) == (order.receiver_id, order.giver_id)
        of_order = TransitionRecord.objects.filter(subject_type=order.kind, subject_id=order.pk, pk__lt=record.pk)
        assert of_order.latest("seq").target == "in_force"
