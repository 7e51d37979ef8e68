# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a consultation may be about besides the agency's own plan: told here by the floors above, which know it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User


@dataclass(frozen=True)
class About:
    """Something that a consultation is about: ``"app.model/id"``, what it is called, and where it stands."""

    ref: str
    title: str
    href: str


@dataclass(frozen=True)
class Finder:
    """How a floor above answers: what of an agency's this person may name, and what refs stand for, as they see it."""

    offered: Callable[[User, int, datetime], list[About]]
    told: Callable[[Collection[str], User, datetime], Mapping[str, About]]


FINDERS: list[Finder] = []


def offered_for(user: User, agency_id: int, at: datetime) -> list[About]:
    """What of an agency's this person may name as what a consultation is about."""
    return [one for finder in FINDERS for one in finder.offered(user, agency_id, at)]


def is_offered(ref: str, user: User, agency_id: int, at: datetime) -> bool:
    """Whether this person may name it."""
    return any(one.ref == ref for one in offered_for(user, agency_id, at))


def told_of(refs: Collection[str], user: User, at: datetime) -> dict[str, About]:
    """What refs stand for, where this person may see it."""
    return {ref: one for finder in FINDERS for ref, one in finder.told(refs, user, at).items()}
