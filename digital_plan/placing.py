# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a frozen overview can be taken: told here by the floors above, which know of meetings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from digital_plan.models import OverviewSnapshot


@dataclass(frozen=True)
class Place:
    """A way on for a frozen overview: what it is called, and where it is made."""

    label: str
    href: str


Teller = Callable[[OverviewSnapshot, User, datetime], list[Place]]
_tellers: list[Teller] = []


def tells_places(tell: Teller) -> Teller:
    """Register who tells where a person may take a frozen overview."""
    _tellers.append(tell)
    return tell


def places_of(snapshot: OverviewSnapshot, user: User, at: datetime) -> list[Place]:
    """The ways on that are open to this person."""
    return [place for tell in _tellers for place in tell(snapshot, user, at)]
