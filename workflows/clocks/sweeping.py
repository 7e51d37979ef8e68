# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sweep as periodic work: once in each quarter of an hour, however many workers run."""

from datetime import datetime, timedelta

from workflows.clocks.ladder import sweep
from workflows.jobs import periodic


@periodic(every=timedelta(minutes=15))
def fire_the_ladder(at: datetime) -> None:
    """Remind of what is due and escalate what is late."""
    sweep(at)
