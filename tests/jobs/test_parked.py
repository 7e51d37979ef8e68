# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Jobs that were given up: an administrator sees why, and runs them again or dismisses them; nobody else does."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.jobs.work import give_up, note
from tests.project.conftest import page_of, visitor
from tests.world import World
from workflows.jobs.clearing import clear_old_jobs
from workflows.jobs.enqueuing import take_up
from workflows.jobs.leases import beat
from workflows.jobs.parked import dismiss, parked, rerun, standing
from workflows.jobs.running import claim, run
from workflows.models import JobDecision, Once
from workflows.refusals import WrongState

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def world(db: None) -> World:
    """The small world, without the jobs that writing it left."""
    made = World()
    DBTaskResult.objects.all().delete()
    return made


@pytest.fixture
def job(world: World) -> DBTaskResult:
    """A job that was given up."""
    give_up.enqueue()
    claimed = claim("one", timezone.now())
    assert claimed is not None
    run(claimed)
    return DBTaskResult.objects.get()


def test_page_says_what_failed_and_why(world: World, job: DBTaskResult) -> None:
    html = page_of(world.admin, "/jobs/")
    assert "tests.jobs.work.give_up" in html
    assert "GiveUp: the address does not exist" in html
    assert "No worker is running" in html
    one = page_of(world.admin, f"/jobs/{job.pk}/", "th")
    assert "raise GiveUp(&quot;the address does not exist&quot;)" in one


def test_page_without_failures_says_so(world: World) -> None:
    beat("one", timezone.now())
    html = page_of(world.admin, "/jobs/")
    assert "No job was given up" in html
    assert "No worker is running" not in html


def test_job_run_again_has_all_its_attempts(world: World, job: DBTaskResult) -> None:
    answer = visitor(world.admin).post(f"/jobs/{job.pk}/rerun/")
    assert answer.status_code == 302
    again = DBTaskResult.objects.get()
    assert (again.status, again.worker_ids) == (TaskResultStatus.READY, [])
    [decision] = JobDecision.objects.all()
    assert (decision.verdict, decision.actor, decision.attempt_count) == ("rerun", world.admin, 1)
    assert "the address does not exist" in decision.reason
    assert not parked().exists()
    claimed = claim("one", timezone.now())
    assert claimed is not None
    run(claimed)
    assert list(parked()) == [again]  # it failed anew, and stands there again


def test_job_dismissed_stands_there_no_more(world: World, job: DBTaskResult) -> None:
    visitor(world.admin).post(f"/jobs/{job.pk}/dismiss/")
    assert not parked().exists()
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED
    assert "Dismissed" in page_of(world.admin, f"/jobs/{job.pk}/")


@pytest.mark.parametrize("act", [rerun, dismiss])
def test_job_decided_about_already_is_refused(world: World, job: DBTaskResult, act: object) -> None:
    dismiss(job.pk, actor=world.admin, at=timezone.now())
    before = list(DBTaskResult.objects.values()), JobDecision.objects.count()
    with pytest.raises(WrongState):
        act(job.pk, actor=world.admin, at=timezone.now())  # type: ignore[operator]
    assert (list(DBTaskResult.objects.values()), JobDecision.objects.count()) == before
    answer = visitor(world.admin).post(f"/jobs/{job.pk}/rerun/", follow=True)
    assert "not parked any more" in answer.content.decode()


def test_job_that_is_ready_cannot_be_run_again(world: World) -> None:
    note.enqueue("x", "y")
    with pytest.raises(WrongState):
        rerun(DBTaskResult.objects.get().pk, actor=world.admin, at=AT)


@pytest.mark.parametrize("person", ["officer", "auditor", "secretary", "stranger"])
def test_jobs_are_not_there_for_others(world: World, job: DBTaskResult, person: str) -> None:
    client = visitor(world.people[person])
    for path in ("/jobs/", f"/jobs/{job.pk}/"):
        assert client.get(path).status_code == 404
    for act in ("rerun", "dismiss"):
        assert client.post(f"/jobs/{job.pk}/{act}/").status_code == 404
        assert visitor(world.admin).get(f"/jobs/{job.pk}/{act}/").status_code == 405
    assert not JobDecision.objects.exists()


def test_standing_counts_each_sort(world: World, job: DBTaskResult) -> None:
    now = timezone.now()
    note.enqueue("x", "1")
    note.using(run_after=now + timedelta(hours=1)).enqueue("x", "2")
    note.using(run_after=now - timedelta(hours=1)).enqueue("x", "3")
    claim("one", now)
    beat("one", now)
    beat("dead", now - timedelta(minutes=1))
    found = standing(now)
    assert (found.ready_count, found.waiting_count, found.running_count) == (1, 1, 1)
    assert [worker.name for worker in found.workers] == ["one"]


def test_clearing_keeps_what_is_parked_and_what_is_young(world: World, job: DBTaskResult) -> None:
    dismissed = DBTaskResult.objects.get()
    give_up.enqueue()
    run(claim("one", timezone.now()))  # type: ignore[arg-type]
    dismiss(dismissed.pk, actor=world.admin, at=timezone.now())
    done = note.enqueue("/dev/null", "x")
    run(claim("one", timezone.now()))  # type: ignore[arg-type]
    ready = note.enqueue("/dev/null", "x")
    take_up("a key", timezone.now())
    now = timezone.now()
    clear_old_jobs(now + timedelta(days=13))
    assert DBTaskResult.objects.count() == 4
    clear_old_jobs(now + timedelta(days=15))
    assert not DBTaskResult.objects.filter(pk=done.id).exists()
    assert Once.objects.filter(key="a key").exists()
    clear_old_jobs(now + timedelta(days=500))
    left = {str(pk) for pk in DBTaskResult.objects.values_list("pk", flat=True)}
    assert left == {str(one.pk) for one in parked()} | {ready.id}
    assert not Once.objects.filter(key="a key").exists()
