# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thai words are found as people type them, on both databases; nobody finds what they may not see."""

import json

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection

from budget_review.models import IntegrationProject
from budget_review.operations.editing import edit_essentials
from budget_review.queries import projects_for
from budget_review.queries.listing import Filters, matching
from budget_review.search_index import LETTERS, PAIRS, holding, is_cut_short
from papers.search import is_short, terms_of
from papers.thai import normalise
from tests.standing import grounded
from tests.world import AT, World

TITLE = "โครงการพัฒนาแพลตฟอร์มข้อมูลน้ำ ปี ๒๕๖๕ Big Data"


def entitle(world: World, title: str) -> None:
    """Give the project its name as the form does."""
    project = world.project
    edit_essentials(
        project_id=project.pk, actor=world.officer, at=AT, expected_revision=project.revision, title=normalise(title),
        objective="", rationale="", target_group="", starts_on=None, ends_on=None,
    )  # fmt: skip


def found(world: World, text: str, who: str = "officer") -> list[str]:
    return [p.code for p in matching(projects_for(world.people[who], AT), Filters(text=text)).order_by("code")]


def made() -> World:
    world = World()
    world.draft(partners=())
    entitle(world, TITLE)
    return world


ground, world = grounded(made)


@pytest.mark.parametrize(
    "typed",
    [
        "แพลตฟอร์ม", "เเพลตฟอร์ม", "ข้อมูลน้ำ", "น้\u0e4dา", "น\u0e4d\u0e49า", "ข้อมูล\u200bน้ำ", "ปี 2565", "ปี ๒๕๖๕", "๒๕๖5",
        "big data", "BIG", "น้ำ แพลต", "dg65-001", "DG๖๕-๐๐๑ น้ำ", " แพลตฟอร์ม  ", "น้ำ", "ปี", "ลต", "ปี พั",
    ],
)  # fmt: skip
def test_the_name_is_found_as_it_is_typed(world: World, typed: str) -> None:
    assert found(world, typed) == [world.project.code]


@pytest.mark.parametrize("typed", ["ถนน", "แพลตฟอร์ม ถนน", "%", "_", 'ข้อ"มูล', "น้ำ' OR 1=1", "*", "a* OR b", "\\", "ขถ"])
def test_what_is_not_in_the_name_is_not_found(world: World, typed: str) -> None:
    assert found(world, typed) == []


def test_nothing_typed_finds_everything(world: World) -> None:
    assert found(world, " \u200b ") == ["DG65-001", "DG65-002"]


def test_a_changed_name_is_found_by_its_new_words_alone(world: World) -> None:
    entitle(world, "โครงการชลประทานอัจฉริยะ")
    assert found(world, "ชลประทาน") == [world.project.code]
    assert found(world, "แพลตฟอร์ม") == []


@pytest.mark.parametrize(
    ("who", "sees"), [("officer", 1), ("auditor", 1), ("nora", 0), ("screener", 0), ("stranger", 0)]
)
def test_nobody_finds_what_the_list_would_not_show(world: World, who: str, sees: int) -> None:
    assert len(found(world, "แพลตฟอร์ม", who)) == sees


@pytest.mark.parametrize(
    ("typed", "terms", "short"),
    [("", [], False), ("ปี", ["ปี"], True), ("ปี น้ำ", ["ปี", "น้ำ"], False), ("AB ๑๒", ["ab", "12"], True)],
)
def test_terms_are_of_one_spelling(typed: str, terms: list[str], short: bool) -> None:
    assert terms_of(typed) == terms
    assert is_short(terms) is short


def test_long_terms_are_found_through_the_index(world: World) -> None:
    query = holding(IntegrationProject.objects.order_by(), ["แพลตฟอร์ม"])
    if connection.vendor == "sqlite":
        assert "VIRTUAL TABLE INDEX" in query.explain()
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert LETTERS in json.dumps(query.explain())


@pytest.mark.postgresql
def test_short_terms_are_found_through_an_index_of_their_own(world: World) -> None:
    query = holding(IntegrationProject.objects.order_by(), ["ลต", "g6"])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"DROP INDEX {LETTERS}")  # so small a table is read by either
    assert PAIRS in json.dumps(query.explain())
    assert [project.code for project in query] == [world.project.code]


@pytest.mark.postgresql
def test_what_most_names_have_is_met_on_the_way(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE budget_review_integrationproject")
    common, rare = (str(holding(IntegrationProject.objects.all(), [term]).query) for term in ("กา", "ฬฬ"))
    assert "mati_pairs" not in common
    assert "mati_pairs" in rare
    assert found(world, "กา") == ["DG65-001", "DG65-002"]


def test_only_where_no_index_has_short_terms_is_the_search_cut_short() -> None:
    assert is_cut_short(["ปี"]) is (connection.vendor == "sqlite")
    assert not is_cut_short(["น้ำ", "ปี"])


@pytest.mark.postgresql
def test_a_database_that_knows_thai_letters_passes_the_check(db: None) -> None:
    faults = run_checks(tags=[Tags.database], databases=["default"])
    assert [fault for fault in faults if fault.id == "budget_review.E001"] == []


@pytest.mark.postgresql
def test_a_database_of_plain_c_is_refused(fresh_database: object) -> None:
    name = "mati_of_plain_c"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        faults = [fault for fault in run_checks(tags=[Tags.database], databases=["default"])
                  if fault.id == "budget_review.E001"]  # fmt: skip
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}")
    assert [fault.msg for fault in faults] == ["The database's LC_CTYPE is C: in it no Thai text is found."]
