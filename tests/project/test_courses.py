# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Time and paths on pages: each reader counts what one may see, and nothing else."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from project import courses
from project.courses import course_seen, in_words, subjects_seen
from project.lifecycles import KINDS
from tests.project.conftest import visitor
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("length", "english", "thai"),
    [
        (timedelta(seconds=59), "less than a minute", "ไม่ถึง 1 นาที"),
        (timedelta(minutes=1), "1 minute", "1 นาที"),
        (timedelta(minutes=59), "59 minutes", "59 นาที"),
        (timedelta(hours=1), "1 hour", "1 ชั่วโมง"),
        (timedelta(hours=47), "47 hours", "47 ชั่วโมง"),
        (timedelta(hours=48), "2 days", "2 วัน"),
        (timedelta(days=1200), "1,200 days", "1,200 วัน"),
    ],
)
def test_length_is_told_in_its_largest_unit(length: timedelta, english: str, thai: str) -> None:
    with override("en"):
        assert in_words(length) == english
    with override("th"):
        assert in_words(length) == thai


@pytest.mark.parametrize(
    ("person", "kind", "count"),
    [
        ("officer", "project", 1),
        ("stranger", "project", 0),
        ("screener", "project", 1),
        ("auditor", "participation", 3),
        ("officer", "participation", 0),  # parts are for the offices
        ("stranger", "participation", 0),
        ("secretary", "meeting", 1),
        ("stranger", "meeting", 0),
    ],
)
def test_everyone_counts_what_one_may_see(person: str, kind: str, count: int) -> None:
    world = World().to("queued")
    assert subjects_seen(KINDS[kind], world.people[person], world.at).count() == count


def test_of_very_many_those_begun_last_are_counted_and_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    worlds = [World(tag).to(state) for tag, state in (("-a", "screening"), ("-b", "confirming"), ("-c", "confirming"))]
    whole = course_seen(KINDS["project"], worlds[0].auditor, worlds[0].at)
    monkeypatch.setattr(courses, "AT_MOST", 2)
    newest = course_seen(KINDS["project"], worlds[0].auditor, worlds[0].at)
    here = [{time.state: time.here for time in course.states if time.here} for course in (whole, newest)]
    assert here == [{"screening": 1, "confirming": 2}, {"confirming": 2}]
    assert (whole.newest_only, newest.newest_only) == (False, True)
    for address in ("/lifecycles/project/", "/lifecycles/project/course/"):
        assert "begun last" in visitor(worlds[0].auditor, "en").get(address).content.decode()


def test_another_year_is_counted_apart() -> None:
    world = World().to("screening")
    seen = [subjects_seen(KINDS["project"], world.auditor, world.at, year).count() for year in (None, 2565, 2566)]
    assert seen == [1, 1, 0]


def test_page_shows_states_steps_and_paths() -> None:
    world = World().to("screening")
    html = visitor(world.auditor, "th").get("/lifecycles/project/course/", {"year": "2565"}).content.decode()
    assert "?state=screening&amp;year=2565" in html
    assert "อยู่ระหว่างกลั่นกรอง" in html
    assert "ไม่มีในวงจรที่ประกาศไว้" not in html
    assert "0 วันทำการ" in html  # beside the time by the calendar


def test_page_of_somebody_who_sees_nothing_says_so() -> None:
    html = visitor(World().stranger, "th").get("/lifecycles/project/course/").content.decode()
    assert "ยังไม่มีสิ่งที่จะนับ" in html


@pytest.mark.parametrize("asked", ["2599", "x", "๒๕๖๕", "9" * 30])
def test_year_that_is_not_there_narrows_nothing(asked: str) -> None:
    world = World()
    assert visitor(world.officer).get("/lifecycles/project/course/", {"year": asked}).status_code == 200


def test_numbers_stand_in_the_picture_of_those_who_may_see() -> None:
    world = World().to("screening")
    assert "picture__number" in visitor(world.screener).get("/lifecycles/project/").content.decode()
    assert "picture__number" not in visitor(world.stranger).get("/lifecycles/project/").content.decode()


def test_a_project_s_open_desks_are_lit() -> None:
    world = World().to("screening")
    html = visitor(world.officer).get("/lifecycles/project/", {"project": world.project.code}).content.decode()
    assert html.count("picture__state--here") == 2  # the state, and the desk where it is screened


def test_queries_do_not_grow_with_what_is_counted() -> None:
    client = visitor(World().to("screening").auditor)
    counts = []
    for tag in ("-b", "-c"):
        World(tag).to("screening")
        with CaptureQueriesContext(connection) as captured:
            client.get("/lifecycles/project/course/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_bpmn_is_given_to_whoever_is_logged_in() -> None:
    response = visitor(World().stranger).get("/lifecycles/project.bpmn")
    assert response["Content-Disposition"] == 'attachment; filename="project.bpmn"'
    assert ElementTree.fromstring(response.content).tag.endswith("definitions")


def test_part_has_no_bpmn() -> None:
    client = visitor(World().auditor)
    assert [client.get(f"/lifecycles/{kind}.bpmn").status_code for kind in ("opinion", "moon")] == [404, 404]
