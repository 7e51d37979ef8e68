# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""GET projects: lists, one, its versions, what can be done, its history; only what the asker may see."""

from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budget_review.content import content_sha256
from budget_review.models import IntegrationProject
from budget_review.operations import begin_project
from tests.api.asking import Program, told
from tests.world import AT, World, everything
from workflows.models import TransitionRecord

pytestmark = pytest.mark.django_db


def codes(response: Any) -> list[str]:
    return [project["code"] for project in response.json()["projects"]]


def more_projects(world: World, count: int) -> None:
    for _ in range(count):
        begin_project(
            round_id=world.round.pk,
            lead=world.agencies["lead"],
            title="โครงการ",
            actor=world.officer,
            at=AT,
            request_id=uuid4(),
        )


def test_list_shows_what_one_may_see_with_sums_as_strings() -> None:
    world = World().to("screened")
    listed = Program(world, "auditor").get("/projects").json()["projects"]
    assert listed == [
        {
            "code": world.project.code,
            "title": "โครงการเชื่อมโยงข้อมูลทดสอบ",
            "state": "screened",
            "state_label": "Screened",
            "lead": {"id": world.agencies["lead"].pk, "code": "lead", "name": "หน่วยงาน lead"},
            "fiscal_year": 2565,
            "tier": "light",
            "outcome": None,
            "version": world.project.version,
            "totals": {"proposed": "4500000.00", "screened": "4500000.00"},
        }
    ]
    assert codes(Program(world, "stranger").get("/projects")) == []


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"state": "draft"}, 1),
        ({"state": "screened"}, 0),
        ({"fiscal_year": 2565}, 1),
        ({"fiscal_year": 2566}, 0),
        ({"q": "เชื่อมโยง"}, 1),
        ({"q": "dg65"}, 1),
        ({"q": "ไม่มี"}, 0),
    ],
)
def test_list_is_narrowed(query: dict[str, Any], count: int) -> None:
    world = World()
    assert len(codes(Program(world, "officer").get("/projects", **query))) == count


@pytest.mark.parametrize(
    "query", [{"state": "flying"}, {"limit": 101}, {"limit": 0}, {"fiscal_year": "x"}, {"q": "\x00"}, {"q": "ก" * 101}]
)
def test_query_that_makes_no_sense_is_refused_by_name(query: dict[str, Any]) -> None:
    response = Program(World(), "officer").get("/projects", **query)
    assert told(response) == (422, "invalid")
    assert response.json()["reasons"][0].startswith(f"query.{next(iter(query))}: ")


def test_pages_follow_each_other_without_gap_or_double() -> None:
    world = World()
    more_projects(world, 4)
    officer, seen, query = Program(world, "officer"), [], {"limit": 2}
    while query.get("after", "") is not None:
        page = officer.get("/projects", **query)
        seen += codes(page)
        query["after"] = page.json()["next"]
    assert seen == list(IntegrationProject.objects.order_by("code").values_list("code", flat=True))
    assert len(seen) == 5


def test_list_costs_the_same_for_one_project_and_for_many() -> None:
    world = World()
    officer = Program(world, "officer")
    officer.get("/projects")
    with CaptureQueriesContext(
        connection,
    ) as one:
        officer.get("/projects")
    more_projects(world, 9)
    with CaptureQueriesContext(connection) as ten:
        officer.get("/projects")
    assert len(ten) == len(one)


def test_project_is_shown_whole() -> None:
    world = World().to("reported_back")
    found = Program(world, "officer").get(f"/projects/{world.project.code}").json()
    assert [part["state"] for part in found["parts"]] == ["listed", "consented", "consented"]
    line = found["parts"][0]["lines"][0]
    amount = "1500000.00"
    assert line["amounts"] == {"proposed": amount, "screened": amount, "endorsed": amount, "act": amount}
    assert [owner["weight_percent"] for owner in found["kpis"][0]["owners"]] == ["33.34", "33.33", "33.33"]
    assert (found["outcome"], found["versions"][0]["number"]) == ("full", 1)


def test_frozen_version_has_the_hash_that_it_says() -> None:
    world = World().to("confirming")
    found = Program(world, "nora").get(f"/projects/{world.project.code}/versions/1").json()
    assert content_sha256(found["content"]) == found["sha256"]
    assert told(Program(world, "nora").get(f"/projects/{world.project.code}/versions/2")) == (404, "not_found")


@pytest.mark.parametrize("path", ["", "/explain", "/history", "/versions/1"])
def test_project_of_others_is_not_found(path: str) -> None:
    world = World().to("confirming")
    assert told(Program(world, "stranger").get(f"/projects/{world.project.code}{path}")) == (404, "not_found")
    assert told(Program(world, "officer").get(f"/projects/DG65-999{path}")) == (404, "not_found")


def test_explain_says_what_is_missing_and_who_can() -> None:
    world = World()
    before = everything()
    said = Program(world, "head").get(f"/projects/{world.project.code}/explain").json()
    acts = {act["name"]: act for act in said["acts"]}
    assert acts["propose"] == {
        "name": "propose",
        "label": "Submit to partners",
        "may": False,
        "permitted": False,
        "missing": [],
        "asks": [],
        "under": None,
        "who": "An officer of the lead agency.",
    }
    assert acts["withdraw"]["may"] is True
    assert acts["withdraw"]["asks"] == [{"name": "note", "sentence": "The reason must be given."}]
    assert [part["subject"] for part in said["parts"]] == ["budget_review.participation"] * 3
    assert everything() == before


def test_history_holds_the_chain_that_anybody_can_check() -> None:
    world = World().to("submitted")
    officer, records, after = Program(world, "officer"), [], None
    while True:
        page = officer.get(f"/projects/{world.project.code}/history", limit=7, **({"after": after} if after else {}))
        records += page.json()["records"]
        after = page.json()["next"]
        if after is None:
            break
    assert [record["id"] for record in records] == list(
        TransitionRecord.objects.order_by("pk").values_list("pk", flat=True)
    )
    heads: dict[tuple[str, int], str] = {}
    for record in records:
        subject = (record["subject"], record["subject_id"])
        assert record["prev_hash"] == heads.get(subject, "0" * 64)
        assert record["hash"] == sha256(record["canonical"].encode()).hexdigest()
        heads[subject] = record["hash"]


def test_history_withholds_the_screening_from_the_agency_until_it_is_decided() -> None:
    world = World().to("recommended")
    path = f"/projects/{world.project.code}/history"

    def recommendation(name: str) -> Any:
        records = Program(world, name).get(path, limit=100).json()["records"]
        return next(record for record in records if record["transition"] == "recommend")

    hidden = recommendation("officer")
    assert (hidden["withheld"], hidden["facts"], hidden["note"], hidden["canonical"]) == (True, {}, "", None)
    assert recommendation("screening_head")["facts"]["recommendation"] == "pass"
    world.act("pass_on", "screening_head")
    assert recommendation("officer")["withheld"] is False
