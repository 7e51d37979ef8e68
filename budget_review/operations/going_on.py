# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whoever had a project's intake in hand goes on with its screening, without looking for it in the queue again."""

from datetime import datetime
from typing import Any

from budget_review.flows import ProjectFlow
from budget_review.models import IntegrationProject
from budget_review.operations.assigning import open_desks_of
from workflows.models import Task, TaskEvent
from workflows.refusals import Refused
from workflows.tasks import claim


def go_on_with(project: IntegrationProject, *, actor: Any, at: datetime) -> Task | None:
    """Make the screening that has just opened the person's own, if they had the intake in hand; the task, or None.

    Who took a project up in passing, without having taken the turn or been given it, gets nothing: a round that one
    person takes up for all is given out by load (``assigning``). What may not be theirs stays in the queue.
    """
    had = TaskEvent.objects.filter(
        task__process__subject_type=project.kind, task__process__subject_id=project.pk,
        task__flow_task=ProjectFlow.intake, task__owner=actor, to=actor,
    )  # fmt: skip
    if not had.exists():
        return None
    task = open_desks_of([project]).get(project.pk)
    if task is None or task.owner_id is not None:
        return None
    try:
        return claim(task.pk, actor=actor, at=at)
    except Refused:
        return None
