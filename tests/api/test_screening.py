# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Programs read criteria, bands, receipts, and what screening found with its working."""

import pytest

from tests.api.asking import Program
from tests.world import World

pytestmark = pytest.mark.django_db


def test_criteria_and_bands_are_read_by_everybody() -> None:
    world = World()
    program = Program(world, "officer")
    told = program.get("/criteria/1").json()
    value = next(each for each in told["criteria"] if each["code"] == "value")
    assert (told["version"], value["kind"], value["weight"], len(value["answers"])) == (1, "scored", 10, 5)
    assert program.get("/criteria").json()["version"] == 100
    assert program.get("/criteria/7").status_code == 404
    [bands] = program.get("/tiers").json()
    assert (bands["version"], bands["full_from_baht"], bands["opinions"]) == (
        1, "100000000.00", {"full": ["architecture", "budget"]},
    )  # fmt: skip


def test_findings_are_read_with_points_and_working_by_the_office() -> None:
    world = World().to("recommended")
    told = Program(world, "screening_head").get(f"/projects/{world.project.code}/screening").json()
    first = told["findings"][0]
    assert (told["criteria_version"], told["tier"], told["score"]) == (100, "light", "100.0")
    assert (first["code"], first["verdict"], first["points"], first["weight"]) == ("two-agencies", "met", "60.00", 60)
    assert "3 agencies bring budget" in first["working"][0]
    assert told["tier_reasons"][0]["tier"] == "light"


@pytest.mark.parametrize(
    ("who", "state", "status"),
    [
        ("officer", "screening", 404),
        ("officer", "screened", 200),
        ("stranger", "screened", 404),
        ("auditor", "submitted", 404),
    ],
)
def test_findings_are_read_by_agencies_once_it_is_decided(who: str, state: str, status: int) -> None:
    world = World().to(state)
    assert Program(world, who).get(f"/projects/{world.project.code}/screening").status_code == status


def test_the_receipt_stands_on_the_project() -> None:
    world = World().to("submitted")
    [receipt] = Program(world, "officer").get(f"/projects/{world.project.code}").json()["receipts"]
    assert (receipt["receipt_number"], receipt["letter_number"], receipt["content_version"]) == (
        "0001/2565", "ทส 0101/1", 1,
    )  # fmt: skip


def test_taking_up_with_answers_that_are_not_offered_is_refused() -> None:
    world = World().to("submitted")
    program = Program(world, "screener")
    wrong = program.act(f"/projects/{world.project.code}/transitions/take_up", facts={"intake": {"x": "noted"}})
    assert (wrong.status_code, world.project.state) == (422, "submitted")
