# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Jobs kept by another backend: nothing runs for what was rolled back, all else once after the commit."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.db import transaction
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from tests.databases import FreshDatabase
from tests.jobs.work import note, stumble
from tests.world import World
from workflows.jobs import enqueue
from workflows.jobs.outbox import relay
from workflows.jobs.registry import PERIODIC, SUBSCRIBERS, Periodic, subscriber
from workflows.jobs.ticking import tick
from workflows.models import OutboxMessage
from workflows.verification import faults

IMMEDIATE = "django_tasks.backends.immediate.ImmediateBackend"


@pytest.fixture(autouse=True)
def immediate(fresh_database: FreshDatabase) -> Iterator[None]:
    """Run each job where it is enqueued, as django-tasks does by itself; nobody hears, and nothing is due."""
    hearers, rhythms = dict(SUBSCRIBERS), dict(PERIODIC)
    SUBSCRIBERS.clear()
    PERIODIC.clear()
    with override_settings(TASKS={"default": {"BACKEND": IMMEDIATE}}):
        yield
    SUBSCRIBERS.clear()
    PERIODIC.clear()
    SUBSCRIBERS.update(hearers)
    PERIODIC.update(rhythms)


def test_job_runs_once_after_the_commit_and_never_for_what_was_rolled_back(tmp_path: Path) -> None:
    said = tmp_path / "said"
    with transaction.atomic():
        enqueue(note, path=str(said), word="undone")
        transaction.set_rollback(True)
    assert not said.exists()
    with transaction.atomic():
        for _time in range(2):
            enqueue(note, once="one", path=str(said), word="done")
        assert not said.exists()
    assert said.read_text() == "done\n"
    assert not DBTaskResult.objects.exists()


def test_message_is_handed_on_once_and_a_failing_hearer_asked_again(tmp_path: Path) -> None:
    World()
    said, heard = tmp_path / "said", list[int]()

    @subscriber("writes")
    def write(message: OutboxMessage, at: object) -> None:
        enqueue(note, path=str(said), word=str(message.pk))

    @subscriber("fails once")
    def fail(message: OutboxMessage, at: object) -> None:
        heard.append(message.pk)
        if heard.count(message.pk) == 1:
            raise ValueError("not now")

    messages = list(OutboxMessage.objects.order_by("id"))
    while relay(messages[0].record.at):
        pass
    assert said.read_text().split() == [str(message.pk) for message in messages]
    assert sorted(heard) == sorted([message.pk for message in messages] * 2)
    assert list(faults()) == []


def test_periodic_work_is_done_once_a_slot() -> None:
    at, done = World().at, list[object]()
    PERIODIC["x"] = Periodic("x", done.append, timedelta(hours=1), timedelta())
    assert [tick(at), tick(at), len(done)] == [1, 0, 1]


def test_job_that_fails_breaks_nothing_but_is_forgotten_and_the_check_says_so() -> None:
    assert enqueue(stumble) is True
    told = [found for found in run_checks() if found.id == "workflows.W011"]
    assert [IMMEDIATE in found.msg for found in told] == [True]
