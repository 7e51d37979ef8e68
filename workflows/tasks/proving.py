# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proving that who has a task is who its events say: read by ``verify``."""

from collections.abc import Iterator
from itertools import groupby

from django.utils.translation import gettext_noop as _

from workflows.faults import Fault
from workflows.models import Task, TaskEvent


def faults() -> Iterator[Fault]:
    """Say where events do not follow one another, or lead to another owner than the open task has."""
    open_tasks = Task.objects.filter(finished=None, flow_task_type="HUMAN")
    owners = dict(open_tasks.filter(status="ASSIGNED", owner__isnull=False).values_list("pk", "owner_id"))
    hands = TaskEvent.objects.exclude(kind=TaskEvent.Kind.COMMENT).order_by("task_id", "pk")
    still_open = set(open_tasks.filter(events__isnull=False).values_list("pk", flat=True))
    rows = hands.values_list("task_id", "former_id", "to_id")
    for task_id, events in groupby(rows.iterator(chunk_size=2000), key=lambda row: row[0]):
        holder: int | None = None
        for _id, former, to in events:
            if former != holder:
                yield Fault(
                    _("Task %(task)s: an event takes it from %(former)s, but %(holder)s had it."),
                    task=task_id, former=former, holder=holder,
                )  # fmt: skip
            holder = to
        if task_id in still_open and owners.pop(task_id, None) != holder:
            yield Fault(_("Task %(task)s: its owner is not the one to whom its events lead."), task=task_id)
    yield from (Fault(_("Task %(task)s: it has an owner, but nobody took it."), task=pk) for pk in owners)
