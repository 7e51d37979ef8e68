# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is, and what has happened: the reads that pages, API and commands share."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q, QuerySet

from workflows.lifecycle import Subject
from workflows.models import Task, TransitionRecord
from workflows.own_steps import OF_CLOCKS


def open_tasks() -> QuerySet[Task]:
    """Every open turn of a person, due first; those without a date last."""
    return (
        Task.objects.filter(finished__isnull=True, flow_task_type="HUMAN")
        .select_related("process", "owner")
        .order_by(F("due_at").asc(nulls_last=True), "id")
    )


def my_tasks(user: Any) -> QuerySet[Task]:
    """What a person has taken."""
    return open_tasks().filter(owner=user)


def our_queue(groups: Sequence[str]) -> QuerySet[Task]:
    """What waits, untaken, in the queues with these keys."""
    return open_tasks().filter(owner=None, unit__in=list(groups))


def waiting(groups: Sequence[str], *, away: Any) -> QuerySet[Task]:
    """What waits in these queues: untaken, or taken by one whose account is closed or who is ``away`` (a query)."""
    free = Q(owner=None) | Q(owner__in=away) | Q(owner__is_active=False)
    return open_tasks().filter(free, unit__in=list(groups))


def taken_by_another(subject: Subject, act: str, person: Any) -> Task | None:
    """The open task at which this act is made on the subject, where somebody else has taken it."""
    taken = open_tasks().filter(subject_type=subject.kind, subject_id=subject.pk).exclude(owner=None)
    return next((task for task in taken.exclude(owner=person) if act in task.flow_task.acts), None)


def taken_by_others(model: type[Subject], ids: Sequence[int], act: str, person: Any) -> dict[int, Task]:
    """The same for many subjects at once, by their ids."""
    taken = open_tasks().filter(subject_type=model._meta.label_lower, subject_id__in=list(ids)).exclude(owner=None)
    return {task.subject_id or 0: task for task in taken.exclude(owner=person) if act in task.flow_task.acts}


def clock_records_of(task: Task) -> QuerySet[TransitionRecord]:
    """When the clock of a task was stopped and went on, by whom and why, the last first."""
    own = TransitionRecord.objects.filter(subject_type=task.subject_type, subject_id=task.subject_id or 0)
    found = own.filter(transition__in=OF_CLOCKS, facts__task=task.pk)
    return found.select_related("actor", "on_behalf_of").order_by("-pk")


def history_of(*subjects: Subject) -> QuerySet[TransitionRecord]:
    """What has happened to these subjects, in the order in which it happened."""
    found = TransitionRecord.objects.none()
    by_kind: dict[str, list[int]] = {}
    for subject in subjects:
        by_kind.setdefault(subject.kind, []).append(subject.pk)
    for kind, ids in by_kind.items():
        found = found | TransitionRecord.objects.filter(subject_type=kind, subject_id__in=ids)
    return found.select_related("actor", "on_behalf_of").order_by("at", "id")
