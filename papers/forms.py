# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fields for what Thai officials type: text, amounts of baht, days and moments of the Buddhist era."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from papers.thai import BUDDHIST_ERA_OFFSET, MOST_BAHT, NotAnAmount, arabic_digits, format_baht, normalise, parse_baht

YEARS = range(1900, 2200)  # of the Christian era, that any day here may lie in
BUDDHIST_YEARS_FROM = 2400  # no act of this service lies in the Christian year 2400
Day = TypeVar("Day", date | None, datetime | None)
_YEAR_FIRST = re.compile(r"\s*(\d{4})(?=-)")
_DAY_FIRST = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})(.*)", re.DOTALL)


class ThaiText(forms.CharField):
    """Text in one spelling, so that equal words are equal strings."""

    def __init__(self, *, lines: int = 1, needed_later: bool = False, **options: Any) -> None:
        if lines > 1:
            options.setdefault("widget", forms.Textarea(attrs={"rows": lines}))
        super().__init__(**options)
        self.needed_later = needed_later  # may wait, so it is not "optional" either; its help says until when

    def to_python(self, value: Any) -> str:
        return str(super().to_python(normalise(str(value)) if value else value) or "")


class BahtField(forms.Field):
    """An amount of baht: commas and Thai digits are taken; shown with commas."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:
        """Read what was typed; None for nothing."""
        if value in self.empty_values or not str(value).strip():
            return None
        try:
            amount_baht = parse_baht(str(value))
        except NotAnAmount as error:
            raise ValidationError(error.args[0], code="invalid") from error
        if amount_baht > MOST_BAHT:
            raise ValidationError(_("The amount is more than any budget can hold."), code="invalid")
        return amount_baht

    def prepare_value(self, value: Any) -> Any:
        """Show an amount with commas, and what was typed as it was typed."""
        return format_baht(value) if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another amount was typed, however it is written."""
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


class DayField(forms.DateField):
    """A day, from the browser's own calendar or typed ``24/1/2564``; a Buddhist year is understood as one."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def to_python(self, value: Any) -> date | None:
        """Read the day."""
        return within(super().to_python(christian(value) if isinstance(value, str) else value))


class MomentField(forms.DateTimeField):
    """A day and a time of it in Bangkok, likewise."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})

    def to_python(self, value: Any) -> datetime | None:
        """Read the moment."""
        return within(super().to_python(christian(value) if isinstance(value, str) else value))


def within(day: Day) -> Day:
    """The same day or moment. Raises ValidationError for one so far off that it is a slip."""
    if day is not None and day.year not in YEARS:
        first, last = (year + BUDDHIST_ERA_OFFSET for year in (YEARS[0], YEARS[-1]))
        raise ValidationError(_("Write a year from %(first)s to %(last)s.") % {"first": first, "last": last})
    return day


def christian(typed: str) -> str:
    """``2564-01-24…`` and ``24/1/2564…`` as ``2021-01-24…``; the year before the date, since leap years differ."""
    typed = arabic_digits(typed).strip()
    if day_first := _DAY_FIRST.fullmatch(typed):
        day, month, year, rest = day_first.groups()
        typed = f"{year}-{month:0>2}-{day:0>2}{rest}"
    return _YEAR_FIRST.sub(_christian_year, typed, count=1)


def _christian_year(match: re.Match[str]) -> str:
    year = int(match[1])
    return f"{year - BUDDHIST_ERA_OFFSET if year >= BUDDHIST_YEARS_FROM else year:04d}"


ERA_HELP = _("The year may be written in the Buddhist era: 2564 is understood as 2021.")
