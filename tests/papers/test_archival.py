# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Papers that everybody can read and that can be kept for good: what standards ask of them, and what is inside."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

from papers.archival.accessible import mend
from papers.archival.claims import colour_profile
from papers.pack.building import build_pack
from papers.pack.pieces import pieces_of
from papers.packs import build_letter_pdf
from papers.rendering import render_pdf
from tests.papers.conformance import faults_of, findings_of

TABLE = """<html lang="th"><head><title>ตาราง</title></head><body><p><a href="https://example.org/x">ดูที่นี่</a></p>
<table><thead><tr><th scope="col">ก</th><th scope="col">ข</th></tr></thead>
<tbody><tr><th scope="row">ค</th><td>ง</td></tr></tbody></table>
<table><tr><td>ซ้าย</td><td>ขวา</td></tr></table></body></html>"""


def test_pack_and_letter_keep_to_both_standards(pack_snapshot: dict[str, Any], letter_snapshot: dict[str, Any]) -> None:
    letter_snapshot["reason"] = "เหตุผล " * 900  # two pages more, with heads and feet
    for pdf in (build_pack(pack_snapshot).pdf, build_letter_pdf(letter_snapshot)):
        assert faults_of(pdf) == []
        assert findings_of(pdf) == []


def test_letter_holds_the_data_it_was_printed_from(letter_snapshot: dict[str, Any]) -> None:
    pdf = build_letter_pdf(letter_snapshot)
    held = pypdf.PdfReader(io.BytesIO(pdf)).attachments
    assert {name: json.loads(contents[0]) for name, contents in held.items()} == {"data.json": letter_snapshot}
    assert build_letter_pdf(letter_snapshot) == pdf


def test_pack_holds_its_data_and_its_manifest(pack_snapshot: dict[str, Any]) -> None:
    built = build_pack(pack_snapshot)
    held = pypdf.PdfReader(io.BytesIO(built.pdf)).attachments
    told = {name: json.loads(contents[0]) for name, contents in held.items()}
    assert told == {
        "data.json": {piece.name: piece.content for piece in pieces_of(pack_snapshot)},
        "manifest.json": built.manifest,
    }
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        assert [(str(one.F), str(one.AFRelationship)) for one in pdf.Root.AF] == [
            ("data.json", "/Source"), ("manifest.json", "/Data"),
        ]  # fmt: skip


def test_tables_and_links_are_mended() -> None:
    with pikepdf.open(io.BytesIO(render_pdf(TABLE))) as pdf:
        mend(pdf)
        tags = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one]
        heads = [str(one.A.Scope) for one in tags if one.S == pikepdf.Name.TH and "/Scope" in one.get("/A", {})]
        assert sorted(heads) == ["/Column", "/Column", "/Row"]
        assert [str(one.S) for one in tags].count("/Table") == 1  # the other only sets two things side by side
        (link,) = pdf.pages[0].obj.Annots
        assert (str(link.Contents), int(link.F)) == ("ดูที่นี่", 4)


def _unmarked(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 9 9 re f")


def _scopeless(pdf: pikepdf.Pdf) -> None:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == pikepdf.Name.TH:
            one.A = pikepdf.Dictionary(O=pikepdf.Name.Table)


def _acting(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def _untitled(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = pikepdf.String("another")


def _colourless(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(b"no profile", N=3)


def _loose(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF = pikepdf.Array([])


@pytest.mark.parametrize("harm", [_unmarked, _scopeless, _acting, _untitled, _colourless, _loose])
def test_every_harm_is_found(letter_snapshot: dict[str, Any], harm: Callable[[pikepdf.Pdf], None]) -> None:
    with pikepdf.open(io.BytesIO(build_letter_pdf(letter_snapshot))) as pdf:
        harm(pdf)
        written = io.BytesIO()
        pdf.save(written)
    assert faults_of(written.getvalue()) != []


def test_paper_as_it_was_laid_out_is_not_fit(tmp_path: Path) -> None:
    assert findings_of(render_pdf(TABLE)) != []


def test_colours_have_the_profile_of_the_web() -> None:
    assert (len(colour_profile()), colour_profile()[36:40]) == (3024, b"acsp")
