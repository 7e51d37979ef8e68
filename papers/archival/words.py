# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the tagged content of a page says, read from its glyphs: a link is described by its own words."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

MEANING = re.compile(r"<([0-9a-f]{4})> <([0-9a-f]*)>")


def words_by_content(page: Object) -> dict[int, str]:
    """The words of each marked content of a page by its number."""
    meanings = _meanings(page)
    said: dict[int, str] = {}
    open_marks: list[int | None] = []
    font = ""
    for one in pikepdf.parse_content_stream(pikepdf.Page(page)):
        operands, operator = list(one.operands), str(one.operator)
        if operator == "Tf":
            font = str(operands[0])
        elif operator in ("BDC", "BMC"):
            held = operands[1] if operator == "BDC" and isinstance(operands[1], Dictionary) else None
            open_marks.append(int(held.MCID) if held is not None and "/MCID" in held else None)
        elif operator == "EMC":
            open_marks.pop()
        elif operator in ("Tj", "TJ"):
            mark = next((number for number in reversed(open_marks) if number is not None), None)
            if mark is not None:
                said[mark] = said.get(mark, "") + "".join(_shown(operands[0], meanings.get(font, {})))
    return said


def _shown(shown: Any, meanings: dict[bytes, str]) -> Iterator[str]:
    for piece in shown if isinstance(shown, Array) else [shown]:
        if isinstance(piece, pikepdf.String):
            glyphs = bytes(piece)
            yield from (meanings.get(glyphs[at : at + 2], "") for at in range(0, len(glyphs), 2))


def _meanings(page: Object) -> dict[str, dict[bytes, str]]:
    """What each glyph of each font of a page stands for."""
    fonts = page.get("/Resources", Dictionary()).get("/Font", Dictionary())
    found = {}
    for name, font in fonts.items():
        told = font.get("/ToUnicode")
        if isinstance(told, Stream) and font.get("/Subtype") == Name.Type0:
            pairs = MEANING.findall(told.read_bytes().decode("latin-1"))
            found[name] = {bytes.fromhex(glyph): bytes.fromhex(says).decode("utf-16-be") for glyph, says in pairs}
    return found
