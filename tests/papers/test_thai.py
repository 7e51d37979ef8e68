# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thai digits, Buddhist years, dates and baht: tables by hand, and what must hold for every value."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers import thai

AMOUNTS = st.decimals(min_value=0, max_value=10**15, places=2)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("น\u0e4d\u0e49า", "น้ำ"),
        ("น\u0e49\u0e4dา", "น\u0e49ำ"),
        ("นำ\u0e49", "น้ำ"),
        ("เเผนงาน", "แผนงาน"),
        ("งบ\u200bประมาณ\ufeff", "งบประมาณ"),
        ("ก\u0e48\u0e38", "ก\u0e38\u0e48"),
        ("คณะกรรมการ DG65-001", "คณะกรรมการ DG65-001"),
    ],
)
def test_normalise_writes_one_spelling(typed: str, kept: str) -> None:
    assert thai.normalise(typed) == kept


@given(st.text(alphabet=st.characters(min_codepoint=0x0E00, max_codepoint=0x0E7F) | st.sampled_from("a1 \u200b\u00ad")))
def test_normalise_twice_changes_nothing_more(text: str) -> None:
    once = thai.normalise(text)
    assert thai.normalise(once) == once


@pytest.mark.parametrize(
    ("day", "long", "short", "fiscal_year"),
    [
        (date(2021, 6, 9), "9 มิถุนายน 2564", "9 มิ.ย. 64", 2564),
        (date(2021, 9, 30), "30 กันยายน 2564", "30 ก.ย. 64", 2564),
        (date(2021, 10, 1), "1 ตุลาคม 2564", "1 ต.ค. 64", 2565),
        (date(2056, 12, 31), "31 ธันวาคม 2599", "31 ธ.ค. 99", 2600),
        (date(2057, 1, 1), "1 มกราคม 2600", "1 ม.ค. 00", 2600),
    ],
)
def test_dates_are_told_in_the_buddhist_era(day: date, long: str, short: str, fiscal_year: int) -> None:
    assert (thai.long_date(day), thai.short_date(day), thai.fiscal_year(day)) == (long, short, fiscal_year)


def test_weekday_is_named() -> None:
    assert thai.weekday(date(2021, 6, 9)) == "วันพุธ"


def test_evening_in_utc_is_the_next_day_in_bangkok() -> None:
    moment = datetime(2021, 9, 30, 17, 30, tzinfo=UTC)
    assert (thai.long_date(moment), thai.clock_time(moment)) == ("1 ตุลาคม 2564", "00.30 น.")
    assert thai.fiscal_year(moment) == 2565


def test_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        thai.long_date(datetime(2021, 6, 9, 14, 0))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("ระยะที่ 2 ของ DG65-001", "ระยะที่ ๒ ของ DG65-001"),
        ("วงเงิน 852,861,900.50 บาท", "วงเงิน ๘๕๒,๘๖๑,๙๐๐.๕๐ บาท"),
        ("ปีงบประมาณ พ.ศ. 2565", "ปีงบประมาณ พ.ศ. ๒๕๖๕"),
        ("ครั้งที่ 1/2564 ข้อ 3.1", "ครั้งที่ ๑/๒๕๖๔ ข้อ ๓.๑"),
        ("ตำรวจสากล I-24/7 1 โครงการ p.351", "ตำรวจสากล I-24/7 ๑ โครงการ p.351"),
    ],
)
def test_numbers_of_a_paper_are_thai_and_codes_stay(typed: str, printed: str) -> None:
    assert thai.on_paper(typed) == printed


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("สั้นพอ", "สั้นพอ"),
        ("สองบรรทัด\nในบรรทัดเดียว", "สองบรรทัด…"),
        ("กกกกกกกก ขขขขขขข", "กกกกกกกก…"),  # at a space where one is near
        ("กกกกกกกกกกกกที่นี่", "กกกกกกกกกกก…"),
        ("กกกกกกกกกกที่นี่นี่", "กกกกกกกกกก…"),  # no letter is parted from its marks
        ("กกกกกกกกกกกำมา", "กกกกกกกกกก…"),
        ("กกกกกกกกกกเมืองเอก", "กกกกกกกกกก…"),  # nor from the vowel before it
    ],
)
def test_excerpt_ends_between_letters_and_says_that_there_is_more(text: str, shown: str) -> None:
    assert thai.excerpt(text, 12) == shown


@given(st.text(alphabet="กขที่ำะาเ ็้", max_size=60), st.integers(4, 30))
def test_excerpt_is_never_longer(text: str, letters: int) -> None:
    assert len(thai.excerpt(text, letters)) <= letters


@given(st.text())
def test_digits_go_to_thai_and_back(text: str) -> None:
    assert thai.arabic_digits(thai.thai_digits(text)) == thai.arabic_digits(text)


@pytest.mark.parametrize(
    ("amount_baht", "written"),
    [
        ("0", "0"),
        ("852861900", "852,861,900"),
        ("852861900.00", "852,861,900"),
        ("1000.5", "1,000.50"),
        ("0.05", "0.05"),
        ("-1250000", "-1,250,000"),
        ("123456789012345678901234567890.25", "123,456,789,012,345,678,901,234,567,890.25"),
        ("1E+6", "1,000,000"),
    ],
)
def test_baht_is_written_with_commas_and_never_rounded(amount_baht: str, written: str) -> None:
    assert thai.format_baht(Decimal(amount_baht)) == written


def test_baht_shows_satang_on_request() -> None:
    assert thai.format_baht(Decimal(1500), satang=True) == "1,500.00"


@pytest.mark.parametrize("amount_baht", ["1.005", "NaN", "Infinity"])
def test_amount_that_is_no_money_is_refused(amount_baht: str) -> None:
    with pytest.raises(ValueError, match=r"satang|not an amount"):
        thai.format_baht(Decimal(amount_baht))


@pytest.mark.parametrize(
    ("amount_baht", "words"),
    [
        ("0", "ศูนย์บาทถ้วน"),
        ("0.25", "ยี่สิบห้าสตางค์"),
        ("0.01", "หนึ่งสตางค์"),
        ("1", "หนึ่งบาทถ้วน"),
        ("10", "สิบบาทถ้วน"),
        ("11", "สิบเอ็ดบาทถ้วน"),
        ("21.21", "ยี่สิบเอ็ดบาทยี่สิบเอ็ดสตางค์"),
        ("100", "หนึ่งร้อยบาทถ้วน"),
        ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
        ("111", "หนึ่งร้อยสิบเอ็ดบาทถ้วน"),
        ("1000000", "หนึ่งล้านบาทถ้วน"),
        ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"),
        ("21000000", "ยี่สิบเอ็ดล้านบาทถ้วน"),
        ("1000000000000", "หนึ่งล้านล้านบาทถ้วน"),
        ("1000001000000", "หนึ่งล้านเอ็ดล้านบาทถ้วน"),
        ("852861900", "แปดร้อยห้าสิบสองล้านแปดแสนหกหมื่นหนึ่งพันเก้าร้อยบาทถ้วน"),
        ("-5", "ลบห้าบาทถ้วน"),
    ],
)
def test_baht_in_words(amount_baht: str, words: str) -> None:
    assert thai.baht_in_words(Decimal(amount_baht)) == words


@given(AMOUNTS, AMOUNTS)
def test_different_amounts_have_different_words(one: Decimal, other: Decimal) -> None:
    assert (thai.baht_in_words(one) == thai.baht_in_words(other)) == (one == other)


@pytest.mark.parametrize(
    ("typed", "amount_baht"),
    [
        ("1250000", "1250000.00"),
        ("1,250,000.50", "1250000.50"),
        (" ๑,๒๕๐,๐๐๐.๕ บาท", "1250000.50"),
        ("฿ 12.05", "12.05"),
        ("1250000\u200b", "1250000.00"),
    ],
)
def test_typed_amounts_are_read(typed: str, amount_baht: str) -> None:
    assert str(thai.parse_baht(typed)) == amount_baht


UNCLEAR = ["", " บาท", "1,25,000", "12,34", "1.234", "-5", "1e6", "1.2.3", "หนึ่ง", ".5", "5.", "1 2"]


@pytest.mark.parametrize("typed", UNCLEAR)
def test_typed_amounts_that_are_unclear_are_refused(typed: str) -> None:
    with pytest.raises(thai.NotAnAmount):
        thai.parse_baht(typed)


@pytest.mark.parametrize("typed", ["-5", "−1,000", "–๕ บาท", "(500)", "฿ -1"])
def test_amounts_below_zero_are_named_as_such(typed: str) -> None:
    with pytest.raises(thai.NotAnAmount, match=r"below zero|ติดลบ"):
        thai.parse_baht(typed)


@given(AMOUNTS, st.booleans())
def test_written_amount_reads_back(amount_baht: Decimal, in_thai_digits: bool) -> None:
    written = thai.format_baht(amount_baht)
    assert thai.parse_baht(thai.thai_digits(written) if in_thai_digits else written) == amount_baht
