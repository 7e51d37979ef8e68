# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Texts without a space to break at, in every place of a pack: printed whole, within their cells, and compared."""

import copy
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from papers.keeping import NOWHERE, Folder
from papers.pack import layout
from papers.pack.building import pack_typefaces
from papers.pack.layout import laid_out
from papers.pack.pieces import Piece, pieces_of
from papers.rendering import render_as_ready
from papers.text_gate import TextDiffers, read_pages, squeezed
from papers.thai import arabic_digits
from tests.papers.test_pack_pieces import ARISING, INVITATION

WORDS = (
    "https://example.go.th/" + "a1b2c3d4/" * 20,
    "A" * 200,
    "ที่ปรึกษาผู้เชี่ยวชาญด้านน้ำและฝุ่นละอองขนาดเล็ก" * 4,
    "กุ้งน้ำปั๊มป้ำฐุฎุ" * 11,
)
TYPED = ("title", "objective", "rationale", "agency", "item", "subcategory", "source", "contribution", "note", "name",
         "unit", "baseline", "target", "text", "opinion", "place", "owner", "filename", "lead", "ministry")  # fmt: skip


def lengthened(value: Any, words: Any) -> Any:
    """The same with a long word behind every text that people type."""
    if isinstance(value, dict):
        return {
            name: f"{one} {next(words)}" if name in TYPED and isinstance(one, str) else lengthened(one, words)
            for name, one in value.items()
        }
    return [lengthened(one, words) for one in value] if isinstance(value, list) else value


@pytest.fixture
def pieces(pack_snapshot: dict[str, Any]) -> list[Piece]:
    annex = {"number": 1, "title": "แผนงาน", "filename": "แผน.docx", "sha256": "a" * 64, "pages_sha256": "", "pages": 0,
             "outcome": "named", "taken_out": [], "notes": []}  # fmt: skip
    beside = {
        "projects": pack_snapshot["projects"][:1],
        "invitation": INVITATION,
        "arising": {"as_of": "2021-06-01", "rows": [ARISING]},
        "annexes": [{"label": "5.1", "title": "แผนงาน", "project": None, "papers": [annex]}],
    }
    return pieces_of(lengthened(copy.deepcopy(pack_snapshot | beside), cycle(WORDS)))


def test_word_without_a_space_is_printed_whole_wherever_it_stands(pieces: list[Piece], tmp_path: Path) -> None:
    laid = laid_out(pieces, pack_typefaces(), Folder(tmp_path))  # which compares every page with its source
    said = ""
    for one in laid:
        _document, pages = read_pages(one.body.pdf)
        said += "".join(pages["pypdf"])
    for word in WORDS:
        assert arabic_digits(squeezed(word)) in arabic_digits(said)


def test_rows_too_high_to_stand_together_are_set_loosely_and_that_is_remembered(
    pack_snapshot: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(pages: Sequence[str], **more: Any) -> Any:
        asked.extend(pages)
        yield from render_as_ready(pages, **more)

    monkeypatch.setattr(layout, "render_as_ready", counted)
    project = pack_snapshot["projects"][1]
    line = project["lines"][0] | {"item": "ที่ปรึกษาผู้เชี่ยวชาญด้านน้ำและฝุ่นละอองขนาดเล็ก" * 25, "agency": "กรมเดียวกัน"}
    pieces = [
        piece
        for piece in pieces_of(pack_snapshot | {"projects": [project | {"lines": [line] * 6}]})
        if piece.template == "sheet"
    ]
    keep = Folder(tmp_path)
    [laid] = laid_out(pieces, pack_typefaces(), keep)
    assert (laid.piece.content["loose"], len(asked)) == (True, 2)
    [again] = laid_out(pieces, pack_typefaces(), keep)
    assert (again.piece, len(asked)) == (laid.piece, 2)


def test_word_that_is_lost_is_found_all_the_same(pieces: list[Piece], monkeypatch: pytest.MonkeyPatch) -> None:
    def losing(pages: Sequence[str], **more: Any) -> Any:
        yield from render_as_ready([page.replace("a1b2c3d4/", "", 1) for page in pages], **more)

    monkeypatch.setattr(layout, "render_as_ready", losing)
    sheet = [piece for piece in pieces if piece.template == "sheet"][:1]
    with pytest.raises(TextDiffers) as differs:
        laid_out(sheet, pack_typefaces(), NOWHERE)
    assert "a1b2c3d4" in differs.value.expected
