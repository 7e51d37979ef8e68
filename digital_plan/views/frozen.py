# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of what was frozen as a file, alike for all that can be shown to a committee."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse

from papers.spreadsheets import xlsx_bytes
from papers.spreadsheets.writing import XLSX_TYPE


def sheet_file(name: str, title: str, headings: Sequence[str], rows: list[list[Any]]) -> HttpResponse:
    """The tables as a spreadsheet."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(xlsx_bytes(title, list(headings), rows), content_type=XLSX_TYPE, headers=headers)
