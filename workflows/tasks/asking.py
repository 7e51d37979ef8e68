# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What this floor cannot know of people: who oversees whose tasks, and who is away. Upper floors give the answers."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from workflows.models import Task

Oversees = Callable[[Any, Task, datetime], bool]
Away = Callable[[Any, datetime], Any]
_oversights: list[Oversees] = []
_absences: list[Away] = []


def oversight(answer: Oversees) -> Oversees:
    """Register who may move a task from one person to another: ``answer(person, task, at)``."""
    _oversights.append(answer)
    return answer


def absence(answer: Away) -> Away:
    """Register why a person is away at a moment: a sentence, or nothing: ``answer(person, at)``."""
    _absences.append(answer)
    return answer


def oversees(person: Any, task: Task, at: datetime) -> bool:
    """Whether a person may say who has this task."""
    return any(answer(person, task, at) for answer in _oversights)


def why_away(person: Any, at: datetime) -> Any:
    """The sentence that says why a person is not there, or nothing when they are."""
    return next((reason for answer in _absences if (reason := answer(person, at))), None)
