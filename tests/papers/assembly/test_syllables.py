# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every Thai syllable reads back exactly from a linked pack, from bodies that share a font and from what is stamped."""

import shutil
from collections.abc import Mapping
from dataclasses import replace

import pytest

from papers.assembly.binding import Part
from papers.assembly.bodies import Body
from papers.assembly.linker import link
from papers.assembly.typeface import Typeface, joined
from papers.rendering import render_each
from papers.text_gate import read_with_pdftotext
from tests.papers.assembly.conftest import LOOK, RUNNING, bound, page
from tests.papers.conftest import pdfium_text, pypdf_text
from tests.papers.test_fonts import SYLLABLES

STAMPED = "".join(SYLLABLES[::97])  # what a page's head has room for


@pytest.fixture(scope="module")
def bodies(typefaces: Mapping[int, Typeface]) -> list[Body]:
    """All syllables in both weights."""
    said = " ".join(SYLLABLES)
    pages = [page(f'<p style="font-size: 9pt; font-weight: {weight}">{said}</p>') for weight in (400, 700)]
    outcomes = render_each(pages, stylesheets=[LOOK])
    return [Body(outcome, typefaces) for outcome in outcomes if isinstance(outcome, bytes)]


def test_every_thai_syllable_reads_back_from_a_pack(bodies: list[Body], typefaces: Mapping[int, Typeface]) -> None:
    parts = [Part(body, runs=False) for body in bodies]
    pdf = link(bound(parts, typefaces))
    readings = {"pypdf": pypdf_text(pdf), "PDFium": pdfium_text(pdf)}
    if command := shutil.which("pdftotext"):
        readings["pdftotext"] = "".join(read_with_pdftotext(command, pdf))
    expected = "".join(SYLLABLES) * 2
    assert {reader: "".join(text.split()) == expected for reader, text in readings.items()} == dict.fromkeys(
        readings, True
    )


@pytest.mark.parametrize("weight", [400, 700])
def test_stamped_syllables_mean_what_laid_out_ones_mean(
    weight: int, bodies: list[Body], typefaces: Mapping[int, Typeface]
) -> None:
    known = dict(bodies[weight == 700].segment.meanings[weight])
    for syllable in SYLLABLES:
        run = typefaces[weight].set(syllable)
        glyphs = [run.glyphs[at : at + 4] for at in range(0, len(run.glyphs), 4)]
        assert "".join(bytes.fromhex(run.meanings[glyph]).decode("utf-16-be") for glyph in glyphs) == syllable
        joined(known, run.meanings)


def test_stamped_syllables_read_back(bodies: list[Body], typefaces: Mapping[int, Typeface]) -> None:
    binding = bound([Part(bodies[0])], typefaces)
    pdf = link(replace(binding, running=replace(RUNNING, head_left=STAMPED, head_right="")))
    for text in (pypdf_text(pdf), pdfium_text(pdf)):
        assert STAMPED in "".join(text.split())
