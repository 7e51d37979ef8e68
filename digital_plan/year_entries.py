# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What else stands on the calendar of the year: told here by this floor's own parts and by the floors above."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from accounts.models import User
from digital_plan.states.year import Certainty, EntryKind, Lane


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One entry as the calendar shows it. ``uid`` tells it from all others; without ``href`` it has no page.

    ``first`` and ``last`` are days, both inclusive, or nothing where they are to be checked; ``starts`` and ``ends``
    moments, where those are known.
    """

    uid: str
    lane: Lane
    kind: EntryKind
    title: str
    first: date | None
    last: date | None
    certainty: Certainty = Certainty.DAY
    is_milestone: bool = False
    starts: datetime | None = None
    ends: datetime | None = None
    href: str = ""
    note: str = ""
    source: str = ""
    fiscal_years: tuple[int, ...] = field(default=())


Find = Callable[[User, int, datetime], Iterable[Shown]]  # what this person may see of a calendar year (Buddhist era)
CALENDAR_ENTRIES: list[Find] = []


def calendar_entries(find: Find) -> Find:
    """Register what stands on the calendar."""
    CALENDAR_ENTRIES.append(find)
    return find
