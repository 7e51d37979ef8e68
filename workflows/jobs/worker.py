# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A worker: it hands on messages, enqueues what is due, runs jobs one by one, and waits for a lost database."""

import logging
import os
import socket
import time
from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from workflows.jobs.enqueuing import keeps_jobs_itself
from workflows.jobs.leases import BEAT, Heart, beat, leave, present, sweep
from workflows.jobs.outbox import relay
from workflows.jobs.running import claim, run
from workflows.jobs.ticking import tick

log = logging.getLogger(__name__)

LONGEST_PAUSE = 10.0  # seconds between two attempts to reach a database that is away


class Worker:
    """Works until it is told to stop; then it finishes the job that it has in hand."""

    def __init__(self, *, interval: float = 1.0, goes_on: Callable[[], bool] = lambda: True) -> None:
        self.interval, self.goes_on = interval, goes_on
        self.is_stopping = False
        self._seen: dict[str, datetime] = {}
        self._next_round_at: datetime | None = None

    def stop(self) -> None:
        """Finish what is in hand, and take nothing more."""
        self.is_stopping = True

    def work(self, *, until_idle: bool = False) -> None:
        """Work on. A database that is away is waited for, under a new name: what the old one had in hand runs again."""
        pause = self.interval
        while not self.is_stopping and self.goes_on():
            try:
                self._live(until_idle)
                if until_idle:
                    return
                pause = self.interval
            except (DatabaseError, InterfaceError) as error:
                log.warning("The database cannot be used, trying again in %.0f s: %s", pause, error)
                connection.close()
                self._rest(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def _live(self, until_idle: bool) -> None:
        name = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
        beat(name, present())
        heart = Heart(name)
        heart.start()
        try:
            while not self.is_stopping and self.goes_on():
                close_old_connections()
                if self.turn(name):
                    continue
                if until_idle:
                    return
                self._rest(self.interval)
        finally:
            heart.stop()
            self._say_farewell(name)

    def turn(self, name: str) -> bool:
        """Do the next thing there is to do, and return whether there was one."""
        at = present()
        if self._next_round_at is None or at >= self._next_round_at:
            sweep(name, at)
            tick(at, self._seen)
            self._next_round_at = at + BEAT
        has_handed_on = bool(relay(at))
        job = claim(name, at) if keeps_jobs_itself() else None
        if job is not None:
            run(job)
        return has_handed_on or job is not None

    def _rest(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while not self.is_stopping and (left := ends - time.monotonic()) > 0:
            time.sleep(min(left, 0.2))

    def _say_farewell(self, name: str) -> None:
        try:
            leave(name)
        except (DatabaseError, InterfaceError):
            connection.close()  # unsaid: the others see it when the lease runs out
