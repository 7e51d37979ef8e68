# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thai digits, Buddhist years, dates and baht: the one place that knows how Thailand writes them.

Pure functions. Dates and amounts come out in Arabic digits, as screens and tables show them; an official paper
sends the result through ``thai_digits``. Times are told in Bangkok's time zone.
"""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

BANGKOK = ZoneInfo("Asia/Bangkok")
BUDDHIST_ERA_OFFSET = 543
FIRST_FISCAL_MONTH = 10  # the fiscal year 2565 began on 1 October 2564 (Budget Procedures Act 2561, s.4)

MONTHS = ("มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม").split()
SHORT_MONTHS = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()
WEEKDAYS = "จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์".split()

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_LATIN_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9+,./:_-]*")
_LATIN_LETTER = re.compile(r"[A-Za-z]")
_ZERO_WIDTH = (0x00AD, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF)
_DIRECTIONS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))  # they turn what one reads about
_INVISIBLE = dict.fromkeys((*_ZERO_WIDTH, *_DIRECTIONS))
_TONES = "\u0e48-\u0e4b"
_SPLIT_SARA_AM = re.compile(f"\u0e4d([{_TONES}]*)\u0e32")
_TONE_AFTER_SARA_AM = re.compile(f"\u0e33([{_TONES}]+)")
_TONE_BEFORE_VOWEL = re.compile(f"([{_TONES}])([\u0e31\u0e34-\u0e37])")

_CUT_SARA_AM = re.compile(f"([ก-ฮ][{_TONES}]?) +\u0e32")  # a PDF gives the two halves of ำ apart
_TURNED_SARA_AM = re.compile(f"\u0e32([{_TONES}]*)\u0e4d")

_AMOUNT = re.compile(r"(?P<baht>\d+|\d{1,3}(?:,\d{3})+)(?:\.(?P<satang>\d{1,2}))?")
_BELOW_ZERO = re.compile(r"\s*(?:[-−–]|\(.*\)\s*$)")
_DIGIT_WORDS = "ศูนย์ หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า".split()
_PLACE_WORDS = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
MILLION = 10**6
MOST_BAHT = Decimal("9999999999999.99")  # what the columns of amounts hold


class NotAnAmount(ValueError):
    """What was typed can't be read as an amount of baht; the message says why, for the person who typed it."""


# ── Text ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def thai_digits(text: object) -> str:
    """Write every Arabic digit as a Thai one."""
    return str(text).translate(_TO_THAI)


def on_paper(text: object) -> str:
    """Write the numbers of a text in Thai digits and leave codes as they are: ``ระยะที่ ๒ ของ DG65-001``."""
    return _LATIN_WORD.sub(lambda word: word[0] if _LATIN_LETTER.search(word[0]) else thai_digits(word[0]), str(text))


def arabic_digits(text: object) -> str:
    """Write every Thai digit as an Arabic one."""
    return str(text).translate(_TO_ARABIC)


def normalise(text: str) -> str:
    """Bring typed or pasted Thai to one spelling, so that equal words are equal strings.

    NFC; invisible characters and marks of direction dropped; ``ํ`` + ``า`` joined to ``ำ`` with its tone mark before
    it; a tone mark typed before the vowel above put behind it; two ``เ`` typed for ``แ`` made one. NFKC would be
    wrong: it takes ``ำ`` apart.
    """
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    text = _SPLIT_SARA_AM.sub("\\1\u0e33", text)
    text = _TONE_AFTER_SARA_AM.sub("\\1\u0e33", text)
    text = _TONE_BEFORE_VOWEL.sub("\\2\\1", text)
    return unicodedata.normalize("NFC", text.replace("เเ", "แ"))


def mended(text: str) -> str:
    """Normalised Thai, and every ``ำ`` whole that copying out of a PDF took apart: ``ส านักงาน`` is ``สำนักงาน``.

    Only for what was copied: no word begins with ``า``, so nothing else stands before a space and it.
    """
    text = _TURNED_SARA_AM.sub("\\1\u0e33", normalise(text))
    return normalise(_CUT_SARA_AM.sub("\\1\u0e33", text))


def excerpt(text: str, letters: int) -> str:
    """The beginning of a text in one line of at most so many letters, and ``…`` where more was written.

    It ends at a space where one is near; Thai is written without, so else between two letters that belong to no mark.
    """
    line = " ".join(text.split())
    if len(line) <= letters:
        return line
    end = letters - 1
    while end > 1 and (unicodedata.category(line[end]) == "Mn" or line[end] in "ะาำๅๆ" or line[end - 1] in "เแโใไ"):
        end -= 1
    space = line.rfind(" ", end - letters // 4, end + 1)
    return line[: space if space > 0 else end].rstrip() + "…"


# ── Years, dates, times ──────────────────────────────────────────────────────────────────────────────────────────────


def buddhist_year(day: date) -> int:
    """Return the Buddhist-era year: 2021 is 2564."""
    return bangkok_day(day).year + BUDDHIST_ERA_OFFSET


def fiscal_year(day: date) -> int:
    """Return the Buddhist-era fiscal year a day falls in; it begins on 1 October of the year before."""
    day = bangkok_day(day)
    return buddhist_year(day) + (day.month >= FIRST_FISCAL_MONTH)


def days_of_fiscal_year(year: int) -> tuple[date, date]:
    """The first and the last day of a fiscal year of the Buddhist era."""
    ends = year - BUDDHIST_ERA_OFFSET
    return date(ends - 1, FIRST_FISCAL_MONTH, 1), date(ends, FIRST_FISCAL_MONTH - 1, 30)


def midnight(day: date) -> datetime:
    """The moment at which a day begins in Bangkok."""
    return datetime.combine(day, time(), tzinfo=BANGKOK)


def bangkok_day(moment: date) -> date:
    """Return the day it is in Bangkok. A datetime without a time zone is refused: nobody knows what day it means."""
    return bangkok_time(moment).date() if isinstance(moment, datetime) else moment


def bangkok_time(moment: datetime) -> datetime:
    """Return the moment as clocks in Bangkok show it; raises ValueError for one without a time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    return moment.astimezone(BANGKOK)


def long_date(day: date) -> str:
    """``9 มิถุนายน 2564``."""
    day = bangkok_day(day)
    return f"{day.day} {MONTHS[day.month - 1]} {buddhist_year(day)}"


def short_date(day: date) -> str:
    """``9 มิ.ย. 64``."""
    day = bangkok_day(day)
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {buddhist_year(day) % 100:02d}"


def weekday(day: date) -> str:
    """``วันพุธ``."""
    return f"วัน{WEEKDAYS[bangkok_day(day).weekday()]}"


def clock_time(moment: datetime) -> str:
    """``14.00 น.``: a dot, as official letters write it."""
    return f"{bangkok_time(moment):%H.%M} น."


# ── Money ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def format_baht(amount_baht: Decimal, *, satang: bool = False) -> str:
    """``852,861,900``, or with two decimals when there are satang or ``satang`` asks for them; never rounded."""
    sign, whole, hundredths = _sign_baht_satang(amount_baht)
    return f"{sign}{whole:,}" + (f".{hundredths:02d}" if satang or hundredths else "")


def format_million(amount_baht: Decimal) -> str:
    """``852.86``: millions of baht, rounded half up to two decimals; what is not nothing never reads ``0.00``."""
    millions = (amount_baht / 1_000_000).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return "< 0.01" if amount_baht > 0 and not millions else f"{millions:,}"


def baht_in_words(amount_baht: Decimal) -> str:
    """``หนึ่งร้อยเอ็ดบาทห้าสิบสตางค์``, of any size; the words stand beside the figure where an amount is signed for."""
    sign, whole, hundredths = _sign_baht_satang(amount_baht)
    words = f"{_number_in_words(whole)}บาท" if whole or not hundredths else ""
    words += f"{_number_in_words(hundredths)}สตางค์" if hundredths else "ถ้วน"
    return ("ลบ" if sign else "") + words


def parse_baht(text: str) -> Decimal:
    """Read an amount as people type it: ``๑,๒๕๐,๐๐๐.๕๐ บาท``.

    Takes Thai or Arabic digits, commas at the thousands or none, at most two decimals. Raises NotAnAmount.
    """
    typed = arabic_digits(normalise(text)).strip().removesuffix("บาท").removeprefix("฿").strip()
    if not typed:
        raise NotAnAmount(_("Enter an amount in baht."))
    if is_below_zero(typed):
        raise NotAnAmount(_("An amount must not be below zero."))
    if not re.fullmatch(r"[\d.,]+", typed, re.ASCII):
        raise NotAnAmount(_("An amount holds digits, commas and one decimal point only."))
    if not (match := _AMOUNT.fullmatch(typed)):
        raise NotAnAmount(_("Write the amount like 1,250,000 or 1,250,000.50."))
    return Decimal(f"{match['baht'].replace(',', '')}.{match['satang'] or '0':0<2}")


def is_below_zero(text: str) -> bool:
    """Whether an amount is written as accountants write less than nothing: ``-500``, ``−500``, ``(500)``."""
    return bool(_BELOW_ZERO.match(text)) and any(character.isdigit() for character in text)


def _sign_baht_satang(amount_baht: Decimal) -> tuple[str, int, int]:
    """Take an amount apart exactly: Decimal's own arithmetic rounds at 28 digits, fractions don't.

    Raises ValueError for what is no amount, and rather than lose a fraction of a satang.
    """
    if not amount_baht.is_finite():
        raise ValueError(f"{amount_baht} is not an amount")
    satang = Fraction(amount_baht) * 100
    if satang.denominator != 1:
        raise ValueError(f"{amount_baht} has a fraction of a satang")
    return ("-" if satang < 0 else "", *divmod(abs(satang.numerator), 100))


def _number_in_words(number: int) -> str:
    """Spell a whole number; everything above a million is spelled in groups of six digits, each followed by ล้าน."""
    if number < MILLION:
        return _below_million(number, follows_more=False) or _DIGIT_WORDS[0]
    millions, rest = divmod(number, MILLION)
    return f"{_number_in_words(millions)}ล้าน{_below_million(rest, follows_more=True)}"


def _below_million(number: int, *, follows_more: bool) -> str:
    words = []
    digits = str(number)
    for place, character in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        digit = int(character)
        if digit:
            words.append(_digit_in_words(digit, place, follows_more=follows_more or number > 9) + _PLACE_WORDS[place])
    return "".join(words)


def _digit_in_words(digit: int, place: int, *, follows_more: bool) -> str:
    """A one is silent before สิบ and เอ็ด after anything else (Royal Society's rule); a two before สิบ is ยี่."""
    if place == 1 and digit in (1, 2):
        return "" if digit == 1 else "ยี่"
    if place == 0 and digit == 1 and follows_more:
        return "เอ็ด"
    return _DIGIT_WORDS[digit]
