# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Counting Thai working days: pure arithmetic over a set of holidays.

The rule, after the Administrative Procedure Act B.E. 2539, s.64, and the Civil and Commercial Code, s.193/3 and 193/8:
the day of the act does not count; the last day counts whole, to midnight in Bangkok; a period of calendar days that
would end on a holiday ends on the next working day. A period of working days counts working days alone, and so never
ends on a holiday.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")  # an office's day is the day in Bangkok, whatever the clock's zone
DAY = timedelta(days=1)
LAST_SECOND = time(23, 59, 59)
FRIDAY = 4


@dataclass(frozen=True)
class WorkingDays:
    """So many working days, not counting the day of the act."""

    days: int


@dataclass(frozen=True)
class CalendarDays:
    """So many days of any kind, where a law counts so; the last one rolls on to a working day."""

    days: int


@dataclass(frozen=True)
class WorkingDaysOf:
    """As many working days as the subject names; ``sentence`` says so in words."""

    count: Callable[[Any], int]
    sentence: Any

    def term(self, subject: Any) -> WorkingDays:
        """The term of this subject."""
        return WorkingDays(self.count(subject))


@dataclass(frozen=True)
class ByDay:
    """By the end of a day that the subject itself names, whatever the day on which the desk opens.

    ``day`` finds it, by the rule that ``sentence`` tells; a subject that names none is due on no day. Holidays do not
    move it; ``running.reset_days`` does, when the subject names another.
    """

    day: Callable[[Any], date | None]
    sentence: Any


Term = WorkingDays | CalendarDays


def day_of(at: datetime) -> date:
    """The office day of a moment."""
    return at.astimezone(BANGKOK).date()


def end_of(day: date) -> datetime:
    """The last second of a day in Bangkok: what is due that day is late after it."""
    return datetime.combine(day, LAST_SECOND, tzinfo=BANGKOK)


class Calendar:
    """Which days are worked, by a set of holidays; Saturdays and Sundays are never."""

    def __init__(self, holidays: Iterable[date] = ()) -> None:
        self.holidays = frozenset(holidays)
        self._off_weekdays = sorted(day for day in self.holidays if day.weekday() <= FRIDAY)

    def is_working(self, day: date) -> bool:
        """Whether offices are open."""
        return day.weekday() <= FRIDAY and day not in self.holidays

    def next_working(self, day: date) -> date:
        """The day itself when it is worked, else the first after it that is."""
        while not self.is_working(day):
            day += DAY
        return day

    def last_working(self, day: date) -> date:
        """The day itself when it is worked, else the last before it that is."""
        while not self.is_working(day):
            day -= DAY
        return day

    def shift(self, day: date, count: int) -> date:
        """The working day that lies ``count`` after a day, or before it when negative; 0 is the next one worked."""
        if count < 0:
            day = self.last_working(day)
            for _ in range(-count):
                day = self.last_working(day - DAY)
            return day
        for _ in range(count):
            day = self.next_working(day + DAY)
        return self.next_working(day)

    def between(self, after: date, until: date) -> int:
        """How many working days lie after one day up to and with another; negative when they lie the other way."""
        return self._worked_up_to(until) - self._worked_up_to(after)

    def due(self, at: datetime, term: Term) -> datetime:
        """The last second in which what is given at a moment is in time."""
        if isinstance(term, WorkingDays):
            return end_of(self.shift(day_of(at), term.days))
        return end_of(self.next_working(day_of(at) + term.days * DAY))

    def left(self, at: datetime, due_at: datetime) -> int:
        """How many working days are left at a moment, not counting its own; negative when it is late by so many."""
        return self.between(day_of(at), day_of(due_at))

    def _worked_up_to(self, day: date) -> int:
        """Working days from a far Monday up to and with a day; only differences mean something."""
        weeks, weekday = divmod(day.toordinal() - 1, 7)  # 1 January of the year 1 was a Monday
        return weeks * 5 + min(weekday + 1, 5) - bisect_right(self._off_weekdays, day)
