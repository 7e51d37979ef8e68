# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The switch between fiscal years: the same above every list, in the address, and remembered from list to list."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from budget_review.models import IntegrationProject, Round, Workplan
from committee.queries.meetings import of_fiscal_year
from papers.thai import days_of_fiscal_year
from project.records import Wanted, within_year
from tests.world import AT, World
from workflows.models import Task

LATER = datetime(2022, 1, 1, tzinfo=UTC)
LISTS = ("/projects/", "/rounds/", "/tasks/", "/queue/", "/overdue/", "/meetings/", "/workbench/", "/records/")


@pytest.fixture
def world(db: None) -> World:
    """Two years: a project being screened in each, with its task late and taken by the screener."""
    world = World()
    world.to("screening")
    plan = Workplan.objects.create(name_th="แผนปีถัดไป", fiscal_year=2566, host=world.agencies["dga"])
    world.round = Round.objects.create(
        workplan=plan, name_th="รอบ 2566", opens_at=AT - timedelta(days=30), closes_at=AT + timedelta(days=60)
    )
    world.project_id = world.draft().pk
    world.to("screening")
    return world


def visitor(who: Any) -> Client:
    client = Client()
    client.force_login(who)
    return client


def codes(answer: Any) -> set[str]:
    html = answer.content.decode()
    return {code for code in IntegrationProject.objects.values_list("code", flat=True) if code in html}


@pytest.mark.parametrize("path", ["/projects/", "/tasks/", "/queue/", "/overdue/", "/workbench/", "/find/?q=DG6"])
def test_each_list_shows_the_year_that_is_chosen(world: World, path: str) -> None:
    if path in ("/tasks/", "/overdue/"):
        Task.objects.filter(finished=None, unit="screening_officer").update(owner=world.screener)
    client, sign = visitor(world.screener), "&" if "?" in path else "?"
    assert codes(client.get(f"{path}{sign}year=2565")) == {"DG65-001"}
    assert codes(client.get(f"{path}{sign}year=2566")) == {"DG66-001"}
    assert codes(client.get(f"{path}{sign}year=")) == {"DG65-001", "DG66-001"}
    assert codes(client.get(f"{path}{sign}year=9999")) == {"DG65-001", "DG66-001"}


def test_the_year_chosen_in_one_list_opens_every_other_until_all_are_chosen(world: World) -> None:
    client = visitor(world.auditor)
    assert client.get("/projects/").status_code == 200  # nothing is remembered yet
    client.get("/rounds/?year=2566")
    for path in LISTS:
        answer = client.get(path)
        assert (path, answer.status_code, answer.get("Location")) == (path, 302, f"{path}?year=2566")
    assert client.get("/projects/?state=screening").status_code == 200  # what was asked for stands
    assert codes(client.get("/projects/?state=screening")) == {"DG65-001", "DG66-001"}
    client.get("/meetings/?year=")
    assert [client.get(path).status_code for path in LISTS] == [200] * len(LISTS)
    assert visitor(world.auditor).get("/projects/").status_code == 200  # another session's own


def test_tabs_keep_what_else_was_asked_and_begin_the_list_anew(world: World) -> None:
    page = visitor(world.auditor).get("/projects/?state=screening&after=DG65-000&year=2565")
    assert [(tab["href"], tab["is_here"]) for tab in page.context["years"]] == [
        ("/projects/?state=screening&year=", False), ("/projects/?state=screening&year=2566", False),
        ("/projects/?state=screening&year=2565", True),
    ]  # fmt: skip


def test_one_year_needs_no_switch(world: World) -> None:
    Round.objects.filter(pk=world.round.pk).update(workplan=Workplan.objects.order_by("pk")[0])
    Workplan.objects.filter(fiscal_year=2566).delete()
    client = visitor(world.auditor)
    assert client.get("/rounds/?year=2565").context["years"] == []
    assert client.get("/rounds/").status_code == 200


def test_a_meeting_is_of_its_projects_year_and_of_its_days(world: World) -> None:
    world.project_id = IntegrationProject.objects.get(code="DG66-001").pk
    world.to("queued")
    meeting = world.meeting
    kind = type(meeting)
    kind.objects.filter(pk=meeting.pk).update(starts_at=datetime(2021, 9, 30, 16, 59, tzinfo=UTC), ends_at=LATER)
    found = {year: kind.objects.filter(of_fiscal_year(year)).exists() for year in (2564, 2565, 2566)}
    assert found == {2564: True, 2565: False, 2566: True}  # 30 September 2564 in Bangkok
    kind.objects.filter(pk=meeting.pk).update(starts_at=datetime(2021, 9, 30, 17, 0, tzinfo=UTC), ends_at=LATER)
    found = {year: kind.objects.filter(of_fiscal_year(year)).exists() for year in (2564, 2565, 2566)}
    assert found == {2564: False, 2565: True, 2566: True}


def test_records_are_of_the_days_of_the_year() -> None:
    assert days_of_fiscal_year(2565) == (date(2021, 10, 1), date(2022, 9, 30))
    assert within_year(Wanted(), None) == Wanted()
    asked = within_year(Wanted(since=date(2020, 1, 1), until=date(2021, 12, 31)), 2565)
    assert (asked.since, asked.until) == (date(2021, 10, 1), date(2021, 12, 31))
