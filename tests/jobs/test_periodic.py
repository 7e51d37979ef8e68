# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Periodic jobs are enqueued once in each slot of time."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Event
from time import sleep
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from tests.databases import FreshDatabase
from tests.together import at_once
from workflows.jobs import enqueue, periodic
from workflows.jobs.alone import run_alone
from workflows.jobs.leases import beat, present
from workflows.jobs.registry import PERIODIC, Periodic
from workflows.jobs.running import claim
from workflows.jobs.ticking import run_periodic, tick
from workflows.models import Running

BANGKOK = ZoneInfo("Asia/Bangkok")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in November 2026; the 22nd is a Sunday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BANGKOK)


def nothing(at: datetime) -> None:
    """A periodic job with little to do."""


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Periodic]]:
    """No periodic job but those of the test."""
    held = dict(PERIODIC)
    PERIODIC.clear()
    yield PERIODIC
    PERIODIC.clear()
    PERIODIC.update(held)


@pytest.mark.parametrize(
    ("every", "after", "at", "slot"),
    [
        (HOUR, timedelta(), on(22, 10, 59), on(22, 10)),
        (HOUR, timedelta(), on(22, 11, 0), on(22, 11)),
        (timedelta(minutes=15), timedelta(minutes=5), on(22, 10, 19), on(22, 10, 5)),
        (DAY, timedelta(), on(22, 0), on(22, 0)),
        (DAY, timedelta(), on(22, 23, 59), on(22, 0)),
        (DAY, 7 * HOUR, on(22, 6, 59), on(21, 7)),
        (DAY, 7 * HOUR, on(22, 7), on(22, 7)),
        (7 * DAY, 8 * HOUR, on(22, 12), on(16, 8)),
        (7 * DAY, 8 * HOUR, on(23, 8), on(23, 8)),
    ],
)
def test_slot_begins_in_local_time(every: timedelta, after: timedelta, at: datetime, slot: datetime) -> None:
    assert Periodic("x", nothing, every, after).slot(at.astimezone(ZoneInfo("UTC"))) == slot


@pytest.mark.parametrize(("every", "after"), [(timedelta(), timedelta()), (HOUR, HOUR), (HOUR, -HOUR)])
def test_slot_without_length_or_beginning_outside_is_refused(every: timedelta, after: timedelta) -> None:
    with pytest.raises(ValueError, match="A slot has a length"):
        periodic(every=every, after=after)


def names() -> list[Any]:
    return [job.args_kwargs["args"] for job in DBTaskResult.objects.order_by("enqueued_at")]


def test_tick_enqueues_each_slot_once(db: None, only: dict[str, Periodic]) -> None:
    periodic(every=HOUR)(nothing)
    name = f"{nothing.__module__}.nothing"
    assert [tick(on(22, 10, minute)) for minute in (0, 1, 59)] == [1, 0, 0]
    assert names() == [[name]]
    assert tick(on(22, 11)) == 1
    assert tick(on(22, 20)) == 1  # what lay between is made up for once
    assert names() == [[name]] * 3


def test_tick_with_memory_asks_the_database_only_for_a_new_slot(
    db: None, only: dict[str, Periodic], django_assert_num_queries: Any
) -> None:
    periodic(every=HOUR)(nothing)
    seen: dict[str, datetime] = {}
    tick(on(22, 10), seen)
    with django_assert_num_queries(0):
        assert tick(on(22, 10, 30), seen) == 0
    assert tick(on(22, 11), seen) == 1


def test_three_workers_ticking_at_once_enqueue_one(fresh_database: FreshDatabase, only: dict[str, Periodic]) -> None:
    periodic(every=HOUR)(nothing)
    for hour in range(6):
        assert sorted(map(str, at_once(3, lambda _, hour=hour: tick(on(22, hour))))) == ["0", "0", "1"]  # type: ignore[misc]
    assert DBTaskResult.objects.count() == 6


def test_job_enqueued_in_a_transaction_that_is_rolled_back_is_not_there(db: None) -> None:
    with transaction.atomic():
        assert enqueue(run_periodic, name="x", once="event") is True
        transaction.set_rollback(True)
    assert DBTaskResult.objects.count() == 0
    assert enqueue(run_periodic, name="x", once="event") is True


def test_job_for_one_event_is_enqueued_once(db: None) -> None:
    assert enqueue(run_periodic, name="x", once="event") is True
    assert enqueue(run_periodic, name="y", once="event") is False
    assert enqueue(run_periodic, name="y", once="other") is True
    assert enqueue(run_periodic, name="z") is True
    assert enqueue(run_periodic, name="z") is True
    assert [job.args_kwargs["kwargs"]["name"] for job in DBTaskResult.objects.order_by("enqueued_at")] == list("xyzz")


def test_run_periodic_calls_the_work_with_the_present_moment(db: None, only: dict[str, Periodic]) -> None:
    called: list[datetime] = []

    @periodic(every=HOUR)
    def work(at: datetime) -> None:
        called.append(at)

    [name] = PERIODIC
    assert run_alone(name, uuid4()) is True
    assert len(called) == 1
    assert called[0].tzinfo is not None


def running_job(worker: str) -> UUID:
    """A job of an earlier slot that a worker has taken up."""
    enqueue(run_periodic, name="x")
    job = claim(worker, present())
    assert job is not None
    return UUID(str(job.id))


def test_slot_gives_way_while_an_earlier_one_still_runs(db: None, only: dict[str, Periodic]) -> None:
    called: list[datetime] = []
    periodic(every=HOUR)(called.append)
    [name] = PERIODIC
    beat("living", present())
    first = running_job("living")
    Running.objects.create(name=name, job_id=first)
    assert run_alone(name, uuid4()) is False
    assert called == []
    assert run_alone(name, first) is True  # the same job, run again
    assert Running.objects.get().job_id is None
    assert run_alone(name, uuid4()) is True
    assert len(called) == 2


def test_slot_runs_where_the_earlier_one_s_worker_is_dead_or_its_job_over(db: None, only: dict[str, Periodic]) -> None:
    called: list[datetime] = []
    periodic(every=HOUR)(called.append)
    [name] = PERIODIC
    dead = running_job("dead")  # no sign of life
    Running.objects.create(name=name, job_id=dead)
    assert run_alone(name, uuid4()) is True
    beat("living", present())
    over = running_job("living")
    DBTaskResult.objects.filter(id=over).update(status="SUCCESSFUL")
    Running.objects.update(job_id=over)
    assert run_alone(name, uuid4()) is True
    assert len(called) == 2


def test_work_that_fails_lets_the_next_slot_run(db: None, only: dict[str, Periodic]) -> None:
    @periodic(every=HOUR)
    def stumbles(at: datetime) -> None:
        raise ValueError("always")

    [name] = PERIODIC
    with pytest.raises(ValueError, match="always"):
        run_alone(name, uuid4())
    assert Running.objects.get().job_id is None


def test_work_of_two_slots_at_once_is_done_by_one(fresh_database: FreshDatabase, only: dict[str, Periodic]) -> None:
    begun, done = Event(), []

    @periodic(every=HOUR)
    def long(at: datetime) -> None:
        begun.set()
        done.append(at)
        sleep(1)

    [name] = PERIODIC
    beat("living", present())
    jobs = [running_job("living"), running_job("living")]

    def slot(number: int) -> bool:
        if number:
            begun.wait(10)
        return run_alone(name, jobs[number])

    assert sorted(map(str, at_once(2, slot))) == ["False", "True"]
    assert len(done) == 1
