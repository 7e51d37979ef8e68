# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passing a task on: its owner to a colleague, or whoever oversees the queue from one person to another."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from workflows.models import Task, TaskEvent
from workflows.queries import my_tasks
from workflows.refusals import NotPermitted, Refused
from workflows.tasks.asking import oversees
from workflows.tasks.sitting import (
    change_hands,
    locked_open,
    may_take,
    refuse_receiver,
    refuse_unless_owner,
    refuse_unsaid,
)

Kind = TaskEvent.Kind


@dataclass(frozen=True)
class Moved:
    """What became of one task of many; ``refused`` says why it stayed where it was."""

    task: Task
    refused: Refused | None = None


@transaction.atomic
def hand_over(task_id: int, *, actor: Any, to: Any, note: str, at: datetime) -> Task:
    """Give one's own task to a colleague who may act there, with a word about it.

    Sent twice it is done once. Raises WrongState when it is closed, NotPermitted when it is another's, GuardsUnmet
    when nothing is said or the colleague cannot take it.
    """
    task = locked_open(task_id)
    if to.pk == task.owner_id and (to == actor or handed_over_by(task, actor)):
        return task
    refuse_unless_owner(task, actor, _("Only the person who took the task can hand it over."))
    refuse_unsaid(note, _("Say what the other person should know."))
    refuse_receiver(task, to, at)
    return change_hands(task, Kind.HAND_OVER, actor=actor, to=to, note=note.strip(), at=at)


@transaction.atomic
def take_back(task_id: int, *, actor: Any, at: datetime) -> Task:
    """Take back a task that one has handed over, while it is not done and has gone no further.

    Raises WrongState when it is closed, NotPermitted when it was not this person's or may be theirs no longer.
    """
    task = locked_open(task_id)
    if task.owner_id == actor.pk:
        return task
    if not handed_over_by(task, actor):
        raise NotPermitted(_("Only the person who handed the task over can take it back."))
    if not may_take(task, actor, at):
        raise NotPermitted(_("Only a person who may act here can take the task."))
    return change_hands(task, Kind.TAKE_BACK, actor=actor, to=actor, note="", at=at)


@transaction.atomic
def reassign(task_id: int, *, actor: Any, to: Any, note: str, at: datetime) -> Task:
    """Give a task to another person, or with no ``to`` back to its queue: for whoever oversees it, with the reason.

    A task that is there already stays so. Raises WrongState when it is closed, NotPermitted, or GuardsUnmet when no
    reason is given or the other cannot take it.
    """
    task = locked_open(task_id)
    if not oversees(actor, task, at):
        raise NotPermitted(_("Only the head of the unit or an administrator can say who has this task."))
    if task.owner_id == (to and to.pk):
        return task
    refuse_unsaid(note, _("Say why the task moves."))
    if to is not None:
        refuse_receiver(task, to, at)
    return change_hands(task, Kind.REASSIGN, actor=actor, to=to, note=note.strip(), at=at)


def reassign_all(person: Any, *, actor: Any, to: Any, note: str, at: datetime) -> list[Moved]:
    """Give every open task of a person to another, or back to the queues; each for itself, due first.

    A task that cannot move stays where it was and says why; the others move all the same.
    """
    return [_moved(task, actor=actor, to=to, note=note, at=at) for task in my_tasks(person)]


def _moved(task: Task, **how: Any) -> Moved:
    try:
        return Moved(reassign(task.pk, **how))
    except Refused as refused:
        return Moved(task, refused)


def handed_over_by(task: Task, actor: Any) -> bool:
    """Whether the task came to its owner from this person's own hand."""
    last = task.events.exclude(kind=Kind.COMMENT).order_by("-pk").first()
    return last is not None and last.kind == Kind.HAND_OVER and last.actor_id == actor.pk
