# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is on projects, by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from agencies.queries import group_names
from budget_review.models import IntegrationProject
from workflows.clocks.queries import escalations_of
from workflows.models import Fired, Process, Task
from workflows.queries import open_tasks


@dataclass(frozen=True)
class Turn:
    """One turn: what is to be done, by whom, until when; or since when and why its clock stands still."""

    task: Task
    act: Any
    person: str
    escalated: Sequence[Fired] = ()  # to whom it was told upward for the date it is due

    @property
    def due_at(self) -> datetime | None:
        """Until when; nothing while the clock is stopped."""
        return self.task.due_at


def turns_of(project_ids: Iterable[int]) -> dict[int, list[Turn]]:
    """The open turns of projects, due first, in a fixed number of queries for any number of projects."""
    kind = IntegrationProject._meta.label_lower
    of_projects = Process.objects.filter(subject_type=kind, subject_id__in=list(project_ids), finished=None)
    tasks = list(open_tasks().filter(process__in=of_projects))
    names = group_names({task.unit for task in tasks})
    found: dict[int, list[Turn]] = {}
    for task in tasks:
        turn = Turn(task, task.flow_task.label, str(task.owner) if task.owner else names[task.unit])
        found.setdefault(task.process.subject_id, []).append(turn)
    return found


def escalated(turns: Sequence[Turn]) -> list[Turn]:
    """The turns with what was escalated of them, in one query."""
    found = escalations_of([turn.task for turn in turns])
    return [replace(turn, escalated=found.get(turn.task.pk, ())) for turn in turns]
