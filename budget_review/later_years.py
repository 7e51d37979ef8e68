# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a line binds the State to pay after its own fiscal year, and how this year and later ones are summed apart.

Source: Budget Procedures Act 2561, s.41: commitments of later years are gathered and brought before the cabinet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from papers.thai import fiscal_year

FURTHEST = 9  # years after the line's own
OFFERED = 2  # years that a form offers while a project has no end yet


class Committed(Protocol):
    """What is asked of a line here; ``commitments`` are ``{"2566": "1000000.00"}``."""

    fiscal_year: int
    amount_baht: Decimal
    commitments: Mapping[str, str]


@dataclass(frozen=True)
class YearSums:
    """What is asked for in the round's own year, and what every later year is bound to."""

    this_year_baht: Decimal
    later: dict[int, Decimal]

    @property
    def later_baht(self) -> Decimal:
        """All that later years are bound to."""
        return sum(self.later.values(), Decimal(0))

    @property
    def whole_baht(self) -> Decimal:
        """All of it."""
        return self.this_year_baht + self.later_baht


def committed(line: Committed) -> dict[int, Decimal]:
    """The commitments of a line by fiscal year, the nearest first."""
    return {int(year): Decimal(amount) for year, amount in sorted(line.commitments.items())}


def said(commitments: Mapping[int, Decimal]) -> dict[str, str]:
    """Commitments as they are kept; a year without an amount is left out."""
    return {str(year): f"{amount:.2f}" for year, amount in sorted(commitments.items()) if amount}


def year_sums(lines: Sequence[Committed], own_year: int) -> YearSums:
    """The sums of these lines; a line written for a later year than the round's counts there."""
    this_year, later = Decimal(0), dict[int, Decimal]()
    for line in lines:
        if line.fiscal_year <= own_year:
            this_year += line.amount_baht
        else:
            later[line.fiscal_year] = later.get(line.fiscal_year, Decimal(0)) + line.amount_baht
        for year, amount in committed(line).items():
            later[year] = later.get(year, Decimal(0)) + amount
    return YearSums(this_year, dict(sorted(later.items())))


def fits(line: Committed, ends_on: date | None) -> bool:
    """Whether every commitment lies after the line's own year, and none after the project has ended."""
    last = min(line.fiscal_year + FURTHEST, fiscal_year(ends_on) if ends_on else line.fiscal_year + FURTHEST)
    return all(line.fiscal_year < year <= last and amount > 0 for year, amount in committed(line).items())


def years_offered(own_year: int, ends_on: date | None, lines: Sequence[Committed]) -> list[int]:
    """The later years that a form asks about: those of the project, and those that have a commitment already."""
    last = fiscal_year(ends_on) if ends_on else own_year + OFFERED
    known = {year for line in lines for year in committed(line)}
    return sorted(known | set(range(own_year + 1, min(last, own_year + FURTHEST) + 1)))
