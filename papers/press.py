# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A typesetter that stands ready: loading one takes longer than laying out a sheet.

It hands each job to a child of its own, within the job's limits, and looks at nothing itself. One serves this process;
while it is busy, or when it is gone, others start a typesetter as ever. It ends when idle or when this process ends.
"""

import atexit
import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

Environment = Callable[[str], Mapping[str, str]]


class Press:
    """One ready typesetter; ``command`` starts it, in an environment made for its scratch folder."""

    def __init__(self, command: Sequence[str], environment: Environment, folder: Path) -> None:
        self._scratch = tempfile.mkdtemp(prefix="mati-press-")
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=dict(environment(self._scratch)),
            start_new_session=True,
        )

    def answered(self, job: bytes, wall_seconds: float) -> tuple[bytes, int] | None:
        """Return what came of a job and how its child ended; nothing when the press is gone.

        Raises TimeoutExpired, and is gone then, when the job takes longer.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        late = threading.Event()

        def too_late() -> None:
            late.set()
            self.end()

        watch = threading.Timer(wall_seconds, too_late)
        watch.start()
        try:
            self._process.stdin.write(b"%d\n%b" % (len(job), job))
            self._process.stdin.flush()
            answers = b""
            while head := self._process.stdout.readline():
                if head.startswith(b"end "):
                    return answers, int(head.split()[1])
                length = int(head.split()[1])
                answers += head + self._process.stdout.read(length)
        except (OSError, ValueError, IndexError):
            pass  # it is gone in the middle of a word
        finally:
            watch.cancel()
        if late.is_set():
            raise subprocess.TimeoutExpired(self._process.args, wall_seconds)
        return None

    def is_there(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        """End it and the child that is at work, and clear up after them."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, 9)
        self._process.wait()
        shutil.rmtree(self._scratch, ignore_errors=True)


class Standing:
    """The press of this process: started when first asked for, and again when it is gone or asked to be another."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._press: Press | None = None
        self._of: object = None
        atexit.register(self.end)

    def answered(
        self, command: Sequence[str], environment: Environment, folder: Path, job: bytes, wall_seconds: float
    ) -> tuple[bytes, int] | None:
        """As ``Press.answered``; nothing, too, while it is at work for another thread."""
        if not self._turn.acquire(blocking=False):
            return None
        try:
            asked = (os.getpid(), tuple(command), tuple(environment("").items()))  # a fork doesn't share its parent's
            if self._press is None or self._of != asked or not self._press.is_there():
                self.end()
                self._press, self._of = Press(command, environment, folder), asked
            return self._press.answered(job, wall_seconds)
        finally:
            self._turn.release()

    def end(self) -> None:
        """End the press, if it is this process's own."""
        if self._press is not None and isinstance(self._of, tuple) and self._of[0] == os.getpid():
            self._press.end()
        self._press = None


STANDING = Standing()
