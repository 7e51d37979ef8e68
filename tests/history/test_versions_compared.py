# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two frozen versions: every field of a content, changed one by one, is named with both sides; nothing else is."""

from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from agencies.models import Unit
from budget_review.models import ProjectVersion
from budget_review.queries.versions import Comparison, compare
from tests.api.asking import Program, at
from tests.project.conftest import visitor
from tests.standing import grounded
from tests.world import PEOPLE, World

pytestmark = pytest.mark.django_db
Content = dict[str, Any]


def made() -> World:
    return World().to("confirming")


ground, world = grounded(made)


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


def content(world: World) -> Content:
    return deepcopy(world.project.present_version.content)


def compared(world: World, change: Callable[[Content], Any]) -> Comparison:
    """The first version beside what a change makes of it."""
    new = content(world)
    change(new)
    before = world.project.present_version
    return compare(before, ProjectVersion(project=before.project, number=2, content=new, frozen_at=before.frozen_at))


def said(found: Comparison) -> list[tuple[Any, ...]]:
    """Everything that was found, flat: where, which field, before, after."""
    flat: list[tuple[Any, ...]] = [("text", one.name, one.before, one.after) for one in found.texts]
    for agency in found.agencies:
        flat.append(("agency", agency.kind, agency.agency.name))
        flat += [("agency field", one.name, one.before, one.after) for one in agency.fields]
    for kpi in found.kpis:
        flat.append(("kpi", kpi.kind, kpi.name))
        flat += [("kpi field", one.name, one.before, one.after) for one in [*kpi.fields, *kpi.weights]]
    for line in found.lines:
        flat.append(("line", line.kind, line.item, line.before_baht, line.after_baht))
        flat += [("line field", one.name, one.before, one.after) for one in line.fields]
    return flat


def test_version_beside_itself_differs_in_nothing(world: World) -> None:
    found = compared(world, lambda new: None)
    assert said(found) == []
    assert found.is_empty
    assert found.difference_baht == 0


@pytest.mark.parametrize(
    ("name", "value", "before", "after"),
    [
        ("objective", "เพื่อใช้", "เพื่อทดสอบ", "เพื่อใช้"),
        ("rationale", "", "เพราะต้องทดสอบ", ""),
        ("target_group", "ประชาชน", "ผู้ทดสอบ", "ประชาชน"),
        ("starts_on", "2021-10-01", "", "1 October 2564"),
        ("ends_on", "2022-09-30", "", "30 September 2565"),
    ],
)
def test_essential_that_changed_is_named_with_both_sides(
    world: World, name: str, value: str, before: str, after: str
) -> None:
    found = compared(world, lambda new: new["essentials"].update({name: value}))
    assert [(one.name, one.before) for one in found.texts] == [(name, before)]
    if name in ("starts_on", "ends_on"):
        assert found.texts[0].after != value  # the day is written as people read it
    else:
        assert found.texts[0].after == after


def test_title_code_and_lead_are_compared_too(world: World) -> None:
    north = world.agencies["north"]
    found = compared(world, lambda new: new.update(title="ชื่อใหม่", code="DG65-999", lead=north.pk))
    assert [one.name for one in found.texts] == ["code", "title", "lead"]
    assert (found.texts[2].before, found.texts[2].after) == (world.agencies["lead"].name, north.name)


def test_agency_that_joined_and_one_that_left_bring_and_take_their_lines(world: World) -> None:
    def change(new: Content) -> None:
        gone = new["parts"].pop()
        line = gone["lines"][0] | {"id": 10**6, "amount_baht": "250000.00"}
        new["parts"].append(gone | {"agency": world.agencies["audit"].pk, "kpis": [], "lines": [line]})

    found = compared(world, change)
    assert said(found)[0] == ("agency", "removed", "หน่วยงาน south")
    assert ("agency", "added", "หน่วยงาน audit") in said(found)
    assert [(line.kind, line.difference_baht) for line in found.lines] == [
        ("removed", Decimal("-1500000.00")), ("added", Decimal("250000.00")),
    ]  # fmt: skip
    assert [(one.agency.name, one.difference_baht) for one in found.sums] == [
        ("หน่วยงาน lead", 0), ("หน่วยงาน north", 0), ("หน่วยงาน south", Decimal("-1500000.00")),
        ("หน่วยงาน audit", Decimal("250000.00")),
    ]  # fmt: skip
    assert (found.before_baht, found.after_baht) == (Decimal("4500000.00"), Decimal("3250000.00"))


def test_part_that_says_something_else_is_named(world: World) -> None:
    unit = Unit.objects.create(agency=world.agencies["north"], name_th="กองใหม่")
    found = compared(world, lambda new: new["parts"][1].update(unit=unit.pk, sector="civil", contribution="ช่วย"))
    assert said(found) == [
        ("agency", "changed", "หน่วยงาน north"),
        ("agency field", "unit", "", "กองใหม่"),
        ("agency field", "sector", "Government agency", "Civil society"),
        ("agency field", "contribution", "ร่วมทดสอบ", "ช่วย"),
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"amount_baht": "1600000.00"},
         [("line", "changed", "ระบบทดสอบ", Decimal("1500000.00"), Decimal("1600000.00"))]),
        ({"item": "ระบบใหม่"}, [("line", "changed", "ระบบใหม่", Decimal("1500000.00"), Decimal("1500000.00")),
                               ("line field", "item", "ระบบทดสอบ", "ระบบใหม่")]),
        ({"category": "other"}, [("line", "changed", "ระบบทดสอบ", Decimal("1500000.00"), Decimal("1500000.00")),
                                 ("line field", "category", "Investment", "Other expenditure")]),
        ({"subcategory": "ครุภัณฑ์", "fiscal_year": 2566},
         [("line", "changed", "ระบบทดสอบ", Decimal("1500000.00"), Decimal("1500000.00")),
          ("line field", "subcategory", "", "ครุภัณฑ์"), ("line field", "fiscal_year", "2565", "2566")]),
    ],
)  # fmt: skip
def test_line_that_changed_is_named(world: World, change: dict[str, Any], expected: list[Any]) -> None:
    assert said(compared(world, lambda new: new["parts"][0]["lines"][0].update(change))) == expected


def test_line_that_went_to_another_agency_is_one_line_moved(world: World) -> None:
    def change(new: Content) -> None:
        new["parts"][1]["lines"].append(new["parts"][0]["lines"].pop())

    found = compared(world, change)
    assert said(found) == [
        ("line", "moved", "ระบบทดสอบ", Decimal("1500000.00"), Decimal("1500000.00")),
        ("line field", "agency", "หน่วยงาน lead", "หน่วยงาน north"),
    ]
    assert [one.difference_baht for one in found.sums] == [Decimal("-1500000.00"), Decimal("1500000.00"), 0]
    assert found.difference_baht == 0


def test_kpis_target_and_weights_are_compared(world: World) -> None:
    def change(new: Content) -> None:
        new["kpis"][0].update(target="90", baseline="10", unit="ระบบ")
        new["parts"][0]["kpis"][0]["weight_percent"] = "50.00"
        new["parts"][2]["kpis"] = []

    assert said(compared(world, change)) == [
        ("kpi", "changed", "ร้อยละการเชื่อมโยง"),
        ("kpi field", "unit", "ร้อยละ", "ระบบ"),
        ("kpi field", "baseline", "0", "10"),
        ("kpi field", "target", "80", "90"),
        ("kpi field", f"weight/{world.agencies['lead'].pk}", "33.34%", "50%"),
        ("kpi field", f"weight/{world.agencies['south'].pk}", "33.33%", ""),
    ]


def rename(new: Content, name: str) -> None:
    new["kpis"][0]["name"] = name
    for part in new["parts"]:
        part["kpis"][0]["name"] = name


def test_kpi_renamed_is_the_same_kpi(world: World) -> None:
    found = compared(world, lambda new: rename(new, "ร้อยละการเชื่อมโยงข้อมูล"))
    assert said(found) == [
        ("kpi", "changed", "ร้อยละการเชื่อมโยงข้อมูล"),
        ("kpi field", "name", "ร้อยละการเชื่อมโยง", "ร้อยละการเชื่อมโยงข้อมูล"),
    ]


def test_kpi_that_is_another_is_one_gone_and_one_come(world: World) -> None:
    found = compared(world, lambda new: rename(new, "จำนวนผู้ใช้บริการต่อปี"))
    assert [one for one in said(found) if one[0] == "kpi"] == [
        ("kpi", "removed", "ร้อยละการเชื่อมโยง"), ("kpi", "added", "จำนวนผู้ใช้บริการต่อปี"),
    ]  # fmt: skip


def leaves(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value of a content."""
    if isinstance(value, dict):
        return [leaf for name, one in value.items() for leaf in leaves(one, (*way, name))]
    if isinstance(value, list):
        return [leaf for place, one in enumerate(value) for leaf in leaves(one, (*way, place))]
    return [way]


def test_no_value_of_a_content_can_change_unseen(world: World) -> None:
    """Whatever a content will hold one day: a value that the comparison forgets fails here."""
    other: dict[str, Any] = {
        "agency": world.agencies["audit"].pk, "lead": world.agencies["audit"].pk, "unit": world.units["one"].pk,
        "id": 10**6, "weight_percent": "1.00", "amount_baht": "1.00", "starts_on": "2021-10-01",
        "ends_on": "2022-09-30", "fiscal_year": 2570,
    }  # fmt: skip
    derived = {"unit", "baseline", "target"}  # a KPI's own values stand again, the same, beside each weight
    for way in leaves(content(world)):
        if "parts" in way and "kpis" in way and way[-1] in derived:
            continue

        def change(new: Content, way: tuple[Any, ...] = way) -> None:
            for step in way[:-1]:
                new = new[step]
            new[way[-1]] = other.get(way[-1], "อื่น")

        assert not compared(world, change).is_empty, way


def test_comparison_costs_two_questions(world: World) -> None:
    before = world.project.present_version
    after = ProjectVersion(number=2, content=content(world))
    after.content["parts"][0]["unit"] = world.units["one"].pk
    with CaptureQueriesContext(connection) as asked:
        compare(before, after)
    assert len(asked) == 2


# ── page and API ──


@pytest.fixture
def twice(world: World) -> World:
    """The title and an amount changed, and proposed anew."""
    from tests.budget_review.test_versions import change

    world.act("take_back", "officer", note="แก้")
    change(world, "north", "2000000.00")
    world.act("propose", "officer")
    return world


@pytest.mark.parametrize("language", ["en", "th"])
def test_page_shows_money_with_its_sums_and_says_what_is_gone(twice: World, language: str) -> None:
    page = visitor(twice.officer, language).get(f"/projects/{twice.project.code}/versions/").content.decode()
    assert "+500,000" in page
    assert page.count("5,000,000<") == 1
    assert page.count("4,500,000<") == 1
    with translation.override(language):
        assert translation.gettext("Sums by agency") in page


def test_page_of_texts_marks_what_went_and_came_in_words(world: World) -> None:
    from budget_review.operations.editing import edit_essentials

    world.act("take_back", "officer", note="แก้")
    edit_essentials(project_id=world.project_id, actor=world.officer, at=world.at,
                    expected_revision=world.project.revision, title="โครงการเชื่อมโยงข้อมูลทดสอบ",
                    objective="เพื่อใช้งานทดสอบ", rationale="เพราะต้องทดสอบ", target_group="ผู้ทดสอบ",
                    starts_on=None, ends_on=None)  # fmt: skip
    world.act("propose", "officer")
    page = visitor(world.officer).get(f"/projects/{world.project.code}/versions/?from=1&to=2").content.decode()
    assert '<ins><span class="visually-hidden">Added: </span>ใช้งาน</ins>' in page


def test_program_reads_the_comparison(twice: World) -> None:
    answer = Program(twice, "officer").get(f"/projects/{twice.project.code}/versions/1/compare/2").json()
    assert [(line["kind"], line["before_baht"], line["after_baht"], line["difference_baht"]) for line in
            answer["lines"]] == [("changed", "1500000.00", "2000000.00", "500000.00")]  # fmt: skip
    assert (answer["before_baht"], answer["after_baht"]) == ("4500000.00", "5000000.00")
    back = Program(twice, "officer").get(f"/projects/{twice.project.code}/versions/2/compare/1").json()
    assert back["difference_baht"] == "-500000.00"
    assert Program(twice, "officer").get(f"/projects/{twice.project.code}/versions/1/compare/9").status_code == 404


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_not_see_the_project_compares_nothing(twice: World, who: str) -> None:
    with at():
        client = visitor(twice.people[who])
        now = client.get(f"/projects/{twice.project.code}/").status_code
        assert client.get(f"/projects/{twice.project.code}/versions/").status_code == now
    assert Program(twice, who).get(f"/projects/{twice.project.code}/versions/1/compare/2").status_code == now
