# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who a rung tells: told here by the floors that know people, in ``audiences.py`` of an app.

This floor knows queues by their keys alone.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from workflows.clocks.models import Rung
from workflows.models import Task

People = Mapping[int, set[int]]  # by task id: the ids of those to tell
Audience = Callable[[Sequence[Task], datetime], People]
AUDIENCES: dict[str, Audience] = {}
KEEPERS: list[Callable[[Any, datetime], bool]] = []


def audience(whom: str) -> Callable[[Audience], Audience]:
    """Register the function that finds these people for many tasks at once."""

    def register(find: Audience) -> Audience:
        AUDIENCES[whom] = find
        return find

    return register


def keeper(rule: Callable[[Any, datetime], bool]) -> Callable[[Any, datetime], bool]:
    """Register who keeps the holiday table and the ladder, as a rule on a person at a moment."""
    KEEPERS.append(rule)
    return rule


def may_keep(person: Any, at: datetime) -> bool:
    """Whether a person may change the holiday table and the ladder."""
    return any(rule(person, at) for rule in KEEPERS)


def people_for(whom: str, tasks: Sequence[Task], at: datetime) -> dict[int, list[int]]:
    """Whom a rung tells of each task. Where nobody is found, administrators hear of it: no rung falls silent."""
    found: dict[int, set[int]] = {task.pk: set() for task in tasks}
    if whom == Rung.Whom.HOLDER:
        found |= {task.pk: {task.owner_id} for task in tasks if task.owner_id}
        unheld = [task for task in tasks if not task.owner_id]
        found |= _find(Rung.Whom.QUEUE, unheld, at)
    else:
        found |= _find(whom, tasks, at)
    alone = [task for task in tasks if not found[task.pk]]
    found |= _find(Rung.Whom.ADMINISTRATOR, alone, at)
    return {pk: sorted(people) for pk, people in found.items()}


def _find(whom: str, tasks: Sequence[Task], at: datetime) -> dict[int, set[int]]:
    find = AUDIENCES.get(whom)
    people = find(tasks, at) if find and tasks else {}
    return {task.pk: set(people.get(task.pk, ())) for task in tasks}
