# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A worker killed in the middle of an act on many: another goes on, each project has one record, none is forgotten."""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from budget_review.models import IntegrationProject, Round
from tests.databases import FreshDatabase
from tests.sizes import SIZES
from tests.world import World
from workflows.batches import Item
from workflows.bulk_acts.asking import ask_for_many
from workflows.jobs.leases import LEASE
from workflows.models import BulkAct, TransitionRecord, Worker
from workflows.verification import faults

KILLS = min(SIZES.kills_alone, 20) // 2 or 1
EACH = 20  # projects for each kill


def until(holds: Callable[[], bool], seconds: float = 90) -> None:
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_killed_worker_leaves_an_act_on_many_that_another_ends(fresh_database: FreshDatabase) -> None:
    world, now = World(), timezone.now()
    Round.objects.update(closes_at=now + timedelta(days=30))
    ids = [world.draft().pk for _ in range(EACH * (KILLS + 1))]
    items = [Item(pk, IntegrationProject.objects.get(pk=pk).version) for pk in ids]
    act = ask_for_many(IntegrationProject, items, "propose", actor=world.officer, at=now, request_id=uuid4())
    command = [sys.executable, "manage.py", "worker", "--interval", "0.1"]
    chance = random.Random(2569)

    def dealt() -> int:
        return BulkAct.objects.get(pk=act.pk).dealt_count

    for _ in range(KILLS):
        before = dealt()
        child = subprocess.Popen(command, env=fresh_database.environment(), stderr=subprocess.DEVNULL)
        until(lambda before=before: dealt() > before)  # type: ignore[misc]
        time.sleep(chance.uniform(0, 0.15))
        child.kill()
        child.wait()
        Worker.objects.update(beat_at=timezone.now() - 2 * LEASE)  # time passes, and the dead one gives no sign
    assert dealt() < len(ids)
    child = subprocess.Popen(command, env=fresh_database.environment(), stderr=subprocess.DEVNULL)
    try:
        until(lambda: not BulkAct.objects.get(pk=act.pk).is_under_way)
    finally:
        child.terminate()
        child.wait()
    ended = BulkAct.objects.get(pk=act.pk)
    assert (ended.status, ended.made_count, ended.refused_count) == ("done", len(ids), 0)
    records = TransitionRecord.objects.filter(transition="propose", subject_id__in=ids)
    assert (records.count(), len(set(records.values_list("subject_id", flat=True)))) == (len(ids), len(ids))
    assert list(faults()) == []
