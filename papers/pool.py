# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several typesetters at work at the same time, each for a share of the papers, that tell of each paper as it is done.

Each is a process of a short life with a scratch folder of its own, which goes when it ends. One that lives on when this
process was killed ends with its paper and clears up after itself; what both could not is cleared away by the next pool.
"""

import subprocess
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread, Timer
from typing import TypeAlias

from papers.confinement import FOLDER, clear_left_behind, scratch_folder

BEGUN = None
Told: TypeAlias = tuple[int, "Answer | None"]  # which paper, and its answer; before that, that it was begun


@dataclass(frozen=True)
class Answer:
    """What a typesetter said of a paper, ``code`` as its protocol has it; or how it ended without an answer."""

    code: int | None
    content: bytes = b""
    ended_with: int = 0
    was_late: bool = False


@dataclass(frozen=True)
class Pool:
    """How typesetters are started, how many work at the same time, and how long each may take for a paper.

    ``job_of`` makes the input of one from the numbers of its papers; ``environment`` what it sees, for its folder.
    """

    command: Sequence[str]
    environment: Callable[[str], Mapping[str, str]]
    job_of: Callable[[Sequence[int]], bytes]
    wall_seconds: float
    processes: int

    def answers(self, shares: Sequence[Sequence[int]]) -> Generator[Told, None, None]:
        """Tell of each paper when it is begun and when it is done; end all that is at work when nobody listens."""
        clear_left_behind()
        work = _Work(self, SimpleQueue(), SimpleQueue())
        for share in shares:
            work.waiting.put(list(share))
        hands = [Thread(target=work.go_through, daemon=True) for _ in range(min(self.processes, len(shares)))]
        for hand in hands:
            hand.start()
        try:
            resting = 0
            while resting < len(hands):
                told = work.told.get()
                if isinstance(told, BaseException):
                    raise told
                if told is None:
                    resting += 1
                else:
                    yield told
        finally:
            work.stop()
            for hand in hands:
                hand.join()


@dataclass
class _Work:
    pool: Pool
    waiting: "SimpleQueue[list[int]]"
    told: "SimpleQueue[Told | BaseException | None]"
    stopped: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)
    running: set["subprocess.Popen[bytes]"] = field(default_factory=set)

    def go_through(self) -> None:
        """Share after share, until none is left."""
        try:
            while not self.stopped.is_set():
                left = self.waiting.get_nowait()
                while left and not self.stopped.is_set():  # of one that ended early, what is left goes to another
                    left = left[self._one_process(left) :]
        except Empty:
            pass
        except BaseException as error:
            self.told.put(error)
        self.told.put(None)

    def stop(self) -> None:
        with self.lock:
            self.stopped.set()
            for process in self.running:
                process.kill()

    def _one_process(self, share: list[int]) -> int:
        """How many papers a process dealt with; the last of them may have ended it."""
        with scratch_folder() as scratch, (Path(scratch) / "said").open("w+b") as said:
            process = self._begun(scratch, said.fileno())
            if process is None:
                return len(share)
            try:
                return self._heard(process, share, lambda: Path(scratch, "said").read_bytes())
            finally:
                process.kill()
                process.wait()
                with self.lock:
                    self.running.discard(process)

    def _begun(self, scratch: str, said: int) -> "subprocess.Popen[bytes] | None":
        with self.lock:
            if self.stopped.is_set():
                return None
            process = subprocess.Popen(
                self.pool.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                cwd=FOLDER,
                env=dict(self.pool.environment(scratch)),
            )
            self.running.add(process)
            return process

    def _heard(self, process: "subprocess.Popen[bytes]", share: list[int], said: Callable[[], bytes]) -> int:
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError), process.stdin as job:
            job.write(self.pool.job_of(share))
        with process.stdout as answers:
            for done, paper in enumerate(share):
                self.told.put((paper, BEGUN))
                late = Event()
                watch = Timer(self.pool.wall_seconds, _end_late, [process, late])
                watch.start()
                try:
                    head = answers.readline().split()
                    content = answers.read(int(head[1])) if len(head) == 2 else b""
                finally:
                    watch.cancel()
                if len(head) != 2 or len(content) < int(head[1]):
                    ended = process.wait()
                    if not self.stopped.is_set():
                        self.told.put((paper, Answer(None, said(), ended, late.is_set())))
                    return done + 1
                self.told.put((paper, Answer(int(head[0]), content)))
        return len(share)


def _end_late(process: "subprocess.Popen[bytes]", late: Event) -> None:
    late.set()
    process.kill()
