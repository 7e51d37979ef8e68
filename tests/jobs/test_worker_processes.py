# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real worker processes: killed, told to stop, and several at once."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.databases import FreshDatabase
from tests.jobs.work import note, note_twice
from workflows.jobs.registry import PERIODIC
from workflows.jobs.supervising import Post
from workflows.models import Worker

Start = Callable[..., "subprocess.Popen[bytes]"]
RECOVERED_WITHIN = 30.0  # seconds after a worker was killed


@pytest.fixture
def start(fresh_database: FreshDatabase) -> Iterator[Start]:
    """Start a worker process on the test's database; what still runs at the end is killed."""
    children = []

    def begin(*words: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "manage.py", "worker", "--interval", "0.2", *words]
        child = subprocess.Popen(command, env=fresh_database.environment(), stderr=subprocess.DEVNULL)
        children.append(child)
        return child

    yield begin
    for child in children:
        child.kill()
        child.wait()


def until(holds: Callable[[], bool], seconds: float = 60) -> float:
    """Wait until something holds, and return how long that took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < seconds, "it never came about"
        time.sleep(0.1)
    return time.monotonic() - began


def words(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def count(status: str) -> int:
    return DBTaskResult.objects.filter(status=status, task_path__startswith="tests.").count()


def test_job_of_a_killed_worker_runs_again_soon(start: Start, tmp_path: Path) -> None:
    said = tmp_path / "said"
    victim, other = start(), start()
    until(lambda: Worker.objects.count() == 2)
    note_twice.enqueue(str(said), 3)
    until(lambda: bool(words(said)))
    first = int(words(said)[0].split()[-1])
    next(child for child in (victim, other) if child.pid == first).kill()
    took = until(lambda: len(words(said)) >= 2)
    second = int(words(said)[1].split()[-1])
    assert took < RECOVERED_WITHIN
    assert {first, second} == {victim.pid, other.pid}
    until(lambda: count(TaskResultStatus.SUCCESSFUL) == 1)
    assert words(said)[2:] == ["done"]
    assert len(DBTaskResult.objects.get(task_path__startswith="tests.").worker_ids) == 2


def test_job_longer_than_the_lease_runs_once_while_its_worker_lives(start: Start, tmp_path: Path) -> None:
    said = tmp_path / "said"
    note_twice.enqueue(str(said), 16)
    start()
    start()
    until(lambda: count(TaskResultStatus.SUCCESSFUL) == 1)
    assert [word.split()[0] for word in words(said)] == ["begun", "done"]


def test_worker_told_to_stop_finishes_its_job_and_takes_no_other(start: Start, tmp_path: Path) -> None:
    said = tmp_path / "said"
    note_twice.using(priority=2).enqueue(str(said), 2)
    note.using(priority=1).enqueue(str(said), "too late")
    worker = start()
    until(lambda: bool(words(said)))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=20) == 0
    assert words(said)[1:] == ["done"]
    assert (count(TaskResultStatus.SUCCESSFUL), count(TaskResultStatus.READY)) == (1, 1)
    assert Worker.objects.count() == 0


def test_three_workers_run_each_job_and_each_slot_once(start: Start, tmp_path: Path) -> None:
    said = tmp_path / "said"
    for number in range(40):
        note.enqueue(str(said), str(number))
    for worker in [start("--until-idle") for _ in range(3)]:
        assert worker.wait(timeout=90) == 0
    assert sorted(words(said), key=int) == list(map(str, range(40)))
    jobs = DBTaskResult.objects.filter(task_path__endswith=".run_periodic")
    assert {job.args_kwargs["args"][0] for job in jobs} == set(PERIODIC)
    keys = [(job.args_kwargs["args"][0], job.enqueued_at.replace(second=0, microsecond=0)) for job in jobs]
    assert len(keys) == len(set(keys))


def test_supervisor_starts_a_killed_worker_again(start: Start) -> None:
    supervisor = start("--processes", "2")
    until(lambda: Worker.objects.count() == 2)
    pids = {int(name.split(":")[1]) for name in Worker.objects.values_list("name", flat=True)}
    subprocess.run(["kill", "-9", str(min(pids))], check=True)
    until(lambda: Worker.objects.count() == 3)  # the killed one's last sign of life stays to be seen
    supervisor.terminate()
    assert supervisor.wait(timeout=20) == 0
    until(lambda: Worker.objects.count() == 1)


def test_worker_without_its_supervisor_stops(start: Start) -> None:
    supervisor = start("--processes", "2")
    until(lambda: Worker.objects.count() == 2)
    supervisor.kill()
    until(lambda: Worker.objects.count() == 0)


def test_post_waits_longer_after_each_early_end() -> None:
    post = Post([sys.executable, "-c", ""])
    pauses = []
    now = 0.0
    for _ in range(7):
        post.keep(now)
        post.wait()
        post.keep(now)
        pauses.append(post.pause)
        now = post.fill_at
    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0]
