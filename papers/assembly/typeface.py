# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pack font as a whole pack shares it: one program a weight, and texts set in it without a layout engine.

Bodies carry a subset each, with the glyph numbers of the whole font; in a pack they all use the one program. The Thai
marks of the pack font stand right by themselves (``papers.fonts``), so a stamped text is a row of glyphs and no more.
"""

import hashlib
import io
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import uharfbuzz
from fontTools.ttLib import TTFont

REGULAR, BOLD = 400, 700
FONT_NAMES = {REGULAR: "MatiRegular", BOLD: "MatiBold"}  # what pages' resources call the weights
UNUSED_IN_PDF = ("GSUB", "GPOS", "GDEF", "gasp", "BASE", "DSIG")
COMPRESSION = 9
BEGIN_CMAP = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
END_CMAP = b"\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
CMAP_BLOCK = 100  # entries, as many as a block may hold (ISO 32000-1, 9.7.5.4)

Meanings = dict[str, str]  # of glyphs: four hexadecimal digits → UTF-16 in hexadecimal


class MeaningsDiffer(Exception):
    """One glyph stands for two texts: the pack would be read wrong."""


@dataclass(frozen=True)
class Run:
    """A text as glyphs of one weight: hexadecimal for a ``Tj``, how wide in thousandths of the size, what they mean."""

    glyphs: str
    width: float
    meanings: Mapping[str, str]


class Typeface:
    """One weight of the pack font; ``content`` is the file as built."""

    def __init__(self, content: bytes, weight: int) -> None:
        self.weight, self.fingerprint = weight, hashlib.sha256(content).hexdigest()
        font = TTFont(io.BytesIO(content), recalcTimestamp=False)
        self.name: str = font["name"].getDebugName(6)
        head, hhea = font["head"], font["hhea"]
        self._scale = 1000 / head.unitsPerEm
        self.ascent, self.descent = round(hhea.ascent * self._scale), round(hhea.descent * self._scale)
        self.box = [round(edge * self._scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]
        self.widths = [round(font["hmtx"][name][0] * self._scale) for name in font.getGlyphOrder()]
        self._shaper = uharfbuzz.Font(uharfbuzz.Face(content))
        for table in UNUSED_IN_PDF:
            if table in font:
                del font[table]
        lean = io.BytesIO()
        font.save(lean)
        self.program_length = len(lean.getvalue())
        self.program = zlib.compress(lean.getvalue(), COMPRESSION)
        self.set = lru_cache(maxsize=4096)(self._set)

    def _set(self, text: str) -> Run:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS  # as the bodies are shaped
        uharfbuzz.shape(self._shaper, buffer, {"kern": False})
        glyphs, meanings, width = "", {}, 0
        ends = dict(pairwise([*sorted({info.cluster for info in buffer.glyph_infos}), len(text)]))
        seen: set[int] = set()
        for info in buffer.glyph_infos:
            glyph = f"{info.codepoint:04x}"
            glyphs += glyph
            width += self.widths[info.codepoint]
            means = "" if info.cluster in seen else text[info.cluster : ends[info.cluster]]
            meanings[glyph] = means.encode("utf-16-be").hex()
            seen.add(info.cluster)
        return Run(glyphs, width, meanings)


def joined(into: Meanings, more: Mapping[str, str]) -> None:
    """Add what glyphs mean; raises MeaningsDiffer where one is known by another text."""
    for glyph, text in more.items():
        if into.setdefault(glyph, text) != text:
            one, other = (bytes.fromhex(meaning).decode("utf-16-be") for meaning in (into[glyph], text))
            raise MeaningsDiffer(f"One glyph stands for both “{one}” and “{other}”.")


def cmap(meanings: Mapping[str, str]) -> bytes:
    """The ToUnicode stream's content."""
    lines = [f"<{glyph}> <{text}>".encode() for glyph, text in sorted(meanings.items())]
    blocks = [lines[at : at + CMAP_BLOCK] for at in range(0, len(lines), CMAP_BLOCK)]
    return (
        BEGIN_CMAP
        + b"\n".join(b"%d beginbfchar\n%b\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks)
        + END_CMAP
    )
