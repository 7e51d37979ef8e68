# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fields that take what Thai officials type: Thai digits, commas, Buddhist years, pasted text of any spelling."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from budget_review.cells import ABSURD, CHRISTIAN, too_much
from papers.forms import BahtField, within
from papers.forms import ThaiText as ThaiText
from papers.thai import BUDDHIST_ERA_OFFSET, arabic_digits

_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")


class Percent(forms.DecimalField):
    """A share of 100 with at most two decimals; Thai digits are taken too."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=Decimal(0), max_value=Decimal(100), max_digits=5, decimal_places=2, **options)

    def to_python(self, value: Any) -> Any:
        return super().to_python(arabic_digits(value).strip().removesuffix("%") if value else value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class LineBaht(BahtField):
    """An amount that a budget line can hold: above zero, below what no line can be."""

    def clean(self, value: Any) -> Any:
        amount_baht = super().clean(value)
        if amount_baht is not None and amount_baht <= 0:
            raise ValidationError(_("The amount of a budget line must be above zero."))
        if amount_baht is not None and amount_baht >= ABSURD:
            raise ValidationError(too_much(str(value)))
        return amount_baht


class BuddhistYear(forms.IntegerField):
    """A fiscal year of the Buddhist era."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4})

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=2500, max_value=2699, **options)

    def to_python(self, value: Any) -> Any:
        year = super().to_python(arabic_digits(value) if value else value)
        if year is not None and year in CHRISTIAN:
            told = _("%(typed)s is a year of the Common Era. Write %(buddhist)s.")
            raise ValidationError(told % {"typed": year, "buddhist": year + BUDDHIST_ERA_OFFSET})
        return year


class BuddhistDay(forms.CharField):
    """A day as ``1/10/2564``. A browser's own date picker knows no Buddhist years."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 20})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, date) or not value or not str(value).strip():
            return value or None
        match = _DAY.fullmatch(arabic_digits(value).strip())
        if match is None:
            raise ValidationError(_("Write the day as 1/10/2564: day, month, Buddhist year."))
        day, month, year = map(int, match.groups())
        if year < 2400:
            raise ValidationError(_("Write the year in the Buddhist era, for example 2564."))
        try:
            return within(date(year - BUDDHIST_ERA_OFFSET, month, day))
        except ValueError as wrong:
            raise ValidationError(_("There is no such day.")) from wrong

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day}/{value.month}/{value.year + BUDDHIST_ERA_OFFSET}" if isinstance(value, date) else value


class Choices(forms.ChoiceField):
    """One of a few: radio buttons without an empty one."""

    widget = forms.RadioSelect
