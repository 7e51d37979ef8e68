# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which workers live, and running again what a dead one left.

A worker does not hold its job's row while it works; it renews a sign of life of its own. A job that is marked as
running by a worker without a fresh one is lost, and is made ready again.
"""

import logging
from datetime import datetime, timedelta
from threading import Event, Thread

from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from workflows.jobs.models import Worker
from workflows.jobs.retrying import lost_again

log = logging.getLogger(__name__)

BEAT = timedelta(seconds=3)
LEASE = timedelta(seconds=12)  # with a sweep at each beat, what a killed worker left runs again after 15 seconds
FORGOTTEN = timedelta(days=1)


def present() -> datetime:
    """The database server's moment, so that workers on several machines judge each other by one clock."""
    if connection.vendor != "postgresql":
        return timezone.now()  # a SQLite file has its workers on one machine
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def beat(name: str, at: datetime) -> None:
    """Give a sign of life."""
    Worker.objects.update_or_create(
        name=name, defaults={"beat_at": at}, create_defaults={"beat_at": at, "started_at": at}
    )


def leave(name: str) -> None:
    """Say that the worker is gone; whatever it left runs again at the next sweep."""
    Worker.objects.filter(name=name).delete()


def living(at: datetime) -> set[str]:
    """The workers with a fresh sign of life."""
    return set(Worker.objects.filter(beat_at__gt=at - LEASE).values_list("name", flat=True))


@transaction.atomic
def sweep(name: str, at: datetime) -> int:
    """Make ready again what dead workers left, and return how many jobs that were.

    A worker that could not give a sign of life itself judges nobody: perhaps a long transaction kept all from writing.
    """
    alive = living(at)
    if name not in alive:
        return 0
    running = DBTaskResult.objects.running().select_for_update(skip_locked=True)
    lost = [job for job in running if not job.worker_ids or job.worker_ids[-1] not in alive]
    for job in lost:
        log.warning("Job %s (%s) was left by %s.", job.id, job.task_path, job.worker_ids[-1:])
        lost_again(job, at)
    Worker.objects.filter(beat_at__lt=at - FORGOTTEN).delete()
    return len(lost)


class Heart(Thread):
    """Beats beside the job that runs, with a database connection of its own, until it is stopped."""

    def __init__(self, name: str) -> None:
        super().__init__(name=f"heart of {name}", daemon=True)
        self.worker, self._stopped = name, Event()

    def run(self) -> None:
        try:
            while not self._stopped.wait(BEAT.total_seconds()):
                self._beat()
        finally:
            connection.close()

    def stop(self) -> None:
        """Beat no more."""
        self._stopped.set()
        self.join()

    def _beat(self) -> None:
        try:
            beat(self.worker, present())
        except DatabaseError as error:  # the database is away or held; the next beat tries anew
            log.warning("No sign of life could be written: %s", error)
            connection.close()
