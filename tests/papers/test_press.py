# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The typesetter that stands ready: what it prints is what one started anew prints, and it is never missed."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation

from papers import rendering
from papers.press import Standing
from papers.rendering import Limits, TooLarge, render_pdf


@pytest.fixture(autouse=True)
def read_in_english() -> Iterator[None]:
    """What is refused says why in the language of who reads it."""
    with translation.override("en"):
        yield


PLAIN = '<html lang="th"><head><title>น้ำท่วม</title></head><body><p>น้ำ</p></body></html>'


@pytest.fixture
def standing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Standing]:
    """A press of the test's own."""
    one = Standing()
    monkeypatch.setattr(rendering, "STANDING", one)
    yield one
    one.end()


def pid_of(standing: Standing) -> int:
    assert standing._press is not None
    return standing._press._process.pid


def test_it_prints_what_one_started_anew_prints_and_stays(standing: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render_pdf(PLAIN)
    pid = pid_of(standing)
    assert render_pdf(PLAIN) == first
    assert pid_of(standing) == pid
    monkeypatch.setattr(rendering, "LEAST_SHARE", 0)
    assert render_pdf(PLAIN) == first


def test_press_that_was_killed_is_not_missed(standing: Standing) -> None:
    first = render_pdf(PLAIN)
    pid = pid_of(standing)
    os.kill(pid, signal.SIGKILL)
    assert render_pdf(PLAIN) == first
    assert render_pdf(PLAIN) == first
    assert pid_of(standing) != pid


def test_paper_that_is_late_ends_it_and_the_next_is_printed(standing: Standing) -> None:
    with pytest.raises(TooLarge, match="not ready after 1 seconds"):
        render_pdf("<table><tr><td colspan=1000000>x</td></tr></table>", limits=Limits(wall_seconds=1))
    assert render_pdf(PLAIN).startswith(b"%PDF")


def test_paper_that_takes_too_much_ends_its_child_alone(standing: Standing) -> None:
    render_pdf(PLAIN)
    pid = pid_of(standing)
    with pytest.raises(TooLarge, match="1 s of work"):
        render_pdf("<table><tr><td colspan=1000000>x</td></tr></table>", limits=Limits(cpu_seconds=1))
    assert render_pdf(PLAIN).startswith(b"%PDF")
    assert pid_of(standing) == pid


def test_others_do_not_wait_for_it(standing: Standing) -> None:
    expected = render_pdf(PLAIN)
    printed: list[bytes] = []
    standing._turn.acquire()
    other = threading.Thread(target=lambda: printed.append(render_pdf(PLAIN)))
    other.start()
    other.join(timeout=60)
    standing._turn.release()
    assert printed == [expected]


def test_it_ends_with_the_process_it_serves() -> None:
    """Even one that is killed: nobody is left to clear up after it."""
    program = (
        "import django, os; django.setup(); from papers import rendering; rendering.render_pdf('<p>x</p>'); "
        "one = rendering.STANDING._press; print(one._process.pid, one._scratch, flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "project.settings"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    pid, scratch = done.stdout.split()
    for _wait in range(100):
        if not os.path.exists(f"/proc/{pid}") and not os.path.exists(scratch):
            return
        threading.Event().wait(0.1)
    pytest.fail(f"The press {pid} is still there, or its folder {scratch}.")
