# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""PostgreSQL falls under load and comes back: what was acknowledged is there, the rest was refused in so many words."""

import logging
import os
import random
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, connections
from django.utils import timezone

from tests.databases import FreshDatabase
from tests.faults.service import Load, prepare, service
from tests.faults.test_killed_service import PROGRAMS, assert_kept
from tests.faults.test_killed_workers import wait_until_done
from tests.sizes import SIZES
from tests.with_postgresql import Cluster, cluster, server_programs
from tests.world import World
from workflows.verification import faults

pytestmark = pytest.mark.postgresql
log = logging.getLogger(__name__)


@contextmanager
def led_to(server: Cluster, database: FreshDatabase) -> Iterator[FreshDatabase]:
    """Copy a database to another server, and lead every thread's connection there meanwhile."""
    settings = connections.settings["default"]
    usual = {name: settings[name] for name in ("NAME", "HOST", "USER", "PASSWORD", "PORT")}
    held = {"PGHOST": usual["HOST"], "PGUSER": usual["USER"], "PGPASSWORD": usual["PASSWORD"], "PGPORT": usual["PORT"]}
    there = {name: value for name, value in held.items() if value}
    dump = [str(server.programs / "pg_dump"), database.name]
    load = [str(server.programs / "psql"), *"-qX -v ON_ERROR_STOP=1 -U mati -d postgres -h".split()]
    written = subprocess.run(dump, check=True, capture_output=True, env={**os.environ, **there}).stdout
    subprocess.run([*load, str(server.data.parent)], check=True, input=written, capture_output=True)
    connection.close()
    settings.update(NAME="postgres", HOST=str(server.data.parent), USER="mati", PASSWORD="", PORT="")
    try:
        yield FreshDatabase(name="postgres", url=server.url)
    finally:
        connections.close_all()
        settings.update(usual)


def test_postgresql_restarted_under_load_loses_nothing_and_leaves_no_half(
    fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    programs_of_the_server = server_programs()
    if programs_of_the_server is None:
        pytest.skip("no server of our own to let fall: none is installed here")
    chance = random.Random(2571)
    with cluster(programs_of_the_server) as server, led_to(server, fresh_database) as database:
        programs = prepare(World(), PROGRAMS, timezone.now())
        connection.close()  # it would not survive either
        with service(database.environment(), tmp_path) as running:
            with Load(programs, running.port) as load:
                for _ in range(SIZES.restarts):
                    load.wait_for_more()
                    time.sleep(chance.uniform(0.2, 1))
                    server.restart()
                load.wait_for_more()
            wait_until_done()
            assert [worker.poll() for worker in running.workers] == [None, None]  # they waited, and work again
            assert running.web.poll() is None
        assert_kept(programs)
        assert list(faults()) == []
    answers = sum((one.statuses for one in programs), Counter[int]())
    log.info("%s restarts; answers %s; acknowledged %s; lost 0", SIZES.restarts, dict(answers), answers[200])
    assert set(answers) <= {0, 200, 503}
