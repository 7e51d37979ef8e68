# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing tables as CSV and XLSX. What a person typed never becomes a formula in somebody else's spreadsheet.

Every export of the service is written here. Source of the rule: OWASP, CSV injection.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

LEADS_IN = frozenset("=+-@\t\r\n|%＝＋－＠")  # a cell that begins so may be read as a formula or a command
WIDEST = 60  # characters
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def harmless(value: Any) -> Any:
    """A text that begins like a formula, put to sleep by an apostrophe; numbers and days stay what they are."""
    if isinstance(value, (int, float, Decimal, date, datetime)) or value is None:
        return value
    text = str(value)
    return f"'{text}" if text.lstrip(" \xa0")[:1] in LEADS_IN and text else text


def csv_bytes(headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """A CSV file in UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([harmless(str(heading)) for heading in headings])
    writer.writerows([harmless(_plain(value)) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(title: str, headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of one sheet: headings that stay in sight, amounts as numbers, texts as texts whatever they say."""
    workbook = Workbook(write_only=True)
    sheet: Any = workbook.create_sheet("".join(c for c in title if c not in "[]:*?/\\'")[:31] or "Sheet1")
    kept = [[_plain(value) for value in row] for row in rows]
    names = [str(heading) for heading in headings]
    for place, name in enumerate(names, 1):
        longest = max([len(name), *(len(str(row[place - 1])) for row in kept if place <= len(row))])
        sheet.column_dimensions[get_column_letter(place)].width = min(longest + 3, WIDEST)
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, name, is_heading=True) for name in names])
    for row in kept:
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _plain(value: Any) -> Any:
    """A value that a cell can hold: numbers and days as they are, all else as text without what XML cannot hold."""
    if value is None or isinstance(value, (int, float, Decimal, date)):
        return value
    return ILLEGAL_CHARACTERS_RE.sub("", str(value))


def _cell(sheet: Any, value: Any, *, is_heading: bool = False) -> Any:
    cell: Any = WriteOnlyCell(sheet, value=None if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"  # openpyxl would make a formula of "=…"
        cell.quotePrefix = value[:1] in LEADS_IN
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif isinstance(value, Decimal):
        cell.number_format = "#,##0.00"
    if is_heading:
        cell.font = Font(bold=True)
    return cell
