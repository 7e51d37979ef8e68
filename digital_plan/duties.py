# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which agencies tell of a duty of the Digital Government Act: told here by the floors above, which know it."""

from collections.abc import Callable, Iterable

SECTIONS = ("12", "13", "17")  # data governance, data exchange, open data
Teller = Callable[[], Iterable[tuple[str, int]]]
_tellers: list[Teller] = []


def tells_duties(tell: Teller) -> Teller:
    """Register who tells ``(section of the Act, id of an agency)`` for each agency that tells of it."""
    _tellers.append(tell)
    return tell


def agencies_by_section() -> dict[str, set[int]]:
    """The agencies that tell of each section."""
    found: dict[str, set[int]] = {section: set() for section in SECTIONS}
    for tell in _tellers:
        for section, agency in tell():
            found[section].add(agency)
    return found
