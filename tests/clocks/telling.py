# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Moments and tasks as the tests of clocks name them."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from agencies.roles import BANGKOK, Role, group
from tests.world import World
from workflows.clocks.days import day_of, end_of
from workflows.clocks.halting import resume_clock, stop_clock
from workflows.clocks.running import reason
from workflows.models import Task, TransitionRecord

ANSWER = reason("answer_of_a_test", "An answer is owed.")


def at(day: str, clock: str = "10:00") -> datetime:
    """A moment in Bangkok."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=BANGKOK)


def stop(world: World, desk: str, day: str, **more: Any) -> TransitionRecord:
    """The screening officer stops the clock at a desk of the project: the lead agency owes an answer."""
    given: dict[str, Any] = {"why": ANSWER, "owes": owing(world), "note": "ขอเอกสาร", "request_id": uuid4()} | more
    actor = world.people[given.pop("who", "screener")]
    return stop_clock(given.pop("task", None) or open_task(world, desk).pk, actor=actor, at=at(day), **given)


def resume(world: World, desk: str, day: str, *, who: str = "screener", **more: Any) -> TransitionRecord:
    """Somebody lets it go on."""
    given = {"request_id": uuid4()} | more
    return resume_clock(open_task(world, desk).pk, actor=world.people[who], at=at(day), **given)


def owing(world: World) -> str:
    """The queue of the lead agency's officers."""
    return group(Role.AGENCY_OFFICER, world.agencies["lead"].pk)


def last_second(day: str) -> datetime:
    """When what is due on a day becomes late."""
    return end_of(date.fromisoformat(day))


def just_after(day: str) -> datetime:
    """The first second in which what was due on a day is late."""
    return last_second(day) + timedelta(seconds=1)


def open_task(world: World, desk: str) -> Task:
    """The project's open task at a desk."""
    tasks = Task.objects.filter(process__subject_id=world.project_id, finished=None, flow_task_type="HUMAN")
    return next(task for task in tasks.select_related("process") if task.flow_task.name == desk)


def due_day(world: World, desk: str) -> str:
    """The day on which the project's task at a desk is due."""
    due_at = open_task(world, desk).due_at
    assert due_at is not None
    assert due_at == end_of(day_of(due_at))
    return day_of(due_at).isoformat()
