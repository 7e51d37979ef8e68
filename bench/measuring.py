# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Timing the same questions on databases of two sizes in turns, and the table that tells it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time_ns
from typing import Any

ROUNDS, TIMES = 2, 3


@dataclass
class Measured:
    """One question's CPU time in milliseconds, client and server together, and its queries, by size."""

    ms: dict[int, list[float]] = field(default_factory=dict)
    queries: dict[int, int] = field(default_factory=dict)


def measure(sizes: list[int], cases: Callable[[], dict[str, Callable[[], Any]]]) -> dict[str, Measured]:
    """Ask every question in each database, round by round; the first answer of a round is not counted."""
    from django.db import connection

    from bench.databases import sized, using

    found: dict[str, Measured] = {}
    names = {size: sized(size) for size in sizes}
    for _round in range(ROUNDS):
        for size, name in names.items():
            with using(name):
                with connection.cursor() as cursor:  # one process serves us, whose time we can read
                    cursor.execute("SET max_parallel_workers_per_gather = 0")
                for label, ask in cases().items():
                    one = found.setdefault(label, Measured())
                    asked: list[str] = []
                    with connection.execute_wrapper(partial(_noted, asked)):
                        ask()
                    one.queries[size] = len(asked)
                    for _time in range(TIMES):
                        began = process_time_ns() + server_ns()
                        ask()
                        one.ms.setdefault(size, []).append((process_time_ns() + server_ns() - began) / 1e6)
    return found


def server_ns() -> int:
    """The CPU time of the server's process that serves us; our own wall clock tells more of who else is at work."""
    from django.db import connection

    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])


def _noted(asked: list[str], execute: Any, sql: str, *more: Any) -> Any:
    """Count a query on its way; the test client's requests empty Django's own list of them."""
    asked.append(sql)
    return execute(sql, *more)


def table(sizes: list[int], found: dict[str, Measured]) -> str:
    """The medians side by side, with the ratio of the largest size to the smallest."""
    head = " | ".join(f"{size:,} projects, CPU ms" for size in sizes)
    lines = [f"| asked | queries | {head} | ratio |", "|---|---" + "|---:" * (len(sizes) + 1) + "|"]
    for label, one in found.items():
        medians = [median(one.ms[size]) for size in sizes]
        counts = " / ".join(str(count) for count in dict.fromkeys(one.queries.values()))
        told = " | ".join(f"{ms:.2f}" for ms in medians)
        lines.append(f"| {label} | {counts} | {told} | {medians[-1] / medians[0]:.2f} |")
    return "\n".join(lines)


def sizes_asked(default: str = "10000,100000") -> list[int]:
    """The sizes that the command line names: ``--projects 10000,1000000``."""
    import argparse

    parser = argparse.ArgumentParser()
    parser.add_argument("--projects", default=default, help="sizes to compare, the smallest first")
    return [int(size) for size in parser.parse_args().projects.split(",")]
