# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading a table that somebody sends or pastes: CSV, tab-separated or XLSX, known by its content and not by its name.

Each cell comes out as text in one spelling of Thai. Whatever is too large, protected, mislabelled or damaged is refused
with the reason, before it is unpacked.
"""

import csv
import io
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from papers.spreadsheets.archives import NotATable as NotATable
from papers.spreadsheets.archives import refuse_archive
from papers.spreadsheets.writing import LEADS_IN
from papers.thai import normalise

LARGEST = 10 * 1024 * 1024  # bytes
MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_CHARACTERS = 5_000  # in a cell
MOST_WALKED = 200_000  # rows of a sheet, the empty ones among them
MOST_CELLS = 4_000_000  # of a sheet, the empty ones to the left of a filled one among them

ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
DELIMITERS = ("\t", ",", ";")
LOOKED_AT = 10_000  # characters
EXACT = 10**15  # a float holds no more digits
ENCODINGS = ("utf-8-sig", "cp874")  # Thai Windows saves CSV in the second


@dataclass(frozen=True)
class Row:
    """One row that holds something; ``number`` is its place in the file, as a spreadsheet numbers it."""

    number: int
    cells: list[str]


def read_table(content: bytes, filename: str) -> list[Row]:
    """The rows of a CSV or XLSX file. Raises NotATable."""
    if len(content) > LARGEST:
        raise NotATable(_("The file is larger than 10 MB."))
    if not content.strip():
        raise NotATable(_("The file is empty."))
    ending = filename.rpartition(".")[2].lower()
    if content.startswith(OLE):
        if ENCRYPTED_PACKAGE in content:
            raise NotATable(_("The file is protected by a password. Save it without one and send it again."))
        raise NotATable(_("The file is of the old .xls kind. Save it as .xlsx or CSV and send it again."))
    if content.startswith((PDF, *PICTURES)):
        raise NotATable(_("The file is neither CSV nor XLSX, whatever its name says."))
    is_workbook = content.startswith(ZIP)
    if is_workbook != (ending == "xlsx"):
        raise NotATable(_("The file's name does not fit its content: .xlsx for a workbook, .csv for text."))
    return _kept(_of_workbook(content) if is_workbook else _of_text(_decoded(content)))


def read_pasted(text: str) -> list[Row]:
    """The rows of what was copied out of a spreadsheet (tabs), or typed with commas. Raises NotATable."""
    if len(text) > LARGEST:
        raise NotATable(_("The file is larger than 10 MB."))
    return _kept(_of_text(text))


def cleaned(value: Any) -> str:
    """A cell as text: one spelling, no control characters, single spaces, and no mark that keeps a formula asleep."""
    text = "".join(" " if character in "\r\n\t\xa0" else character for character in normalise(_as_text(value)))
    text = " ".join("".join(character for character in text if not _is_control(character)).split())
    return text[1:] if text[:1] == "'" and text[1:2] in LEADS_IN else text


def _is_control(character: str) -> bool:
    return character < " " or "\x7f" <= character < "\xa0"


def _as_text(value: Any) -> str:
    """A cell's value as it would be typed; a whole number without its decimal point."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return _number(value)
        case datetime() | date():
            return value.isoformat()[:10]
        case _:
            return str(value)


def _number(value: float) -> str:
    """A number without the noise of its binary form; one beyond all sense in full, for whoever refuses it."""
    if not math.isfinite(value):
        return ""
    exact = Decimal(repr(value))
    return f"{exact.quantize(Decimal('0.000001')).normalize() if abs(value) < EXACT else exact:f}"


def _of_text(text: str) -> Iterator[tuple[int, list[Any]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    before = 0
    try:
        for cells in reader:
            yield before + 1, cells
            before = reader.line_num
    except csv.Error as error:
        raise NotATable(_("The file cannot be read as CSV from line %(line)s on.") % {"line": before + 1}) from error


def _delimiter(text: str) -> str:
    """The one that cuts the most of the first rows into the same number of cells; titles above a table differ."""
    head = [line for line in text[:LOOKED_AT].splitlines() if line.strip()]

    def fitting(delimiter: str) -> tuple[int, int]:
        try:
            widths = Counter(len(cells) for cells in csv.reader(head, delimiter=delimiter))
        except csv.Error:
            return 0, 0
        return max(((many, width) for width, many in widths.items() if width > 1), default=(0, 0))

    return max(DELIMITERS, key=fitting)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in content:
        raise NotATable(_("The file is neither CSV nor XLSX, whatever its name says."))
    else:
        encodings = ENCODINGS
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotATable(_("The file's text is in no encoding that is known here. Save it as CSV UTF-8."))


def _of_workbook(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    """The first visible sheet; values only, formulas by what they last came to."""
    refuse_archive(content)
    try:
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise NotATable(_("The workbook has no visible sheet."))
        sheet: Any = sheets[0]
        sheet.reset_dimensions()  # what a file says of its own size may be anything
        walked = 0
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            walked += len(cells)  # a row is as wide as its last cell, though that be empty
            if walked > MOST_CELLS:
                raise NotATable(_("The sheet is wider than the service reads. Delete its empty columns on the right."))
            if number > MOST_WALKED:
                raise NotATable(_("The table has more than %(most)s rows.") % {"most": f"{MOST_ROWS:,}"})
            yield number, list(cells)
    except NotATable:
        raise
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, OSError, EOFError) as error:
        raise NotATable(_("The file is damaged: it cannot be opened as XLSX.")) from error
    except Exception as error:  # openpyxl lets its XML reader's own errors through, each with a class of its own
        if type(error).__module__.partition(".")[0] not in ("defusedxml", "xml", "zlib", "zipfile", "openpyxl"):
            raise
        raise NotATable(_("The file is damaged: it cannot be opened as XLSX.")) from error


def _kept(rows: Iterable[tuple[int, list[Any]]]) -> list[Row]:
    """The rows that hold something, cleaned, within what is read here."""
    kept: list[Row] = []
    for number, values in rows:
        while values and values[-1] in (None, ""):
            values.pop()
        if len(values) > MOST_COLUMNS:
            raise NotATable(_("Row %(row)s has more than %(most)s columns.") % {"row": number, "most": MOST_COLUMNS})
        if any(isinstance(value, str) and len(value) > MOST_CHARACTERS for value in values):
            raise NotATable(
                _("A cell in row %(row)s holds more than %(most)s characters.")
                % {"row": number, "most": f"{MOST_CHARACTERS:,}"}
            )
        cells = [cleaned(value) for value in values]
        if any(cells):
            kept.append(Row(number, cells))
        if len(kept) > MOST_ROWS:
            raise NotATable(_("The table has more than %(most)s rows.") % {"most": f"{MOST_ROWS:,}"})
    if not kept:
        raise NotATable(_("The file is empty."))
    return kept
