# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may sit at a desk, and a task held still while it changes hands."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from viewflow.workflow.status import STATUS

from workflows.judging import is_permitted, meanwhile
from workflows.lifecycle import Attempt, Subject, rules_of, steps_for
from workflows.models import Task, TaskEvent, Turn, turn
from workflows.nodes import subject_of
from workflows.records import can_be_kept
from workflows.refusals import GuardsUnmet, NotPermitted, WrongState
from workflows.tasks.asking import attempt_by, heard, why_away


def may_sit_at(task: Task, subject: Subject, attempt: Attempt) -> bool:
    """Whether one of the desk's acts is this person's to make."""
    own = steps_for(subject)
    rules = ((name, rules_of(act)) for name, act in task.flow_task.acts.items() if own.get(name) is act)
    return any(rule.who is not None and is_permitted(subject, name, rule.who, attempt) for name, rule in rules)


def may_take(task: Task, person: Any, at: datetime) -> bool:
    """Whether a person may act where this task stands."""
    return may_sit_at(task, subject_of(task), attempt_by(person, at))


def may_receive(task: Task, person: Any, at: datetime) -> bool:
    """Whether a task can be given to a person: one who is there and may act."""
    return bool(person.is_active and not why_away(person, at) and may_take(task, person, at))


def refuse_receiver(task: Task, person: Any, at: datetime) -> None:
    """Raise when a task cannot be given to a person: the account is closed, they may not act there, or are away."""
    if not person.is_active:
        raise GuardsUnmet(_("The account of %(person)s is closed.") % {"person": person})
    if not may_take(task, person, at):
        raise GuardsUnmet(_("%(person)s may not act here.") % {"person": person})
    if reason := why_away(person, at):
        raise GuardsUnmet(reason)


def why_free(task: Task, at: datetime) -> Any:
    """Why another may take a task over without a word, or nothing: its owner is gone, away, or may act no more."""
    owner: Any = task.owner
    if not owner.is_active:
        return _("The account of %(person)s is closed.") % {"person": owner}
    if reason := why_away(owner, at):
        return reason
    if not may_take(task, owner, at):
        return _("%(person)s may not act here.") % {"person": owner}
    return None


def refuse_unsaid(note: str, sentence: Any) -> None:
    """Raise when nothing is said where something must be, or what is said cannot be kept."""
    if not note.strip():
        raise GuardsUnmet(sentence)
    if not can_be_kept(note):
        raise GuardsUnmet(_("The reason holds something that cannot be kept."))


def locked_open(task_id: int) -> Task:
    """The task, read again under the lock of its whole. Raises WrongState when it is closed."""
    task = Task.objects.select_related("process").get(pk=task_id, flow_task_type="HUMAN")
    model = apps.get_model(task.process.subject_type)
    whole = model._default_manager.select_for_update(of=("self",)).get(pk=task.process.subject_id)
    task = Task.objects.select_related("process", "owner").get(pk=task_id)
    if task.finished is not None:
        mover = whole if task.status == STATUS.CANCELED else subject_of(task)
        last = meanwhile(mover)
        raise WrongState(_("This task is closed. %(meanwhile)s") % {"meanwhile": last.sentence}, meanwhile=last)
    return task


def change_hands(task: Task, kind: str, *, actor: Any, to: Any, note: str, at: datetime) -> Task:
    """Give the task to a person, or to nobody, through viewflow's activation, and keep what happened."""
    former = task.owner
    with _turn(at):
        task.assigned = at if to else None
        activation = task.flow_task.activation_class(task)
        if former is None:
            activation.assign(to)
        elif to is None:
            activation.unassign()
        else:
            activation.reassign(to)
    keep(task, kind, actor=actor, former=former, to=to, note=note, at=at)
    return task


def keep(task: Task, kind: str, **what: Any) -> TaskEvent:
    """Write what befell a task, and let those concerned be told."""
    event = TaskEvent(task=task, kind=kind, **what)
    event.save(force_insert=True)
    heard(event)
    return event


def refuse_unless_owner(task: Task, actor: Any, sentence: Any) -> None:
    """Raise when the task is not this person's."""
    if task.owner_id != actor.pk:
        raise NotPermitted(sentence)


@contextmanager
def _turn(at: datetime) -> Iterator[None]:
    """Let the task be saved with the moment of the change."""
    token = turn.set(Turn(None, at))
    try:
        yield
    finally:
        turn.reset(token)
