# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping several worker processes running: one that ends by itself is started again."""

import logging
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

log = logging.getLogger(__name__)

LIVED_LONG = 60.0  # seconds after which an end is no longer taken for one at the start
LONGEST_PAUSE = 30.0


class Post:
    """The place of one worker process, and when it is to be filled again."""

    def __init__(self, command: Sequence[str]) -> None:
        self.command = command
        self.child: subprocess.Popen[bytes] | None = None
        self.started_at = self.fill_at = self.pause = 0.0

    def keep(self, now: float) -> None:
        """Start the process where there is none; after each early end, wait longer."""
        if self.child is not None and self.child.poll() is not None:
            log.warning("Worker process %s ended with %s.", self.child.pid, self.child.returncode)
            self.pause = 1.0 if now - self.started_at > LIVED_LONG else min(self.pause * 2 or 1.0, LONGEST_PAUSE)
            self.child, self.fill_at = None, now + self.pause
        if self.child is None and now >= self.fill_at:
            self.child, self.started_at = subprocess.Popen(self.command), now

    def end(self) -> None:
        """Tell the process to finish what it has in hand."""
        if self.child is not None and self.child.poll() is None:
            self.child.terminate()

    def wait(self) -> None:
        """Wait until it has ended."""
        if self.child is not None:
            self.child.wait()


def command_of_one(parent: int) -> list[str]:
    """The command of one worker process, which ends by itself when its parent is gone."""
    return [sys.executable, sys.argv[0], "worker", "--parent", str(parent)]


def supervise(posts: Sequence[Post], goes_on: Callable[[], bool]) -> None:
    """Keep every post filled until told otherwise, then let each worker finish its job."""
    while goes_on():
        for post in posts:
            post.keep(time.monotonic())
        time.sleep(0.2)
    for post in posts:
        post.end()
    for post in posts:
        post.wait()
