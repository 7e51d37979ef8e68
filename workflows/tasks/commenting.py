# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Speaking about a task: among those who may sit at the desk and those who oversee it, kept for good."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from workflows.models import Task, TaskEvent
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, WrongState
from workflows.tasks.asking import oversees
from workflows.tasks.sitting import keep, locked_open, may_take, refuse_unsaid

LONGEST = 4000  # letters in one comment


def may_speak(task: Task, actor: Any, at: datetime) -> bool:
    """Whether a person may read and write the comments: who has the task, may act there, or oversees it."""
    return task.owner_id == actor.pk or may_take(task, actor, at) or oversees(actor, task, at)


def comment(task_id: int, *, actor: Any, text: str, at: datetime, request_id: UUID) -> TaskEvent:
    """Say something about an open task, as plain text. The same request gives the same comment again.

    Raises WrongState when the task is closed, NotPermitted, GuardsUnmet for an empty text, or RequestReused.
    """
    text = text.strip()
    try:
        with transaction.atomic():
            task = locked_open(task_id)
            return _said_before(task_id, actor, text, request_id) or _say(task, actor, text, at, request_id)
    except (IntegrityError, WrongState):
        # a twin at another task at the same moment, or one that came before the task was closed
        if same := _said_before(task_id, actor, text, request_id):
            return same
        raise


def _say(task: Task, actor: Any, text: str, at: datetime, request_id: UUID) -> TaskEvent:
    if not may_speak(task, actor, at):
        raise NotPermitted(_("Only those who may act here or oversee the queue can comment."))
    refuse_unsaid(text, _("There is nothing in the comment."))
    if len(text) > LONGEST:
        raise GuardsUnmet(_("A comment has %(most)s letters at most.") % {"most": LONGEST})
    return keep(task, TaskEvent.Kind.COMMENT, actor=actor, note=text, at=at, request_id=request_id)


def _said_before(task_id: int, actor: Any, text: str, request_id: UUID) -> TaskEvent | None:
    same = TaskEvent.objects.filter(request_id=request_id).first()
    if same is not None and (same.task_id, same.actor_id, same.note) != (task_id, actor.pk, text):
        raise RequestReused(_("The request id already stands for another act."))
    return same
