# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project before several committees in turn: one resolves, the next confirms, amends or returns."""

from datetime import date
from decimal import Decimal

import pytest

from committee.models import AgendaItem, Committee, ProcedureProfile
from committee.queries.readiness import readiness_of
from committee.queries.returning import to_confirm
from tests.refusing import refused
from tests.world import SEATS, World
from workflows.refusals import GuardsUnmet
from workflows.verification import faults


@pytest.fixture
def upper(world: World) -> Committee:
    """The body that confirms what the world's committee resolves, with the same people."""
    lower = world.committee
    world.committee = Committee.objects.create(code="upper", name_th="คณะกรรมการชุดใหญ่")
    for place, (name, role, votes) in enumerate((*SEATS, ("secretary", "secretary", False))):
        world.seat(name, role, votes=votes, place=place)
    ProcedureProfile.objects.create(committee=world.committee, version=1, effective_from=date(2020, 1, 1))
    upper, world.committee = world.committee, lower
    Committee.objects.filter(pk=lower.pk).update(confirming_body=upper)
    return upper


def resolved_below(world: World, upper: Committee) -> AgendaItem:
    """The lower body has endorsed the project and its meeting is over; the next meeting is of the upper one."""
    world.to("in_committee")
    world.resolve("endorse")
    world.act("end", "secretary", world.meeting)
    below = world.item
    world.committee = upper
    world.plan_meeting()
    return below


def test_endorsement_of_a_lower_body_leaves_the_project_with_the_committees(world: World, upper: Committee) -> None:
    below = resolved_below(world, upper)
    assert (world.project.state, below.state) == ("in_committee", "resolved")
    assert to_confirm(upper) == {world.project_id: below}
    assert [one.project.pk for one in readiness_of(world.meeting, world.at)] == [world.project_id]
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        ("endorse", "endorsed"),
        ("not_endorse", "not_endorsed"),
        ("return_from_committee", "returned"),
        ("defer", "deferred"),
    ],
)
def test_confirming_body_confirms_returns_or_puts_off(world: World, upper: Committee, verb: str, state: str) -> None:
    below = resolved_below(world, upper)
    item = world.put_on_agenda()
    assert item.confirms_id == below.pk
    with refused(GuardsUnmet):
        world.put_on_agenda()
    world.open_meeting()
    assert (world.item.state, world.project.state) == ("under_consideration", "in_committee")
    world.resolve(verb)
    assert world.project.state == state
    assert to_confirm(upper) == {}
    assert list(faults()) == []


def test_confirming_body_amends_the_amounts(world: World, upper: Committee) -> None:
    resolved_below(world, upper)
    world.put_on_agenda()
    world.open_meeting()
    less = dict.fromkeys(world.amounts(), "1000000.00")
    world.resolve("endorse", amounts=less)
    record = world.resolution
    assert sum(map(Decimal, record.amounts.values())) == Decimal("3000000.00")
    assert world.project.state == "endorsed"


def test_what_the_confirming_body_did_not_reach_stays_with_the_committees_and_comes_back(
    world: World, upper: Committee
) -> None:
    resolved_below(world, upper)
    before = world.put_on_agenda()
    world.open_meeting()
    world.act("end", "secretary", world.meeting)
    assert world.project.state == "in_committee"
    world.plan_meeting()
    world.act("convene", "secretary", world.meeting)
    assert (world.item.predecessor_id, world.item.state, world.item.confirms_id) == (
        before.pk, "listed", before.confirms_id,
    )  # fmt: skip
    assert list(faults()) == []


def test_body_that_confirms_nothing_of_it_does_not_take_it(world: World, upper: Committee) -> None:
    world.to("in_committee")
    world.resolve("endorse")
    world.plan_meeting()
    with refused(GuardsUnmet):
        world.put_on_agenda()
