# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proving that every open clock says what its own days and the holiday table make it say."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.running import recount
from workflows.faults import Fault
from workflows.models import Task


def faults_of_clocks() -> Iterator[Fault]:
    """Say which open tasks are due another day than the calendar counts, or are both stopped and due."""
    calendar = calendar_in_force()
    going = Task.objects.filter(finished__isnull=True, due_at__isnull=False).exclude(days_left=None).order_by("pk")
    for task, due_at in recount(going.iterator(chunk_size=2000), calendar):
        yield Fault(
            _("Task %(task)s is due %(due)s, where the calendar counts %(counted)s."),
            task=task.pk,
            due=f"{task.due_at:%Y-%m-%d}",
            counted=f"{due_at:%Y-%m-%d}",
        )
    for pk in Task.objects.filter(stopped_at__isnull=False, due_at__isnull=False).values_list("pk", flat=True):
        yield Fault(_("Task %(task)s is due, though its clock is stopped."), task=pk)
