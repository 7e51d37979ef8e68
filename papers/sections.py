# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sections that people fill in, declared once in a list: what one is, its cells, what cannot stand in it, its words.

Proposals and the action plans of agencies are written so; each floor declares its own list.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from papers.thai import normalise

LETTERS_MAX = 20_000  # of a text: about ten pages
CELL_MAX = 1_000
ROWS_MAX = 60
Row = dict[str, str]
Choices = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Column:
    """A column of a small table; with ``choices`` one of a few, or of what is known when they are asked for."""

    key: str
    label: Any
    choices: Choices | Callable[[], Choices] = ()
    is_long: bool = False

    @property
    def offered(self) -> Choices:
        """What can be chosen; empty where anything is written."""
        return self.choices() if callable(self.choices) else self.choices

    def words(self, value: str) -> str:
        """A cell as it is read; a code that is no longer known stays as it is."""
        return str(dict(self.offered).get(value, value))


@dataclass(frozen=True)
class Section:
    """One section. Without columns it is a text; with them a small table, and the text says why there is none.

    ``before`` names the step that cannot be made without it, and that step's guards see to it. ``on_project`` tells
    those that a project itself keeps in a column of the same name.
    """

    key: str
    label: Any
    help: Any
    columns: tuple[Column, ...] = ()
    before: str = ""
    on_project: bool = False

    @property
    def is_table(self) -> bool:
        """Whether it is written as rows."""
        return bool(self.columns)


@dataclass(frozen=True)
class Written:
    """One section with what stands in it.

    ``held`` is the row that keeps it (``rows``, ``revision``, ``written_by``, ``written_at``), or None while nobody
    has written it.
    """

    section: Section
    text: str
    held: Any

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of its table."""
        return self.held.rows if self.held else []

    @property
    def revision(self) -> int:
        """The whole's revision at which it last changed."""
        return self.held.revision if self.held else 0

    @property
    def is_written(self) -> bool:
        """Whether it says anything; a table also by the reason why there is none."""
        return bool(self.text.strip() or self.rows)

    @property
    def words(self) -> str:
        """All of it as text."""
        return words_of(self.section, self.text, self.rows)

    @property
    def labelled(self) -> list[list[tuple[Any, str]]]:
        """Its rows, each cell with its column's label."""
        labels = [column.label for column in self.section.columns]
        return [list(zip(labels, row, strict=True)) for row in self.table]

    @property
    def table(self) -> list[list[str]]:
        """Its rows in the order of the columns, as they are read."""
        return [[column.words(row.get(column.key, "")) for column in self.section.columns] for row in self.rows]


def share_of(sections: Sequence[Written]) -> dict[str, Any]:
    """How much is there: ``{"written": 9, "of": 12}``."""
    return {"written": sum(one.is_written for one in sections), "of": len(sections)}


def clean_text(text: str) -> str:
    """Text in one spelling, with one kind of line end, so that equal words are equal strings."""
    return normalise(text).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def clean_rows(section: Section, rows: Iterable[Mapping[str, str]]) -> list[Row]:
    """The rows with every column in one spelling; empty ones fall out."""
    cleaned = [{column.key: clean_text(str(row.get(column.key) or "")) for column in section.columns} for row in rows]
    return [row for row in cleaned if any(row.values())]


def too_long(text: str) -> Any:
    """Why a text is refused for its length, kindly; nothing when it fits."""
    if len(text) <= LETTERS_MAX:
        return None
    return _(
        "The text has %(letters)s characters; %(most)s fit here. Keep what must be read here, and attach the rest."
    ) % {"letters": f"{len(text):,}", "most": f"{LETTERS_MAX:,}"}


def faults(section: Section, text: str, rows: list[Row]) -> list[Any]:
    """Why cleaned text and rows cannot stand in a section."""
    found = [too_long(text)]
    if len(rows) > ROWS_MAX:
        found.append(_("A table here takes at most %(most)s rows.") % {"most": ROWS_MAX})
    if any(len(cell) > CELL_MAX for row in rows for cell in row.values()):
        found.append(_("A cell takes at most %(most)s characters.") % {"most": f"{CELL_MAX:,}"})
    for column in section.columns:
        known = {"", *dict(column.offered)}
        if column.choices and any(row[column.key] not in known for row in rows):
            found.append(_("“%(column)s” must be one of those listed.") % {"column": column.label})
    return [fault for fault in found if fault]


def row_words(section: Section, row: Mapping[str, str]) -> str:
    """A row in one line of text."""
    return " · ".join(filter(None, (column.words(row.get(column.key, "")) for column in section.columns)))


def words_of(section: Section, text: str, rows: Iterable[Mapping[str, str]]) -> str:
    """A whole section as text: its rows, one a line, and what was written beside them."""
    return "\n".join(filter(None, [*(row_words(section, row) for row in rows), text]))
