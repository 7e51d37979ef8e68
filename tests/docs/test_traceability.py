# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What docs/traceability.md names exists, every row of the slides is there, and documents' links lead somewhere."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import get_resolver

ROOT = Path(settings.BASE_DIR)
DOCS = sorted((ROOT / "docs").glob("*.md"))
ROWS = (
    [f"M{n}" for n in ("1", "1a", "2", "2a", "2b", "2c", "3", "4", "5")]
    + [f"L{n}" for n in range(1, 8)]
    + [f"A{n}" for n in range(1, 7)]
    + [f"T{n}" for n in range(1, 13)]
    + ["FA1–FA6", "H1", "H2", "H3", "H4", "V3", "V2"]
)


def rows() -> list[list[str]]:
    """The cells of every row: what row, asked for, page, test."""
    text = (ROOT / "docs" / "traceability.md").read_text()
    lines = (line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| row"))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_row_of_the_slides_is_there_once() -> None:
    assert [row[0] for row in rows()] == ROWS


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_row_names_pages_and_tests_that_exist_or_says_not_yet(row: list[str]) -> None:
    _name, _asked, page, test = row
    known = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert set(named(page)) <= known
    assert named(page) or "not yet" in page or page == "A1–A5"
    assert all((ROOT / path).is_file() for path in named(test))
    assert bool(named(test)) or test == "–"


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(((?!https?:)[^)#]+)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []
