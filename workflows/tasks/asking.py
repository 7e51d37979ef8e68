# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What this floor cannot know of people: who oversees whose tasks, who is away, as what one acts. Others answer."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any
from uuid import uuid4

from workflows.lifecycle import Attempt
from workflows.models import Task, TaskEvent

Oversees = Callable[[Any, Task, datetime], bool]
Away = Callable[[Any, datetime], Any]
Standing = Callable[[Any, datetime], Attempt]
Hears = Callable[[TaskEvent], None]
Queues = Callable[[Any, datetime], Collection[str]]
_queues: list[Queues] = []
_oversights: list[Oversees] = []
_absences: list[Away] = []
_standings: list[Standing] = []
_hearers: list[Hears] = []


def oversight(answer: Oversees) -> Oversees:
    """Register who may move a task from one person to another: ``answer(person, task, at)``."""
    _oversights.append(answer)
    return answer


def queues(answer: Queues) -> Queues:
    """Register on which queues a person works, by their keys: ``answer(person, at)``."""
    _queues.append(answer)
    return answer


def queues_of(person: Any, at: datetime) -> set[str]:
    """The keys of all queues on which a person works."""
    return {key for answer in _queues for key in answer(person, at)}


def absence(answer: Away) -> Away:
    """Register why a person is away at a moment: a sentence, or nothing: ``answer(person, at)``."""
    _absences.append(answer)
    return answer


def standing(answer: Standing) -> Standing:
    """Register as what a person acts now, in person or under an order: ``answer(person, at)``."""
    _standings.append(answer)
    return answer


def hearer(hear: Hears) -> Hears:
    """Register who tells people of what befell a task, in the transaction that writes it: ``hear(event)``."""
    _hearers.append(hear)
    return hear


def heard(event: TaskEvent) -> None:
    """Let it be told."""
    for hear in _hearers:
        hear(event)


def attempt_by(person: Any, at: datetime) -> Attempt:
    """What a person would try now; it is only asked about, never made."""
    for answer in _standings:
        return answer(person, at)
    return Attempt(actor=person, at=at, request_id=uuid4())


def oversees(person: Any, task: Task, at: datetime) -> bool:
    """Whether a person may say who has this task."""
    return any(answer(person, task, at) for answer in _oversights)


def why_away(person: Any, at: datetime) -> Any:
    """The sentence that says why a person is not there, or nothing when they are."""
    return next((reason for answer in _absences if (reason := answer(person, at))), None)
