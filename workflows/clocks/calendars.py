# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The calendar in force: read from the holiday table, and kept until the table changes."""

from uuid import UUID

from django.db import connection

from workflows.clocks.days import Calendar
from workflows.clocks.models import Holiday, HolidayChange

_kept: tuple[UUID | None, Calendar] | None = None  # whole or not at all: threads may read while one replaces it


def calendar_in_force() -> Calendar:
    """The working days by the holiday table as it is now, in one query while nobody has changed it.

    An act reads it after it has written its record, or after ``hold_calendar``; a change of the table waits for such
    acts, and makes the others wait (``holidays.change``): so no due date is counted by a table that is being changed.
    """
    global _kept
    last = HolidayChange.objects.values_list("request_id", flat=True).first()
    kept = _kept
    if kept is None or kept[0] != last:
        kept = (last, Calendar(Holiday.objects.filter(retired_by=None).values_list("day", flat=True)))
        _kept = kept
    return kept[1]


def hold_calendar() -> None:
    """Keep the holiday table as it is until the act ends. For acts that count by it before they write their record.

    It is the lock that writing a record takes. Taken before a task's row is: a change of the table, which moves tasks,
    could wait for that row while the act waits for the change. On SQLite there is one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE workflows_transitionrecord IN ROW EXCLUSIVE MODE")
