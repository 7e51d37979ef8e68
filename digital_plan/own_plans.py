# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An agency's own plan document beside the template: which sections it has, what stands in them, and what it lacks.

A heading is known by its words, whatever numbers it and however its Thai was broken by copying. What stands below a
heading that is none of the template's belongs to the section before it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils import translation

from digital_plan.template_sections import SECTIONS, STRATEGIES
from papers.sections import CELL_MAX, Column, Row, Section, clean_rows, clean_text, faults, words_of
from papers.thai import arabic_digits
from papers.word import Grid, Line, lines_and_grids

LONGEST_HEADING = 150  # letters
ALIKE = 0.8  # of two headings without their spaces
NUMBER = re.compile(
    r"^(?:(?:ส่วนที่|บทที่|หัวข้อที่|ข้อ|section|part|chapter)\s*)?[0-9]+(?:[.–-][0-9]+)*\s*[.):]?\s*", re.IGNORECASE
)
STRATEGY = re.compile(r"^(?:[0-9.]+\s*)?(?:ยุทธศาสตร์ที่|strategy)\s*[0-9]+\s*[.):–-]?\s*(?P<name>.*)", re.IGNORECASE)
BEFORE_STRATEGIES = ("direction", "strategies_together", STRATEGIES)  # elsewhere it is a strategy of somebody else
NOTHING_SAID = re.compile(r"[^\w\u0e00-\u0e7f]+")
DOT = " · "
Known = dict[str, dict[str, str]]  # by a column's key: what can be chosen there, by its words


@dataclass(frozen=True)
class Found:
    """A section of the template as the document has it; without a ``heading`` it lacks it."""

    section: Section
    heading: str
    text: str
    rows: list[Row]

    @property
    def words(self) -> str:
        """All of it as text."""
        return words_of(self.section, self.text, self.rows)

    @property
    def letters(self) -> int:
        """How long it is."""
        return len(self.words)

    @property
    def faults(self) -> list[Any]:
        """Why it cannot stand in the plan as it is."""
        return faults(self.section, self.text, self.rows)

    @property
    def can_be_taken(self) -> bool:
        """Whether there is something that can stand in the plan."""
        return bool(self.words) and not self.faults


@dataclass(frozen=True)
class Comparison:
    """The sections in the order of the template, and what stands before the first of them."""

    sections: tuple[Found, ...]
    before: str

    @property
    def found(self) -> list[Found]:
        """The sections that the document has."""
        return [one for one in self.sections if one.heading]

    @property
    def lacking(self) -> list[Found]:
        """The sections that it has not."""
        return [one for one in self.sections if not one.heading]


def compared(content: bytes) -> Comparison:
    """Read a .docx beside the template. Raises papers.word.NotReadable."""
    titles = _titles()
    headings: dict[str, str] = {}
    blocks: dict[str, list[Line | Grid]] = {}
    key = ""
    for block in lines_and_grids(content):
        named = _section_of(block, titles, key) if isinstance(block, Line) else None
        if named is not None:
            key = named
            headings.setdefault(key, block.text if isinstance(block, Line) else "")
        if named is None or (named == STRATEGIES and _strategy(block)):
            blocks.setdefault(key, []).append(block)
    with translation.override("th"):
        sections = tuple(
            _found(section, headings.get(section.key, ""), blocks.get(section.key, [])) for section in SECTIONS
        )
    return Comparison(sections, clean_text(_lines(blocks.get("", []))))


def bare(words: str) -> str:
    """Words without number, spaces and points, by which headings are compared."""
    return NOTHING_SAID.sub("", NUMBER.sub("", arabic_digits(words).strip())).casefold()


def _titles() -> list[tuple[str, str]]:
    found = []
    for language in ("th", "en"):
        with translation.override(language):
            found += [(section.key, bare(str(section.label))) for section in SECTIONS]
    return found


def _section_of(line: Line, titles: Sequence[tuple[str, str]], present: str) -> str | None:
    """The section that a line begins; a line that is not set as a heading must have the very words."""
    if len(line.text) > LONGEST_HEADING:
        return None
    words = bare(line.text)
    exact = next((key for key, title in titles if title == words), None)
    if exact is not None:
        return exact
    is_numbered = NUMBER.match(arabic_digits(line.text)) is not None
    if _strategy(line) and present in BEFORE_STRATEGIES and (line.is_heading or present != "direction"):
        return STRATEGIES
    if not words or not (line.is_heading or is_numbered):
        return None
    likeness, key = max((_likeness(title, words), key) for key, title in titles)
    return key if likeness >= ALIKE else None


def _likeness(title: str, words: str) -> float:
    return 1.0 if title in words else SequenceMatcher(None, title, words, autojunk=False).ratio()


def _strategy(block: Line | Grid) -> re.Match[str] | None:
    return STRATEGY.match(arabic_digits(block.text)) if isinstance(block, Line) else None


def _found(section: Section, heading: str, blocks: Iterable[Line | Grid]) -> Found:
    helps = _helps(section)
    said = [one for one in blocks if not (isinstance(one, Line) and (one.style == "Help" or bare(one.text) in helps))]
    if not section.columns:
        return Found(section, heading, clean_text(_lines(said)), [])
    known = {column.key: _known(column) for column in section.columns if column.choices}
    rows: list[dict[str, str]] = []
    left: list[Line | Grid] = []
    for one in said:
        if isinstance(one, Grid) and (places := _columns_of(section, one)):
            rows += [_row(section, places, known, cells) for cells in one.rows[1:]]
        else:
            left.append(one)
    if section.key == STRATEGIES:
        grouped, left = _by_strategy(left)
    else:
        grouped, left = _by_choice(section, known, left)
    return Found(section, heading, clean_text(_lines(left)), clean_rows(section, rows + grouped))


def _helps(section: Section) -> set[str]:
    found = set()
    for language in ("th", "en"):
        with translation.override(language):
            found.add(bare(str(section.help)))
    return found


def _lines(blocks: Iterable[Line | Grid]) -> str:
    return "\n".join(
        block.text if isinstance(block, Line) else "\n".join(DOT.join(filter(None, row)) for row in block.rows)
        for block in blocks
    )


def _columns_of(section: Section, grid: Grid) -> dict[int, Column]:
    """Which cell of a row is which column, by the table's first row; nothing for a table of another kind."""
    heads = [bare(cell) for cell in grid.rows[0]]
    places: dict[int, Column] = {}
    for column in section.columns:
        names = _names(column.label)
        at = next((at for at, head in enumerate(heads) if head and at not in places and _is_named(head, names)), None)
        if at is not None:
            places[at] = column
    return places if len(places) > 1 else {}


def _is_named(head: str, names: Iterable[str]) -> bool:
    return any(head.startswith(name) or name.startswith(head) for name in names)


def _names(label: Any) -> set[str]:
    found = set()
    for language in ("th", "en"):
        with translation.override(language):
            found.add(bare(str(label)))
    return found


def _row(section: Section, places: dict[int, Column], known: Known, cells: Sequence[str]) -> dict[str, str]:
    """A row by its columns; a cell that is none of those to choose from is told in the first long one: none is lost."""
    row: dict[str, str] = {}
    unknown = []
    for at, column in places.items():
        cell = cells[at] if at < len(cells) else ""
        value = known[column.key].get(bare(cell)) if column.choices else cell
        if cell.strip() and value is None:
            unknown.append(cell.strip())
        row[column.key] = value or ""
    if unknown:
        long = next(column.key for column in section.columns if column.is_long)
        row[long] = DOT.join(filter(None, [*unknown, row.get(long, "")]))
    return row


def _known(column: Column) -> dict[str, str]:
    """What can be chosen in a column, by its words in both languages."""
    return {name: key for key, label in column.offered for name in _names(label) | {bare(key)} if name}


def _by_strategy(blocks: Iterable[Line | Grid]) -> tuple[list[dict[str, str]], list[Line | Grid]]:
    """A row for each strategy that has a heading; what stands below it are its tactics, where they fit a cell."""
    rows: list[dict[str, str]] = []
    left: list[Line | Grid] = []
    below: list[list[Line | Grid]] = []
    for block in blocks:
        match = _strategy(block)
        if match and isinstance(block, Line):
            rows.append({"name": match["name"].strip() or block.text, "tactics": ""})
            below.append([])
        elif below:
            below[-1].append(block)
        else:
            left.append(block)
    for row, said in zip(rows, below, strict=True):
        words = clean_text(_lines(said))
        if len(words) <= CELL_MAX:
            row["tactics"] = words
        else:
            left += [Line(row["name"]), *said]
    return rows, left


def _by_choice(
    section: Section, known: Known, blocks: Iterable[Line | Grid]
) -> tuple[list[dict[str, str]], list[Line | Grid]]:
    """Rows from lines below words that the first column offers, as ``Strength`` in an analysis of four sides."""
    kind, words = section.columns[:2]
    rows: list[dict[str, str]] = []
    left: list[Line | Grid] = []
    chosen = None
    for block in blocks:
        named = known[kind.key].get(bare(block.text)) if isinstance(block, Line) else None
        if named is not None:
            chosen = named
        elif chosen is not None and isinstance(block, Line) and len(block.text) <= CELL_MAX:
            rows.append({kind.key: chosen, words.key: block.text})
        else:
            left.append(block)
    return rows, left
