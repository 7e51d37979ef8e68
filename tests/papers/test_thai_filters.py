# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Template filters follow the language of the page, and answer nothing for nothing."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from papers.templatetags import thai as filters

DAY = date(2021, 6, 9)
MOMENT = datetime(2021, 6, 9, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "value", "in_thai", "in_english"),
    [
        ("thai_date", DAY, "9 มิถุนายน 2564", "9 June 2021"),
        ("thai_date", "2021-06-09", "9 มิถุนายน 2564", "9 June 2021"),
        ("thai_date", "2021-06-09T20:00:00+00:00", "10 มิถุนายน 2564", "10 June 2021"),
        ("thai_date_short", DAY, "9 มิ.ย. 64", "9 Jun 2021"),
        ("thai_weekday", DAY, "วันพุธ", "Wednesday"),
        ("thai_time", MOMENT, "14.00 น.", "14:00"),
        ("thai_datetime", MOMENT, "9 มิถุนายน 2564 เวลา 14.00 น.", "9 June 2021, 14:00"),
        ("be_year", DAY, "2564", "2564"),
        ("fiscal_year", 2565, "ปีงบประมาณ พ.ศ. 2565", "FY 2565"),
        ("fiscal_year", "2565", "ปีงบประมาณ พ.ศ. 2565", "FY 2565"),
        ("fiscal_year", date(2021, 10, 1), "ปีงบประมาณ พ.ศ. 2565", "FY 2565"),
        ("baht", Decimal("852861900.00"), "852,861,900", "852,861,900"),
        ("baht", "1000.5", "1,000.50", "1,000.50"),
        ("baht_words", "852861900", "แปดร้อยห้าสิบสองล้านแปดแสนหกหมื่นหนึ่งพันเก้าร้อยบาทถ้วน", None),
        ("thai_digits", "DG65", "DG๖๕", "DG๖๕"),
    ],
)
def test_filter_follows_the_language(name: str, value: object, in_thai: str, in_english: str | None) -> None:
    show = getattr(filters, name)
    with translation.override("th"):
        assert show(value) == in_thai
    with translation.override("en"):
        assert show(value) == (in_english or in_thai)


def test_typed_text_on_paper_is_escaped_and_keeps_the_year_together() -> None:
    assert filters.on_paper("<b> ปี พ.ศ. 2565") == '&lt;b&gt; ปี <span class="nowrap">พ.ศ. ๒๕๖๕</span>'
    assert filters.on_paper(None) == ""


@pytest.mark.parametrize(
    "name",
    ["thai_date", "thai_date_short", "thai_weekday", "thai_time", "thai_datetime", "be_year", "fiscal_year", "baht"],
)
def test_filter_answers_nothing_for_nothing(name: str) -> None:
    assert [getattr(filters, name)(value) for value in (None, "")] == ["", ""]
