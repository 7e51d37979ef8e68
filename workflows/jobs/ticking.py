# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Enqueueing periodic jobs, one for each slot of time."""

from datetime import datetime
from functools import partial
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction
from django_tasks import TaskContext, task

from workflows.jobs.alone import run_alone
from workflows.jobs.enqueuing import put, take_up
from workflows.jobs.registry import PERIODIC


def tick(at: datetime, seen: dict[str, datetime] | None = None) -> int:
    """Enqueue every periodic job whose present slot nobody has taken up, and return how many they were.

    ``seen`` is a worker's own memory of slots that are taken: with it most ticks ask nothing of the database.
    """
    seen = {} if seen is None else seen
    count = 0
    for name, one in PERIODIC.items():
        slot = one.slot(at)
        if seen.get(name) == slot:
            continue
        with transaction.atomic():
            if take_up(f"{name}/{slot.isoformat()}", at):
                put(partial(run_periodic.enqueue, name))
                count += 1
        seen[name] = slot
    return count


@task(takes_context=True)
def run_periodic(context: TaskContext, name: str) -> None:
    """Do the work of one slot, unless that of an earlier one still goes on."""
    run_alone(name, _id_of(str(context.task_result.id)))


def _id_of(job: str) -> UUID:
    """The job's id; that of another backend's, which may be any text, is made of it."""
    try:
        return UUID(job)
    except ValueError:
        return uuid5(NAMESPACE_OID, job)
