# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is: who finds what in the queue in each state, and what is told to those who wait."""

from datetime import date

import pytest

from accounts.models import User
from tests.project.conftest import acts_on, more_drafts, page_of, queries_of
from tests.world import AT, World
from workflows.models import Task
from workflows.tasks import claim

CONSENT, SCREEN = "Answer the request for consent", "Screen and recommend"
SCREENERS = ("screener", "other_screener")
REPORT = {who: ["Report the result back"] for who in SCREENERS}
END = {"secretary": ["End the meeting"]}
FROM = date(2020, 1, 1)
WAITS: dict[str, dict[str, list[str]]] = {
    "draft": {"officer": ["Write the proposal"]},
    "confirming": {"nora": [CONSENT], "somsak": [CONSENT]},
    "agency_approval": {"head": ["Approve and hand in"]},
    "submitted": {who: ["Take up for screening"] for who in SCREENERS},
    "screening": {who: [SCREEN] for who in SCREENERS},
    "returned": {"officer": ["Write the proposal"]},
    "recommended": {"screening_head": ["Decide on the recommendation"]},
    "screened": {"secretary": ["Put on an agenda"]},
    "not_eligible": REPORT,
    "queued": {"secretary": ["Convene the meeting"]},
    "in_committee": {"secretary": ["End the meeting", "Draft the resolution"]},
    "deferred": {"secretary": ["Put on an agenda", "End the meeting"]},
    "endorsed": {who: ["Send to the Budget Bureau"] for who in SCREENERS} | END,
    "not_endorsed": REPORT | END,
    "forwarded": {"budget": ["Take into the budget process"]} | END,
    "budgeting": {"budget": ["Record stages and decide the budget"]} | END,
    "decided": REPORT | END,
    "not_funded": REPORT | END,
    "reported_back": END,
    "withdrawn": {},
}  # fmt: skip


@pytest.mark.parametrize("state", WAITS)
def test_each_state_waits_for_exactly_these_people(world: World, state: str) -> None:
    world.to(state)
    found = {name: acts_on(page_of(person, "/queue/")) for name, person in world.people.items()}
    assert {name: acts for name, acts in found.items() if acts} == WAITS[state]


def test_home_shows_the_queue_and_then_what_was_taken(world: World) -> None:
    assert acts_on(page_of(world.officer, "/")) == ["Write the proposal"]
    assert "You have taken no task" not in page_of(world.officer, "/")
    assert acts_on(page_of(world.stranger, "/")) == []


def test_those_who_wait_are_told_for_whom(world: World) -> None:
    world.to("submitted")
    for path in ("/", "/tasks/"):
        page = page_of(world.head, path)
        assert "What you wait for" in page
        assert acts_on(page) == ["Take up for screening"]
        assert "Whose turn: <b>Screening officer</b>" in page
    assert acts_on(page_of(world.north_head, "/")) == []


def test_partners_who_have_not_answered_are_one_line_by_name(world: World) -> None:
    world.to("confirming")
    page = page_of(world.officer, "/")
    assert acts_on(page) == [CONSENT]
    assert "Agency officer, หน่วยงาน north · Agency officer, หน่วยงาน south" in page


def test_few_members_who_have_not_answered_are_named(world: World) -> None:
    world.to("queued").act("convene", "secretary", world.meeting)
    page = page_of(world.secretary, "/tasks/")
    assert acts_on(page) == ["Read the papers and answer the invitation"]
    assert "ผู้ทดสอบ chair · ผู้ทดสอบ member · ผู้ทดสอบ absent" in page


def test_many_members_who_have_not_answered_are_counted(world: World) -> None:
    for place in range(10, 15):
        person = User.objects.create(username=f"member{place}", display_name=f"กรรมการ {place}")
        world.seat(person, place=place, since=FROM)
    world.to("queued").act("convene", "secretary", world.meeting)
    page = page_of(world.secretary, "/tasks/")
    assert acts_on(page) == ["Read the papers and answer the invitation"]
    assert "Whose turn: <b>8 people</b>" in page


@pytest.mark.parametrize(
    ("language", "path", "words"),
    [
        ("en", "/", "You have taken no task"),
        ("en", "/tasks/", "You have taken no task"),
        ("en", "/queue/", "The queue is empty"),
        ("th", "/", "ท่านยังไม่ได้รับงาน"),
        ("th", "/queue/", "ไม่มีงานในคิว"),
    ],
)
def test_empty_list_says_what_will_come(world: World, language: str, path: str, words: str) -> None:
    assert words in page_of(world.stranger, path, language)


def test_thai_page_names_the_act_in_thai(world: World) -> None:
    assert acts_on(page_of(world.officer, "/queue/", "th")) == ["จัดทำข้อเสนอโครงการ"]


def test_long_queue_is_turned_page_by_page_and_misses_nothing(world: World) -> None:
    more_drafts(world, 59)
    path, seen = "/queue/", []
    for size in (25, 25, 10):
        page = page_of(world.officer, path)
        assert len(acts_on(page)) == size
        seen += titles_on(page)
        path = next_of(page, path)
    assert path == ""
    assert len(set(seen)) == 60


def titles_on(page: str) -> list[str]:
    return [row.split('href="/projects/')[1].split('/"')[0] for row in page.split('class="table__main"')[1:]]


def next_of(page: str, path: str) -> str:
    link = page.partition(' rel="next"')[0].rpartition('href="')[2].rstrip('"')
    return f"{path.partition('?')[0]}{link}" if ' rel="next"' in page else ""


@pytest.mark.parametrize("path", ["/queue/", "/tasks/"])
def test_a_turn_is_found_by_the_name_or_code_of_its_project(world: World, path: str) -> None:
    world.to("submitted")
    if path == "/tasks/":
        claim(Task.objects.get(finished=None, flow_task_type="HUMAN").pk, actor=world.screener, at=AT)
    for text in (world.project.code, world.project.title[:6]):
        assert world.project.title in page_of(world.screener, f"{path}?q={text}").split("<main")[1]
    assert world.project.title not in page_of(world.screener, f"{path}?q=nowhere").split("<main")[1]


@pytest.mark.parametrize("after", ["0", "-1", "x", "9" * 30, "٣", ""])
def test_place_in_the_list_that_makes_no_sense_is_no_error(world: World, after: str) -> None:
    page_of(world.officer, f"/queue/?after={after}")
    page_of(world.officer, f"/tasks/?after={after}&others={after}")


# One query of each asks whether the holiday table has changed: what is left of a deadline is told in working days.
@pytest.mark.parametrize(("path", "cost"), [("/", 22), ("/queue/", 19), ("/tasks/", 20)])
def test_page_costs_the_same_for_one_ten_and_a_hundred(world: World, path: str, cost: int) -> None:
    costs = []
    for more in (0, 9, 90):
        more_drafts(world, more)
        if path == "/tasks/":
            for task in Task.objects.filter(owner=None, finished=None, flow_task_type="HUMAN"):
                claim(task.pk, actor=world.officer, at=world.at)
        costs.append(queries_of(world.officer, path))
    assert costs == [cost] * 3


def test_waiting_for_one_ten_and_a_hundred_costs_the_same(world: World) -> None:
    costs = []
    for more in (0, 9, 90):
        more_drafts(world, more)
        costs.append(queries_of(world.head, "/tasks/"))
    assert costs == [22] * 3
