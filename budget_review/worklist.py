# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list that a person works down: its codes in their order, kept with the session, so that the next is one key away.

It is what the list showed when it was opened; a project that an act has moved out of it keeps its place, and its
neighbours are still found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

NAME = "worklist"
MOST = 1000


@dataclass(frozen=True)
class Place:
    """Where a project stands in the list: its number, of how many, the neighbours' codes, and the list's address."""

    number: int
    count: int
    previous: str
    next: str
    href: str


def keep(session: Any, codes: Sequence[str], href: str) -> None:
    """Remember the list; the session is written only when it is another."""
    kept = {"codes": list(codes[:MOST]), "href": href}
    if session.get(NAME) != kept:
        session[NAME] = kept


def place_of(session: Any, code: str) -> Place | None:
    """Where the project stands in the list that was opened last; None when it is not in it."""
    kept = session.get(NAME) or {}
    codes = kept.get("codes", [])
    if code not in codes:
        return None
    at = codes.index(code)
    return Place(
        at + 1, len(codes), codes[at - 1] if at else "", codes[at + 1] if at + 1 < len(codes) else "", kept["href"]
    )
