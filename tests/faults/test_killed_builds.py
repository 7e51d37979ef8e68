# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A worker killed while it builds a pack: another goes on, the pack is the same to the byte, and it is there once."""

import random
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from accounts.notifications.models import Notice
from committee.models import Pack, PackBuild, PackBuildPart
from committee.operations import ask_for_build
from papers.keeping import Folder
from papers.pack.building import build_pack
from papers.queries import document_content
from tests.committee.test_agenda import matter
from tests.databases import FreshDatabase
from tests.faults.test_killed_bulk import until
from tests.sizes import SIZES
from tests.world import World
from workflows.jobs.leases import LEASE
from workflows.models import Worker
from workflows.verification import faults

KILLS = min(SIZES.kills_alone, 40) // 2 or 1


def test_killed_worker_leaves_a_build_that_another_ends_with_the_same_bytes(
    fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    world = World().to("screened")
    world.plan_meeting()
    matter(world)
    world.put_on_agenda()
    world.act("convene", "secretary", world.meeting)
    world.act("close_call", "secretary", world.meeting)
    at = timezone.now()
    build = ask_for_build(meeting_id=world.meeting.pk, actor=world.secretary, at=at, request_id=uuid4())
    command = [sys.executable, "-m", "tests.faults.worker_of_builds", str(tmp_path / "kept"), str(settings.MEDIA_ROOT)]
    chance = random.Random(2570)

    def started() -> "subprocess.Popen[bytes]":
        seed = str(chance.randrange(1000))
        return subprocess.Popen(
            command, env=fresh_database.environment(PYTHONHASHSEED=seed), stderr=subprocess.DEVNULL
        )  # fmt: skip

    def is_going() -> bool:
        return PackBuildPart.objects.filter(build=build.pk).exists()

    for _ in range(KILLS):
        child = started()
        until(is_going)
        time.sleep(chance.uniform(0, 1.5))
        child.kill()
        child.wait()
        Worker.objects.update(beat_at=timezone.now() - 2 * LEASE)  # time passes, and the dead one gives no sign
        if not PackBuild.objects.get(pk=build.pk).is_under_way:
            break
    others = [started(), started()]  # two workers, of which one has the job
    try:
        until(lambda: not PackBuild.objects.get(pk=build.pk).is_under_way)
    finally:
        for child in others:
            child.terminate()
            child.wait()
    ended = PackBuild.objects.get(pk=build.pk)
    assert (ended.status, ended.failure) == ("built", {})
    assert set(ended.parts.values_list("status", flat=True)) <= {"done", "kept"}
    pack = Pack.objects.get()
    assert pack == ended.pack
    assert ended.snapshot is not None
    alone = build_pack(ended.snapshot, Folder(tmp_path / "elsewhere"))  # cold, in this process with its own hash seed
    assert document_content(pack.document) == alone.pdf
    told = Notice.objects.filter(topic="committee.packbuild.built", person=world.secretary, channel="here")
    assert told.count() == 1
    assert list(faults()) == []
