# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked of the calendar of the year: its entries with what the floors put beside them, and its changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from agencies.queries import roles_of
from agencies.roles import Role
from digital_plan.models import YearChange, YearEntry
from digital_plan.states.year import Certainty, EntryKind, Lane
from digital_plan.year_entries import CALENDAR_ENTRIES, Shown
from papers.thai import buddhist_year, fiscal_year

KEEPERS = frozenset({Role.SCREENING_OFFICER, Role.SCREENING_HEAD, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class LaneShown:
    """A lane with its entries in the order of their time, those to be checked last."""

    lane: Lane
    dated: list[Shown]
    undated: list[Shown]


def may_keep_year(user: User, at: datetime) -> bool:
    """Whether a person may change the calendar: DGA's officers, and administrators."""
    return bool(roles_of(user, at) & KEEPERS)


def last_change() -> int:
    """The number of the last change of the calendar, which the next one expects; 0 before any."""
    return YearChange.objects.values_list("pk", flat=True).first() or 0


def years_known(today: date) -> list[int]:
    """The calendar years that have entries, and this one, the latest first."""
    held = YearEntry.objects.filter(retired_by=None).order_by().values_list("year", flat=True).distinct()
    return sorted({*held, buddhist_year(today)}, reverse=True)


def shown_in(user: User, year: int, at: datetime) -> list[Shown]:
    """Everything that this person may see of a calendar year, in the order of its time."""
    own = [shown_of(one) for one in YearEntry.objects.filter(retired_by=None, year=year)]
    beside = [one for find in CALENDAR_ENTRIES for one in find(user, year, at)]
    return sorted([*own, *beside], key=lambda one: (one.first or date.max, one.starts is None, one.title, one.uid))


def shown_of(entry: YearEntry) -> Shown:
    """An entry as the calendar shows it."""
    return Shown(
        uid=f"year-{entry.code}",
        lane=Lane(entry.lane),
        kind=EntryKind(entry.kind),
        title=entry.name,
        first=entry.first_day,
        last=entry.last_day,
        certainty=Certainty(entry.certainty),
        is_milestone=entry.is_milestone,
        href=f"/year/entries/{entry.code}/",
        note=entry.note,
        source=entry.source,
        fiscal_years=tuple(entry.fiscal_years),
    )


def concerns(shown: Shown, wanted: int | None) -> bool:
    """Whether an entry concerns a fiscal year: those that it names, else the one in which it begins."""
    if wanted is None:
        return True
    named = shown.fiscal_years or ((fiscal_year(shown.first),) if shown.first else ())
    return wanted in named


def in_lanes(entries: Iterable[Shown]) -> list[LaneShown]:
    """The entries by their lanes, in the order of the slides; a lane without any falls away."""
    every = list(entries)
    found = []
    for lane in Lane:
        mine = [one for one in every if one.lane == lane]
        if mine:
            dated, undated = [one for one in mine if one.first], [one for one in mine if not one.first]
            found.append(LaneShown(lane, dated, undated))
    return found


def history_of_entry(code: str) -> list[YearEntry]:
    """How an entry has read, the latest first."""
    return list(
        YearEntry.objects.filter(code=code).select_related("added_by__actor", "retired_by__actor").order_by("-pk")
    )
