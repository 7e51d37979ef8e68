# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking a task from the queue, and giving it back: through viewflow's activations, under the whole's lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from viewflow.workflow.status import STATUS

from workflows.judging import said_meanwhile
from workflows.lifecycle import Attempt, Subject, rules_of, steps_for
from workflows.models import Task, Turn, turn
from workflows.nodes import subject_of
from workflows.refusals import NotPermitted, WrongState


def may_sit_at(task: Task, subject: Subject, attempt: Attempt) -> bool:
    """Whether one of the desk's acts is this person's to make."""
    own = steps_for(subject)
    rules = (rules_of(act) for name, act in task.flow_task.acts.items() if own.get(name) is act)
    return any(rule.who is not None and rule.who(subject, attempt) for rule in rules)


@transaction.atomic
def claim(task_id: int, *, actor: Any, at: datetime) -> Task:
    """Make an open task a person's own. Raises WrongState when it is taken or closed, NotPermitted otherwise."""
    task = _locked_open(task_id)
    if task.owner_id == actor.pk:
        return task
    if task.owner is not None:
        raise WrongState(_("%(person)s has already taken this task.") % {"person": task.owner})
    attempt = Attempt(actor=actor, at=at, request_id=uuid4())
    if not may_sit_at(task, subject_of(task), attempt):
        raise NotPermitted(_("Only a person who may act here can take the task."))
    with _turn(at):
        task.assigned = at
        task.flow_task.activation_class(task).assign(actor)
    return task


@transaction.atomic
def release(task_id: int, *, actor: Any, at: datetime) -> Task:
    """Give a task back to its queue. Raises WrongState when it is closed, NotPermitted when it is another's."""
    task = _locked_open(task_id)
    if task.status == STATUS.ASSIGNED and task.owner_id != actor.pk:
        raise NotPermitted(_("Only the person who took the task can give it back."))
    if task.status == STATUS.ASSIGNED:
        with _turn(at):
            task.assigned = None
            task.flow_task.activation_class(task).unassign()
    return task


def _locked_open(task_id: int) -> Task:
    """The task, read again under the lock of its whole."""
    task = Task.objects.select_related("process").get(pk=task_id, flow_task_type="HUMAN")
    model = apps.get_model(task.process.subject_type)
    whole = model._default_manager.select_for_update().get(pk=task.process.subject_id)
    task = Task.objects.select_related("process", "owner").get(pk=task_id)
    if task.finished is not None:
        mover = whole if task.status == STATUS.CANCELED else subject_of(task)
        raise WrongState(_("This task is closed. %(meanwhile)s") % {"meanwhile": said_meanwhile(mover)})
    return task


@contextmanager
def _turn(at: datetime) -> Iterator[None]:
    """Let the task be saved with the moment of the claim."""
    token = turn.set(Turn(None, at))
    try:
        yield
    finally:
        turn.reset(token)
