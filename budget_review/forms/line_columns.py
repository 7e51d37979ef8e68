# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The further columns of a table of budget lines: later years, and where the price of an ICT item comes from.

A table without any of these columns leaves what is written there as it is; a column that is there and empty empties it.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budget_review import cells
from budget_review.forms.fields import BuddhistDay
from budget_review.later_years import FURTHEST, committed
from budget_review.models import BudgetLine
from budget_review.prices import QUOTES_NEEDED, Basis, Price, Quote
from papers.spreadsheets import Column, Record
from papers.thai import BUDDHIST_ERA_OFFSET, arabic_digits

IS_ICT = Column("is_ict", gettext_lazy("ICT item"), ("รายการไอซีที", "ict", "ครุภัณฑ์คอมพิวเตอร์"))
STANDARD = (
    Column("basis", gettext_lazy("Price basis"), ("ที่มาของราคากลาง", "เกณฑ์ราคา", "ประเภทเกณฑ์")),
    Column("edition", gettext_lazy("Standard's edition"), ("ฉบับเกณฑ์ราคากลาง", "เกณฑ์ราคากลางฉบับ")),
    Column("item_no", gettext_lazy("Standard's item"), ("ข้อในเกณฑ์", "ข้อ")),
    Column("page", gettext_lazy("Standard's page"), ("หน้าในเกณฑ์", "หน้า")),
    Column("unit_price", gettext_lazy("Standard's price (baht)"), ("ราคาตามเกณฑ์", "ราคาตามเกณฑ์ (บาท)")),
    Column("reason", gettext_lazy("Why not the standard"), ("เหตุผลที่ไม่ใช้เกณฑ์", "เหตุผลที่ไม่ใช้รายการมาตรฐาน")),
)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
MOST = {"edition": 80, "item_no": 20, "page": 20, "reason": 1000}
BASES = {
    "ตรงเกณฑ์": Basis.STANDARD, "ตามเกณฑ์": Basis.STANDARD,
    "มีในเกณฑ์แต่ไม่ใช้": Basis.OTHERWISE, "ไม่มีในเกณฑ์": Basis.UNLISTED,
}  # fmt: skip


def later_columns(years: Sequence[int]) -> list[Column]:
    """One column for each later year."""
    return [
        Column(
            f"later{year}", _("Committed for %(year)s (baht)") % {"year": year},
            (f"ผูกพัน {year}", f"ผูกพันปี {year}", f"ผูกพันปีงบประมาณ {year}", f"committed {year}"),
        )
        for year in years
    ]  # fmt: skip


def quote_columns() -> list[Column]:
    """Vendor, date and price of each of the three quotations."""
    return [
        column
        for place in range(1, QUOTES_NEEDED + 1)
        for column in (
            Column(f"vendor{place}", _("Vendor %(place)s") % {"place": place}, (f"ผู้เสนอราคา {place}",)),
            Column(f"day{place}", _("Date of quotation %(place)s") % {"place": place}, (f"วันที่เสนอราคา {place}",)),
            Column(
                f"price{place}", _("Price of quotation %(place)s (baht)") % {"place": place},
                (f"ราคาที่เสนอ {place}", f"ราคาที่เสนอ {place} (บาท)"),
            ),
        )
    ]  # fmt: skip


def further_columns(years: Sequence[int], *, with_quotes: bool = True) -> list[Column]:
    """All of them, in the order in which they are taken away; quotations only for who may read them."""
    return [*later_columns(years), IS_ICT, *STANDARD, *(quote_columns() if with_quotes else ())]


def further_cells(line: BudgetLine, years: Sequence[int], *, with_quotes: bool = True) -> list[Any]:
    """What a stored line says in them."""
    later, price = committed(line), line.price_basis
    said: list[Any] = [later.get(year) for year in years]
    said += [_("Yes") if line.is_ict else "", price.label]
    said += [price.edition, price.item_no, price.page, price.unit_price_baht, price.reason]
    for place in range(QUOTES_NEEDED if with_quotes else 0):
        quote = price.quotes[place] if place < len(price.quotes) else Quote(vendor="")
        said += [quote.vendor, _written(quote.day), quote.price_baht]
    return said


def years_read(own_year: int) -> list[int]:
    """The later years that a table may have columns for, whatever a form would offer."""
    return list(range(own_year + 1, own_year + FURTHEST + 1))


def further_of(
    record: Record, found: Sequence[str], years: Sequence[int], stored: BudgetLine | None, take: Callable[..., Any]
) -> dict[str, Any]:
    """What a row says about later years and its price, as ``LineText`` takes it; reasons go where ``take`` puts them.

    Years and quotations that have no column stay as they are stored; so does the file of a vendor's quotation.
    """
    said: dict[str, Any] = {}
    given = [year for year in years if f"later{year}" in found]
    if given:
        kept = {year: amount for year, amount in (committed(stored).items() if stored else ()) if year not in given}
        said["commitments"] = kept | {
            year: amount for year in given if (amount := take(_optional_amount, record[f"later{year}"]))
        }
    if "is_ict" in found:
        said["is_ict"] = cells.yes_in(record["is_ict"])
    if "basis" in found:
        said["price"] = _price(record, found, stored.price_basis if stored else Price(), take)
    return said


def _price(record: Record, found: Sequence[str], before: Price, take: Callable[..., Any]) -> Price:
    texts = {
        name: take(cells.optional_text_in, record[name], label, MOST[name])
        for name, label in ((column.key, column.label) for column in STANDARD if column.key in MOST)
    }
    files = {quote.vendor.casefold(): quote.attachment for quote in before.quotes}
    quotes = []
    for place in range(1, QUOTES_NEEDED + 1):
        vendor = take(cells.optional_text_in, record[f"vendor{place}"], _("Vendor"), 200)
        day, price = record[f"day{place}"], record[f"price{place}"]
        if vendor:
            quotes.append(
                Quote(
                    vendor=vendor, day=take(_day_in, day), price_baht=take(_optional_amount, price),
                    attachment=files.get(vendor.casefold()),
                )
            )  # fmt: skip
        elif day or price:
            take(cells.text_in, "", _("Vendor"), 200)
    more = before.quotes[QUOTES_NEEDED:] if "vendor1" in found else before.quotes
    unit = take(_optional_amount, record["unit_price"])
    return Price(basis=take(_basis_in, record["basis"]) or "", unit_price_baht=unit, quotes=(*quotes, *more), **texts)


def _basis_in(text: str) -> str:
    if not text:
        return ""
    known = {cells.tight(name): basis for name, basis in BASES.items()}
    known |= {cells.tight(str(basis.label)): basis for basis in Basis} | {basis.value: basis for basis in Basis}
    if (basis := known.get(cells.tight(text))) is None:
        names = ", ".join(str(one.label) for one in Basis)
        raise cells.Unreadable(_("“%(typed)s” is not one of: %(names)s.") % {"typed": text, "names": names})
    return str(basis.value)


def _optional_amount(text: str) -> Decimal | None:
    return (cells.amount_in(text, may_be_zero=True) or None) if text else None


def _day_in(text: str) -> date | None:
    """A day as the form takes it, or as a spreadsheet keeps one: ``2021-01-31``, in either era."""
    if not text:
        return None
    try:
        if year_first := _YEAR_FIRST.fullmatch(arabic_digits(text)):
            year, month, day = map(int, year_first.groups())
            day_first = f"{day}/{month}/{year if year > 2400 else year + BUDDHIST_ERA_OFFSET}"
        found: date | None = BuddhistDay(required=False).clean(day_first if year_first else text)
    except ValidationError as wrong:
        raise cells.Unreadable(f"{wrong.messages[0]} (“{text}”)") from wrong
    except ValueError as wrong:
        raise cells.Unreadable(_("There is no such day.")) from wrong
    return found


def _written(day: date | None) -> str:
    return f"{day.day}/{day.month}/{day.year + BUDDHIST_ERA_OFFSET}" if day else ""
