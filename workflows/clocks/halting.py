# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stopping the clock of an open task while somebody else owes an answer, and letting it go on: each with its record.

The record stands on the chain of the task's subject, as the engine's own step from a state to the same. Its facts:
``{"task": 7, "desk": "screening", "why": "answer_owed", "owes": "agency_officer@12", "days_left": 10}``.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from workflows import records, repeating, statements
from workflows.clocks import running
from workflows.clocks.calendars import hold_calendar
from workflows.clocks.running import REASONS, reason
from workflows.holding import current, key, locked, one_act
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt, Subject, rules_of, steps_for
from workflows.models import Task, TransitionRecord
from workflows.own_steps import RESUME_CLOCK, STOP_CLOCK
from workflows.refusals import GuardsUnmet, NotPermitted
from workflows.tasks.asking import oversees, queues_of

ANSWER_OWED = reason("answer_owed", _("an answer is owed"))


def stop_clock(
    task_id: int,
    *,
    why: str = ANSWER_OWED,
    owes: str,
    actor: Any,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
    note: str,
) -> TransitionRecord:
    """Stop the clock of an open task, and return the record that says who owes what since when.

    ``why`` is a code of ``running.reason``; ``owes`` the key of the queue that owes the answer; ``note`` what is
    asked. For whoever may act at the desk. The same ``request_id`` gives the same record again. Raises WrongState when
    the task is closed or its clock does not go, NotPermitted, GuardsUnmet or RequestReused.
    """
    attempt = Attempt(actor=actor, at=at, request_id=request_id, delegation=delegation, note=note)
    with one_act(attempt):
        task, subject = _held(task_id)
        if same := repeating.replayed(subject.kind, subject.pk, STOP_CLOCK, attempt):
            return same
        attempt = _of_the_desk(task, subject, attempt)
        if not note.strip():
            raise GuardsUnmet(_("Say what is waited for."))
        return _stop(task, subject, attempt, why=why, owes=owes)


def resume_clock(
    task_id: int, *, actor: Any, at: datetime, request_id: UUID, delegation: int | None = None, note: str = ""
) -> TransitionRecord:
    """Let a stopped clock go on with the days that were left, and return the record.

    For whoever may act at the desk, works on the queue that owes the answer, or oversees the task. Raises WrongState
    when the clock is not stopped, NotPermitted, GuardsUnmet or RequestReused.
    """
    attempt = Attempt(actor=actor, at=at, request_id=request_id, delegation=delegation, note=note)
    with one_act(attempt):
        task, subject = _held(task_id)
        if same := repeating.replayed(subject.kind, subject.pk, RESUME_CLOCK, attempt):
            return same
        is_party = task.owed_by in queues_of(actor, at) or oversees(actor, task, at)
        if delegation is not None or not is_party:
            attempt = _of_the_desk(task, subject, attempt)
        return _resume(task, subject, attempt)


def stop_within(task: Task, attempt: Attempt, *, why: str = ANSWER_OWED, owes: str) -> TransitionRecord:
    """Stop a clock as a consequence of an act on another subject, whose rules said who may. For effects.

    ``attempt`` is ``caused_by`` that act: ``attempt.caused_by(question, question.version + 1, note=…)``.
    """
    held, subject, attempt = _followed(task, attempt, STOP_CLOCK)
    return _stop(held, subject, attempt, why=why, owes=owes)


def resume_within(task: Task, attempt: Attempt) -> TransitionRecord:
    """Let a stopped clock go on as a consequence of an act on another subject. For effects."""
    held, subject, attempt = _followed(task, attempt, RESUME_CLOCK)
    return _resume(held, subject, attempt)


def _followed(task: Task, attempt: Attempt, name: str) -> tuple[Task, Subject, Attempt]:
    held, subject = _held(task.pk)
    if not attempt.cause or attempt.cause.startswith(f"{subject.kind}/{subject.pk}/"):
        raise ValueError("A clock is stopped or resumed because of an act on another subject than the task's.")
    return held, subject, replace(attempt, request_id=attempt.following_id(subject, f"{name}/{task.pk}"))


def _held(task_id: int) -> tuple[Task, Subject]:
    """The task and its subject as they are under the lock of the whole."""
    task = Task.objects.get(pk=task_id, flow_task_type="HUMAN")
    _whole, subject = locked(apps.get_model(task.subject_type), task.subject_id or 0)
    hold_calendar()
    return Task.objects.select_related("process", "owner").get(pk=task_id), subject


def _of_the_desk(task: Task, subject: Subject, attempt: Attempt) -> Attempt:
    """The attempt as one of the desk's acts lets it pass. Raises NotPermitted where none does."""
    own, refused = steps_for(subject), None
    for name, act in task.flow_task.acts.items():
        rules = rules_of(act)
        if own.get(name) is act and rules.who is not None:
            try:
                return refuse_person(subject, name, rules.who, attempt, holding=True)
            except NotPermitted as one:
                refused = one
    raise refused or NotPermitted(_("Only a person who may act here can do this."))


def _stop(task: Task, subject: Subject, attempt: Attempt, *, why: str, owes: str) -> TransitionRecord:
    if why not in REASONS or not owes:
        raise ValueError("It must be said why the clock stops, and whose answer is owed.")
    running.stop(task, why=why, owes=owes, at=attempt.at)
    return _recorded(task, subject, attempt, STOP_CLOCK, {"why": why, "owes": owes})


def _resume(task: Task, subject: Subject, attempt: Attempt) -> TransitionRecord:
    stopped_at, owes = task.stopped_at, task.owed_by
    running.resume(task, at=attempt.at)
    since = {"stopped_at": records.moment(stopped_at)} if stopped_at else {}
    return _recorded(task, subject, attempt, RESUME_CLOCK, since | {"owes": owes})


def _recorded(task: Task, subject: Subject, attempt: Attempt, name: str, more: Mapping[str, Any]) -> TransitionRecord:
    if not records.can_be_kept(attempt.note):
        raise GuardsUnmet(_("The reason holds something that cannot be kept."))
    facts = {"task": task.pk, "desk": task.flow_task.name, "days_left": task.days_left} | dict(more)
    prev_hash = current().hashes.get(key(subject)) or records.head_hash(subject)
    record = records.append(
        subject, attempt, transition=name, target=str(subject.state), facts=facts, prev_hash=prev_hash
    )
    subject.version += 1
    statements.update(type(subject), [subject.pk], version=subject.version).send()
    current().hashes[key(subject)] = record.hash
    return record
