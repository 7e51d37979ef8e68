# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Administrators complete a plan and put it right: recorded, with a reason and a source; nothing is removed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from digital_plan.in_force import items_by_code
from digital_plan.models import ItemOwner, Plan, PlanChange, PlanItem
from digital_plan.operations.plans import NewItem, add_plan, change_plan
from digital_plan.queries.plans import history_of_item, last_change, owners_of
from tests.refusing import refused
from tests.standing import grounded
from tests.world import AT, World, rows_of
from workflows.refusals import GuardsUnmet, NotPermitted, Refused, RequestReused, VersionConflict

pytestmark = pytest.mark.django_db
ground, world = grounded(World)

NAMED: dict[str, Any] = {"kind": "key_project", "name_th": "โครงการสำคัญที่สิบ", "source": "ภาคผนวกของแผน หน้า 12"}
NEXT: dict[str, Any] = {"name_th": "แผนถัดไป", "first_year": 2571, "last_year": 2575, "source": "ประกาศ"}


def change(
    world: World, *, who: str = "admin", plan: str = "63-65", request_id: UUID | None = None, **more: Any
) -> PlanChange:
    given: dict[str, Any] = {"reason": "ตามภาคผนวก"} | more
    if isinstance(given.get("item"), dict):
        given["item"] = NewItem(**given["item"])
    plan_id = Plan.objects.get(code=plan).pk
    return change_plan(plan_id=plan_id, actor=world.people[who], at=AT, request_id=request_id or uuid4(), **given)


def plans() -> list[Any]:
    return [rows_of(model) for model in (Plan, PlanItem, ItemOwner, PlanChange)]


@contextmanager
def refused_plans(kind: type[Refused]) -> Iterator[Any]:
    before = plans()
    with refused(kind) as raised:
        yield raised
    assert plans() == before


def test_key_project_that_was_not_known_is_added_under_its_strategy(world: World) -> None:
    written = change(world, item=NAMED | {"under": "63-65/1"})
    item = items_by_code()["63-65/k10"]
    assert (item.name_th, item.under, item.source, item.added_by_id) == (
        NAMED["name_th"], "63-65/1", NAMED["source"], written.pk,
    )  # fmt: skip
    assert (written.actor, written.at, written.reason) == (world.admin, AT, "ตามภาคผนวก")
    assert (written.facts["plan"], written.facts["added"], written.facts["retired"]) == ("63-65", ["63-65/k10"], [])


def test_number_of_the_plan_makes_the_code(world: World) -> None:
    change(world, plan="66-70", item=NAMED | {"number": "1.15", "under": "66-70/1"})
    assert items_by_code()["66-70/1.15"].number == "1.15"


def test_item_that_is_put_right_keeps_its_code_and_place_and_what_it_read_before(world: World) -> None:
    before = items_by_code()["63-65/k2"]
    written = change(world, item=NAMED | {"code": "63-65/k2", "under": "63-65/1"})
    now = items_by_code()["63-65/k2"]
    assert (now.name_th, now.position) == (NAMED["name_th"], before.position)
    assert [(row.name_th, row.retired_by_id) for row in history_of_item("63-65/k2")] == [
        (NAMED["name_th"], None), (before.name_th, written.pk),
    ]  # fmt: skip


def test_retired_item_is_off_the_plan_and_its_code_is_not_given_again(world: World) -> None:
    change(world, retire="63-65/k9")
    assert "63-65/k9" not in items_by_code()
    change(world, item=NAMED)
    assert items_by_code()["63-65/k10"].name_th == NAMED["name_th"]


def test_agencies_responsible_follow_the_item_and_the_earlier_ones_stay_on_record(world: World) -> None:
    lead, north, south = (world.agencies[name] for name in ("lead", "north", "south"))
    right = NAMED | {"code": "63-65/k2"}
    first = change(world, item=right, owners=[lead.pk, north.pk])
    change(world, item=right, owners=[north.pk, south.pk])
    assert owners_of(["63-65/k2"]) == {"63-65/k2": [north, south]}
    gone = ItemOwner.objects.get(item_code="63-65/k2", agency=lead)
    assert (gone.added_by_id, gone.retired_by_id) == (first.pk, last_change())


def test_facts_of_the_plan_are_put_right_and_the_change_says_from_what_to_what(world: World) -> None:
    written = change(world, details={"gazette": "เล่ม 138", "in_force_from": date(2021, 5, 1), "first_year": 2563})
    assert written.facts["details"] == {"gazette": ["", "เล่ม 138"], "in_force_from": [None, "2021-05-01"]}
    assert Plan.objects.get(code="63-65").gazette == "เล่ม 138"


def test_new_plan_begins_without_items(world: World) -> None:
    given: dict[str, Any] = {"reason": "คณะรัฐมนตรีอนุมัติ", "actor": world.admin, "at": AT}
    add_plan(code="71-75", details=NEXT, request_id=uuid4(), **given)
    assert Plan.objects.get(code="71-75").covers(2573)
    with refused_plans(GuardsUnmet) as raised:
        add_plan(code="71-75", details=NEXT | {"last_year": 2570}, request_id=uuid4(), **given)
    assert raised.value.reasons == (
        "The plan ends before it begins.", "A plan with the code 71-75 is there already.",
    )  # fmt: skip
    with refused_plans(NotPermitted):
        add_plan(code="76-80", details=NEXT, request_id=uuid4(), **given | {"actor": world.screening_head})


def test_nobody_but_an_administrator_changes_a_plan(world: World) -> None:
    for who in set(world.people) - {"admin"}:
        with refused_plans(NotPermitted):
            change(world, who=who, item=NAMED)


@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        ({"item": NAMED, "reason": " "}, ["The reason must be given."]),
        ({}, ["There is nothing to change."]),
        ({"details": {"first_year": 2563}}, ["There is nothing to change."]),
        ({"details": {"last_year": 2562}}, ["The plan ends before it begins."]),
        ({"item": NAMED | {"source": " "}}, ["Each item needs its Thai name and its source."]),
        ({"item": NAMED | {"kind": "dream"}}, ["The kind of an item must be one of those listed."]),
        ({"item": NAMED | {"under": "63-65/f1"}}, ["63-65/f1 is not a strategy of the plan."]),
        ({"item": NAMED | {"under": "66-70/1"}}, ["66-70/1 is not a strategy of the plan."]),
        ({"item": NAMED | {"kind": "strategy"}}, ["A strategy needs its number."]),
        ({"item": NAMED | {"number": "1"}}, ["The number 1 is another item's."]),
        ({"item": NAMED | {"code": "63-65/k99"}}, ["63-65/k99 is not in the plan."]),
        ({"item": NAMED | {"code": "63-65/f1"}}, ["An item stays of its kind: retire it, and add the other."]),
        ({"retire": "66-70/1.1"}, ["66-70/1.1 is not in the plan."]),
        (
            {"plan": "66-70", "retire": "66-70/1"},
            ["Items of the plan stand under 66-70/1. Put them elsewhere first."],
        ),
    ],
)
def test_change_that_cannot_be_made_is_refused_with_the_reason(
    world: World, given: dict[str, Any], reasons: list[str]
) -> None:
    with refused_plans(GuardsUnmet) as raised:
        change(world, **given)
    assert list(raised.value.reasons) == reasons


def test_words_that_do_not_fit_are_refused_by_name(world: World) -> None:
    with refused_plans(GuardsUnmet) as raised:
        change(world, item=NAMED | {"name_th": "ก" * 501})
    assert raised.value.reasons[0].startswith("Thai name: ")


def test_same_request_gives_the_same_change_and_another_act_under_its_id_is_refused(world: World) -> None:
    request_id = uuid4()
    first = change(world, item=NAMED, request_id=request_id)
    before = plans()
    assert change(world, item=NAMED, request_id=request_id) == first
    assert plans() == before
    with refused_plans(RequestReused):
        change(world, item=NAMED | {"name_th": "อื่น"}, request_id=request_id)


def test_who_read_an_earlier_state_is_told(world: World) -> None:
    read = last_change()
    change(world, item=NAMED, expected_change=read)
    with refused_plans(VersionConflict):
        change(world, item=NAMED, expected_change=read)
