# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking a task from the queue, or from one who has it, and giving it back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from workflows.models import Task, TaskEvent
from workflows.refusals import NotPermitted, WrongState
from workflows.tasks.sitting import change_hands, locked_open, may_take, refuse_unless_owner, refuse_unsaid, why_free

Kind = TaskEvent.Kind


@transaction.atomic
def claim(task_id: int, *, actor: Any, at: datetime) -> Task:
    """Make a task that waits a person's own; one that is theirs already stays so.

    A task waits when nobody has it, or its owner is away. Raises WrongState when another has it or it is closed,
    NotPermitted when this person may not act there.
    """
    task = locked_open(task_id)
    if task.owner_id == actor.pk:
        return task
    if task.owner is not None and not why_free(task, at):
        raise WrongState(_("%(person)s has already taken this task.") % {"person": task.owner})
    _refuse_stranger(task, actor, at)
    kind = Kind.TAKE_OVER if task.owner else Kind.CLAIM
    return change_hands(task, kind, actor=actor, to=actor, note="", at=at)


@transaction.atomic
def take_over(task_id: int, *, actor: Any, note: str, at: datetime) -> Task:
    """Take a task from the one who has it; the reason is kept, and not needed when its owner is away.

    Raises WrongState when the task is closed, NotPermitted, or GuardsUnmet without a reason.
    """
    task = locked_open(task_id)
    if task.owner_id == actor.pk:
        return task
    _refuse_stranger(task, actor, at)
    if task.owner and not why_free(task, at):
        refuse_unsaid(note, _("Say why you take the task over."))
    kind = Kind.TAKE_OVER if task.owner else Kind.CLAIM
    return change_hands(task, kind, actor=actor, to=actor, note=note.strip(), at=at)


@transaction.atomic
def release(task_id: int, *, actor: Any, at: datetime) -> Task:
    """Give a task back to its queue. Raises WrongState when it is closed, NotPermitted when it is another's."""
    task = locked_open(task_id)
    if task.owner is None:
        return task
    refuse_unless_owner(task, actor, _("Only the person who took the task can give it back."))
    return change_hands(task, Kind.RELEASE, actor=actor, to=None, note="", at=at)


def _refuse_stranger(task: Task, actor: Any, at: datetime) -> None:
    if not may_take(task, actor, at):
        raise NotPermitted(_("Only a person who may act here can take the task."))
