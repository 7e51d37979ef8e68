# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Typesetters at work at the same time: each paper is told of as it is done, and nothing of theirs is left behind."""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest

from papers.confinement import SCRATCH, clear_left_behind
from papers.rendering import LEAST_SHARE, Limits, TooLarge, render_as_ready, render_pdf

PAGES = [f"<html lang='th'><title>{at}</title><p>ฉบับที่ {at}</p></html>" for at in range(LEAST_SHARE + 2)]
ENDLESS = """
import sys
import django
django.setup()
from papers.rendering import render_as_ready
from tests.papers.test_pool import PAGES
for at, outcome in render_as_ready(PAGES * 50):
    print(at, outcome is not None, flush=True)
"""


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made, by this process and by the typesetters that it starts."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left_in(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir() if one.name.startswith(SCRATCH)]


def test_each_paper_is_told_of_when_it_is_begun_and_when_it_is_done(scratch: Path) -> None:
    seen: dict[int, list[bool]] = {}
    done: dict[int, object] = {}
    for at, outcome in render_as_ready(PAGES):
        seen.setdefault(at, []).append(outcome is not None)
        done[at] = outcome
    assert seen == {at: [False, True] for at in range(len(PAGES))}
    assert [done[0], done[len(PAGES) - 1]] == [render_pdf(PAGES[0]), render_pdf(PAGES[-1])]
    assert left_in(scratch) == []


def test_who_stops_listening_ends_the_work_and_leaves_nothing(scratch: Path) -> None:
    began = time.monotonic()
    with closing(render_as_ready(PAGES * 40)) as papers:
        assert next(papers)[1] is None
        assert len(left_in(scratch)) >= 1
    assert left_in(scratch) == []
    assert time.monotonic() - began < 20


def test_paper_that_takes_too_long_is_refused_and_the_others_are_there(scratch: Path) -> None:
    slow = "<p>" + "ก" * 3_000_000 + "</p>"
    outcomes = {
        at: outcome
        for at, outcome in render_as_ready([*PAGES[:2], slow, *PAGES[2:]], limits=Limits(cpu_seconds=2))
        if outcome is not None
    }
    assert isinstance(outcomes.pop(2), TooLarge)
    assert sorted(outcomes) == [0, 1, *range(3, len(PAGES) + 1)]
    assert all(isinstance(outcome, bytes) for outcome in outcomes.values())


def test_killed_process_leaves_typesetters_that_end_and_clear_up_after_themselves(tmp_path: Path) -> None:
    env = os.environ | {"TMPDIR": str(tmp_path)}
    child = subprocess.Popen([sys.executable, "-c", ENDLESS], env=env, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    while not child.stdout.readline().endswith("True\n"):
        assert child.poll() is None
    assert len(left_in(tmp_path)) == 2
    child.kill()
    child.wait()
    ends = time.monotonic() + 60
    while left_in(tmp_path):
        assert time.monotonic() < ends
        time.sleep(0.1)


def test_what_killed_processes_left_is_cleared_away_and_what_is_at_work_is_not(scratch: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for name in (f"{SCRATCH}{gone.pid}-a", f"{SCRATCH}{os.getpid()}-b", "another"):
        (scratch / name).mkdir()
    clear_left_behind()
    assert len(left_in(scratch)) == 2
    clear_left_behind(older_than=0)
    assert sorted(one.name for one in scratch.iterdir()) == ["another", f"{SCRATCH}{os.getpid()}-b"]
