# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the price of an ICT item comes from: the standard price list, or the reason why not and three quotations.

Source: the reporting form for procuring computer systems (MDES) and its standard prices, whose editions differ from
year to year; an item names the edition that it was priced by.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from papers.thai import format_baht

QUOTES_NEEDED = 3
QUOTES_MOST = 6


class Basis(TextChoices):
    """The three ways in which the form lets an item be priced."""

    STANDARD = "standard", gettext_lazy("At the standard price")
    OTHERWISE = "otherwise", gettext_lazy("In the standard, but something else is asked for")
    UNLISTED = "unlisted", gettext_lazy("Not in the standard")


NAMES_STANDARD = (Basis.STANDARD, Basis.OTHERWISE)
NEEDS_QUOTES = (Basis.OTHERWISE, Basis.UNLISTED)


@dataclass(frozen=True, kw_only=True)
class Quote:
    """One quotation; ``attachment`` is the id of its file among the proposal's attachments."""

    vendor: str
    day: date | None = None
    price_baht: Decimal | None = None
    attachment: int | None = None


@dataclass(frozen=True, kw_only=True)
class Price:
    """The price of one ICT item as written; what was not written is empty or None."""

    basis: str = ""
    edition: str = ""
    item_no: str = ""
    page: str = ""
    unit_price_baht: Decimal | None = None
    reason: str = ""
    quotes: Sequence[Quote] = field(default_factory=tuple)

    @property
    def label(self) -> str:
        """The basis in words."""
        return str(Basis(self.basis).label) if self.basis in Basis.values else ""

    @property
    def names_standard(self) -> bool:
        """Whether an item of the standard is to be named."""
        return self.basis in NAMES_STANDARD

    @property
    def needs_quotes(self) -> bool:
        """Whether the reason and quotations are asked for."""
        return self.basis in NEEDS_QUOTES

    @property
    def lowest_baht(self) -> Decimal | None:
        """The lowest of the prices quoted."""
        return min((quote.price_baht for quote in self.quotes if quote.price_baht), default=None)

    @property
    def words(self) -> str:
        """The basis in one line; of quotations only how many there are, for who quoted what is confidential."""
        named = [self.edition, self.item_no and _("item %(number)s") % {"number": self.item_no}]
        named += [self.page and _("page %(number)s") % {"number": self.page}]
        if self.unit_price_baht is not None:
            named += [_("%(amount)s baht") % {"amount": format_baht(self.unit_price_baht)}]
        count = len(self.quotes)
        quoted = ngettext("%(count)s quotation", "%(count)s quotations", count) % {"count": count} if count else ""
        return " · ".join(filter(None, [self.label, " ".join(filter(None, named)), self.reason, quoted]))

    @property
    def lacks(self) -> list[str]:
        """What is still to be written before the proposal goes to its partners."""
        if self.basis not in Basis.values:
            return [_("Say where the price comes from.")]
        lacking = []
        if self.names_standard and not (self.edition and self.item_no and self.page and self.unit_price_baht):
            lacking.append(_("Name the standard's edition, item, page and price."))
        if self.needs_quotes and not self.reason.strip():
            lacking.append(_("Say why the standard price is not used."))
        if self.needs_quotes and len({quote.vendor.casefold() for quote in self.quotes}) < QUOTES_NEEDED:
            lacking.append(_("Give three quotations, each of another vendor."))
        if self.needs_quotes and not all(quote.day and quote.price_baht and quote.attachment for quote in self.quotes):
            lacking.append(_("Each quotation needs its date, its price and its file."))
        return lacking


def price_of(said: Mapping[str, Any]) -> Price:
    """The price that ``said_of`` wrote down."""
    unit = said.get("unit_price_baht")
    texts = {name: said.get(name, "") for name in ("basis", "edition", "item_no", "page", "reason")}
    quotes = tuple(
        Quote(
            vendor=one["vendor"],
            day=date.fromisoformat(one["day"]) if one.get("day") else None,
            price_baht=Decimal(one["price_baht"]) if one.get("price_baht") else None,
            attachment=one.get("attachment"),
        )
        for one in said.get("quotes", ())
    )
    return Price(**texts, unit_price_baht=Decimal(unit) if unit else None, quotes=quotes)


def said_of(price: Price) -> dict[str, Any]:
    """A price as plain data, what was not written left out; amounts are strings of baht, dates ISO.

    ``{"basis": "unlisted", "reason": "…", "quotes": [{"vendor": "…", "day": "2021-01-31", "price_baht": "5.00",
    "attachment": 7}]}``.
    """
    said: dict[str, Any] = {
        name: getattr(price, name) for name in ("basis", "edition", "item_no", "page", "reason") if getattr(price, name)
    }
    if price.unit_price_baht is not None:
        said["unit_price_baht"] = f"{price.unit_price_baht:.2f}"
    if price.quotes:
        said["quotes"] = [_said_of_quote(quote) for quote in price.quotes]
    return said


def _said_of_quote(quote: Quote) -> dict[str, Any]:
    said: dict[str, Any] = {"vendor": quote.vendor}
    if quote.day:
        said["day"] = quote.day.isoformat()
    if quote.price_baht is not None:
        said["price_baht"] = f"{quote.price_baht:.2f}"
    if quote.attachment is not None:
        said["attachment"] = quote.attachment
    return said


class Priced(Protocol):
    """What is asked of a line here."""

    is_ict: bool
    amount_baht: Decimal


def ict_baht(lines: Sequence[Priced]) -> Decimal:
    """What the ICT items among these lines come to."""
    return sum((line.amount_baht for line in lines if line.is_ict), Decimal(0))
