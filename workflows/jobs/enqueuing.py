# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting a job in the queue, in the caller's own transaction."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task

from workflows.jobs.models import Once


@transaction.atomic
def enqueue(job: Task, *, once: str = "", run_after: datetime | None = None, **arguments: Any) -> bool:
    """Enqueue a ``@task`` with these arguments, and return whether it is new.

    Inside an act's transaction it is there only if the act is. ``once`` names what the job is for, an event's id most
    often: with a name that was used for this job before, nothing is enqueued.
    """
    if once and not take_up(f"{job.func.__module__}.{job.name}/{once}", timezone.now()):
        return False
    (job.using(run_after=run_after) if run_after else job).enqueue(**arguments)
    return True


def take_up(key: str, at: datetime) -> bool:
    """Whether this is the first time that somebody takes up what ``key`` names; the others wait for the first."""
    return Once.objects.get_or_create(key=key, defaults={"at": at})[1]
