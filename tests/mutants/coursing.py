# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which statements of the changed files each test runs, and how long it takes: what a change must be tried with."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.mutants.placing import Running

Line = tuple[str, int]


@dataclass
class Course:
    """What a run of one test told. What was made for its module counts for each test of the module."""

    seconds: float = 0.0  # of the processor
    reached: set[Line] = field(default_factory=set)
    ground: str = ""  # the module, where something is made for all its tests: they are run side by side


def with_next(items: Sequence[pytest.Item]) -> Iterable[tuple[pytest.Item, pytest.Item]]:
    """Each with the one after it; the last with the first, so that what stands for the session stays standing."""
    return zip(items, [*items[1:], *items[:1]], strict=True)


def courses_of(items: Sequence[pytest.Item], paths: Iterable[Path], running: Running) -> dict[pytest.Item, Course]:
    """Run every test once as the code is. Raises UsageError where one fails."""
    if len(items) > 1:  # what the first sets up for all is not its own time
        runtestprotocol(items[0], log=False, nextitem=items[-1])
    courses = {item: Course() for item in items}
    now: list[Course] = []
    with running.watched(paths, lambda file, line: now[-1].reached.add((file, line))):
        for item, nextitem in with_next(items):
            running.forget()  # so that what is worked out once is seen in every test that needs it
            now.append(courses[item])
            began = time.process_time()
            reports = runtestprotocol(item, log=False, nextitem=nextitem)
            now[-1].seconds = time.process_time() - began
            if any(report.failed for report in reports):
                raise pytest.UsageError("\n".join([f"{item.nodeid} fails without any change", *map(_said, reports)]))
    grounds: dict[str, Course] = {}  # the first test of each module that something is made for
    for item, course in courses.items():
        if _stands_on_its_module(item):
            course.ground = item.nodeid.partition("::")[0]
            first = grounds.setdefault(course.ground, course)
            if first is not course:
                course.seconds += first.seconds
                course.reached |= first.reached
    return courses


def _said(report: pytest.TestReport) -> str:
    return report.longreprtext[-2000:]


def _stands_on_its_module(item: pytest.Item) -> bool:
    known: dict[str, Any] = item._fixtureinfo.name2fixturedefs  # type: ignore[attr-defined]
    return any(made.scope in ("module", "class") for every in known.values() for made in every)
