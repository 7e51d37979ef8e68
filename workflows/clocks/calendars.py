# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The calendar in force: read from the holiday table, and kept until the table changes."""

from uuid import UUID

from workflows.clocks.days import Calendar
from workflows.clocks.models import Holiday, HolidayChange

_kept: tuple[UUID | None, Calendar] | None = None  # whole or not at all: threads may read while one replaces it


def calendar_in_force() -> Calendar:
    """The working days by the holiday table as it is now, in one query while nobody has changed it.

    An act reads it after it has written its record; a change of the table waits for such acts, and makes the others
    wait (``holidays.change``): so no due date is counted by a table that is being changed.
    """
    global _kept
    last = HolidayChange.objects.values_list("request_id", flat=True).first()
    kept = _kept
    if kept is None or kept[0] != last:
        kept = (last, Calendar(Holiday.objects.filter(retired_by=None).values_list("day", flat=True)))
        _kept = kept
    return kept[1]
