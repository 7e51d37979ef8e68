# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The integration projects that an agency leads or takes part in: told here by the floor above, which knows them."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class KnownProject:
    """An integration project by its code, with its title and where its page is."""

    code: str
    title: str
    href: str


Teller = Callable[[int], list[KnownProject]]
_tellers: list[Teller] = []


def tells_projects(tell: Teller) -> Teller:
    """Register who tells the projects of an agency, by its id."""
    _tellers.append(tell)
    return tell


def known_projects(agency_id: int) -> list[KnownProject]:
    """The projects of an agency, in the order of their codes."""
    return sorted((one for tell in _tellers for one in tell(agency_id)), key=lambda one: one.code)
