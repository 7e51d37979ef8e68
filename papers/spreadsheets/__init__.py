# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables in and out: CSV and XLSX read with their dangers refused, and written so that no cell becomes a formula."""

from papers.spreadsheets.columns import Column, Record, Records, records_of
from papers.spreadsheets.reading import LARGEST, MOST_ROWS, NotATable, Row, read_pasted, read_table
from papers.spreadsheets.writing import csv_bytes, harmless, xlsx_bytes

__all__ = [
    "LARGEST",
    "MOST_ROWS",
    "Column",
    "NotATable",
    "Record",
    "Records",
    "Row",
    "csv_bytes",
    "harmless",
    "read_pasted",
    "read_table",
    "records_of",
    "xlsx_bytes",
]
