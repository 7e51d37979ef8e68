# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Clearing away what nobody needs any more."""

from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

from workflows.jobs.models import Once
from workflows.jobs.parked import parked
from workflows.jobs.registry import periodic

DONE_KEPT = timedelta(days=14)
DISMISSED_KEPT = timedelta(days=90)
ONCE_KEPT = timedelta(days=400)


@periodic(every=timedelta(days=1), after=timedelta(hours=2))
def clear_old_jobs(at: datetime) -> None:
    """Delete jobs that succeeded or were dismissed a while ago; what is parked stays until somebody decides."""
    DBTaskResult.objects.successful().filter(finished_at__lt=at - DONE_KEPT).delete()
    old = DBTaskResult.objects.failed().filter(finished_at__lt=at - DISMISSED_KEPT)
    old.exclude(pk__in=parked().values("pk")).delete()
    Once.objects.filter(at__lt=at - ONCE_KEPT).delete()
