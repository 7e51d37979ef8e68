# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Steps a second of 1, 4 and 16 clients at once: the engine, viewflow, django-fsm, and the same writes in bare SQL."""

import multiprocessing
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from django.db import connection, connections

from bench.costing import Prepare
from bench.world import PlainMoves, Steps, StockTasks, officer
from tests.with_postgresql import server_programs

CLIENTS = (1, 4, 16)
EACH = 10  # letters of a client's own, so that what is measured is not the wait for one row
TABLES = """
CREATE TABLE raw_subject (id bigint PRIMARY KEY, state text NOT NULL, version int NOT NULL);
CREATE TABLE raw_record (id bigserial PRIMARY KEY, subject bigint NOT NULL, seq int NOT NULL, canonical text NOT NULL,
    request uuid NOT NULL UNIQUE, hash text NOT NULL, UNIQUE (subject, seq));
CREATE TABLE raw_message (id bigserial PRIMARY KEY, record bigint NOT NULL REFERENCES raw_record, topic text NOT NULL);
CREATE TABLE raw_task (id bigserial PRIMARY KEY, subject bigint NOT NULL, finished timestamptz);
CREATE INDEX ON raw_task (subject) WHERE finished IS NULL;
INSERT INTO raw_subject SELECT n, 'here', 0 FROM generate_series(1, 160) n;
INSERT INTO raw_task (subject) SELECT id FROM raw_subject;
"""
STEP = """
\\set id random(1, 160)
BEGIN;
SELECT state, version FROM raw_subject WHERE id = :id FOR UPDATE;
SELECT version + 1 AS seq FROM raw_subject WHERE id = :id \\gset
SELECT hash FROM raw_record WHERE subject = :id AND seq = :seq - 1;
SELECT id FROM raw_task WHERE subject = :id AND finished IS NULL;
INSERT INTO raw_record (subject, seq, canonical, request, hash)
    VALUES (:id, :seq, repeat('x', 400), gen_random_uuid(), repeat('0', 64)) RETURNING id AS record \\gset
INSERT INTO raw_message (record, topic) VALUES (:record, 'letters.letter.send');
UPDATE raw_subject SET state = 'there', version = :seq WHERE id = :id;
UPDATE raw_task SET finished = now() WHERE subject = :id AND finished IS NULL;
INSERT INTO raw_task (subject) VALUES (:id);
COMMIT;
"""


def run(*, rounds: int = 3, seconds: float = 2.0) -> None:
    """Print steps a second by way and number of clients: the median of some interleaved rounds."""
    officer()
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
    ways: dict[str, Callable[[int, float], float]] = {
        "a full step of the engine": lambda clients, seconds: _together(Steps, clients, seconds),
        "viewflow: one task completed": lambda clients, seconds: _together(StockTasks, clients, seconds),
        "django-fsm: read, move, save": lambda clients, seconds: _together(PlainMoves, clients, seconds),
        "a step's writes in bare SQL (pgbench)": _bare,
    }
    found: dict[tuple[str, int], list[float]] = {}
    for _ in range(rounds):
        for clients in CLIENTS:
            for name, way in ways.items():
                found.setdefault((name, clients), []).append(way(clients, seconds))
    print(f"Steps a second: median of {rounds} interleaved rounds of {seconds:g} s, on {os.cpu_count()} cores for all")
    print(f"{'clients':40}" + "".join(f"{clients:>8}" for clients in CLIENTS))
    for name in ways:
        print(f"{name:40}" + "".join(f"{median(found[name, clients]):8.0f}" for clients in CLIENTS))


def _together(way: Callable[[int], Prepare], clients: int, seconds: float) -> float:
    """Let so many processes work at once, each on letters of its own."""
    connections.close_all()  # a connection is not shared with a child
    processes: Any = multiprocessing.get_context("fork")
    ready, counts = processes.Barrier(clients), processes.Queue()
    children = [processes.Process(target=_client, args=(way, ready, counts, seconds)) for _ in range(clients)]
    for child in children:
        child.start()
    made = [counts.get(timeout=600) for _ in children]
    for child in children:
        child.join()
    return sum(made)


def _client(way: Callable[[int], Prepare], ready: Any, counts: Any, seconds: float) -> None:
    prepare = way(EACH)
    _work(prepare())  # plans and caches are paid for
    ready.wait()
    begun, made = time.perf_counter(), 0
    while (passed := time.perf_counter() - begun) < seconds:
        made += _work(prepare())
    connections.close_all()
    counts.put(made / passed)


def _work(works: Sequence[Callable[[], object]]) -> int:
    for work in works:
        work()
    return len(works)


def _bare(clients: int, seconds: float) -> float:
    """What PostgreSQL alone does of a step's statements, without triggers: nothing can be quicker."""
    settings, programs = connection.settings_dict, server_programs()
    assert programs is not None
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "step.sql")
        script.write_text(STEP)
        command = [str(programs / "pgbench"), "-n", "-f", str(script), "-c", str(clients), "-j", str(min(clients, 2))]
        place = ["-T", str(max(1, round(seconds))), "-h", settings["HOST"], "-U", settings["USER"], settings["NAME"]]
        done = subprocess.run([*command, *place], capture_output=True, text=True, check=True)
    said = re.search(r"tps = ([0-9.]+)", done.stdout)
    assert said is not None
    return float(said[1])
