# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Web server and workers killed under load: every acknowledged act is there, once, and the chains are whole."""

import logging
import random
import time
from collections import Counter
from pathlib import Path

from django.utils import timezone

from tests.databases import FreshDatabase
from tests.faults.service import Load, Program, prepare, service
from tests.faults.test_killed_workers import wait_until_done
from tests.sizes import SIZES
from tests.world import World
from workflows.models import TransitionRecord
from workflows.verification import faults

log = logging.getLogger(__name__)

PROGRAMS = 4
AT_A_STRETCH = 20  # kills, after which the load pauses and everything is verified


def test_kill_of_web_and_workers_under_load_loses_nothing_acknowledged(
    fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    programs = prepare(World(), PROGRAMS, timezone.now())
    chance, killed = random.Random(2570), Counter[str]()
    with service(fresh_database.environment(), tmp_path) as running:
        while killed.total() < SIZES.kills:
            with Load(programs, running.port) as load:
                for _ in range(min(AT_A_STRETCH, SIZES.kills - killed.total())):
                    load.wait_for_more()
                    time.sleep(chance.uniform(0, 0.3))
                    killed[running.kill_one(chance)] += 1
                load.wait_for_more()
            assert list(faults()) == []
            assert_kept(programs)
        wait_until_done()
    answers = sum((one.statuses for one in programs), Counter[int]())
    log.info("%s; answers %s; acknowledged %s; lost 0", dict(killed), dict(answers), answers[200])
    assert list(faults()) == []


def assert_kept(programs: list[Program]) -> None:
    """Every program's acknowledged acts, and no others, stand in its project's records, in their order."""
    for one in programs:
        kept = TransitionRecord.objects.filter(
            request_id__in=one.acknowledged, subject_type="budget_review.integrationproject"
        )
        assert list(kept.order_by("seq").values_list("request_id", flat=True)) == one.acknowledged
        made = TransitionRecord.objects.filter(
            subject_type="budget_review.integrationproject",
            transition__in=["propose", "take_back"],
            subject_id=kept[0].subject_id,
        )
        assert made.count() == len(one.acknowledged)
