# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Periodic work that takes longer than its slot never runs beside itself: the later slot gives way."""

import logging
from uuid import UUID

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from workflows.jobs.leases import living, present
from workflows.jobs.models import Running
from workflows.jobs.registry import PERIODIC

log = logging.getLogger(__name__)


def run_alone(name: str, job_id: UUID) -> bool:
    """Do the work of a slot unless an earlier slot's still goes on; return whether it was done.

    What gives way is made up for by the next slot: periodic work does what is due at its moment.
    """
    if not _taken(name, job_id):
        log.warning("%s still runs; this slot gives way.", name)
        return False
    try:
        PERIODIC[name].work(present())
    finally:
        Running.objects.filter(name=name, job_id=job_id).update(job_id=None)
    return True


@transaction.atomic
def _taken(name: str, job_id: UUID) -> bool:
    """Whether the work is this job's to do from now on: nobody's, or a job's that has ended or whose worker is dead."""
    Running.objects.get_or_create(name=name)
    row = Running.objects.select_for_update().get(name=name)
    if row.job_id not in (None, job_id) and _goes_on(row.job_id):
        return False
    row.job_id = job_id
    row.save(update_fields=["job_id"])
    return True


def _goes_on(job_id: UUID) -> bool:
    job = DBTaskResult.objects.filter(id=job_id, status=TaskResultStatus.RUNNING).first()
    return job is not None and bool(job.worker_ids) and job.worker_ids[-1] in living(present())
