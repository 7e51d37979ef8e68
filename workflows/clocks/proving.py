# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proving that every open clock says what its own days and the holiday table make it say."""

from collections.abc import Iterator

from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.running import recount
from workflows.models import Task


def faults_of_clocks() -> Iterator[str]:
    """Say which open tasks are due another day than the calendar counts, or are both stopped and due."""
    calendar = calendar_in_force()
    going = Task.objects.filter(finished__isnull=True, due_at__isnull=False).exclude(days_left=None).order_by("pk")
    for task, due_at in recount(going.iterator(chunk_size=2000), calendar):
        yield f"Task {task.pk} is due {task.due_at:%Y-%m-%d}, where the calendar counts {due_at:%Y-%m-%d}."
    for pk in Task.objects.filter(stopped_at__isnull=False, due_at__isnull=False).values_list("pk", flat=True):
        yield f"Task {pk} is due, though its clock is stopped."
