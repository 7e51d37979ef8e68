# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ranking board: the order, the line, and what is tried, which never touches what is so."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from accounts.models import SavedFilter
from budget_review.models import IntegrationProject, Workplan
from budget_review.queries import projects_for
from budget_review.queries.ranking import Board, Scenario, board_of, moved_to
from papers.spreadsheets import read_table
from tests.budget_review.pages import Visitor, text_of
from tests.world import AT, World, everything

Visit = Callable[[str], Visitor]
MILLION = Decimal(1_000_000)


@pytest.fixture
def three(world: World) -> list[IntegrationProject]:
    """Three that were handed in, of 3, 6 and 9 million, the second screened with 60 points."""
    found = [world.to("submitted").project]
    for amount in (2 * MILLION, 3 * MILLION):
        world.project_id = world.draft(amount=amount).pk
        found.append(world.to("screened" if amount == 2 * MILLION else "submitted").project)
    Workplan.objects.filter(pk=world.round.workplan_id).update(ceiling_baht=11 * MILLION)
    return found


def ranked(world: World, **scenario: Any) -> Board:
    seen = projects_for(world.screening_head, AT).filter(round=world.round)
    return board_of(seen, Scenario(scope="all", **scenario), 11 * MILLION)


def told(board: Board, projects: list[IntegrationProject]) -> list[tuple[int, bool, bool]]:
    """Each row as (which project, above the line, fits in what is left)."""
    places = {project.pk: place for place, project in enumerate(projects, 1)}
    return [(places[row.project.pk], row.is_above, row.fits) for row in board.rows]


@pytest.mark.parametrize(
    ("scenario", "rows"),
    [
        ({}, [(2, True, False), (1, True, False), (3, False, False)]),  # 6, 6 + 4.5, then 9 more than is left
        ({"order": "large"}, [(3, True, False), (2, False, False), (1, False, False)]),
        ({"order": "small"}, [(1, True, False), (2, True, False), (3, False, False)]),
        ({"ceiling_baht": Decimal("6000000")}, [(2, True, False), (1, False, False), (3, False, False)]),
        ({"ceiling_baht": Decimal("5999999.99")}, [(2, False, False), (1, False, True), (3, False, False)]),
        ({"ceiling_baht": Decimal(0)}, [(2, False, False), (1, False, False), (3, False, False)]),
    ],
)
def test_the_line_is_where_the_running_total_passes_the_ceiling(
    world: World, three: list[IntegrationProject], scenario: dict[str, Any], rows: list[tuple[int, bool, bool]]
) -> None:
    assert told(ranked(world, **scenario), three) == rows


def test_sums_are_of_what_stands_above_and_below(world: World, three: list[IntegrationProject]) -> None:
    board = ranked(world)
    assert [row.running_baht for row in board.rows] == [6 * MILLION, Decimal("10500000"), Decimal("19500000")]
    sums = (board.above_baht, board.below_baht, board.left_baht)
    assert sums == (Decimal(10_500_000), 9 * MILLION, Decimal(500_000))
    assert [row.score for row in board.rows] == [Decimal("100.0"), None, None]


def test_an_amount_that_is_tried_counts_and_the_true_one_stands_beside(
    world: World, three: list[IntegrationProject]
) -> None:
    first = ranked(world, amounts_baht={three[1].pk: 2 * MILLION, three[0].pk: Decimal("4500000.00")}).rows
    assert (first[0].amount_baht, first[0].own_baht, first[0].running_baht) == (2 * MILLION, 6 * MILLION, 2 * MILLION)
    assert first[1].own_baht is None  # the same as it is


@pytest.mark.parametrize(
    ("moves", "order"),
    [
        ([], "abc"), ([("c", 1)], "cab"), ([("a", 3)], "bca"), ([("a", 99)], "bca"), ([("x", 1)], "abc"),
        ([("c", 1), ("a", 1)], "acb"),
    ],
)  # fmt: skip
def test_moves_are_made_one_after_another(
    world: World, three: list[IntegrationProject], moves: list[tuple[str, int]], order: str
) -> None:
    ids = {"a": three[1].pk, "b": three[0].pk, "c": three[2].pk, "x": 999_999}
    board = ranked(world, moves=tuple((ids[name], place) for name, place in moves))
    names = {pk: name for name, pk in ids.items()}
    assert "".join(names[row.project.pk] for row in board.rows) == order


def test_only_the_last_move_of_the_same_project_is_replaced() -> None:
    assert moved_to([7, 8, 9], [], 9, -1) == [(9, 2)]
    assert moved_to([7, 9, 8], [(9, 2)], 9, -1) == [(9, 1)]
    assert moved_to([9, 7, 8], [(9, 1)], 8, -1) == [(9, 1), (8, 2)]
    assert moved_to([9, 8, 7], [(9, 1), (8, 2)], 9, 1) == [(9, 1), (8, 2), (9, 2)]
    assert moved_to([7, 8], [], 7, -1) == [(7, 1)]


def test_the_page_leads_to_an_address_and_nothing_is_written(
    world: World, visit: Visit, three: list[IntegrationProject]
) -> None:
    head: Any = visit("screening_head")
    before = everything()
    pk = world.round.pk
    here = f"/rounds/ranking/?round={pk}&scope=all"
    pressed = head.client.post(here, {"down": str(three[1].pk)})
    assert pressed.url == f"{here}&to={three[1].pk}%3A2#project-{three[1].pk}"
    tried = head.client.post(here, {"of": str(three[0].pk), "amount": "๑,๐๐๐,๐๐๐", "try": "1"})
    assert parse_qs(urlsplit(tried.url).query)["baht"] == [f"{three[0].pk}:1000000.00"]
    lower = head.client.post(here, {"ceiling": "5,000,000", "order": "small", "scope": "all"})
    assert parse_qs(urlsplit(lower.url).query) == {
        "round": [str(pk)], "scope": ["all"], "order": ["small"], "ceiling": ["5000000.00"],
    }  # fmt: skip
    page = text_of(head.client.get(lower.url))
    assert "The ceiling of 5,000,000 baht is reached here" in page
    assert "This is a what-if" in page
    wrong = head.client.post(here, {"ceiling": "หนึ่งล้าน"}, follow=True)
    assert "An amount holds digits" in text_of(wrong)
    assert everything() == before
    assert Workplan.objects.get(pk=world.round.workplan_id).ceiling_baht == 11 * MILLION


@pytest.mark.parametrize(
    "query",
    ["?to=x:1&to=1:0&to=1", "?baht=1:x&baht=:5&baht=1:-5", "?ceiling=abc", "?order=x&basis=x&scope=x", "?edit=x"],
)
def test_nonsense_in_the_address_is_as_if_it_were_not_asked(
    visit: Visit, three: list[IntegrationProject], query: str
) -> None:
    page = visit("screening_head").client.get(f"/rounds/ranking/{query}")
    assert page.status_code == 200
    assert [row.project.pk for row in page.context["board"].rows] == [three[1].pk]
    assert not page.context["is_tried"]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("screener", 200), ("screening_head", 200), ("secretary", 200), ("auditor", 200), ("budget", 200),
        ("officer", 404), ("nora", 404), ("stranger", 404), ("chair", 404),
    ],
)  # fmt: skip
def test_offices_see_the_board_and_agencies_do_not(world: World, visit: Visit, who: str, status: int) -> None:
    world.to("screened")
    assert visit(who).client.get(f"/rounds/ranking/?round={world.round.pk}").status_code == status
    assert visit(who).get("board_file", "csv", query=f"?round={world.round.pk}").status_code == status


def test_a_scenario_is_saved_under_a_name_and_another_person_does_not_have_it(
    world: World, visit: Visit, three: list[IntegrationProject]
) -> None:
    head = visit("screening_head")
    query = f"baht={three[1].pk}%3A5&round={world.round.pk}"
    head.client.post(reverse("saved_filter_save", args=["board"]), {"name": "ครึ่งเดียว", "query": query})
    assert [(one.page, one.query) for one in SavedFilter.objects.all()] == [("board", query)]
    assert "ครึ่งเดียว" in text_of(head.get("board"))
    assert "ครึ่งเดียว" not in text_of(visit("screener").get("board"))


def test_the_board_is_taken_away_with_what_was_tried_beside_what_is_so(
    world: World, visit: Visit, three: list[IntegrationProject]
) -> None:
    IntegrationProject.objects.filter(pk=three[1].pk).update(title="=cmd|' /C calc'!A0")
    query = f"?round={world.round.pk}&scope=all&baht={three[1].pk}:2000000"
    content = visit("auditor").get("board_file", "csv", query=query).content
    assert "'=cmd" in content.decode()  # put to sleep for spreadsheets
    rows = read_table(content, "b.csv")
    assert [row.cells[0] for row in rows] == ["Rank", "1", "2", "3"]
    assert [Decimal(cell) for cell in rows[1].cells[6:9]] == [6 * MILLION, 2 * MILLION, 2 * MILLION]
    assert rows[1].cells[9] == "Yes"
    assert visit("auditor").get("board_file", "exe").status_code == 404


def test_a_longer_board_costs_no_more_queries(world: World, visit: Visit, django_assert_max_num_queries: Any) -> None:
    head = visit("screening_head")
    for _more in range(3):
        world.project_id = world.draft().pk
        world.to("submitted")
        head.client.get(f"/rounds/ranking/?round={world.round.pk}&scope=all")
        with django_assert_max_num_queries(17):
            head.client.get(f"/rounds/ranking/?round={world.round.pk}&scope=all")
