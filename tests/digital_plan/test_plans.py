# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plans that the service is delivered with, and how they are kept in memory."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from digital_plan.in_force import in_force, items_by_code, plan_of_year
from digital_plan.kinds import ItemKind
from digital_plan.models import Plan, PlanChange
from digital_plan.operations.plans import NewItem, change_plan
from tests.project.conftest import visitor
from tests.world import AT, World

pytestmark = pytest.mark.django_db

PROMISED = {"63-65": [17, 8, 11, 5], "66-70": [14, 8, 7, 9]}  # of each strategy; domain: 41 and 38
KNOWN = {"63-65": (4, 6, 9, 5), "66-70": (4, 10, 38, 7)}  # strategies, focus areas, key projects, mechanisms


def add(world: World) -> None:
    change_plan(
        plan_id=Plan.objects.get(code="66-70").pk,
        item=NewItem(kind="measure", name_th="มาตรการทดสอบ", source="ภาคผนวก"),
        reason="เพิ่ม", actor=world.admin, at=AT, request_id=uuid4(),
    )  # fmt: skip


@pytest.mark.parametrize("code", PROMISED)
def test_plan_says_what_is_public_of_it_and_how_much_is_not(code: str) -> None:
    plan = Plan.objects.get(code=code)
    known = in_force()
    strategies = known.of(plan, ItemKind.STRATEGY)
    assert [strategy.promised for strategy in strategies] == PROMISED[code]
    kinds = (ItemKind.STRATEGY, ItemKind.FOCUS, ItemKind.KEY_PROJECT, ItemKind.MECHANISM)
    assert tuple(len(known.of(plan, kind)) for kind in kinds) == KNOWN[code]
    assert not known.of(plan, ItemKind.MEASURE)


def test_key_project_stands_under_the_strategy_that_its_number_names() -> None:
    items = items_by_code()
    assert {items[f"66-70/{number}"].under for number in ("1.1", "1.14")} == {"66-70/1"}
    assert items["66-70/4.9"].under == "66-70/4"
    assert items["63-65/k1"].under == ""  # its strategy is not public


@pytest.mark.parametrize(
    ("year", "code"), [(2562, None), (2563, "63-65"), (2565, "63-65"), (2566, "66-70"), (2571, None)]
)
def test_plan_of_a_fiscal_year(year: int, code: str | None) -> None:
    plan = plan_of_year(year)
    assert (plan.code if plan else None) == code


def test_plans_are_asked_for_once_in_a_request_and_read_again_after_a_change() -> None:
    world = World()
    in_force()
    client = visitor(world.officer)
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/plan/").status_code == 200
    asked = [query["sql"] for query in queries if "digital_plan_" in query["sql"]]
    assert len(asked) == 1
    assert "digital_plan_planchange" in asked[0]
    add(world)
    assert items_by_code()["66-70/m1"].name_th == "มาตรการทดสอบ"


def test_change_that_was_rolled_back_is_not_remembered() -> None:
    world = World()
    with transaction.atomic():
        add(world)
        assert "66-70/m1" in items_by_code()
        transaction.set_rollback(True)
    assert "66-70/m1" not in items_by_code()


def test_changes_of_plans_are_kept_by_the_database() -> None:
    for change in (
        lambda: PlanChange.objects.update(reason="อื่น"),
        lambda: PlanChange.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
