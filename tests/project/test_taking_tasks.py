# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking a task and giving it back: exactly one has it, and a no says who did what."""

import pytest

from accounts.models import User
from tests.project.conftest import acts_on, page_of, visitor
from tests.together import at_once
from tests.world import World, everything
from workflows.models import Task


def open_task() -> Task:
    return Task.objects.get(finished=None, flow_task_type="HUMAN")


def test_task_taken_moves_from_the_queue_to_my_tasks(world: World) -> None:
    world.to("submitted")
    client = visitor(world.screener)
    page = client.post(f"/tasks/{open_task().pk}/claim/", follow=True).content.decode()
    assert "The task is yours now: Take up for screening" in page
    assert acts_on(page) == []
    assert acts_on(page_of(world.screener, "/tasks/")) == ["Take up for screening"]
    assert acts_on(page_of(world.other_screener, "/queue/")) == []


def test_task_given_back_waits_in_the_queue_again(world: World) -> None:
    world.to("submitted")
    client = visitor(world.screener)
    client.post(f"/tasks/{open_task().pk}/claim/")
    page = client.post(f"/tasks/{open_task().pk}/release/", follow=True).content.decode()
    assert "The task is back in the queue: Take up for screening" in page
    assert acts_on(page_of(world.other_screener, "/queue/")) == ["Take up for screening"]


def test_second_person_is_told_who_has_the_task(world: World) -> None:
    world.to("submitted")
    visitor(world.screener).post(f"/tasks/{open_task().pk}/claim/")
    before = everything()
    page = visitor(world.other_screener).post(f"/tasks/{open_task().pk}/claim/", follow=True).content.decode()
    assert "ผู้ทดสอบ screener has already taken this task." in page
    assert everything() == before


def test_task_of_another_is_not_given_back(world: World) -> None:
    world.to("submitted")
    visitor(world.screener).post(f"/tasks/{open_task().pk}/claim/")
    before = everything()
    page = visitor(world.other_screener).post(f"/tasks/{open_task().pk}/release/", follow=True).content.decode()
    assert "Only the person who took the task can give it back." in page
    assert everything() == before


def test_task_closed_meanwhile_says_who_did_what(world: World) -> None:
    world.to("submitted")
    task = open_task()
    world.act("take_up", "screener")
    before = everything()
    page = visitor(world.other_screener).post(f"/tasks/{task.pk}/claim/", follow=True).content.decode()
    assert "This task is closed." in page
    assert "ผู้ทดสอบ screener" in page
    assert "Take up" in page
    assert everything() == before


@pytest.mark.parametrize("who", ["officer", "nora", "budget", "auditor", "chair", "stranger"])
@pytest.mark.parametrize("act", ["claim", "release"])
def test_task_of_another_queue_is_not_there(world: World, who: str, act: str) -> None:
    world.to("submitted")
    before = everything()
    assert visitor(world.people[who]).post(f"/tasks/{open_task().pk}/{act}/").status_code == 404
    assert everything() == before


def test_task_that_is_none_is_not_there(world: World) -> None:
    assert visitor(world.officer).post("/tasks/999999/claim/").status_code == 404


def test_taking_asks_for_a_press(world: World) -> None:
    assert visitor(world.officer).get(f"/tasks/{open_task().pk}/claim/").status_code == 405


def test_two_at_once_exactly_one_has_it(fresh_database: None) -> None:
    world = World().to("submitted")
    task = open_task()
    people = [world.screener, world.other_screener]
    answers = at_once(2, lambda place: page_after_claim(people[place], task))
    pages = [page for page in answers if isinstance(page, str)]
    assert sorted("The task is yours now" in page for page in pages) == [False, True]
    assert sorted("has already taken this task" in page for page in pages) == [False, True]


def page_after_claim(person: User, task: Task) -> str:
    return visitor(person).post(f"/tasks/{task.pk}/claim/", follow=True).content.decode()
