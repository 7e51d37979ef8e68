# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is on projects, by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agencies.queries import group_names
from budget_review.models import IntegrationProject
from workflows.queries import open_tasks


@dataclass(frozen=True)
class Turn:
    """One turn: what is to be done, by whom, until when."""

    act: Any
    person: str
    due_at: datetime | None


def turns_of(project_ids: Iterable[int]) -> dict[int, list[Turn]]:
    """The open turns of projects, due first, in a fixed number of queries for any number of projects."""
    kind = IntegrationProject._meta.label_lower
    tasks = list(open_tasks().filter(process__subject_type=kind, process__subject_id__in=list(project_ids)))
    names = group_names({task.unit for task in tasks})
    found: dict[int, list[Turn]] = {}
    for task in tasks:
        turn = Turn(task.flow_task.label, str(task.owner) if task.owner else names[task.unit], task.due_at)
        found.setdefault(task.process.subject_id, []).append(turn)
    return found
