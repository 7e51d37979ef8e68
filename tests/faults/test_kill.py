# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A process killed in the middle of its acts loses nothing that it acknowledged, and leaves no half act."""

import random
import subprocess
import sys
import time
from pathlib import Path

from tests.databases import FreshDatabase
from tests.sizes import SIZES
from tests.world import World
from workflows.models import TransitionRecord
from workflows.verification import faults

KILLS = SIZES.kills_alone
LOOP = "tests.faults.loop_of_acts"


def test_process_killed_in_its_acts_loses_nothing_and_leaves_no_half(
    fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    World()
    chance = random.Random(2565)
    acknowledged: list[str] = []
    for turn in range(KILLS):
        told = tmp_path / f"{turn}.txt"
        with told.open("wb") as output:
            child = subprocess.Popen([sys.executable, "-m", LOOP], stdout=output, env=fresh_database.environment())
        wait_for_first_word(told, child)
        time.sleep(chance.uniform(0.05, 0.6))
        child.kill()
        child.wait()
        lines = told.read_text().split("\n")[1:]
        acknowledged += [line for line in lines if len(line) == 36]
        assert list(faults()) == []
    assert len(acknowledged) >= KILLS // 2  # they did act
    kept = set(map(str, TransitionRecord.objects.values_list("request_id", flat=True)))
    assert set(acknowledged) - kept == set()


def wait_for_first_word(told: Path, child: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        if told.stat().st_size:
            return
        assert child.poll() is None, "the child fell by itself"
        time.sleep(0.1)
    raise AssertionError("the child never began")
