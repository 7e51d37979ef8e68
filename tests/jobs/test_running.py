# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A job is run, tried again with longer and longer pauses, and parked in the end; a lost one runs again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.databases import FreshDatabase
from tests.jobs.work import attempts, give_up, note, stumble, unspeakable
from tests.together import at_once
from workflows.jobs import leases, retrying, running
from workflows.jobs.leases import LEASE, beat, leave, sweep
from workflows.jobs.retrying import DELAYS
from workflows.jobs.running import claim, run
from workflows.models import Worker

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
READY, RUNNING = TaskResultStatus.READY, TaskResultStatus.RUNNING
FAILED, SUCCESSFUL = TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL


def job() -> DBTaskResult:
    """The one job, as it stands in the database."""
    return DBTaskResult.objects.get()


def claimed(worker: str = "one", at: datetime = AT) -> DBTaskResult:
    """The next job, taken by a worker."""
    found = claim(worker, at)
    assert found is not None
    return found


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The database server's clock, which the test sets."""
    now = [AT]
    monkeypatch.setattr(running, "present", lambda: now[0])
    return now


def test_job_that_succeeds_is_written_down_with_its_value(db: None, tmp_path: Path, clock: list[datetime]) -> None:
    note.enqueue(str(tmp_path / "said"), "มติ")
    assert run(claimed()) is True
    assert (tmp_path / "said").read_text() == "มติ\n"
    done = job()
    assert (done.status, done.return_value, done.finished_at, done.worker_ids) == (SUCCESSFUL, "มติ", AT, ["one"])
    assert claim("one", AT) is None


def test_job_that_fails_waits_longer_each_time_and_is_parked_in_the_end(db: None, clock: list[datetime]) -> None:
    stumble.enqueue()
    for number, delay in enumerate(DELAYS, 1):
        assert run(claimed(at=clock[0])) is False
        left = job()
        assert (left.status, left.run_after, len(left.worker_ids)) == (READY, clock[0] + delay, number)
        assert left.exception_class_path == "builtins.ValueError"
        assert "this job always stumbles" in left.traceback
        assert claim("one", clock[0] + delay - SECOND) is None
        clock[0] += delay
    assert run(claimed(at=clock[0])) is False
    parked = job()
    assert (parked.status, parked.finished_at, len(parked.worker_ids)) == (FAILED, clock[0], len(DELAYS) + 1)
    assert claim("one", clock[0] + timedelta(days=365)) is None


def test_pauses_are_as_the_docs_say() -> None:
    assert [delay.total_seconds() for delay in DELAYS] == [10, 60, 300, 1800, 7200]


def test_job_that_gives_up_is_parked_at_once(db: None, clock: list[datetime]) -> None:
    give_up.enqueue()
    assert run(claimed()) is False
    assert (job().status, len(job().worker_ids)) == (FAILED, 1)
    assert "the address does not exist" in job().traceback


def test_job_that_returns_what_cannot_be_kept_fails(db: None, clock: list[datetime]) -> None:
    unspeakable.enqueue()
    assert run(claimed()) is False
    assert (job().status, job().exception_class_path) == (READY, "builtins.TypeError")


def test_job_whose_code_is_gone_fails(db: None, clock: list[datetime]) -> None:
    stumble.enqueue()
    DBTaskResult.objects.update(task_path="tests.jobs.work.gone")
    assert run(claimed()) is False
    assert (job().status, job().exception_class_path) == (READY, "builtins.ImportError")


def test_job_is_told_which_attempt_it_is(db: None, clock: list[datetime]) -> None:
    attempts.enqueue()
    run(claimed())
    assert job().return_value == 1


def test_workers_claim_the_oldest_first_and_none_before_its_time(db: None) -> None:
    later = note.using(run_after=AT + SECOND).enqueue("x", "later")
    first, second = note.enqueue("x", "1"), note.enqueue("x", "2")
    assert [str(claimed(worker).id) for worker in ("one", "two")] == [first.id, second.id]
    assert claim("three", AT) is None
    assert str(claimed("three", AT + SECOND).id) == later.id


def test_workers_at_once_never_share_a_job(fresh_database: FreshDatabase) -> None:
    for number in range(12):
        note.enqueue("x", str(number))
    found: list[DBTaskResult | Exception | None] = []
    for _ in range(6):
        found += at_once(3, lambda number: claim(f"worker {number}", AT))
    assert not [one for one in found if isinstance(one, Exception)]
    ids = [one.id for one in found if isinstance(one, DBTaskResult)]
    assert len(ids) == len(set(ids)) == 12


def test_sweep_leaves_alone_what_a_living_worker_runs(db: None) -> None:
    stumble.enqueue()
    claimed("one")
    beat("one", AT)
    beat("two", AT)
    assert sweep("two", AT + LEASE - SECOND) == 0
    assert job().status == RUNNING


def test_sweep_makes_ready_what_a_silent_worker_left(db: None) -> None:
    stumble.enqueue()
    claimed("one")
    beat("one", AT)
    beat("two", AT + LEASE)
    assert sweep("two", AT + LEASE) == 1
    assert (job().status, job().run_after, job().worker_ids) == (READY, AT + LEASE, ["one"])
    assert claimed("two", AT + LEASE).worker_ids == ["one", "two"]


def test_sweep_makes_ready_at_once_what_a_worker_left_that_said_farewell(db: None) -> None:
    stumble.enqueue()
    claimed("one")
    beat("one", AT)
    beat("two", AT)
    leave("one")
    assert sweep("two", AT) == 1


def test_worker_that_gave_no_sign_itself_judges_nobody(db: None) -> None:
    stumble.enqueue()
    claimed("one")
    beat("one", AT)
    beat("two", AT)
    assert sweep("two", AT + LEASE) == 0
    assert sweep("unknown", AT + LEASE) == 0
    assert job().status == RUNNING


@pytest.mark.parametrize("fails", [True, False])
def test_worker_that_wakes_after_its_job_was_taken_over_writes_nothing(
    db: None, tmp_path: Path, clock: list[datetime], fails: bool
) -> None:
    stumble.enqueue() if fails else note.enqueue(str(tmp_path / "said"), "x")
    held = claimed("one")
    beat("two", AT + LEASE)
    sweep("two", AT + LEASE)
    assert run(held) is False  # ready again, nobody has taken it yet
    assert (job().status, job().worker_ids) == (READY, ["one"])
    claimed("two", AT + LEASE)
    assert run(held) is False  # taken by another
    assert (job().status, job().worker_ids, job().finished_at) == (RUNNING, ["one", "two"], None)


def test_job_that_ends_its_workers_is_parked_when_it_did_so_too_often(db: None) -> None:
    stumble.enqueue()
    for number in range(len(DELAYS)):
        claimed(f"worker {number}")
        beat("sweeper", AT)
        assert sweep("sweeper", AT) == 1
        assert job().status == READY
    claimed("the last")
    sweep("sweeper", AT)
    assert (job().status, job().exception_class_path, job().finished_at) == (FAILED, retrying.LOST, AT)


def test_sweep_forgets_workers_that_are_long_gone(db: None) -> None:
    beat("old", AT - leases.FORGOTTEN - SECOND)
    beat("one", AT)
    sweep("one", AT)
    assert list(Worker.objects.values_list("name", flat=True)) == ["one"]
