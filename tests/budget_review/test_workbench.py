# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The workbench: what stands on it, in which order, beside what; and the way from one project to the next."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.models import Agency
from budget_review.models import IntegrationProject
from budget_review.queries import listing, projects_for
from budget_review.queries.matching import Filters, agencies_meant, matching
from budget_review.worklist import keep, place_of
from papers.spreadsheets import read_table
from tests.budget_review.pages import Visitor, text_of
from tests.world import AT, World
from workflows.models import Task

Visit = Callable[[str], Visitor]
MILLION = Decimal(1_000_000)


@pytest.fixture
def three(world: World) -> list[str]:
    """Codes of three that were handed in, of 4.5, 0.9 and 300 million; the second is being screened."""
    found = [world.to("submitted").project.code]
    for amount, state in ((Decimal(300_000), "screening"), (100 * MILLION, "submitted")):
        world.project_id = world.draft(amount=amount).pk
        found.append(world.to(state).project.code)
    return found


def codes(page: Any) -> list[str]:
    return [row.project.code for row in page.context["rows"]]


@pytest.mark.parametrize(
    ("order", "places"), [("code", "123"), ("large", "312"), ("small", "213"), ("score", "213"), ("due", "132")]
)
def test_the_list_stands_in_the_order_that_was_chosen(
    world: World, visit: Visit, three: list[str], order: str, places: str
) -> None:
    for day, code in enumerate((three[0], three[2], three[1])):
        pk = IntegrationProject.objects.get(code=code).pk
        Task.objects.filter(process__subject_id=pk, finished=None).update(due_at=AT + timedelta(days=day))
    page = visit("screener").get("workbench", query=f"?order={order}")
    assert "".join(str(three.index(code) + 1) for code in codes(page)) == places


def test_only_what_is_being_screened_stands_on_it_unless_a_state_is_chosen(world: World, visit: Visit) -> None:
    world.to("screened")
    assert "Nothing is being screened" in text_of(visit("screener").get("workbench"))
    assert codes(visit("screener").get("workbench", query="?state=screened")) == [world.project.code]


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ({"band": "1"}, "2"), ({"band": "10"}, "1"), ({"band": "100"}, ""), ({"band": "more"}, "3"),
        ({"band": "x"}, "123"),
        ({"owes": "intake"}, "13"), ({"owes": "screening"}, "2"), ({"owes": "x"}, "123"),
        ({"held": "nobody"}, "23"), ({"held": "me"}, "1"), ({"held": "others"}, ""),
        ({"due": "late"}, "3"), ({"due": "late", "held": "me"}, ""), ({"owes": "intake", "due": "late"}, "3"),
        ({"agency": "north"}, "12"), ({"agency": "หน่วยงาน south"}, "123"), ({"agency": "nowhere"}, ""),
        ({"lead_named": "lead"}, "123"), ({"lead_named": "north"}, ""),
    ],
)  # fmt: skip
def test_filters_ask_about_amounts_agencies_and_whose_turn_it_is(
    world: World, three: list[str], asked: dict[str, Any], places: str
) -> None:
    first, _second, third = (IntegrationProject.objects.get(code=code) for code in three)
    open_of = Task.objects.filter(finished=None, flow_task_type="HUMAN")
    open_of.filter(process__subject_id=first.pk).update(owner=world.screener)
    open_of.exclude(process__subject_id=third.pk).update(due_at=AT + timedelta(days=90))
    open_of.filter(process__subject_id=third.pk).update(due_at=AT - timedelta(days=1))
    north = third.participations.get(agency=world.agencies["north"])
    type(north).objects.filter(pk=north.pk).update(agency=world.agencies["elsewhere"])
    seen = projects_for(world.screener, AT)
    found = matching(seen, Filters(reader_id=world.screener.pk, at=AT, **asked)).order_by("code")
    assert "".join(str(three.index(project.code) + 1) for project in found) == places


def test_an_agency_is_meant_by_id_abbreviation_or_words(db: None) -> None:
    assert agencies_meant("  ") == []
    assert agencies_meant("๑๒") == [12]
    assert agencies_meant("9" * 30) == []


def test_beyond_a_hundred_lead_agencies_one_is_asked_for_by_name(
    world: World, visit: Visit, three: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = visit("screener").get("projects", query=f"?lead={world.agencies['lead'].pk}")
    assert f'<option value="{world.agencies["lead"].pk}" selected>' in text_of(offered)
    monkeypatch.setattr(listing, "MOST_LEADS", 0)
    Agency.objects.filter(pk=world.agencies["lead"].pk).update(abbreviation="สพร.")
    for path in ("projects", "tasks", "queue"):
        page = visit("screener").get(path)
        assert '<input type="search" name="lead"' in text_of(page)
    assert len(codes(visit("screener").get("projects", query="?lead=สพร."))) == 3
    assert codes(visit("screener").get("projects", query="?lead=north")) == []


def test_the_project_that_is_chosen_stands_beside_the_list(world: World, visit: Visit, three: list[str]) -> None:
    page = visit("screener").get("workbench", query=f"?order=code&at={three[1]}")
    assert page.context["project"].code == three[1]
    assert (page.context["place"].number, page.context["place"].next) == (2, three[2])
    assert visit("screener").get("workbench", query="?order=code").context["project"].code == three[0]
    assert [act["name"] for act in page.context["acts"]][:1] == ["take_up"]  # for many, beside what this one allows
    assert "Write findings and opinion" in [str(act["label"]) for act in page.context["doable"]]
    client = visit("screener").client
    alone = client.get(f"/workbench/?at={three[1]}", headers={"HX-Request": "true"})
    assert next(template.name for template in alone.templates) == "budget_review/parts/beside.html"
    assert client.get("/workbench/?at=DG65-999").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("screener", 200), ("screening_head", 200), ("auditor", 200), ("officer", 404), ("nora", 404)]
)
def test_agencies_have_no_workbench(world: World, visit: Visit, who: str, status: int) -> None:
    world.to("screening")
    assert visit(who).get("workbench").status_code == status


def test_the_next_project_is_one_step_away_also_after_an_act_took_this_one_off_the_list(
    world: World, visit: Visit, three: list[str]
) -> None:
    screener: Any = visit("screener")
    screener.get("workbench", query="?order=code&state=submitted")
    world.project_id = IntegrationProject.objects.get(code=three[0]).pk
    told = screener.act("take_up")
    page = text_of(screener.client.get(told.url))
    assert f'href="/projects/{three[2]}/" data-key="n"' in page
    assert "1 of 2" in page
    assert "The list that you work down" not in text_of(screener.get("project", three[1]))  # it was not in the list


def test_a_place_in_the_list_is_told_with_its_neighbours() -> None:
    session: dict[str, Any] = {}
    assert place_of(session, "a") is None
    keep(session, ["a", "b", "c"], "/workbench/?x=1")
    found = [place_of(session, code) for code in "abc"]
    assert [(one.number, one.previous, one.next) for one in found if one] == [(1, "", "b"), (2, "a", "c"), (3, "b", "")]
    assert place_of(session, "d") is None


def test_columns_are_chosen_in_the_address_and_scores_are_for_offices(
    world: World, visit: Visit, three: list[str]
) -> None:
    query = "?col=due&col=score&col=screened&col=nonsense"
    page = visit("screener").get("projects", query=query)
    assert page.context["chosen"] == {"due", "score", "screened"}
    assert [len(row.amounts) for row in page.context["rows"]] == [1, 1, 1]
    assert visit("officer").get("projects", query=query).context["chosen"] == {"due", "screened"}
    assert visit("officer").get("projects", query="?col=x").context["chosen"] == {"proposed", "endorsed", "act"}


def test_what_the_filters_find_is_taken_away_harmless(world: World, visit: Visit, three: list[str]) -> None:
    IntegrationProject.objects.filter(code=three[2]).update(title="=1+1")
    content = visit("screener").get("projects_file", "csv", query="?band=more").content
    assert "'=1+1" in content.decode()
    rows = read_table(content, "p.csv")
    assert [row.cells[0] for row in rows] == ["Code", three[2]]
    assert "Score" in rows[0].cells
    assert "Score" not in read_table(visit("officer").get("projects_file", "csv").content, "p.csv")[0].cells
    assert len(read_table(visit("stranger").get("projects_file", "xlsx").content, "p.xlsx")) == 1
    assert visit("screener").get("projects_file", "exe").status_code == 404


def test_two_to_four_are_set_side_by_side_and_a_stranger_sees_none(
    world: World, visit: Visit, three: list[str]
) -> None:
    screener: Any = visit("screener")
    choices = [listing.choice_of(project) for project in IntegrationProject.objects.order_by("code")]
    led = screener.post("compare", projects=choices)
    assert led.url == f"/projects/compare/?code={three[0]}&code={three[1]}&code={three[2]}"
    page = screener.client.get(led.url)
    lines = {str(line.label): line for group in page.context["rows"] for line in group.lines}
    assert lines["Proposed by the agency"].cells == [Decimal(4_500_000), Decimal(900_000), 300 * MILLION]
    assert lines["State"].differs
    assert not lines["Lead agency"].differs
    assert lines["Score"].cells[0] is None  # not taken up yet
    for sent in ([], choices[:1], ["x", "1", "999999:1"]):
        answer: Any = screener.client.post("/projects/compare/", {"projects": sent}, follow=True)
        assert "Tick two to four projects" in text_of(answer)
    stranger: Any = visit("stranger")
    assert "There is nothing to compare" in text_of(stranger.client.get(led.url))
    officers = visit("officer").client.get(led.url).context["rows"]
    assert [group.lines for group in officers if group.title == "Screening"] == [[]]


def test_a_longer_list_costs_no_more_queries(world: World, visit: Visit) -> None:
    screener, costs = visit("screener"), set()
    for _more in range(3):
        world.project_id = world.draft().pk
        world.to("submitted")
        screener.get("workbench")
        with CaptureQueriesContext(connection) as counted:
            screener.get("workbench")
        costs.add(len(counted))
    assert len(costs) == 1
    assert costs.pop() <= 52


def test_late_is_told_of_now(world: World, visit: Visit, three: list[str]) -> None:
    Task.objects.filter(finished=None).update(due_at=timezone.now() + timedelta(days=30))
    assert codes(visit("screener").get("projects", query="?due=late")) == []
    Task.objects.filter(finished=None).update(due_at=timezone.now() - timedelta(days=1))
    assert codes(visit("screener").get("projects", query="?due=late")) == three
