# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Counting working days: truth tables by hand around Songkran and substitution days, and laws that always hold."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.clocks.days import BANGKOK, Calendar, CalendarDays, WorkingDays, day_of, end_of
from workflows.clocks.official import doubted_in, official_holidays

OFFICIAL = Calendar(row["day"] for row in official_holidays())
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
COUNTS = st.integers(0, 60)
CALENDARS = st.frozensets(DAYS, max_size=60).map(Calendar)


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("given_on", "days", "last_day"),
    [
        ("2021-04-08", 1, "2021-04-09"),  # Thursday: the day of the act does not count
        ("2021-04-09", 1, "2021-04-16"),  # Friday: a special Monday, Songkran Tuesday to Thursday, then Friday
        ("2021-04-10", 1, "2021-04-16"),  # Saturday, the same
        ("2021-04-12", 1, "2021-04-16"),  # the special holiday itself
        ("2021-04-09", 2, "2021-04-19"),
        ("2021-04-05", 3, "2021-04-09"),  # over Chakri Day
        ("2020-04-10", 2, "2020-04-14"),  # Songkran was put off in 2563: its days were worked
        ("2020-07-24", 1, "2020-07-29"),  # its substitution on 27 July, the King's Birthday on 28 July
        ("2020-09-03", 1, "2020-09-08"),  # its other substitutions, around a weekend
        ("2020-11-18", 1, "2020-11-23"),  # two special days and a weekend
        ("2020-12-04", 1, "2020-12-07"),  # National Day's substitution was moved to the 11th: Monday is worked
        ("2020-12-09", 1, "2020-12-14"),  # Constitution Day, the moved substitution, a weekend
        ("2021-07-23", 1, "2021-07-29"),  # Asanha and Lent on a weekend, substitution, special, King's Birthday
        ("2021-10-21", 1, "2021-10-25"),  # Chulalongkorn Day's substitution was moved to Friday 22 October
        ("2021-12-30", 1, "2022-01-04"),  # over the new year, with its substitution on Monday
        ("2022-12-29", 1, "2023-01-03"),  # a special Friday, New Year's Eve and Day on a weekend, one substitution
        ("2023-04-12", 1, "2023-04-18"),  # Songkran from Thursday to Saturday, substitution on Monday
        ("2023-06-02", 1, "2023-06-06"),  # the Queen's Birthday and Visakha fell on one Saturday: one substitution
        ("2023-07-27", 1, "2023-08-03"),  # the King's Birthday, a special Monday, Asanha and Lent
        ("2023-12-28", 1, "2024-01-02"),  # the substitution was moved before the new year: Tuesday is worked
        ("2024-04-11", 1, "2024-04-17"),  # a special Friday, Songkran, its substitution on Tuesday
        ("2024-12-27", 1, "2025-01-02"),  # a special Monday between the weekend and the new year
        ("2025-05-30", 1, "2025-06-04"),  # a special Monday before the Queen's Birthday
        ("2025-08-08", 1, "2025-08-13"),  # a special Monday before Mother's Day
        ("2025-04-15", 1, "2025-04-16"),  # of this day sources disagree: it is worked until somebody adds it
        ("2026-12-30", 1, "2027-01-01"),  # 2570 is not in the table: only what is delivered counts
    ],
)
def test_working_days_by_the_official_table(given_on: str, days: int, last_day: str) -> None:
    at = datetime.combine(d(given_on), datetime.min.time(), tzinfo=BANGKOK) + timedelta(hours=15)
    assert OFFICIAL.due(at, WorkingDays(days)) == end_of(d(last_day))


@pytest.mark.parametrize(
    ("given_on", "days", "last_day"),
    [
        ("2021-04-05", 7, "2021-04-16"),  # the 12th is a holiday: the period runs on to the next working day
        ("2021-04-01", 8, "2021-04-09"),  # holidays within it do not lengthen it
        ("2021-03-29", 5, "2021-04-05"),  # Saturday runs on to Monday
        ("2021-05-03", 1, "2021-05-05"),  # Coronation Day
    ],
)
def test_calendar_days_end_on_a_working_day(given_on: str, days: int, last_day: str) -> None:
    at = datetime.combine(d(given_on), datetime.min.time(), tzinfo=BANGKOK)
    assert OFFICIAL.due(at, CalendarDays(days)) == end_of(d(last_day))


def test_a_day_is_the_day_in_bangkok() -> None:
    late_on_thursday = datetime(2021, 4, 8, 16, 59, 59, tzinfo=UTC)  # 23:59:59 in Bangkok
    assert OFFICIAL.due(late_on_thursday, WorkingDays(1)) == end_of(d("2021-04-09"))
    assert OFFICIAL.due(late_on_thursday + timedelta(seconds=1), WorkingDays(1)) == end_of(d("2021-04-16"))


@pytest.mark.parametrize(
    ("after", "until", "count"),
    [
        ("2021-04-09", "2021-04-16", 1),
        ("2021-04-16", "2021-04-09", -1),
        ("2021-04-09", "2021-04-15", 0),
        ("2021-04-09", "2021-04-09", 0),
        ("2020-12-31", "2021-12-31", 239),  # 261 weekdays less the 22 holidays that fall on one
    ],
)
def test_days_between_by_hand(after: str, until: str, count: int) -> None:
    assert OFFICIAL.between(d(after), d(until)) == count


@given(CALENDARS, DAYS, COUNTS)
def test_end_is_never_on_a_holiday(calendar: Calendar, day: date, count: int) -> None:
    for end in (
        calendar.shift(day, count),
        calendar.shift(day, -count),
        day_of(calendar.due(noon(day), CalendarDays(count))),
    ):
        assert end.weekday() < 5
        assert end not in calendar.holidays


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_counting_undoes_shifting(calendar: Calendar, day: date, count: int) -> None:
    assert calendar.between(day, calendar.shift(day, count)) == count
    assert calendar.between(calendar.shift(day, -count), day) == count


@given(CALENDARS, DAYS, DAYS, COUNTS, COUNTS)
def test_shifting_is_monotone(calendar: Calendar, one: date, other: date, few: int, many: int) -> None:
    first, last = sorted((one, other))
    less, more = sorted((few, many))
    assert calendar.shift(first, less) <= calendar.shift(last, less)
    assert calendar.shift(first, less) <= calendar.shift(first, more)
    assert calendar.shift(first, -more) <= calendar.shift(last, -less)


@given(CALENDARS, DAYS, DAYS, DAYS)
def test_counts_add_up(calendar: Calendar, one: date, two: date, three: date) -> None:
    assert calendar.between(one, two) + calendar.between(two, three) == calendar.between(one, three)


@given(CALENDARS, DAYS, DAYS)
def test_count_is_that_of_the_days_one_by_one(calendar: Calendar, one: date, other: date) -> None:
    first, last = sorted((one, other))
    days = [first + timedelta(days=n + 1) for n in range((last - first).days)]
    assert calendar.between(first, last) == sum(map(calendar.is_working, days))


@given(CALENDARS, DAYS, DAYS, COUNTS)
def test_a_further_holiday_never_brings_an_end_forward(calendar: Calendar, day: date, more: date, count: int) -> None:
    assert Calendar(calendar.holidays | {more}).shift(day, count) >= calendar.shift(day, count)


@given(CALENDARS, DAYS, DAYS, DAYS, st.integers(1, 60))
def test_a_clock_stopped_and_resumed_gives_every_working_day_to_one_side(
    calendar: Calendar, begun: date, stopped: date, resumed: date, term: int
) -> None:
    begun, stopped, resumed = sorted((begun, stopped, resumed))
    left = term - calendar.between(begun, stopped)
    due = calendar.shift(resumed, left)
    if left != 0:  # with nothing left it is due on the day it goes on, or the next that is worked
        assert calendar.between(begun, due) - calendar.between(stopped, resumed) == term


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=BANGKOK)


def test_official_table_names_each_day_once() -> None:
    days = [row["day"] for row in official_holidays()]
    assert len(set(days)) == len(days)
    per_year = {year: sum(1 for day in days if day.year == year) for year in range(2020, 2027)}
    assert per_year == {
        2020: 16 + 6 + 2, 2021: 19 + 3 + 4, 2022: 19 + 4 + 4, 2023: 18 + 6 + 2, 2024: 19 + 7 + 2, 2025: 19 + 3 + 2,
        2026: 17 + 2 + 1,
    }  # fmt: skip


def test_two_that_fall_on_one_day_are_both_named() -> None:
    [queen] = [row for row in official_holidays() if row["day"] == d("2023-06-03")]
    assert queen["name_en"] == "Her Majesty the Queen's Birthday and Visakha Bucha Day"


def test_doubted_days_are_not_in_the_table_and_no_doubt_is_left_once_they_are() -> None:
    assert doubted_in(2025, OFFICIAL.holidays)[0][0] == d("2025-04-16")
    assert doubted_in(2025, {d("2025-04-16")}) == []
    assert [day for day, _thai, _english in doubted_in(2026, OFFICIAL.holidays)] == [d("2026-08-12"), None]
    assert doubted_in(2024, OFFICIAL.holidays) == []
