# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Amounts tried against the ceiling; what is adopted is kept, and resolutions give it and nothing else (I17)."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from budget_review.models import Workplan
from committee.models import AdoptedScenario, Scenario
from committee.operations.session import adopt_scenario, save_scenario
from committee.queries.scenarios import adopted_amounts, ceilings_of, lines_of_meeting, standing_scenario, totals_of
from tests.refusing import refused
from tests.world import MEETING_AT, World
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, VersionConflict, WrongState


def adopt(world: World, amounts: dict[str, str], by: str = "secretary", **more: Any) -> AdoptedScenario:
    given: dict[str, Any] = {"name": "ปรับลด", "at": MEETING_AT, "request_id": uuid4()} | more
    return adopt_scenario(meeting=world.meeting, amounts=amounts, actor=world.people[by], **given)


def keep(world: World, amounts: dict[str, str], by: str = "secretary", **more: Any) -> Scenario:
    given: dict[str, Any] = {"name": "ปรับลด", "at": MEETING_AT} | more
    return save_scenario(meeting=world.meeting, amounts=amounts, actor=world.people[by], **given)


def cut(world: World) -> dict[str, str]:
    """A third of a million off the first line; the others stay."""
    first, *_rest = sorted(world.amounts(), key=int)
    return world.amounts() | {first: "1200000.25"}


def test_lines_are_those_before_the_meeting_with_their_totals_and_ceiling(world: World) -> None:
    Workplan.objects.filter(pk=world.round.workplan_id).update(ceiling_baht=Decimal("4300000.00"))
    lines = lines_of_meeting(world.meeting)
    assert {(line.fiscal_year, line.proposed_baht) for line in lines} == {(2565, Decimal("1500000.00"))}
    assert len(lines) == 3
    assert totals_of(lines, {}) == {2565: Decimal("4500000.00")}
    assert totals_of(lines, cut(world)) == {2565: Decimal("4200000.25")}
    assert ceilings_of(lines) == {2565: Decimal("4300000.00")}


def test_adopted_scenario_is_frozen_with_totals_and_ceilings(world: World) -> None:
    adopted = adopt(world, cut(world))
    assert adopted.content["totals"] == {"2565": "4200000.25"}
    assert adopted.content["amounts"] == cut(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        AdoptedScenario.objects.filter(pk=adopted.pk).update(content={})


def test_resolutions_add_up_to_what_was_adopted(world: World) -> None:
    adopted = adopt(world, cut(world))
    world.act("draft", "secretary", world.item,
              facts={"verb": "endorse", "text": "เห็นชอบ", "amounts": world.amounts()})  # fmt: skip
    with refused(GuardsUnmet) as told:
        world.act("certify", "chair", world.resolution)
    assert told.value.reasons == (
        "The amounts must be those of the scenario that the meeting adopted: adopt another to give others.",
    )
    again = adopt(world, world.amounts(), reason="ที่ประชุมเห็นว่าไม่ต้องปรับลด")
    world.act("certify", "chair", world.resolution)
    total = sum(map(Decimal, world.resolution.amounts.values()), Decimal(0))
    assert f"{total:.2f}" == again.content["totals"]["2565"] == "4500000.00"
    assert [one.number for one in AdoptedScenario.objects.all()] == [adopted.number, again.number] == [1, 2]
    assert standing_scenario(world.meeting) == again
    assert set(adopted_amounts(world.meeting).values()) == {Decimal("1500000.00")}


def test_another_adoption_says_why(world: World) -> None:
    adopt(world, cut(world))
    with refused(GuardsUnmet) as told:
        adopt(world, world.amounts())
    assert told.value.reasons == ("A scenario is adopted already: give the reason for another.",)
    assert AdoptedScenario.objects.count() == 1


def test_same_request_adopts_once_and_is_nobody_elses(world: World) -> None:
    same = uuid4()
    first = adopt(world, cut(world), request_id=same)
    assert adopt(world, cut(world), request_id=same).pk == first.pk
    with refused(RequestReused):
        adopt(world, cut(world), by="chair", request_id=same)


@pytest.mark.parametrize("by", ["chair", "member", "officer", "budget", "auditor"])
def test_only_the_secretary_saves_and_adopts(world: World, by: str) -> None:
    with refused(NotPermitted):
        adopt(world, cut(world), by=by)
    with refused(NotPermitted):
        keep(world, cut(world), by=by)
    assert not Scenario.objects.exists()


@pytest.mark.parametrize("amount", ["-0.01", "1500000.01", "much", "NaN"])
def test_amount_lies_between_nothing_and_what_is_proposed(world: World, amount: str) -> None:
    first, *_rest = world.amounts()
    with refused(GuardsUnmet):
        keep(world, {first: amount})
    for border in ("0", "1500000.00"):
        keep(world, {first: border}, name=border)


def test_line_of_another_meeting_is_refused(world: World) -> None:
    with refused(GuardsUnmet):
        keep(world, {"999999": "1"})


def test_two_who_change_a_scenario_lose_nothing(world: World) -> None:
    made = keep(world, cut(world))
    keep(world, world.amounts(), scenario_id=made.pk, expected_revision=0)
    with refused(VersionConflict):
        keep(world, cut(world), scenario_id=made.pk, expected_revision=0)
    assert Scenario.objects.get().amounts == world.amounts()
    with refused(GuardsUnmet):
        keep(world, cut(world))  # the name is taken


def test_meeting_that_is_over_tries_and_adopts_nothing(world: World) -> None:
    world.resolve("not_endorse")
    world.act("end", "secretary", world.meeting)
    with refused(WrongState):
        adopt(world, cut(world))
    with refused(WrongState):
        keep(world, cut(world))
