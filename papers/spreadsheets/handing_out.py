# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Handing out a list as a file that spreadsheet programs open."""

from typing import Any

from django.http import Http404, HttpResponse

from papers.spreadsheets import csv_bytes, xlsx_bytes
from papers.spreadsheets.writing import XLSX_TYPE


def sheet(kind: str, name: str, title: str, headings: list[Any], rows: list[list[Any]]) -> HttpResponse:
    """A table as XLSX or CSV. Raises Http404 for any other kind."""
    if kind not in ("xlsx", "csv"):
        raise Http404
    content = xlsx_bytes(title, headings, rows) if kind == "xlsx" else csv_bytes(headings, rows)
    response = HttpResponse(content, content_type=XLSX_TYPE if kind == "xlsx" else "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
