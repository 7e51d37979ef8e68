# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An order is revoked while its receiver acts: the act came before it and stands, or after it and is refused."""

from collections.abc import Callable
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from agencies.models import Delegation
from budget_review.models import IntegrationProject
from tests.databases import FreshDatabase
from tests.orders import order_in_force
from tests.together import at_once
from tests.world import AT, World
from workflows.acting import act
from workflows.bulk import perform_many
from workflows.models import TransitionRecord
from workflows.refusals import NoAuthority
from workflows.verification import faults

pytestmark = pytest.mark.postgresql
ROUNDS = 8


def test_act_and_revocation_at_once_stand_one_behind_the_other(fresh_database: FreshDatabase) -> None:
    world = World()
    seen = set()
    for number in range(ROUNDS):
        if number:
            world.project_id = world.draft().pk
        world.to("agency_approval")
        order = order_in_force(world, "head", "officer", order_number=f"{number}/2563")
        acted, revoked = at_once(2, lambda place: race(world, order, place))  # noqa: B023
        assert isinstance(revoked, TransitionRecord)
        assert Delegation.objects.get(pk=order.pk).state == "revoked"
        if isinstance(acted, TransitionRecord):  # its record was written before the revocation's
            assert (acted.delegation, acted.pk < revoked.pk) == (order.pk, True)
        else:
            assert isinstance(acted, NoAuthority)
            assert world.project.state == "agency_approval"
        seen.add(type(acted).__name__)
    assert seen <= {"TransitionRecord", "NoAuthority"}
    assert list(faults()) == []


def race(world: World, order: Delegation, place: int) -> Any:
    """The receiver hands in; the giver revokes."""
    return hand_in(world, order) if place == 0 else revoke(world, order)


def revoke(world: World, order: Delegation) -> TransitionRecord:
    return act(order, "revoke", actor=world.head, at=AT, request_id=uuid4(), note="กลับมาแล้ว")


def hand_in(world: World, order: Delegation) -> TransitionRecord:
    return world.act("hand_in", "officer", delegation=order.pk, facts={"letter_number": "ทส 0101/1"})


def hand_in_two(world: World, order: Delegation) -> TransitionRecord:
    """Hand two projects in together."""
    first = world.project_id
    world.project_id = world.draft().pk
    world.to("agency_approval")
    outcomes = perform_many(
        IntegrationProject, [first, world.project_id], "hand_in", actor=world.officer, at=AT, request_id=uuid4(),
        delegation=order.pk, facts={"letter_number": "ทส 0101/1"},
    )  # fmt: skip
    records = [outcome.record for outcome in outcomes]
    assert isinstance(records[0], TransitionRecord)
    assert isinstance(records[1], TransitionRecord)
    return records[1]


@pytest.mark.parametrize("handing_in", [hand_in, hand_in_two])
def test_act_that_holds_the_order_lets_the_revocation_wait(
    handing_in: Callable[[World, Delegation], TransitionRecord], fresh_database: FreshDatabase
) -> None:
    """Told by the locks alone: while an act's transaction is open, the order's row cannot be moved."""
    world = World().to("agency_approval")
    order = order_in_force(world, "head", "officer")
    holding, tried = Event(), Event()

    def one(place: int) -> Any:
        if place == 0:
            with transaction.atomic():
                record = handing_in(world, order)
                holding.set()
                assert not tried.wait(timeout=1)  # the revocation is not done while we are not
            return record
        holding.wait(timeout=30)
        record = revoke(world, order)
        tried.set()
        return record

    acted, revoked = at_once(2, one)
    assert (type(acted).__name__, type(revoked).__name__) == ("TransitionRecord", "TransitionRecord")
    assert tried.is_set()
    assert list(faults()) == []
