# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How many records a second verification proves: of CPU of client and server together, as on one core."""

import os
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from bench import databases
from bench.measuring import sizes_asked

ROUNDS = 3
TICK = os.sysconf("SC_CLK_TCK")


def server_seconds(pid: int) -> float:
    """The CPU time of the server's process that serves us."""
    words = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / TICK


def main() -> None:
    """Print a line for each size and round: the records alone, then everything that ``verify`` looks at."""
    databases.prepare()
    from django.apps import apps
    from django.db import connection

    from workflows import verification
    from workflows.lifecycle import Subject
    from workflows.models import TransitionRecord

    subjects = [model for model in apps.get_models() if issubclass(model, Subject)]
    for size in sizes_asked():
        with databases.using(databases.sized(size)):
            records = TransitionRecord.objects.count()
            with connection.cursor() as cursor:
                cursor.execute("SET max_parallel_workers_per_gather = 0")
                cursor.execute("SELECT pg_backend_pid()")
                (pid,) = cursor.fetchone()
            ways: tuple[tuple[str, Callable[[], list[Any]]], ...] = (
                ("records", lambda: [f for model in subjects for f in verification._faults_of_chains(model)]),
                ("everything", lambda: list(verification.faults())),
            )
            for what, prove in ways:
                for _round in range(ROUNDS if what == "records" else 1):
                    cpu, began = process_time() + server_seconds(pid), perf_counter()
                    assert prove() == []
                    cpu, wall = process_time() + server_seconds(pid) - cpu, perf_counter() - began
                    print(
                        f"{size:,} projects, {what}: {records:,} records in {wall:.1f} s, {cpu:.1f} s of CPU: "
                        f"{records / cpu:,.0f} a second",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
