# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding which column is which: by its heading, in Thai or English, wherever the table begins."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from papers.spreadsheets.reading import NotATable, Row

LOOKED_AT = 20  # rows at the top that may be titles
_NOTHING = re.compile(r"[\s_()\-./:*]+")


@dataclass(frozen=True)
class Column:
    """A column by its key, what people call it, and whether a table without it can be read."""

    key: str
    label: Any
    headings: tuple[str, ...]
    needed: bool = False


@dataclass(frozen=True)
class Record:
    """One row by the keys of its columns; a column that the table lacks gives an empty text."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")


@dataclass(frozen=True)
class Records:
    """The rows below the headings, the keys found, and the headings that nothing here knows."""

    rows: list[Record]
    found: list[str]
    unknown: list[str]


def records_of(
    rows: Sequence[Row], columns: Sequence[Column], *, given: Iterable[str] = (), order: Sequence[str] = ()
) -> Records:
    """Read rows by their headings. ``given`` are keys that need no column.

    With an ``order`` of keys, a table without headings is read in that order. Raises NotATable naming what lacks.
    """
    names = {_bare(heading): column.key for column in columns for heading in _known_as(column)}
    top = max(rows[:LOOKED_AT], key=lambda row: len({names.get(_bare(cell)) for cell in row.cells} - {None}))
    if order and not any(_bare(cell) in names for cell in top.cells):
        unnamed = [Record(row.number, dict(zip(order, row.cells, strict=False))) for row in rows]
        return Records(unnamed, list(order), [])
    places: dict[str, int] = {}
    twice = []
    for place, cell in enumerate(top.cells):
        key = names.get(_bare(cell))
        if key and key in places:
            twice.append(cell)
        elif key:
            places[key] = place
    if twice:
        raise NotATable(_("Two columns have the same meaning: %(columns)s.") % {"columns": ", ".join(twice)})
    lacking = [str(column.label) for column in columns if column.needed and column.key not in {*places, *given}]
    if lacking:
        raise NotATable(_("The table lacks these columns: %(columns)s.") % {"columns": ", ".join(lacking)})
    below = [row for row in rows if row.number > top.number]
    return Records(
        [
            Record(row.number, {key: row.cells[place] for key, place in places.items() if place < len(row.cells)})
            for row in below
        ],
        list(places),
        [cell for cell in top.cells if cell and _bare(cell) not in names],
    )


def _known_as(column: Column) -> tuple[str, ...]:
    return column.key, str(column.label), *column.headings


def _bare(heading: str) -> str:
    return _NOTHING.sub("", heading).casefold()
