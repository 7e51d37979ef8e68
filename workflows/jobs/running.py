# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking the next job from the queue, and running it."""

import logging
from datetime import datetime
from typing import cast

from django.db import connection, transaction
from django.db.models import Q
from django_tasks.base import TaskContext, TaskResult, TaskResultStatus
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult, get_date_max

from workflows.jobs import retrying
from workflows.jobs.leases import present

log = logging.getLogger(__name__)


def claim(worker: str, at: datetime) -> DBTaskResult | None:
    """Mark the next ready job as this worker's and return it. No lock is held while it runs."""
    ready = DBTaskResult.objects.filter(
        Q(run_after=get_date_max()) | Q(run_after__lte=at), status=TaskResultStatus.READY
    )
    if not ready.exists():  # on SQLite the transaction below keeps every other writer waiting
        return None
    with transaction.atomic():
        job: DBTaskResult | None = ready.select_for_update(skip_locked=True).first()
        if job is not None:
            job.status, job.started_at, job.worker_ids = TaskResultStatus.RUNNING, at, [*job.worker_ids, worker]
            job.save(update_fields=["status", "started_at", "worker_ids"])
    return job


def run(job: DBTaskResult) -> bool:
    """Run a claimed job and write how it came out; return whether it succeeded.

    A job that fails is not this worker's fault and raises nothing; only a database that is away does.
    """
    try:
        result = job.task_result
        context = (TaskContext(task_result=cast("TaskResult", result)),) if result.task.takes_context else ()
        value = normalize_json(result.task.call(*context, *result.args, **result.kwargs))
    except Exception as error:
        log.warning("Job %s (%s) failed.", job.id, job.task_path, exc_info=error)
        if connection.errors_occurred:
            connection.close_if_unusable_or_obsolete()
        is_ours, succeeded = retrying.failed(job, error, present()), False
    else:
        done = {"return_value": value, "exception_class_path": "", "traceback": ""}
        is_ours = retrying.settle(job, status=TaskResultStatus.SUCCESSFUL, finished_at=present(), **done)
        succeeded = True
    if not is_ours:
        log.warning("Job %s (%s) had been taken over by another worker.", job.id, job.task_path)
    return succeeded and is_ours
