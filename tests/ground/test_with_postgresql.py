# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tests' own PostgreSQL cluster goes away with the run that started it, however that run ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings

from tests.with_postgresql import server_programs

PRINT_URL_AND_WAIT = "import os, time; print(os.environ['TEST_POSTGRES_URL'], flush=True); time.sleep(60)"


@pytest.mark.skipif(server_programs() is None, reason="no PostgreSQL server is installed here")
def test_cluster_of_a_killed_run_is_stopped_and_removed() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "TEST_POSTGRES_URL"}
    run = subprocess.Popen(
        [sys.executable, "-m", "tests.with_postgresql", sys.executable, "-c", PRINT_URL_AND_WAIT],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert run.stdout
    folder = Path(urlsplit(run.stdout.readline().strip()).path).parent
    with psycopg.connect(host=str(folder), user="mati", dbname="postgres") as session:
        assert session.execute("SHOW server_encoding").fetchone() == ("UTF8",)

    os.killpg(run.pid, signal.SIGKILL)
    run.wait()

    deadline = time.monotonic() + 30
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not folder.exists()
