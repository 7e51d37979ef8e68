# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list shows what a person may see, answers filters from the address, and costs the same at any length."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budget_review.models import IntegrationProject
from budget_review.queries import listing, projects_for
from tests.budget_review.pages import Visitor, text_of
from tests.world import AT, World

Visit = Callable[[str], Visitor]


def codes(response: object) -> list[str]:
    return [row.project.code for row in response.context["rows"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("state", "who", "sees"),
    [
        ("draft", "officer", True), ("draft", "head", True), ("draft", "nora", False), ("draft", "screener", False),
        ("draft", "auditor", True), ("draft", "stranger", False), ("confirming", "nora", True),
        ("submitted", "screener", True), ("submitted", "budget", False), ("forwarded", "budget", True),
        ("forwarded", "stranger", False),
    ],
)  # fmt: skip
def test_list_shows_a_project_only_to_those_who_may_see_it(
    world: World, visit: Visit, state: str, who: str, sees: bool
) -> None:
    world.to(state)
    visitor = visit(who)
    assert codes(visitor.get("projects")) == ([world.project.code] if sees else [])
    assert visitor.get("project", world.project.code).status_code == (200 if sees else 404)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=เชื่อมโยง", 1), ("?q=DG65-๐๐๑", 1), ("?q=dg65", 1), ("?q=ไม่มี", 0), ("?state=draft", 1),
        ("?state=decided", 0), ("?state=nonsense", 1), ("?year=2565", 1), ("?year=9999", 1), ("?after=DG65-001", 0),
        ("?q=%00", 1), ("?lead=x&round=y", 1),
    ],
)  # fmt: skip
def test_filters_stand_in_the_address_and_nonsense_is_as_if_not_asked(visit: Visit, query: str, found: int) -> None:
    response = visit("officer").get("projects", query=query)
    assert response.status_code == 200
    assert len(codes(response)) == found


def test_thai_digits_in_a_name_are_found_with_arabic_ones_and_the_other_way_round(world: World, visit: Visit) -> None:
    IntegrationProject.objects.filter(pk=world.project_id).update(title="ระยะที่ ๒")
    assert len(codes(visit("officer").get("projects", query="?q=ระยะที่ 2"))) == 1
    IntegrationProject.objects.filter(pk=world.project_id).update(title="ระยะที่ 2")
    assert len(codes(visit("officer").get("projects", query="?q=ระยะที่ ๒"))) == 1


def test_totals_are_of_everything_found_and_count_drafts_as_they_are_written(world: World, visit: Visit) -> None:
    response = visit("officer").get("projects")
    assert [total for _label, total in response.context["totals"]] == [Decimal("4500000.00"), None, None]
    world.to("decided")
    response = visit("officer").get("projects")
    assert [total for _label, total in response.context["totals"]] == [Decimal("4500000.00")] * 3
    assert "4,500,000" in text_of(response)


def test_a_list_costs_the_same_queries_at_one_ten_and_a_hundred_rows(world: World, visit: Visit) -> None:
    visitor, counts = visit("officer"), []
    for rows in (1, 10, 100):
        while IntegrationProject.objects.count() < rows:
            world.draft(partners=())
        visitor.get("projects")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(codes(visitor.get("projects"))) == min(rows, 25)
        counts.append(len(queries))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 21


def test_pages_follow_each_other_by_code(world: World, visit: Visit) -> None:
    for _ in range(29):
        world.draft(partners=())
    first = visit("officer").get("projects")
    assert "after=DG65-025" in text_of(first)
    second = visit("officer").get("projects", query="?after=DG65-025")
    assert codes(second) == [f"DG65-{number:03d}" for number in range(26, 31)]
    assert second.context["count"] == 30


def test_an_empty_list_says_what_will_appear_and_how_to_begin(visit: Visit) -> None:
    assert "New proposal" in text_of(visit("stranger").get("projects"))
    screener = text_of(visit("screener").get("projects"))
    assert "Projects appear here when they reach you." in screener
    assert "New proposal" not in screener


def test_rounds_count_the_same_however_many_there_are(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.to("draft")
    seen = projects_for(world.people["auditor"], AT)
    few = listing.by_round(seen)
    assert sum(few.values()) == seen.count() > 0
    monkeypatch.setattr(listing, "COUNTED", 0)
    assert {pk: many for pk, many in listing.by_round(seen).items() if many} == few
    monkeypatch.setattr(listing, "SUMMED", 1)
    assert max(listing.by_round(seen).values()) == 1


def test_a_year_without_a_project_lists_none(world: World) -> None:
    world.to("draft")
    seen = projects_for(world.people["auditor"], AT)
    assert not listing.matching(seen, listing.Filters(year=2599)).exists()
    assert set(listing.matching(seen, listing.Filters(year=2565))) == set(seen)
