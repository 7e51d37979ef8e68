# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The integration projects of a fiscal year: told here by the floor above, which knows them and their money."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class ProjectOfYear:
    """A project that was handed in for a fiscal year: what of the plan it names, its money, and its chain of years.

    ``requested_baht`` is what it asked of the budget, ``decided_baht`` the last decided amount; nothing where there is
    none. ``carries_on`` is the code of the project of an earlier year, ``carried_into`` those of later years.
    """

    code: str
    title: str
    lead_th: str
    lead_en: str
    state: str
    items: frozenset[str]
    requested_baht: Decimal | None
    decided_baht: Decimal | None
    carries_on: str
    carried_into: tuple[str, ...]
    is_example: bool


Teller = Callable[[int], list[ProjectOfYear]]
_tellers: list[Teller] = []


def tells_year(tell: Teller) -> Teller:
    """Register who tells the projects of a fiscal year (Buddhist era)."""
    _tellers.append(tell)
    return tell


def projects_of_year(fiscal_year: int) -> list[ProjectOfYear]:
    """The projects of a fiscal year, in the order of their codes."""
    return sorted((one for tell in _tellers for one in tell(fiscal_year)), key=lambda one: one.code)
