# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Template filters for dates, years and money, in the language the page is shown in.

Thai pages tell dates in the Buddhist era, English pages as ``9 June 2021``; fiscal years are Buddhist in both, since
that is their name. Each filter takes what a template may hold (a date, an ISO string, a Decimal, a string of baht) and
answers nothing for nothing. Digits are Arabic; official papers add ``|thai_digits``.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias, TypeGuard

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from papers import thai

register = template.Library()

Day: TypeAlias = date | str | None
Amount: TypeAlias = Decimal | int | str | None

_YEAR = re.compile("พ\\.ศ\\. ?[๐-๙]{4}")
_YEAR_ARABIC = re.compile("พ\\.ศ\\. ?[0-9]{4}")
ENGLISH_MONTHS = ("January February March April May June July August September October November December").split()


@register.filter
def thai_digits(value: object) -> str:
    """``๒๕๖๔`` for ``2564``, whatever the language; nothing for nothing."""
    return "" if value is None else thai.thai_digits(value)


@register.filter
def on_paper(value: object) -> SafeString:
    """What people typed, as official papers print it: numbers in Thai digits, ``พ.ศ.`` on one line with its year.

    Codes like ``DG65-001`` stay as they are. A no-break space would not do: Thai lines are broken by dictionary.
    """
    text = escape(thai.on_paper("" if value is None else value))
    return SafeString(_YEAR.sub(r'<span class="nowrap">\g<0></span>', text))


@register.filter
def in_digits(value: object, digits: str) -> SafeString:
    """What a paper prints in the digits of its committee: ``thai`` as ``on_paper``, otherwise as it was typed."""
    if digits == "thai":
        return on_paper(value)
    text = escape(thai.arabic_digits("" if value is None else value))
    return SafeString(_YEAR_ARABIC.sub(r'<span class="nowrap">\g<0></span>', text))


@register.filter
def thai_date(value: Day) -> str:
    """``9 มิถุนายน 2564``; in English ``9 June 2021``."""
    if (day := _day(value)) is None:
        return ""
    return thai.long_date(day) if _in_thai() else f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"


@register.filter
def thai_date_short(value: Day) -> str:
    """``9 มิ.ย. 64``; in English ``9 Jun 2021``."""
    if (day := _day(value)) is None:
        return ""
    return thai.short_date(day) if _in_thai() else f"{day.day} {ENGLISH_MONTHS[day.month - 1][:3]} {day.year}"


@register.filter
def thai_month_year(value: Day) -> str:
    """``มิถุนายน 2564``; in English ``June 2021``."""
    if (day := _day(value)) is None:
        return ""
    return thai.long_date(day).split(" ", 1)[1] if _in_thai() else f"{ENGLISH_MONTHS[day.month - 1]} {day.year}"


@register.filter
def thai_weekday(value: Day) -> str:
    """``วันพุธ``; in English ``Wednesday``."""
    if (day := _day(value)) is None:
        return ""
    english = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return thai.weekday(day) if _in_thai() else english[day.weekday()]


@register.filter
def thai_time(value: datetime | str | None) -> str:
    """``14.00 น.`` in Bangkok; in English ``14:00``."""
    if (moment := _moment(value)) is None:
        return ""
    return thai.clock_time(moment) if _in_thai() else f"{thai.bangkok_time(moment):%H:%M}"


@register.filter
def thai_datetime(value: datetime | str | None) -> str:
    """``9 มิถุนายน 2564 เวลา 14.00 น.``; in English ``9 June 2021, 14:00``."""
    if (moment := _moment(value)) is None:
        return ""
    separator = " เวลา " if _in_thai() else ", "
    return f"{thai_date(moment)}{separator}{thai_time(moment)}"


@register.filter
def be_year(value: Day) -> str:
    """The Buddhist year of a date, in both languages: ``2564``."""
    day = _day(value)
    return "" if day is None else str(thai.buddhist_year(day))


@register.filter
def fiscal_year(value: Day | int) -> str:
    """``ปีงบประมาณ พ.ศ. 2565``, from a date or from the Buddhist year itself; in English ``FY 2565``."""
    if isinstance(value, int) or _is_year(value):
        year = int(value)
    elif (day := _day(value)) is not None:
        year = thai.fiscal_year(day)
    else:
        return ""
    return gettext("FY %(year)s") % {"year": year}


@register.filter
def baht(value: Amount, decimals: int | None = None) -> str:
    """``852,861,900``; satang show when there are any, or always with ``|baht:2``."""
    amount_baht = _amount(value)
    return "" if amount_baht is None else thai.format_baht(amount_baht, satang=decimals == 2)


@register.filter
def million(value: Amount) -> str:
    """``852.86``: millions of baht, rounded to two decimals; the page says so."""
    amount_baht = _amount(value)
    return "" if amount_baht is None else thai.format_million(amount_baht)


@register.filter
def in_unit(value: Amount, unit: object = "") -> str:
    """An amount in the unit that was chosen: ``million``, or else baht."""
    return million(value) if unit == "million" else baht(value)


@register.filter
def baht_words(value: Amount) -> str:
    """``แปดร้อยห้าสิบสองล้าน…บาทถ้วน``: in Thai on every page, because that is what a signature stands under."""
    amount_baht = _amount(value)
    return "" if amount_baht is None else thai.baht_in_words(amount_baht)


def _in_thai() -> bool:
    return (get_language() or "th").startswith("th")


def _is_year(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) == 4 and value.isdecimal()


def _day(value: Day) -> date | None:
    if not value:
        return None
    if isinstance(value, str):
        value = date.fromisoformat(value) if len(value) == len("2021-06-09") else datetime.fromisoformat(value)
    return thai.bangkok_day(value)


def _moment(value: datetime | str | None) -> datetime | None:
    if not value:
        return None
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _amount(value: Amount) -> Decimal | None:
    return None if value is None or value == "" else Decimal(value)
