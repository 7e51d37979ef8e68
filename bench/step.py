# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one step costs beside viewflow's bare completion of a task and beside django-fsm alone."""

from collections import Counter
from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.costing import Prepare, Work, interleaved
from bench.world import PlainMoves, Steps, StepsOfStrangers, StockTasks

WAYS: dict[str, Callable[[int], Prepare]] = {
    "a full step of the engine": Steps,
    "… that reads the person's memberships too": StepsOfStrangers,
    "viewflow: one task completed (row lock)": StockTasks,
    "django-fsm: read, move, save": PlainMoves,
}
BASE = "viewflow: one task completed (row lock)"


def run(*, letters: int = 100, rounds: int = 15) -> None:
    """Print the table: CPU of client and server in ms, ratios within this run, statements."""
    ways = {name: way(letters) for name, way in WAYS.items()}
    costs = interleaved(ways, rounds=rounds)
    base = costs[BASE].cpu_ms
    print(f"One step: median of {rounds} interleaved rounds of {letters}; CPU in ms")
    print(f"{'':42}{'client':>8}{'server':>8}{'both':>8}{'ratio':>8}  statements")
    for name, cost in costs.items():
        counted = statements(ways[name]()[0])
        print(
            f"{name:42}{cost.client_ms:8.2f}{cost.server_ms:8.2f}{cost.cpu_ms:8.2f}{cost.cpu_ms / base:7.2f}×"
            f"  {counted.total():2} ({', '.join(f'{count} {verb}' for verb, count in sorted(counted.items()))})"
        )


def statements(work: Work) -> Counter[str]:
    """How many statements of which kind the work sends, but for BEGIN and COMMIT."""
    with CaptureQueriesContext(connection) as sent:
        work()
    verbs = Counter(query["sql"].split()[0] for query in sent.captured_queries)
    return Counter({verb: count for verb, count in verbs.items() if verb not in ("BEGIN", "COMMIT")})
