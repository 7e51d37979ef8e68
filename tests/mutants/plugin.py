# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pytest session of the changes: once through all tests as it is, then forked for each change."""

import os
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from django.db import connections

from tests.mutants.changing import Change, changes_of, put_in_place

KILLED, SURVIVED, FELL = 10, 20, 30
LONGEST = 60.0  # seconds for one change: one that never ends is found too


@dataclass
class Course:
    """What a run of one test told."""

    seconds: float = 0.0
    reached: set[tuple[str, str]] = field(default_factory=set)  # (file, function)


class Changes:
    """Run the tests against every change of some files, and keep what survived."""

    def __init__(self, paths: list[Path], until: float) -> None:
        self.paths, self.until = [path.resolve() for path in paths], until
        self.survived: list[str] = []
        self.unreached: list[str] = []
        self.killed = self.left = 0
        self.root = Path.cwd()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop."""
        items = [item for item in session.items if "fresh_database" not in getattr(item, "fixturenames", ())]
        courses = {item: self._first_run(item, nextitem) for item, nextitem in _with_next(items)}
        for path in self.paths:
            for change in changes_of(path):
                if time.monotonic() > self.until:
                    self.left += 1
                    continue
                self._try(change, items, courses)
        os.environ.pop("PYTEST_CURRENT_TEST", None)
        return True

    def _first_run(self, item: pytest.Item, nextitem: pytest.Item) -> Course:
        course, files = Course(), {str(path) for path in self.paths}

        def note(frame: Any, event: str, _argument: Any) -> None:
            if event == "call" and frame.f_code.co_filename in files:
                course.reached.add((frame.f_code.co_filename, frame.f_code.co_qualname.split(".<")[0]))

        began = time.monotonic()
        sys.setprofile(note)
        try:
            reports = runtestprotocol(item, log=False, nextitem=nextitem)
        finally:
            sys.setprofile(None)
        course.seconds = time.monotonic() - began
        if any(report.failed for report in reports):
            raise pytest.UsageError(f"{item.nodeid} fails without any change")
        return course

    def _try(self, change: Change, items: list[pytest.Item], courses: dict[pytest.Item, Course]) -> None:
        place = (str(change.path), change.function)
        chosen = sorted((item for item in items if place in courses[item].reached), key=lambda it: courses[it].seconds)
        name = str(change).replace(f"{self.root}/", "")
        if not chosen:
            self.unreached.append(name)
            return
        connections.close_all()
        child = os.fork()
        if child == 0:
            _run_and_leave(change, chosen)
        if _end_of(child) == SURVIVED:
            self.survived.append(name)
            os.write(2, f"survived {name}\n".encode())
        else:
            self.killed += 1


def _with_next(items: list[pytest.Item]) -> list[tuple[pytest.Item, pytest.Item]]:
    """Each with the one after it; the last with the first, so that what stands for the session stays standing."""
    return list(zip(items, [*items[1:], items[0]], strict=True))


def _run_and_leave(change: Change, items: list[pytest.Item]) -> None:
    code = FELL
    try:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        if put_in_place(change) == 0:
            raise LookupError(f"nothing runs {change}")
        code = SURVIVED
        for item, nextitem in _with_next(items):
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=nextitem)):
                code = KILLED
                break
    finally:
        os._exit(code)


def _end_of(child: int) -> int:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            if code == FELL:
                raise RuntimeError("a change could not be tried")
            return code
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return KILLED
