# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting a job in the queue, in the caller's own transaction."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task_backends
from django_tasks.base import Task
from django_tasks_db import DatabaseBackend

from workflows.jobs.models import Once


def keeps_jobs_itself() -> bool:
    """Whether the jobs are rows of our own database; another backend keeps and runs them elsewhere."""
    return isinstance(task_backends["default"], DatabaseBackend)


@transaction.atomic
def enqueue(job: Task, *, once: str = "", run_after: datetime | None = None, **arguments: Any) -> bool:
    """Enqueue a ``@task`` with these arguments, and return whether it is new.

    Inside an act's transaction it is there only if the act is. ``once`` names what the job is for, an event's id most
    often: with a name that was used for this job before, nothing is enqueued.
    """
    if once and not take_up(f"{job.func.__module__}.{job.name}/{once}", timezone.now()):
        return False
    put(partial((job.using(run_after=run_after) if run_after else job).enqueue, **arguments))
    return True


def put(enqueue_it: Callable[[], object]) -> None:
    """Enqueue within the transaction where the job is a row of it; elsewhere only once the transaction is kept.

    So no backend runs anything for what was rolled back. Whatever ends the process just after the commit loses a job
    that is kept elsewhere, which is why ``workflows.W011`` warns of it.
    """
    if keeps_jobs_itself():
        enqueue_it()
    else:
        transaction.on_commit(enqueue_it)


def take_up(key: str, at: datetime) -> bool:
    """Whether this is the first time that somebody takes up what ``key`` names; the others wait for the first."""
    return Once.objects.get_or_create(key=key, defaults={"at": at})[1]
