# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting tasks back into their queues whose owners may act there no more: they left the role and keep an account, or
the task waits in another queue by now.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from workflows.models import Task, TaskEvent
from workflows.nodes import subject_of
from workflows.queries import open_tasks
from workflows.refusals import WrongState
from workflows.tasks.sitting import change_hands, locked_open, may_take

MayAct = Callable[[Task, Any, datetime], bool]


def put_back(*, actor: Any, may_act: MayAct, at: datetime) -> list[Task]:
    """Put every taken task back whose owner may act at it no more, each for itself, and return those.

    ``may_act`` is the upper floors' word: in person, or by an order. What is closed or passed on meanwhile stays.
    """
    taken = open_tasks().filter(owner__is_active=True).order_by("pk")
    return [task for task in taken.iterator(chunk_size=500) if _put_back(task, actor, may_act, at)]


@transaction.atomic
def _put_back(task: Task, actor: Any, may_act: MayAct, at: datetime) -> bool:
    if may_act(task, task.owner, at):
        return False
    try:
        held = locked_open(task.pk)
    except WrongState:
        return False
    if held.owner_id != task.owner_id or may_act(held, held.owner, at):
        return False
    change_hands(held, TaskEvent.Kind.LEFT, actor=actor, to=None, note="", at=at)
    return True


def queue_anew(tasks: Iterable[Task], *, actor: Any, at: datetime) -> None:
    """Let open tasks wait in the queues that their subjects now name; who may act there keeps what they have taken.

    For who changes what a queue goes by, under the lock of the whole.
    """
    for task in tasks:
        unit = task.flow_task.unit(subject_of(task))
        if unit == task.unit:
            continue
        task.unit = unit
        task.save_unit()
        if task.owner is not None and not may_take(task, task.owner, at):
            change_hands(task, TaskEvent.Kind.LEFT, actor=actor, to=None, note="", at=at)
