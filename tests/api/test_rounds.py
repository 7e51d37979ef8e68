# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Programs read the rounds, how far each has come, its ranking with what is tried, and projects side by side."""

from decimal import Decimal
from typing import Any

import pytest

from budget_review.models import Round, Workplan
from tests.api.asking import Program, told
from tests.world import World, everything

pytestmark = pytest.mark.django_db


def two(world: World, state: str) -> list[str]:
    """Two projects in a state: the first asks 4,500,000 baht, the second 600."""
    first = world.to(state).project.code
    world.project_id = world.draft(amount=Decimal(200)).pk
    return [first, world.to(state).project.code]


def test_rounds_are_read_with_their_windows_and_criteria() -> None:
    world = World()
    program = Program(world, "officer")
    [held] = program.get("/rounds").json()
    assert held == {
        "id": world.round.pk, "name": "รอบทดสอบ", "workplan": "แผนงานบูรณาการทดสอบ", "fiscal_year": 2565,
        "opens_at": "2020-10-03T03:00:00.000000Z", "closes_at": "2021-01-01T03:00:00.000000Z", "is_open": True,
        "ceiling_baht": None, "criteria_version": 100, "projects": 1,
    }  # fmt: skip
    assert program.get("/rounds", fiscal_year=2566).json() == []
    assert Program(world, "stranger").get("/rounds").json()[0]["projects"] == 0


def test_progress_counts_what_a_person_sees_with_its_money_and_queues() -> None:
    world = World()
    two(world, "submitted")
    at = f"/rounds/{world.round.pk}/progress"
    read = Program(world, "screener").get(at).json()
    assert [(one["label"], one["count"], one["amount_baht"]) for one in read["milestones"][:4]] == [
        ("Begun", 2, "4500600.00"),
        ("Submitted to partners", 2, "4500600.00"),
        ("Handed in to DGA", 2, "4500600.00"),
        ("Taken up for screening", 0, "0.00"),
    ]
    assert (read["counted"], read["is_whole"], read["days"]) == (2, True, ["2020-11-02"])
    assert read["by_day"][0] == {"label": "Handed in to DGA", "counts": [2]}
    assert [(one["count"], one["late"]) for one in read["waiting"]] == [(2, 0)]
    assert Program(world, "stranger").get(at).json()["counted"] == 0
    assert told(Program(world, "screener").get("/rounds/999/progress")) == (404, "not_found")


def test_a_ranking_is_read_as_it_is_and_as_it_would_be() -> None:
    world = World()
    large, small = two(world, "submitted")
    Workplan.objects.update(ceiling_baht=4_500_100)
    program, at = Program(world, "screening_head"), f"/rounds/{world.round.pk}/ranking"
    stands = everything()

    def read(**query: Any) -> Any:
        board = program.get(at, scope="all", **query).json()
        rows = [(row["code"], row["amount_baht"], row["tried_baht"], row["is_above"]) for row in board["projects"]]
        return board["above_baht"], board["left_baht"], rows

    assert program.get(at).json()["projects"] == []
    as_it_is = [(large, "4500000.00", None, True), (small, "600.00", None, False)]
    assert read(order="large") == ("4500000.00", "100.00", as_it_is)
    assert read(order="small")[2][0] == (small, "600.00", None, True)
    board = program.get(at, scope="all", order="large").json()
    ids = {row["code"]: row["id"] for row in board["projects"]}
    assert read(order="large", to=f"{ids[small]}:1")[2][0][0] == small
    tried = read(order="large", ceiling="5000", baht=[f"{ids[large]}:4000.50"])
    assert tried == ("4600.50", "399.50", [(large, "4500000.00", "4000.50", True), (small, "600.00", None, True)])
    assert everything() == stands


@pytest.mark.parametrize("wrong", [{"order": "x"}, {"to": "1"}, {"baht": "1:x"}, {"ceiling": "-5"}])
def test_what_cannot_be_tried_is_refused(wrong: Any) -> None:
    world = World()
    answer = Program(world, "screener").get(f"/rounds/{world.round.pk}/ranking", **wrong)
    assert told(answer) == (422, "invalid")


@pytest.mark.parametrize("who", ["officer", "head", "member"])
def test_agencies_do_not_rank(who: str) -> None:
    world = World()
    assert told(Program(world, who).get(f"/rounds/{world.round.pk}/ranking")) == (404, "not_found")


def test_projects_are_set_side_by_side_with_where_they_differ() -> None:
    world = World()
    codes = two(world, "screening")
    read = Program(world, "screener").get("/comparison", code=codes).json()
    lines = {line["label"]: line for group in read["groups"] for line in group["lines"]}
    assert read["codes"] == codes
    assert lines["Proposed by the agency"]["cells"] == ["4500000.00", "600.00"]
    assert (lines["Proposed by the agency"]["differs"], lines["State"]["differs"]) == (True, False)
    assert lines["State"]["cells"] == ["Being screened"] * 2
    assert lines["Agencies"]["cells"][1].splitlines()[0].endswith("· 200.00")
    assert "Score" in lines


def test_what_the_screening_says_is_not_set_side_by_side_for_agencies() -> None:
    world = World()
    read = Program(world, "officer").get("/comparison", code=two(world, "screening")).json()
    assert "Screening" not in [group["title"] for group in read["groups"]]


def test_what_one_may_not_see_is_not_compared() -> None:
    world = World()
    codes = two(world, "screening")
    assert told(Program(world, "stranger").get("/comparison", code=codes)) == (404, "not_found")
    assert told(Program(world, "officer").get("/comparison", code=[codes[0], codes[0]])) == (404, "not_found")
    assert told(Program(world, "officer").get("/comparison", code=codes[0])) == (422, "invalid")
    assert told(Program(world, "officer").get("/comparison", code=["x"] * 5)) == (422, "invalid")


def test_a_round_that_begins_later_says_which_criteria_it_would_have() -> None:
    world = World()
    Round.objects.update(criteria_set=None)
    assert Program(world, "officer").get("/rounds").json()[0]["criteria_version"] == 100
