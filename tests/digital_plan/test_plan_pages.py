# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plans as pages and by the API: browsing, what serves an item, and completing a plan."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budget_review.models.sections import ProposalSection
from digital_plan.in_force import items_by_code
from digital_plan.models import Plan, PlanChange, PlanItem
from digital_plan.queries.plans import last_change
from tests.api.asking import Program, told
from tests.project.conftest import page_of, visitor
from tests.standing import grounded
from tests.world import World

pytestmark = pytest.mark.django_db
NAMED = {"kind": "key_project", "name_th": "โครงการสำคัญที่สิบ", "source": "ภาคผนวก หน้า 12", "reason": "ตามภาคผนวก"}


def made() -> World:
    """A draft that names a key project of the plan."""
    world = World()
    ProposalSection.objects.update_or_create(
        project=world.project, key="plan_relation", defaults={"rows": [{"item": "66-70/1.2", "how": "เชื่อมข้อมูลผ่าน GDX"}]}
    )
    return world


ground, world = grounded(made)


def send(world: World, path: str, who: str = "admin", **typed: Any) -> Any:
    given = {"request_id": str(uuid4()), "expected_change": last_change()} | typed
    return visitor(world.people[who]).post(path, given)


def test_plan_shows_what_is_known_and_what_is_not(world: World) -> None:
    assert "9 of 41 key projects are known by name" in page_of(world.officer, "/plan/")
    html = page_of(world.officer, "/plan/63-65/")
    assert "The names of 32 key projects are not public" in html
    assert "Administrators add them" in html
    assert "/plan/63-65/items/add/" not in html
    assert "/plan/63-65/items/add/" in page_of(world.admin, "/plan/63-65/")
    assert "มีโครงการสำคัญ" in page_of(world.officer, "/plan/63-65/", "th")


def test_item_shows_the_projects_that_serve_it_to_those_who_may_see_them(world: World) -> None:
    assert "เชื่อมข้อมูลผ่าน GDX" in page_of(world.officer, "/plan/66-70/1.2/")
    hidden = page_of(world.stranger, "/plan/66-70/1.2/")
    assert world.project.title not in hidden
    assert "Nothing that you may see names it" in hidden


def test_plan_costs_the_same_however_many_projects_serve_it(world: World) -> None:
    def queries() -> int:
        client = visitor(world.admin)
        with CaptureQueriesContext(connection) as found:
            assert client.get("/plan/66-70/").status_code == 200
        return len(found)

    queries()  # the plans are in memory after
    before = queries()
    for _each in range(3):
        section = ProposalSection(project=world.draft(), key="plan_relation", rows=[{"item": "66-70/1.3", "how": "x"}])
        section.save()
    assert queries() == before


def test_administrator_completes_the_plan_on_its_page(world: World) -> None:
    owner = world.agencies["north"]
    answer = send(world, "/plan/63-65/items/add/", **NAMED, under="63-65/2", owners=[owner.pk])
    assert answer.headers["Location"] == "/plan/63-65/"
    html = page_of(world.officer, "/plan/63-65/k10/")
    assert NAMED["name_th"] in html
    assert owner.name_en in html or owner.name_th in html
    assert "10 of 41" in page_of(world.officer, "/plan/")


def test_item_is_put_right_and_taken_off_on_its_page(world: World) -> None:
    typed = {name: value for name, value in NAMED.items() if name != "kind"}
    assert send(world, "/plan/63-65/k2/edit/", **typed).headers["Location"] == "/plan/63-65/k2/"
    assert "How it has read" in page_of(world.officer, "/plan/63-65/k2/")
    assert send(world, "/plan/63-65/k2/retire/", reason="ซ้ำ").headers["Location"] == "/plan/63-65/"
    assert visitor(world.officer).get("/plan/63-65/k2/").status_code == 404


def test_plan_itself_is_put_right_and_another_begun(world: World) -> None:
    facts: dict[str, Any] = {
        "name_th": "แผน",
        "first_year": 2563,
        "last_year": 2565,
        "source": "ประกาศ",
        "reason": "แก้",
    }
    send(world, "/plan/63-65/edit/", **facts, gazette="เล่ม 138 หน้า 1")
    assert Plan.objects.get(code="63-65").gazette == "เล่ม 138 หน้า 1"
    new = facts | {"code": "71-75", "first_year": 2571, "last_year": 2575}
    assert send(world, "/plan/add/", **new).headers["Location"] == "/plan/71-75/"
    assert "Nothing of this plan is written yet" in page_of(world.officer, "/plan/71-75/")


def test_refused_change_keeps_what_was_typed(world: World) -> None:
    stale = last_change()
    send(world, "/plan/63-65/items/add/", **NAMED)
    answer = send(world, "/plan/63-65/items/add/", **NAMED | {"name_th": "โครงการสำคัญอื่น"}, expected_change=stale)
    assert answer.status_code == 409
    assert "โครงการสำคัญอื่น" in answer.content.decode()
    assert PlanItem.objects.filter(name_th="โครงการสำคัญอื่น").count() == 0


@pytest.mark.parametrize(
    "path",
    ["add", "63-65/edit", "63-65/items/add", "63-65/k1/edit", "63-65/k1/retire"],
)
def test_pages_of_changes_are_there_for_administrators_alone(world: World, path: str) -> None:
    path, before = f"/plan/{path}/", PlanChange.objects.count()
    for who in ("officer", "screening_head", "auditor", "secretary"):
        assert visitor(world.people[who]).get(path).status_code == 404
        assert send(world, path, who, **NAMED).status_code == 404
    assert visitor(world.admin).get(path).status_code == 200
    assert PlanChange.objects.count() == before


def test_program_reads_a_plan_and_changes_it_as_an_administrator(world: World) -> None:
    program = Program(world, "admin")
    assert [plan["code"] for plan in program.get("/plans").json()] == ["63-65", "66-70"]
    whole = program.get("/plans/63-65").json()
    assert sum(item["kind"] == "key_project" for item in whole["items"]) == 9
    item = {"kind": "measure", "name_th": "มาตรการ", "source": "แผน", "under": "63-65/1", "owners": ["north"]}
    codes = [world.agencies["north"].code]
    body = {"item": item | {"owners": codes}, "reason": "เพิ่ม", "expected_change": whole["last_change"]}
    after = program.send("/plans/63-65/changes", body).json()
    assert (after["items"][-1]["code"], after["items"][-1]["owners"]) == ("63-65/m1", codes)
    assert told(program.send("/plans/63-65/changes", body)) == (409, "version_conflict")
    assert told(program.send("/plans/63-65/changes", {"item": item | {"owners": ["nobody"]}, "reason": "x"})) == (
        422, "guards_unmet",
    )  # fmt: skip
    assert told(Program(world, "officer").send("/plans/63-65/changes", body)) == (403, "not_permitted")
    assert "63-65/m2" not in items_by_code()
