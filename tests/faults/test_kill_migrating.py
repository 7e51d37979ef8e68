# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A migration killed in the middle has moved nobody: it can be run again from where it began."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import FreshDatabase
from tests.faults.test_kill import wait_for_first_word
from tests.permits.living import Permits, first_release, permits
from workflows.models import TransitionRecord
from workflows.verification import faults

__all__ = ["permits"]

MANY = 20
CHILD = [sys.executable, "-m", "tests.faults.migrating"]


@pytest.mark.parametrize("last", [1, 2, 3])
def test_migration_killed_at_a_statement_leaves_nobody_half_way(
    fresh_database: FreshDatabase, permits: Permits, tmp_path: Path, last: int
) -> None:
    with first_release(tmp_path):
        for _number in range(MANY):
            permits.ask()
    environment = fresh_database.environment(DJANGO_SETTINGS_MODULE="tests.permits.settings")
    said = tmp_path / "said.txt"
    with said.open("wb") as output:
        child = subprocess.Popen([*CHILD, str(last)], stdout=output, env=environment)
    wait_for_first_word(said, child)
    child.kill()
    child.wait()
    assert said.read_text() == "in the middle\n"
    assert not TransitionRecord.objects.filter(transition="migrate").exists()
    assert list(faults()) == []

    again = subprocess.run(CHILD, capture_output=True, env=environment, timeout=120)
    assert again.stdout == b"done\n"
    assert TransitionRecord.objects.filter(transition="migrate").count() == MANY
    assert list(faults()) == []
