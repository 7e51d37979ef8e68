# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An act on many that workers make: once each, each refused by itself, stopped between two jobs, never lost."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from django.db import transaction
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from agencies.models import Membership
from budget_review.models import IntegrationProject
from tests.world import World, everything
from workflows.batches import Item
from workflows.bulk_acts import working
from workflows.bulk_acts.asking import ask_for_many, stop
from workflows.bulk_acts.models import BulkAct, BulkItem
from workflows.bulk_acts.reading import Trouble, trouble_of, under_way
from workflows.bulk_acts.working import work_on
from workflows.jobs import retrying
from workflows.jobs.leases import beat
from workflows.jobs.running import claim, run
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, RequestReused
from workflows.verification import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """The small world; a job makes two items."""
    monkeypatch.setattr(working, "TOGETHER", 2)
    return World()


def submitted(world: World, count: int) -> list[int]:
    """So many projects that wait to be taken up."""
    made = []
    for _ in range(count):
        world.project_id = world.draft().pk
        made.append(world.to("submitted").project_id)
    DBTaskResult.objects.all().delete()  # what writing them left for workers
    return made


def asked(world: World, ids: list[int], name: str = "take_up", *, request: UUID | None = None, **more: Any) -> BulkAct:
    items = [Item(pk, IntegrationProject.objects.get(pk=pk).version) for pk in ids]
    given: dict[str, Any] = {"actor": world.screener, "at": world.at, "request_id": request or uuid4()} | more
    return ask_for_many(IntegrationProject, items, name, **given)


def work(most: int = 100) -> int:
    """Run the jobs that wait, as a worker does, and return how many there were."""
    for count in range(most):
        job = claim("one", timezone.now())
        if job is None:
            return count
        assert run(job) is True
    return most


def now(act: BulkAct) -> BulkAct:
    return BulkAct.objects.get(pk=act.pk)


def fates(act: BulkAct) -> list[str]:
    return list(act.items.values_list("status", flat=True))


def taken_up(ids: list[int]) -> int:
    return TransitionRecord.objects.filter(transition="take_up", subject_id__in=ids).count()


def test_workers_make_each_by_a_record_of_its_own_under_the_batchs_ids(world: World) -> None:
    ids, request = submitted(world, 5), uuid4()
    act = asked(world, ids, request=request)
    assert (act.status, act.item_count, taken_up(ids)) == ("queued", 5, 0)
    assert work() == 3  # two, two, one
    act = now(act)
    assert (act.status, act.made_count, act.refused_count, act.left_count) == ("done", 5, 0, 0)
    assert act.started_at is not None
    assert act.ended_at is not None
    expected = [uuid5(request, f"budget_review.integrationproject/{pk}") for pk in ids]
    assert [item.record.request_id for item in act.items.select_related("record") if item.record] == expected
    assert list(under_way(world.screener)) == []
    assert list(faults()) == []


def test_progress_is_kept_after_each_job(world: World) -> None:
    act = asked(world, submitted(world, 5))
    seen = []
    while work(1):
        seen.append((now(act).status, now(act).dealt_count))
    assert seen == [("running", 2), ("running", 4), ("done", 5)]


def test_one_refused_keeps_none_of_the_others_back_and_says_why_in_the_askers_language(world: World) -> None:
    ids = submitted(world, 4)
    with translation.override("th"):
        act = asked(world, ids)
    world.act("take_up", "other_screener", IntegrationProject.objects.get(pk=ids[1]))
    work()
    act = now(act)
    assert (act.status, act.made_count, act.refused_count) == ("done", 3, 1)
    assert fates(act) == ["made", "refused", "made", "made"]
    refusal = act.items.get(subject_id=ids[1]).refusal
    assert refusal is not None
    assert refusal["code"] == "version_conflict"
    assert "other_screener" in refusal["reasons"][0]
    assert "ไปแล้วเมื่อ 2 พฤศจิกายน 2563" in refusal["reasons"][0]
    assert refusal["who"] == ""


def test_whoever_may_not_is_refused_when_it_is_made(world: World) -> None:
    """Between the asking and the making the officer's role ended."""
    ids = submitted(world, 3)
    act = asked(world, ids)
    Membership.objects.filter(user=world.screener).update(to_date=world.at.date() - timedelta(days=1))
    work()
    assert (now(act).status, fates(act), taken_up(ids)) == ("done", ["refused"] * 3, 0)
    refusal = act.items.first().refusal  # type: ignore[union-attr]
    assert refusal is not None
    assert refusal["code"] == "not_permitted"
    assert refusal["who"]


def test_same_request_gives_the_same_row_and_no_second_job(world: World) -> None:
    ids, request = submitted(world, 2), uuid4()
    first = asked(world, ids, request=request)
    assert asked(world, ids, request=request) == first
    assert (BulkAct.objects.count(), DBTaskResult.objects.filter(task_path=work_on.module_path).count()) == (1, 1)
    before = everything()
    for other in ({"note": "อีกเรื่อง"}, {"actor": world.other_screener}, {"facts": {"a": 1}}, {"delegation": 7}):
        with pytest.raises(RequestReused):
            asked(world, ids, request=request, **other)
    with pytest.raises(RequestReused):
        asked(world, ids[:1], request=request)
    with pytest.raises(GuardsUnmet):
        asked(world, ids, note="\0")
    assert (everything(), BulkAct.objects.count()) == (before, 1)


def test_what_is_rolled_back_was_never_asked_for(world: World) -> None:
    ids = submitted(world, 2)
    with transaction.atomic():
        asked(world, ids)
        transaction.set_rollback(True)
    assert (BulkAct.objects.count(), BulkItem.objects.count(), DBTaskResult.objects.count()) == (0, 0, 0)


def test_stopped_before_it_began_nothing_is_made(world: World) -> None:
    ids = submitted(world, 3)
    act = asked(world, ids)
    stop(act.pk, actor=world.screener, at=world.at)
    assert (now(act).status, fates(act)) == ("stopped", ["left"] * 3)
    work()
    assert (now(act).status, fates(act), taken_up(ids)) == ("stopped", ["left"] * 3, 0)


def test_stopped_half_way_what_is_made_stays_and_no_further_one_begins(world: World) -> None:
    ids = submitted(world, 5)
    act = asked(world, ids)
    assert work(1) == 1
    stop(act.pk, actor=world.screener, at=world.at)
    assert now(act).status == "running"  # a worker may be in the middle of it
    work()
    act = now(act)
    assert (act.status, act.stopped_by, fates(act)) == ("stopped", world.screener, ["made"] * 2 + ["left"] * 3)
    assert (taken_up(ids), act.ended_at is not None) == (2, True)


def test_stopping_what_has_ended_changes_nothing(world: World) -> None:
    act = asked(world, submitted(world, 2))
    work()
    stop(act.pk, actor=world.screener, at=world.at)
    assert (now(act).status, now(act).stop_asked_at) == ("done", None)


def test_job_done_twice_makes_nothing_twice_and_does_not_fork(world: World) -> None:
    """Its worker died after the work and before the mark; the recovered job meets the one that follows."""
    ids = submitted(world, 6)
    act = asked(world, ids)
    work(1)
    work_on.call(act.pk)  # the first again: it goes on with the next two …
    assert now(act).dealt_count == 4
    assert work() == 2  # … and the two jobs do not become two rows of jobs
    assert (now(act).status, taken_up(ids)) == ("done", 6)
    assert DBTaskResult.objects.filter(task_path=work_on.module_path).count() == 3


def test_killed_between_the_records_and_their_mark_each_is_made_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = submitted(world, 2)
    act = asked(world, ids)
    with monkeypatch.context() as killed:
        killed.setattr(working, "_settle", lambda *_args: None)
        work_on.call(act.pk)
    assert (taken_up(ids), fates(act)) == (2, ["waiting"] * 2)
    work()
    assert (taken_up(ids), fates(act), now(act).status) == (2, ["made"] * 2, "done")


def test_trouble_is_told_no_worker_or_a_job_given_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    act, at = asked(world, submitted(world, 2)), timezone.now()
    assert trouble_of(act, at) == Trouble.NO_WORKER
    beat("one", at)
    assert trouble_of(act, at) is None
    job = claim("one", at)
    assert job is not None
    BulkAct.objects.update(status="running")
    assert retrying.failed(job, retrying.GiveUp("broken"), at)
    assert trouble_of(act, at) == Trouble.PARKED
    stop(act.pk, actor=world.screener, at=at)  # no job will come to end it
    assert (now(act).status, trouble_of(now(act), at)) == ("stopped", None)
