# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Jobs that were given up: what an administrator sees of them, and decides."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from workflows.jobs.leases import living
from workflows.jobs.models import JobDecision, Worker
from workflows.jobs.retrying import LOST
from workflows.refusals import WrongState


@dataclass(frozen=True)
class Standing:
    """How the queue stands at a moment."""

    ready_count: int
    waiting_count: int  # for their time, or for another attempt
    running_count: int
    workers: list[Worker]


def standing(at: datetime) -> Standing:
    """How many jobs there are of each sort, and which workers live."""
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    later = ready.filter(run_after__gt=at, run_after__lt=datetime(9999, 1, 1, tzinfo=at.tzinfo)).count()
    return Standing(
        ready_count=ready.count() - later,
        waiting_count=later,
        running_count=DBTaskResult.objects.running().count(),
        workers=list(Worker.objects.filter(name__in=living(at)).order_by("started_at")),
    )


def parked() -> QuerySet[DBTaskResult]:
    """The jobs that were given up and about which nobody has decided yet, the last first."""
    dismissed = JobDecision.objects.filter(
        job_id=OuterRef("pk"), verdict=JobDecision.Verdict.DISMISSED, at__gte=OuterRef("finished_at")
    )
    found = DBTaskResult.objects.failed().exclude(Exists(dismissed))
    return found.order_by(F("finished_at").desc(), "pk")


def decisions_about(job_id: UUID) -> QuerySet[JobDecision]:
    """What was decided about a job, the last first."""
    return JobDecision.objects.filter(job_id=job_id).select_related("actor")


def name_of(job: DBTaskResult) -> str:
    """What a job is called: its function, and for a periodic one the function that it calls."""
    given = job.args_kwargs["args"]
    return f"{given[0]}" if job.task_path.endswith(".run_periodic") and given else job.task_path


def reason_of(job: DBTaskResult) -> str:
    """Why it was given up, in one line."""
    if job.exception_class_path == LOST:
        return _("Each of its workers ended in the middle of it.")
    lines = [line for line in job.traceback.strip().splitlines() if line.strip()]
    return lines[-1] if lines else job.exception_class_path


@transaction.atomic
def rerun(job_id: UUID, *, actor: Any, at: datetime) -> None:
    """Put a parked job back in the queue with all its attempts. Raises WrongState when it is not parked any more."""
    job = _decide(job_id, JobDecision.Verdict.RERUN, actor, at)
    job.status, job.run_after, job.worker_ids, job.finished_at = TaskResultStatus.READY, at, [], None
    job.save(update_fields=["status", "run_after", "worker_ids", "finished_at"])


@transaction.atomic
def dismiss(job_id: UUID, *, actor: Any, at: datetime) -> None:
    """Let a parked job be. Raises WrongState when it is not parked any more."""
    _decide(job_id, JobDecision.Verdict.DISMISSED, actor, at)


def _decide(job_id: UUID, verdict: str, actor: Any, at: datetime) -> DBTaskResult:
    job: DBTaskResult | None = parked().select_for_update().filter(pk=job_id).first()
    if job is None:
        raise WrongState(_("This job is not parked any more; somebody has decided about it meanwhile."))
    JobDecision.objects.create(
        job_id=job.pk,
        job_name=name_of(job)[:250],
        verdict=verdict,
        actor=actor,
        at=at,
        attempt_count=len(job.worker_ids),
        reason=job.traceback or job.exception_class_path,
    )
    return job
