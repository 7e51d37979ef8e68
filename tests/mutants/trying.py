# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pytest session of the changes: once through all tests as the code is, then forked for each change."""

import os
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, count
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from django.db import connections

from tests.mutants.changing import Change
from tests.mutants.coursing import Course, courses_of, with_next
from tests.mutants.log import Log, Result
from tests.mutants.placing import Running

KILLED, SURVIVED, FELL = 10, 20, 30


@dataclass
class Trial:
    """One change at work in a process of its own. ``told`` is where that writes the test that noticed."""

    change: Change
    place: str  # its own database
    told: int
    began: float


class Trials:
    """Try changes, some at a time, each with the tests that run its lines.

    First come those that noticed others nearby, that are quick, and whose file stands early in ``near``.
    """

    def __init__(
        self,
        changes: Sequence[Change],
        log: Log,
        near: Sequence[str],
        *,
        processes: int,
        patience: float,
        until: float,
    ) -> None:
        self.changes, self.log, self.near = changes, log, near
        self.processes, self.patience, self.until = processes, patience, until
        self.noticed: Counter[tuple[str, str]] = Counter()  # by function and test
        self.at_work: dict[int, Trial] = {}
        self.left = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop."""
        from pytest_django.plugin import blocking_manager_key  # pytest imports it first, for its asserts

        paths = sorted({change.path for change in self.changes})
        self.running = Running(paths, Path.cwd())
        self.courses = courses_of(session.items, paths, self.running)
        os.environ.pop("PYTEST_CURRENT_TEST", None)
        connections.close_all()
        with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
            with session.config.stash[blocking_manager_key].unblock():
                places = _places(self.processes, Path(folder))
            self._try_all(places)
        return True

    def _try_all(self, places: list[str]) -> None:
        for change in self.changes:
            chosen = self._chosen(change)
            if time.monotonic() > self.until:
                self.left += 1
            elif not chosen:
                self.log.add(change, Result.UNREACHED)
            else:
                self._begin(change, chosen, places.pop() if places else self._ended())
        while self.at_work:
            self._ended()

    def _chosen(self, change: Change) -> list[pytest.Item]:
        statement = (str(change.path), change.line)

        def turn(item: pytest.Item) -> tuple[str, float]:
            course = self.courses[item]
            file = item.nodeid.partition("::")[0]
            far = self.near.index(file) if file in self.near else len(self.near)
            return course.ground, course.seconds * (1 + far) / (1 + self.noticed[change.function, item.nodeid])

        reaching = sorted((item for item, course in self.courses.items() if statement in course.reached), key=turn)
        ends = accumulate(self.courses[item].seconds for item in reaching)
        return [
            item
            for place, (item, end) in enumerate(zip(reaching, ends, strict=True))
            if place < 3 or end < self.patience
        ]

    def _begin(self, change: Change, chosen: list[pytest.Item], place: str) -> None:
        told, tell = os.pipe()
        child = os.fork()
        if child == 0:
            _run_and_leave(change, chosen, self.courses, self.running, place, tell)
        os.close(tell)
        self.at_work[child] = Trial(change, place, told, time.monotonic())

    def _ended(self) -> str:
        """Wait for one to end, and return its place."""
        child, status = os.wait()
        trial = self.at_work.pop(child)
        with os.fdopen(trial.told) as told:
            test = told.read()
        code = os.waitstatus_to_exitcode(status)
        if code == FELL:
            raise RuntimeError(f"{trial.change} could not be tried: {test}")
        self.noticed[trial.change.function, test] += 1
        result = Result.SURVIVED if code == SURVIVED else Result.KILLED  # a signal ends what would never end
        self.log.add(trial.change, result, test=test, seconds=time.monotonic() - trial.began)
        return trial.place


def _places(processes: int, folder: Path) -> list[str]:
    """Names of copies of the migrated database: two processes cannot write to the same."""
    from tests import databases  # not before Django stands

    template = databases.make_template(folder)
    return [template.create() for _number in range(processes)]


def _run_and_leave(
    change: Change,
    items: list[pytest.Item],
    courses: dict[pytest.Item, Course],
    running: Running,
    place: str,
    tell: int,
) -> None:
    code, word = FELL, ""
    try:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        from tests import databases  # not before Django stands

        connections.settings["default"]["NAME"] = place
        databases._numbers = count(os.getpid() * 1000)
        if running.put_in_place(change) == 0:
            raise LookupError("nothing runs it")
        code = SURVIVED
        for item, nextitem in with_next(items):
            word = item.nodeid
            signal.setitimer(signal.ITIMER_PROF, 3 * courses[item].seconds + 10)  # what turns round and round
            signal.alarm(120)  # what waits for another for ever
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=nextitem)):
                code = KILLED
                break
    except BaseException as fault:
        word = repr(fault)
        code = KILLED if code == SURVIVED else FELL  # a change may end the whole session
    finally:
        os.write(tell, word.encode())
        os._exit(code)
