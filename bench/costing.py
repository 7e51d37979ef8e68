# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a bench measures: CPU of this process and of its database backend, in interleaved rounds, by the median."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.db import connection

TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")
Work = Callable[[], object]
Prepare = Callable[[], Sequence[Work]]  # what it does itself is not measured


@dataclass(frozen=True)
class Cost:
    """Milliseconds for one piece of work."""

    client_ms: float
    server_ms: float
    wall_ms: float

    @property
    def cpu_ms(self) -> float:
        """Client and server together."""
        return self.client_ms + self.server_ms


def server_cpu_ms() -> float:
    """The CPU time that this connection's backend has used, from /proc: the server runs on this machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK_MS  # utime, stime


def measure(works: Sequence[Work], *, pieces: int | None = None) -> Cost:
    """Do all the works and say what one cost, or one of the ``pieces`` that they did together."""
    server, client, wall = server_cpu_ms(), time.process_time(), time.perf_counter()
    for work in works:
        work()
    client, wall = time.process_time() - client, time.perf_counter() - wall
    server = server_cpu_ms() - server
    count = pieces or len(works)
    return Cost(client * 1000 / count, server / count, wall * 1000 / count)


def interleaved(ways: Mapping[str, Prepare], *, rounds: int, pieces: int | None = None) -> dict[str, Cost]:
    """Measure each way in every round, so that a busy moment of the machine strikes all, and take the medians.

    The first round pays for plans, caches and imports, and does not count.
    """
    found: dict[str, list[Cost]] = {name: [] for name in ways}
    for turn in range(rounds + 1):
        for name in sorted(ways, reverse=bool(turn % 2)):
            cost = measure(ways[name](), pieces=pieces)
            if turn:
                found[name].append(cost)
    return {
        name: Cost(
            median(cost.client_ms for cost in costs),
            median(cost.server_ms for cost in costs),
            median(cost.wall_ms for cost in costs),
        )
        for name, costs in found.items()
    }
