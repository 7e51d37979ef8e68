# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What bringing 10,000 letters under a newer definition costs: the report, then the migration, desks and all."""

from time import perf_counter
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.letters.models import Letter
from bench.world import AT, letters, officer
from workflows.definitions import files
from workflows.definitions.judging import Wanted
from workflows.definitions.migrating import migrate, report
from workflows.definitions.tables import Table


def run(*, count: int = 10_000) -> None:
    """Print how long each takes and how many queries it makes."""
    letters(count)
    second = Table(files.table(Letter, 1).content)
    files.kept(Letter)[2] = second  # the same table under another number: no desk changes
    doing: dict[str, Any] = {"actor": officer(), "at": AT, "request_id": uuid4()}
    wanted = Wanted(Letter, 2, {})
    print(f"{count} letters in flight under a newer definition")
    _timed("report", lambda: report(wanted, **doing))
    _timed("migrate", lambda: migrate(wanted, **doing, reason="การทดสอบ"))


def _timed(name: str, do: Any) -> None:
    with CaptureQueriesContext(connection) as captured:
        begun = perf_counter()
        do()
        took = perf_counter() - begun
    print(f"{name:10}{took:8.2f} s{len(captured):8} queries")
