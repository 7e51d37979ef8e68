# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding from any page: by words of any kind, never what the lists would not show, at one cost."""

import re
from html import unescape

import pytest

from tests.project.conftest import more_drafts, page_of, queries_of, visitor
from tests.world import World


def rows_of(html: str) -> list[str]:
    """Where the found rows lead, in order."""
    return [unescape(href) for href in re.findall(r'table__main" href="([^"]*)"', html)]


@pytest.fixture
def met(world: World) -> World:
    """A project in committee, with its meeting."""
    return world.to("in_committee")


def test_a_project_is_found_by_code_and_by_words_of_its_name(world: World) -> None:
    code = world.project.code
    for typed in (code, code.lower(), world.project.title.split()[0][3:12]):
        assert f"/projects/{code}/" in rows_of(page_of(world.officer, f"/find/?q={typed}"))


@pytest.mark.parametrize(
    ("who", "finds"),
    [("officer", True), ("head", True), ("auditor", True), ("nora", False), ("screener", False), ("stranger", False)],
)
def test_a_draft_is_found_by_those_alone_whose_list_shows_it(world: World, who: str, finds: bool) -> None:
    code = world.project.code
    person = world.people[who]
    assert (f"/projects/{code}/" in rows_of(page_of(person, f"/find/?q={code}"))) is finds
    assert (f'href="/projects/{code}/"' in page_of(person, "/projects/")) is finds


@pytest.mark.parametrize("who", ["secretary", "chair", "auditor", "officer", "stranger", "screener"])
def test_a_meeting_is_found_by_those_alone_who_may_open_it(met: World, who: str) -> None:
    address = f"/meetings/{met.meeting_id}/"
    may_open = visitor(met.people[who]).get(address).status_code == 200
    assert (address in rows_of(page_of(met.people[who], f"/find/?q={met.meeting.title}"))) is may_open


def test_an_agency_is_found_by_those_who_see_a_project_of_it(world: World) -> None:
    lead = world.agencies["lead"]
    address = f"/projects/?lead={lead.pk}"
    assert address in rows_of(page_of(world.officer, f"/find/?q={lead.name_th}"))
    assert address not in rows_of(page_of(world.stranger, f"/find/?q={lead.name_th}"))


@pytest.mark.parametrize(
    ("query", "language", "says"),
    [
        ("", "en", "What are you looking for?"),
        ("?q=+%E2%80%8B", "en", "What are you looking for?"),
        ("?q=%E0%B8%AC%E0%B8%AC%E0%B8%AC", "en", "Nothing that you may see answers to this"),
        ("?q=%25", "en", "Nothing that you may see answers to this"),
        ("?q=%00", "en", "What are you looking for?"),
        ("?q=" + "a" * 5000, "en", "Nothing that you may see answers to this"),
        ("?q=%22%3E%3Cscript%3E", "en", "&quot;&gt;&lt;script&gt;"),
    ],
)
def test_nothing_found_says_what_to_do(world: World, query: str, language: str, says: str) -> None:
    html = page_of(world.officer, f"/find/{query}", language)
    assert says in html
    assert rows_of(html) == []


def test_the_first_ten_are_shown_and_the_list_has_the_rest(world: World) -> None:
    more_drafts(world, 12)
    html = page_of(world.officer, "/find/?q=โครงการ")
    assert len([row for row in rows_of(html) if row.startswith("/projects/DG")]) == 10
    assert "The first 10 are shown" in html
    assert 'href="/projects/?q=' in html


def test_every_page_of_somebody_who_is_logged_in_has_the_field(world: World) -> None:
    assert 'action="/find/"' in page_of(world.officer, "/")
    assert 'action="/find/"' not in visitor(world.officer).get("/api/v1/openapi.json").content.decode()


def test_finding_among_one_ten_and_a_hundred_costs_the_same(world: World) -> None:
    costs = []
    for more in (0, 9, 90):
        more_drafts(world, more)
        costs.append(queries_of(world.officer, "/find/?q=โครงการ"))
    assert len(set(costs)) == 1, costs
