# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a mandate lets its holder do: the one question that everything else asks."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar


class Given(Protocol):
    """What the question reads of a mandate."""

    powers: list[str]
    ceiling_baht: Decimal | None

    def holds_on(self, day: date) -> bool: ...


Mandated = TypeVar("Mandated", bound=Given)


def lets(mandate: Given, power: str, day: date, amount_baht: Decimal | None = None) -> bool:
    """Whether a mandate lets its holder use this power on this day, on a matter of this amount.

    A mandate with a ceiling lets nothing be done on a matter whose amount is not known.
    """
    if power not in mandate.powers or not mandate.holds_on(day):
        return False
    return mandate.ceiling_baht is None or (amount_baht is not None and amount_baht <= mandate.ceiling_baht)


def letting(mandates: Iterable[Mandated], power: str, day: date, amount_baht: Decimal | None = None) -> Mandated | None:
    """The first of these mandates that lets it be done: the evidence to name. None when none does."""
    return next((mandate for mandate in mandates if lets(mandate, power, day, amount_baht)), None)
