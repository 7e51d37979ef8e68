# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A task that changes hands, and what is said of it: those concerned are told once, and nobody of their own act."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from accounts.models import Notice
from tests.notices.conftest import mailed, told, work
from tests.world import AT, World
from workflows.models import Task
from workflows.refusals import Refused
from workflows.tasks import claim, comment, hand_over, reassign, release, take_back, take_over

KEY = UUID(int=7)


@pytest.fixture
def task(world: World) -> Task:
    """A task that the first screener has taken; nobody has been told of anything."""
    world.to("submitted")
    task = claim(Task.objects.get(finished=None, flow_task_type="HUMAN").pk, actor=world.screener, at=AT)
    assert not Notice.objects.exists()  # taking what waits concerns nobody else
    return task


Does = Callable[[World, int], Any]


def hand(world: World, pk: int) -> Any:
    return hand_over(pk, actor=world.screener, to=world.other_screener, note="ช่วยดู", at=AT)


def say(world: World, pk: int, who: str = "other_screener") -> Any:
    return comment(pk, actor=world.people[who], text="ตัวเลขไม่ตรง", at=AT, request_id=uuid4())


# what is done: who is told of it, by name
TOLD: dict[str, tuple[list[Does], dict[str, list[str]]]] = {
    "handed over": ([hand], {"other_screener": ["hand_over"]}),
    "handed over and taken back": (
        [hand, lambda world, pk: take_back(pk, actor=world.screener, at=AT)],
        {"other_screener": ["hand_over", "left"]},
    ),
    "taken over": (
        [lambda world, pk: take_over(pk, actor=world.other_screener, note="ด่วน", at=AT)],
        {"screener": ["left"]},
    ),
    "assigned to another": (
        [lambda world, pk: reassign(pk, actor=world.admin, to=world.other_screener, note="คำสั่ง", at=AT)],
        {"screener": ["left"], "other_screener": ["assign"]},
    ),
    "put back into the queue": (
        [lambda world, pk: reassign(pk, actor=world.admin, to=None, note="คำสั่ง", at=AT)],
        {"screener": ["left"]},
    ),
    "given back": ([lambda world, pk: release(pk, actor=world.screener, at=AT)], {}),
    "spoken of by another": ([say], {"screener": ["comment"]}),
    "spoken of by its owner alone": ([lambda world, pk: say(world, pk, "screener")], {}),
    "spoken of to and fro": (
        [say, lambda world, pk: say(world, pk, "screener"), lambda world, pk: say(world, pk, "screening_head")],
        {"screener": ["comment", "comment"], "other_screener": ["comment", "comment"]},
    ),
}


@pytest.mark.parametrize("what", TOLD)
def test_task_that_is(what: str, world: World, task: Task) -> None:
    doings, expected = TOLD[what]
    for do in doings:
        do(world, task.pk)
    found = {
        name: [topic.rpartition(".")[2] for topic, channel, _text in told(person) if channel == "here"]
        for name, person in world.people.items()
    }
    assert {name: topics for name, topics in found.items() if topics} == expected


def test_notice_of_a_task_leads_to_its_page_and_says_who_and_why(world: World, task: Task) -> None:
    hand(world, task.pk)
    notice = Notice.objects.get(person=world.other_screener, channel="here")
    assert notice.href == f"/tasks/{task.pk}/"
    assert notice.text_en == (
        f"ผู้ทดสอบ screener handed the task “Take up for screening” over to you: {world.project.title} – ช่วยดู"
    )
    assert "ส่งต่องาน" in notice.text_th
    work()
    assert mailed() == [["other_screener@example.org"]]


def test_same_comment_twice_and_what_is_undone_tell_nobody_more(world: World, task: Task) -> None:
    for _again in range(2):
        comment(task.pk, actor=world.other_screener, text="ก", at=AT, request_id=KEY)
    with transaction.atomic():
        hand(world, task.pk)
        transaction.set_rollback(True)
    with pytest.raises(Refused):
        hand_over(task.pk, actor=world.screener, to=world.auditor, note="ก", at=AT)
    assert [topic for topic, channel, _text in told(world.screener) if channel == "here"] == ["workflows.task.comment"]
    assert told(world.other_screener) == []
