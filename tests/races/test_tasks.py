# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A task changes hands while others reach for it or act at it: one comes first, and the other sees what it did."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from agencies.models import Membership
from agencies.roles import Role
from tests.databases import FreshDatabase
from tests.together import at_once
from tests.world import AT, World
from workflows.models import Task, TaskEvent, TransitionRecord
from workflows.refusals import NotPermitted, WrongState
from workflows.tasks import claim, comment, hand_over, reassign, release, take_back, take_over
from workflows.verification import faults

pytestmark = pytest.mark.postgresql
ROUNDS = 6
LATER = AT + timedelta(hours=1)


def open_task(world: World) -> Task:
    return Task.objects.get(process__subject_id=world.project_id, finished=None, flow_task_type="HUMAN")


def kinds(task_id: int) -> list[str]:
    return list(TaskEvent.objects.filter(task=task_id).order_by("pk").values_list("kind", flat=True))


def test_task_claimed_by_twenty_at_once_is_one_persons(fresh_database: FreshDatabase) -> None:
    world = World().to("submitted")
    task_id = open_task(world).pk
    people = [world.screener, world.other_screener]
    results = at_once(20, lambda number: claim(task_id, actor=people[number % 2], at=LATER))
    assert Counter(type(result).__name__ for result in results) == {"Task": 10, "WrongState": 10}
    owner = open_task(world).owner
    assert {result.owner for result in results if isinstance(result, Task)} == {owner}
    assert all(str(owner) in str(lost) for lost in results if isinstance(lost, WrongState))
    assert kinds(task_id) == ["claim"]
    assert list(faults()) == []


Move = Callable[[World, int], Any]
MOVES: dict[str, Move] = {
    "claim": lambda world, task_id: claim(task_id, actor=world.screener, at=LATER),
    "release": lambda world, task_id: release(task_id, actor=world.screener, at=LATER),
    "take_over": lambda world, task_id: take_over(task_id, actor=world.other_screener, note="ด่วน", at=LATER),
    "hand_over": lambda world, task_id: hand_over(
        task_id, actor=world.screener, to=world.other_screener, note="ฝาก", at=LATER
    ),
    "take_back": lambda world, task_id: take_back(task_id, actor=world.screener, at=LATER),
    "reassign": lambda world, task_id: reassign(
        task_id, actor=world.admin, to=world.other_screener, note="ตามคำสั่ง", at=LATER
    ),
    "comment": lambda world, task_id: comment(
        task_id, actor=world.screener, text="ก", at=LATER, request_id=uuid4()
    ),
}  # fmt: skip
BEFORE = {"claim": (), "take_back": ("claim", "hand_over")}  # what was done first; else the task was claimed


def prepared(world: World, move: str) -> int:
    task_id = open_task(world).pk
    for name in BEFORE.get(move, ("claim",)):
        MOVES[name](world, task_id)
    return task_id


@pytest.mark.parametrize("move", MOVES)
def test_task_that_moves_while_another_acts_at_it_closes_whole(fresh_database: FreshDatabase, move: str) -> None:
    """The act is never refused: a claim bars nobody. What comes after it is told that the task is closed."""
    world = World()
    for number in range(ROUNDS):
        if number:
            world.project_id = world.draft().pk
        world.to("submitted")
        task_id = prepared(world, move)
        before = kinds(task_id)

        def do(place: int) -> Any:
            return world.act("take_up", "other_screener") if place else MOVES[move](world, task_id)  # noqa: B023

        moved, acted = at_once(2, do)
        assert isinstance(acted, TransitionRecord), acted
        task = Task.objects.get(pk=task_id)
        assert (task.finished, task.owner) == (acted.at, world.other_screener)
        if isinstance(moved, WrongState):
            assert str(world.other_screener) in str(moved)  # who closed it meanwhile
            assert kinds(task_id) == before
        else:
            assert isinstance(moved, (Task, TaskEvent)), moved
            assert kinds(task_id) == [*before, move]
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("hand_over", "reassign"), ("hand_over", "take_over"), ("release", "reassign"), ("release", "hand_over")],
)
def test_two_moves_at_once_follow_one_another(fresh_database: FreshDatabase, one: str, other: str) -> None:
    """Whichever comes second starts where the first ended, or is refused; the events tell the same."""
    world = World()
    for number in range(ROUNDS):
        if number:
            world.project_id = world.draft().pk
        world.to("submitted")
        task_id = prepared(world, one)
        results = at_once(2, lambda place: MOVES[(one, other)[place]](world, task_id))  # noqa: B023
        assert all(isinstance(result, (Task, NotPermitted)) for result in results), results
        assert any(isinstance(result, Task) for result in results)
        last = TaskEvent.objects.filter(task=task_id).latest("pk")
        assert open_task(world).owner == last.to
    assert list(faults()) == []


def test_task_given_to_two_people_at_once_is_the_laters(fresh_database: FreshDatabase) -> None:
    world = World().to("submitted")
    third = Membership.objects.create(
        user=world.stranger, agency=world.agencies["dga"], unit=world.units["one"], role=Role.SCREENING_OFFICER,
        from_date=AT.date() - timedelta(days=1),
    ).user  # fmt: skip
    task_id, people = prepared(world, "reassign"), [world.other_screener, third]
    results = at_once(
        8, lambda number: reassign(task_id, actor=world.admin, to=people[number % 2], note="ตามคำสั่ง", at=LATER)
    )
    assert {type(result) for result in results} == {Task}
    events = list(TaskEvent.objects.filter(task=task_id).order_by("pk").values_list("former", "to"))
    assert [former for former, _to in events[1:]] == [to for _former, to in events[:-1]]
    assert open_task(world).owner_id == events[-1][1]
    assert list(faults()) == []


def test_same_comment_sent_ten_times_at_once_is_one(fresh_database: FreshDatabase) -> None:
    world, request_id = World().to("submitted"), uuid4()
    task_id = open_task(world).pk
    results = at_once(
        10, lambda number: comment(task_id, actor=world.screener, text="ก", at=LATER, request_id=request_id)
    )
    assert {type(result) for result in results} == {TaskEvent}
    assert kinds(task_id) == ["comment"]
    assert list(faults()) == []
