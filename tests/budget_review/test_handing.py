# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking and giving projects from their rows on the workbench, its columns, and the way on from the screening."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from agencies.models import Membership
from agencies.roles import Role
from budget_review.operations.assigning import open_desks_of
from tests.budget_review.pages import Visitor, text_of
from tests.project.conftest import queries_of
from tests.world import World, everything

Visit = Callable[[str], Visitor]


@pytest.fixture
def world(world: World) -> World:
    """A project that waits to be taken up, seen by somebody of another unit too."""
    return world.to("submitted")


def owner(world: World) -> Any:
    return open_desks_of([world.project])[world.project_id].owner


def rows(page: Any) -> dict[str, Any]:
    return {row.project.code: hands for row, hands in page.context["work"]}


def test_a_screener_takes_a_project_from_its_row_and_comes_back_to_it(world: World, visit: Visit) -> None:
    screener, code = visit("screener"), world.project.code
    page = text_of(screener.get("workbench"))
    assert "Nobody has it yet" in page
    assert f'action="/projects/{code}/take/"' in page
    assert "Give it to" not in page
    answer = screener.post("take_project", code, query="order=code&at=x")
    assert answer.url == f"/workbench/?order=code&at={code}"
    assert owner(world) == world.screener
    page = text_of(screener.get("workbench"))
    assert "In your hands" in page
    assert "Take it" not in page
    assert "In the hands of ผู้ทดสอบ screener" in text_of(visit("other_screener").get("workbench"))


def test_what_another_took_meanwhile_is_not_taken_from_them(world: World, visit: Visit) -> None:
    world_before = visit("screener").post("take_project", world.project.code)
    assert world_before.status_code == 302
    stands = everything()
    answer: Any = visit("other_screener").client.post(reverse("take_project", args=[world.project.code]), follow=True)
    assert "has already taken this task" in text_of(answer)
    assert everything() == stands


@pytest.mark.parametrize(("who", "status"), [("officer", 302), ("auditor", 302), ("stranger", 404)])
def test_others_take_nothing(world: World, visit: Visit, who: str, status: int) -> None:
    stands = everything()
    assert visit(who).post("take_project", world.project.code).status_code == status
    assert everything() == stands


def test_a_head_gives_it_to_whom_the_row_suggests(world: World, visit: Visit) -> None:
    head, code = visit("screening_head"), world.project.code
    hands = rows(head.get("workbench"))[code]
    person = hands.suggested.person
    page = text_of(head.get("workbench"))
    assert f"Give it to {person}" in page
    assert reverse("project_assign", args=[code]) in page
    assert head.post("give_project", code, to=person.pk, query="").url == f"/workbench/?at={code}"
    assert owner(world) == person
    page = text_of(head.get("workbench"))
    assert "Give it to" not in page
    assert reverse("project_assign", args=[code]) in page  # it can still go to somebody else


def test_a_suggestion_that_no_longer_stands_is_not_followed(world: World, visit: Visit) -> None:
    stands = everything()
    answer: Any = visit("screening_head").client.post(
        reverse("give_project", args=[world.project.code]), {"to": world.officer.pk}, follow=True
    )
    assert "Somebody else is suggested by now." in text_of(answer)
    assert everything() == stands


@pytest.mark.parametrize("who", ["screener", "auditor", "officer"])
def test_only_who_gives_out_work_gives(world: World, visit: Visit, who: str) -> None:
    assert visit(who).post("give_project", world.project.code, to=world.screener.pk).status_code == 404
    assert owner(world) is None


def test_a_screener_whose_unit_takes_part_is_told_so_and_cannot_take_it(world: World, visit: Visit) -> None:
    Membership.objects.create(
        user=world.screener, agency=world.agencies["north"], role=Role.AGENCY_OFFICER, from_date=date(2020, 1, 1)
    )
    page = text_of(visit("screener").get("workbench"))
    assert "Not yours to screen: works in a unit that takes part in the project" in page
    assert "Take it" not in page
    stands = everything()
    visit("screener").post("take_project", world.project.code)
    assert everything() == stands
    hands = rows(visit("screening_head").get("workbench"))[world.project.code]
    assert hands.suggested.person != world.screener


@pytest.mark.parametrize("who", ["screener", "screening_head"])
def test_more_rows_cost_no_more_queries(world: World, visit: Visit, who: str) -> None:
    costs = set()
    for _more in range(3):
        world.project_id = world.draft().pk
        world.to("submitted")
        costs.add(queries_of(world.people[who], reverse("workbench")))
    assert len(costs) == 1


def test_the_workbench_shows_the_columns_that_are_chosen(world: World, visit: Visit) -> None:
    screener = visit("screener")
    usual = screener.get("workbench")
    assert usual.context["chosen"] == {"due", "tier", "score", "proposed"}
    assert ">4.50 M baht<" in text_of(usual)
    chosen = screener.get("workbench", query="?col=due&order=code")
    page = text_of(chosen)
    assert chosen.context["chosen"] == {"due"}
    assert "4.50 M baht" not in page.split('id="beside"')[0]
    assert '<input type="hidden" name="order" value="code">' in page
    assert 'name="col" value="due"' in page


def test_the_screening_page_leads_to_asking_a_question(world: World, visit: Visit) -> None:
    world.to("screening")
    assert reverse("ask_question", args=[world.project.code]) in text_of(
        visit("screener").get("screening", world.project.code)
    )


def test_who_had_the_intake_in_hand_goes_on_with_the_screening(world: World, visit: Visit) -> None:
    screener = visit("screener")
    screener.post("take_project", world.project.code)
    answer = screener.act("take_up")
    assert answer.status_code == 302
    assert owner(world) == world.screener
    page: Any = screener.client.get(answer.url)
    assert "The screening is in your hands now." in text_of(page)


def test_who_takes_up_in_passing_leaves_the_screening_in_the_queue(world: World, visit: Visit) -> None:
    assert visit("screener").act("take_up").status_code == 302
    assert owner(world) is None


def test_who_had_the_intake_before_another_gets_nothing(world: World, visit: Visit) -> None:
    screener, other = visit("screener"), visit("other_screener")
    screener.post("take_project", world.project.code)
    screener.post("task_act", open_desks_of([world.project])[world.project_id].pk, "release")
    other.post("take_project", world.project.code)
    other.act("take_up")
    assert owner(world) == world.people["other_screener"]
