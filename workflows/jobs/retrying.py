# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What becomes of a job that failed: it is tried again after a while, and in the end parked for an administrator."""

from datetime import datetime, timedelta
from traceback import format_exception

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

DELAYS = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
)
LOST = "workflows.jobs.retrying.WorkerLost"


class GiveUp(Exception):
    """Raised by a job that no further attempt can mend: it is parked at once."""


class WorkerLost(Exception):
    """A job's worker ended in the middle of it; named as the reason when that happened once too often."""


def settle(job: DBTaskResult, **columns: object) -> bool:
    """Write how a running job came out, unless another worker has taken it over; return whether it was ours."""
    ours = DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.RUNNING, worker_ids=job.worker_ids)
    return bool(ours.update(**columns))


def failed(job: DBTaskResult, error: Exception, at: datetime) -> bool:
    """Put a job that raised back in the queue, or park it when it has been tried often enough."""
    reason = {
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": "".join(format_exception(error)),
    }
    attempts = len(job.worker_ids)
    if isinstance(error, GiveUp) or attempts > len(DELAYS):
        return _park(job, at, **reason)
    return settle(job, status=TaskResultStatus.READY, run_after=at + DELAYS[attempts - 1], **reason)


def lost_again(job: DBTaskResult, at: datetime) -> bool:
    """Put a job whose worker died back at once; park it when it has ended so many workers that it may be the cause."""
    if len(job.worker_ids) > len(DELAYS):
        return _park(job, at, exception_class_path=LOST, traceback="")
    return settle(job, status=TaskResultStatus.READY, run_after=at)


def _park(job: DBTaskResult, at: datetime, **reason: str) -> bool:
    return settle(job, status=TaskResultStatus.FAILED, finished_at=at, **reason)
