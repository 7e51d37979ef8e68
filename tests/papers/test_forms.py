# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fields take what Thai officials type, and say what they cannot take."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from papers.forms import BahtField, DayField, MomentField, christian


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2564-01-24", "2021-01-24"),
        ("2021-01-24", "2021-01-24"),
        ("24/1/2564", "2021-01-24"),
        ("๒๔/๑/๒๕๖๔", "2021-01-24"),
        ("2567-02-29", "2024-02-29"),  # no leap year of its own number
        ("2564-01-24T09:30", "2021-01-24T09:30"),
        ("2399-01-01", "2399-01-01"),
        ("2400-01-01", "1857-01-01"),
        ("พรุ่งนี้", "พรุ่งนี้"),
    ],
)
def test_buddhist_year_is_understood(typed: str, meant: str) -> None:
    assert christian(typed) == meant


def test_day_and_moment_are_read_in_bangkok() -> None:
    assert DayField().clean("2567-02-29") == date(2024, 2, 29)
    assert MomentField().clean("2564-01-25T09:30").isoformat() == "2021-01-25T09:30:00+07:00"


@pytest.mark.parametrize("typed", ["2566-02-29", "31/4/2564", "พรุ่งนี้", "9999"])
def test_day_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        DayField().clean(typed)


def test_baht_takes_commas_and_thai_digits_and_shows_commas() -> None:
    field = BahtField()
    assert field.clean("๑,๒๕๐,๐๐๐.๕๐ บาท") == Decimal("1250000.50")
    assert field.prepare_value(Decimal("1250000.50")) == "1,250,000.50"
    assert field.prepare_value("๑,๒") == "๑,๒"


@pytest.mark.parametrize("typed", ["", "-5", "1.234", "1,25", "ห้า"])
def test_baht_that_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        BahtField().clean(typed)
