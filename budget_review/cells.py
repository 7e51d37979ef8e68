# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading a cell of a budget table as people write them: amounts, fiscal years, categories, yes and no.

Each raises ``Unreadable`` with the sentence for the person who sent the table.
"""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from budget_review.models import Category
from papers.thai import BUDDHIST_ERA_OFFSET, NotAnAmount, arabic_digits, is_below_zero, normalise, parse_baht

ABSURD = Decimal(1_000_000_000_000)  # a third of the State's whole budget (3.1 trillion baht in FY2565) in one line
BUDDHIST, CHRISTIAN = range(2500, 2700), range(1957, 2157)

CATEGORY_NAMES: dict[str, Category] = {
    "1": Category.PERSONNEL, "งบบุคลากร": Category.PERSONNEL, "บุคลากร": Category.PERSONNEL,
    "2": Category.OPERATIONS, "งบดำเนินงาน": Category.OPERATIONS, "ดำเนินงาน": Category.OPERATIONS,
    "3": Category.INVESTMENT, "งบลงทุน": Category.INVESTMENT, "ลงทุน": Category.INVESTMENT,
    "4": Category.SUBSIDY, "งบเงินอุดหนุน": Category.SUBSIDY, "เงินอุดหนุน": Category.SUBSIDY,
    "5": Category.OTHER, "งบรายจ่ายอื่น": Category.OTHER, "รายจ่ายอื่น": Category.OTHER,
}  # fmt: skip
CATEGORY_NAMES |= {"otherexpenditure": Category.OTHER} | {category.value: category for category in Category}
YES = frozenset({"true", "yes", "1", "y", "ใช่", "ผูกพัน", "x"})
_YEAR = re.compile(r"[^\d\-−]{0,20}(\d{4})(?:\.0)?")


class Unreadable(ValueError):
    """A cell that says nothing that can be kept; the message says why."""


def tight(text: str) -> str:
    """A name without its spaces, by which two spellings of it are one: books break lines anywhere."""
    return "".join(normalise(text).split()).casefold()


def amount_in(text: str, *, may_be_zero: bool = False) -> Decimal:
    """An amount of a line: commas and Thai digits are taken; negative, zero and absurd ones are not."""
    if is_below_zero(text):
        raise Unreadable(_("The amount “%(typed)s” is below zero.") % {"typed": text})
    try:
        amount_baht = parse_baht(text)
    except NotAnAmount as error:
        raise Unreadable(f"{error.args[0]} (“{text}”)" if text else str(error.args[0])) from error
    if not amount_baht and not may_be_zero:
        raise Unreadable(_("The amount of a budget line must be above zero."))
    if amount_baht >= ABSURD:
        raise Unreadable(too_much(text))
    return amount_baht


def too_much(typed: str) -> str:
    """Why an amount from ``ABSURD`` on is refused, on whichever way it comes."""
    return _("The amount “%(typed)s” is more than a budget line can be.") % {"typed": typed}


def year_in(text: str) -> tuple[int, bool]:
    """A fiscal year of the Buddhist era, and whether it was written in the Christian one."""
    match = _YEAR.fullmatch(arabic_digits(text).strip())
    year = int(match[1]) if match else 0
    if year in BUDDHIST:
        return year, False
    if year in CHRISTIAN:
        return year + BUDDHIST_ERA_OFFSET, True
    raise Unreadable(_("“%(typed)s” is not a fiscal year such as 2565.") % {"typed": text})


def category_in(text: str) -> Category:
    """One of the five expense categories, by its Thai or English name or its number."""
    found = CATEGORY_NAMES.get(tight(text).replace(".0", "")) or _by_label(text)
    if found is None:
        names = ", ".join(str(category.label) for category in Category)
        raise Unreadable(_("“%(typed)s” is not one of the categories: %(names)s.") % {"typed": text, "names": names})
    return found


def text_in(text: str, label: Any, most: int) -> str:
    """A text that must be there and must not be cut."""
    if not text:
        raise Unreadable(_("%(what)s is missing.") % {"what": label})
    return optional_text_in(text, label, most)


def optional_text_in(text: str, label: Any, most: int) -> str:
    """A text that must not be cut."""
    if len(text) > most:
        raise Unreadable(_("%(what)s is longer than %(most)s characters.") % {"what": label, "most": most})
    return text


def yes_in(text: str) -> bool:
    """Whether a cell says yes."""
    return text.strip().casefold() in YES


def _by_label(text: str) -> Category | None:
    return next((category for category in Category if tight(str(category.label)) == tight(text)), None)
