# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work through the jobs and hand on the messages of the outbox until stopped."""

import os
import signal
from typing import Any

from django.core.management.base import BaseCommand

from workflows.jobs.supervising import Post, command_of_one, supervise
from workflows.jobs.worker import Worker


class Command(BaseCommand):
    help = "Work through the jobs until stopped. SIGTERM and Ctrl-C let the job in hand come to its end; docs/jobs.md."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--processes", type=int, default=1, help="so many processes, each started again if it ends")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between two looks at an empty queue")
        parser.add_argument("--until-idle", action="store_true", help="stop when nothing is ready any more")
        parser.add_argument("--parent", type=int, help="stop when this process is not the parent any more")

    def handle(self, *args: Any, **options: Any) -> None:
        parent = options["parent"]
        goes_on = (lambda: os.getppid() == parent) if parent else (lambda: True)
        worker = Worker(interval=options["interval"], goes_on=goes_on)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        if options["processes"] > 1:
            posts = [Post(command_of_one(os.getpid())) for _ in range(options["processes"])]
            supervise(posts, lambda: not worker.is_stopping)
        else:
            worker.work(until_idle=options["until_idle"])
