# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading a .docx that ``papers.uploads`` has looked at: its lines and tables in their order, nothing else of it."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.utils.translation import gettext_noop as _

from papers.thai import mended

MOST_BYTES = 10 * 1024 * 1024  # of the text's own XML; 300 pages come to about four
MOST_BLOCKS = 20_000
MOST_CELLS = 40  # of one row; more is layout
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # says the same as its choice
HEADING = re.compile(r"heading|title|หัวเรื่อง|ชื่อเรื่อง", re.IGNORECASE)
CONTENTS = re.compile(r"toc|สารบัญ", re.IGNORECASE)
LEADS_TO_PAGE = re.compile(r"(?:\.{4,}|…{2,}|\t)\s*[0-9๐-๙]{1,4}\s*$")  # a line of a list of contents
DAMAGED = _("The file is damaged and cannot be opened.")
TOO_LONG = _("The document is longer than the service reads. Send the plan without its annexes.")
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, KeyError, ParseError, DefusedXmlException, ValueError, OSError, EOFError,
    RuntimeError, NotImplementedError,
)  # fmt: skip


class NotReadable(ValueError):
    """A document that is not read; ``sentence``, an English one of the catalogue, says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Line:
    """A paragraph, its Thai mended; ``style`` is what its style is called, and ``is_bold`` where all of it is."""

    text: str
    style: str = ""
    is_bold: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether its writer set it as a heading."""
        return bool(HEADING.search(self.style)) or self.is_bold


@dataclass(frozen=True)
class Grid:
    """A table by its rows."""

    rows: tuple[tuple[str, ...], ...]


def lines_and_grids(content: bytes) -> list[Line | Grid]:
    """What the document says; lists of contents are left out. Raises NotReadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            body = fromstring(_member(archive, "word/document.xml")).find(f"{WORD}body")
            styles = _names_of_styles(archive)
    except UNREADABLE as error:
        if isinstance(error, NotReadable):
            raise
        raise NotReadable(DAMAGED) from error
    if body is None:
        raise NotReadable(DAMAGED)
    found = list(_blocks(body, styles))
    if len(found) > MOST_BLOCKS:
        raise NotReadable(TOO_LONG)
    return found


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        read = member.read(MOST_BYTES + 1)
    if len(read) > MOST_BYTES:
        raise NotReadable(TOO_LONG)
    return read


def _names_of_styles(archive: zipfile.ZipFile) -> dict[str, str]:
    """What each style is called: Word writes a number for it in documents that were begun in Thai."""
    if "word/styles.xml" not in archive.namelist():
        return {}
    styles = fromstring(_member(archive, "word/styles.xml"))
    names = {style.get(f"{WORD}styleId", ""): style.find(f"{WORD}name") for style in styles.iter(f"{WORD}style")}
    return {key: name.get(f"{WORD}val", "") for key, name in names.items() if name is not None}


def _blocks(body: Any, styles: dict[str, str]) -> Iterator[Line | Grid]:
    for block in _top(body):
        if block.tag == f"{WORD}tbl":
            if rows := tuple(_rows(block)):
                yield Grid(rows)
        elif text := mended(_text(block)).strip():
            key = _value(block.find(f"{WORD}pPr/{WORD}pStyle"))
            style = styles.get(key, key)
            if not CONTENTS.match(style) and not LEADS_TO_PAGE.search(text):
                yield Line(text, style, _is_bold(block))


def _top(body: Any) -> Iterator[Any]:
    """The paragraphs and tables, also those that a content control holds."""
    waiting = list(body)[::-1]
    while waiting:
        block = waiting.pop()
        if block.tag in (f"{WORD}p", f"{WORD}tbl"):
            yield block
        elif block.tag in (f"{WORD}sdt", f"{WORD}sdtContent"):
            waiting.extend(list(block)[::-1])


def _rows(table: Any) -> Iterator[tuple[str, ...]]:
    for row in table.findall(f"{WORD}tr"):
        cells = [
            mended("\n".join(filter(None, (_text(paragraph).strip() for paragraph in cell.iter(f"{WORD}p")))))
            for cell in row.findall(f"{WORD}tc")[:MOST_CELLS]
        ]
        if any(cells):
            yield tuple(cells)


def _text(paragraph: Any) -> str:
    pieces, waiting = [], [paragraph]
    while waiting:
        node = waiting.pop()
        if node.tag == f"{WORD}t":
            pieces.append(node.text or "")
        elif node.tag == f"{WORD}tab":
            pieces.append("\t")
        elif node.tag in (f"{WORD}br", f"{WORD}cr"):
            pieces.append("\n")
        elif node.tag not in (FALLBACK, f"{WORD}pPr", f"{WORD}rPr"):
            waiting.extend(list(node)[::-1])
    return "".join(pieces)


def _is_bold(paragraph: Any) -> bool:
    """Whether every run that says something is bold; Thai has a mark of its own for it."""
    said = [run for run in paragraph.iter(f"{WORD}r") if _says(run.iter(f"{WORD}t"))]
    return bool(said) and all(any(_is_on(run.find(f"{WORD}rPr/{WORD}{mark}")) for mark in ("b", "bCs")) for run in said)


def _says(texts: Iterable[Any]) -> bool:
    return any((text.text or "").strip() for text in texts)


def _is_on(mark: Any) -> bool:
    return mark is not None and mark.get(f"{WORD}val", "1") not in ("0", "false", "off")


def _value(element: Any) -> str:
    return str(element.get(f"{WORD}val", "")) if element is not None else ""
