# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was frozen and can be shown to a committee, and where a person may take it: told here by the floors above."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from papers.models import Document


@dataclass(frozen=True)
class Showable:
    """Something frozen: its kind and id, the title that its matter gets, its hash, its page, and its paper."""

    kind: str
    pk: int
    title: str
    sha256: str
    href: str
    paper: Callable[[datetime], Document]


@dataclass(frozen=True)
class Place:
    """A way on for something frozen: what it is called, and where it is made."""

    label: str
    href: str


Find = Callable[[User, int, datetime], Showable]  # raises Http404 for who may not see it
Teller = Callable[[Showable, User, datetime], list[Place]]
SHOWABLE: dict[str, Find] = {}
_tellers: list[Teller] = []


def shows(kind: str) -> Callable[[Find], Find]:
    """Register how something frozen of a kind is found by its id."""

    def register(find: Find) -> Find:
        SHOWABLE[kind] = find
        return find

    return register


def tells_places(tell: Teller) -> Teller:
    """Register who tells where a person may take something frozen."""
    _tellers.append(tell)
    return tell


def places_of(showable: Showable, user: User, at: datetime) -> list[Place]:
    """The ways on that are open to this person."""
    return [place for tell in _tellers for place in tell(showable, user, at)]
