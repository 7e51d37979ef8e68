# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is not counted to its end: where counting stops, what is said then, and that nothing late is lost by it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from budget_review import search_index
from budget_review.models import IntegrationProject
from budget_review.queries import listing, projects_for
from budget_review.queries.listing import Filters, by_state, matching, totals_of
from project import navigation
from tests.project.conftest import more_drafts, page_of, queries_of
from tests.world import AT, World
from workflows.models import Task


def test_the_bounds_are_what_the_pages_say() -> None:
    assert (navigation.COUNTED, listing.SUMMED, listing.COUNTED, search_index.NEWEST) == (1000, 1000, 10_000, 10_000)


def test_what_waits_is_counted_so_far_and_what_is_late_with_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    more_drafts(world, 8)
    now = timezone.now()
    waiting = Task.objects.filter(finished=None, flow_task_type="HUMAN", owner=None)
    late = waiting.order_by("-pk")[:4].values_list("pk", flat=True)
    waiting.update(due_at=now + timedelta(days=9))
    Task.objects.filter(pk__in=list(late)).update(due_at=now - timedelta(days=1))
    assert 'count--waits">9<span class="count__late"> · 4 late' in page_of(world.officer, "/find/")
    monkeypatch.setattr(navigation, "COUNTED", 4)
    html = page_of(world.officer, "/find/")
    assert " · 4 late" in html  # though among the first four there need not be one


def test_a_thousand_and_more_are_not_told_to_the_last(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    full = navigation.Waiting(count=1000, late=1000)
    monkeypatch.setattr(navigation.Navigation, "_counted", lambda self, tasks: full)
    html = page_of(world.officer, "/find/")
    assert 'count--waits">999+<span class="count__late"> · 999+ late' in html


@pytest.mark.parametrize(("projects", "is_summed"), [(3, True), (4, False)])
def test_a_list_sums_so_many_projects(
    world: World, monkeypatch: pytest.MonkeyPatch, projects: int, *, is_summed: bool
) -> None:
    monkeypatch.setattr(listing, "SUMMED", 3)
    more_drafts(world, projects - IntegrationProject.objects.count())
    summed = totals_of(projects_for(world.auditor, AT))
    assert (summed is not None) is is_summed
    assert summed is None or summed[0] == projects


@pytest.mark.parametrize(("projects", "told"), [(3, [("draft", 3)]), (4, [])])
def test_states_are_counted_so_far(
    world: World, monkeypatch: pytest.MonkeyPatch, projects: int, told: list[tuple[str, int]]
) -> None:
    monkeypatch.setattr(listing, "COUNTED", 3)
    more_drafts(world, projects - IntegrationProject.objects.count())
    assert by_state(projects_for(world.auditor, AT)) == told


def test_states_are_told_in_the_order_of_a_life(world: World) -> None:
    world.to("screening")
    more_drafts(world, 2)
    assert by_state(projects_for(world.auditor, AT)) == [("draft", 2), ("screening", 1)]


def test_two_letters_are_looked_for_among_the_newest_where_no_index_has_them(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    *_older, newest = more_drafts(world, 3)
    monkeypatch.setattr(search_index, "NEWEST", 1)

    def found(text: str) -> list[int]:
        return [one.pk for one in matching(projects_for(world.officer, AT), Filters(text=text))]

    everywhere = [one.pk for one in matching(projects_for(world.officer, AT), Filters())]
    assert found("คร") == ([newest.pk] if connection.vendor == "sqlite" else everywhere)
    assert len(found("โครงการ")) == 4


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("auditor", "/records/"), ("auditor", "/projects/"), ("head", "/people/"), ("officer", "/overdue/"),
        ("auditor", "/overdue/"), ("auditor", "/rounds/"), ("head", "/orders/"), ("admin", "/jobs/"),
        ("officer", "/notices/"), ("auditor", "/lifecycles/"),
    ],
)  # fmt: skip
def test_a_list_costs_the_same_among_one_ten_and_a_hundred(world: World, who: str, path: str) -> None:
    costs = []
    for more in (0, 9, 90):
        more_drafts(world, more)
        costs.append(queries_of(world.people[who], path))
    assert len(set(costs)) == 1, costs
