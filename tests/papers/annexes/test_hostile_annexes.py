# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What becomes of each hostile or broken annex: a table of verdicts; and nothing that acts is left in what is bound."""

import base64
import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from django.utils import translation
from pikepdf import Array, Dictionary, Name, String

from papers.annexes.judging import judge
from papers.annexes.saying import findings_of
from papers.confinement import Limits
from papers.keeping import NOWHERE
from papers.uploads import NotAccepted
from tests.papers.annexes import corpus as made

PDF = "application/pdf"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|RichMedia\w*|EmbeddedFiles?|EF|OpenAction|AA|SubmitForm|ImportData|GoTo[RE]|Rendition|"
    rb"AcroForm|XFA|Annots|Names|URI|Filespec|Ref|PS|OPI|Movie|Sound|Metadata|PieceInfo|Outlines)\b"
)

TAKEN_IN: dict[str, tuple[made.Made, str, int, dict[str, int], dict[str, list[int]]]] = {
    "plain": (made.plain, "whole", 3, {}, {}),
    "scripts everywhere": (made.scripts_everywhere, "cleaned", 1, {"scripts": 4}, {}),
    "launch": (lambda: made.with_root(OpenAction=Dictionary(S=Name.Launch, F=String("cmd.exe"))), "cleaned", 1,
               {"actions": 1}, {}),
    "submit": (lambda: made.with_annotation(Subtype=Name.Link, A=Dictionary(S=Name.SubmitForm, F=String("http://x/"))),
               "cleaned", 1, {"actions": 1}, {}),
    "other file": (lambda: made.with_annotation(Subtype=Name.Link, A=Dictionary(S=Name.GoToR, F=String("//x/y.pdf"))),
                   "cleaned", 1, {"actions": 1}, {}),
    "link": (lambda: made.with_annotation(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://x.go.th"))),
             "cleaned", 1, {"links": 1}, {}),
    "comment": (lambda: made.with_annotation(Subtype=Name.Text, Contents=String("No!")), "cleaned", 1,
                {"comments": 1}, {}),
    "program inside": (made.embedded_program, "cleaned", 1, {"files": 1}, {}),
    "film": (made.rich_media, "cleaned", 1, {"files": 2, "media": 1}, {}),
    "filled form": (made.filled_form, "cleaned", 1, {"fields": 1}, {}),
    "form that waits": (lambda: made.filled_form("Filled in", waits=True), "cleaned", 1, {"fields": 1}, {}),
    "hidden layer": (made.hidden_layer, "drawn", 1, {}, {"layers": []}),
    "printer's program": (made.printers_program, "drawn", 1, {}, {"foreign_parts": []}),
    "page of another file": (made.page_of_another_file, "drawn", 1, {}, {"foreign_parts": []}),
    "torn picture": (lambda: made.with_picture(8, 8, b"\x78\x9c\x00", Filter=Name.FlateDecode), "drawn", 1, {},
                     {"torn": []}),
    "owner's password": (lambda: made.locked(user="", owner="o"), "whole", 3, {}, {"restricted": []}),
    "wrong xref": (made.wrong_xref, "whole", 3, {}, {"repaired": []}),
    "blank pages": (made.with_blank_pages, "whole", 4, {}, {"blank": [2, 4]}),
    "A0": (lambda: made.pages_of_size(2384, 3370), "whole", 1, {}, {"smaller": [1]}),
    "layer off on the screen": (lambda: made.layer(usage={"View": "ViewState"}), "drawn", 1, {}, {"layers": []}),
    "layer off on paper": (lambda: made.layer(usage={"Print": "PrintState"}), "drawn", 1, {}, {"layers": []}),
    "shown where a layer is not": (lambda: made.layer(shown_by={"VE": Name.Not}), "drawn", 1, {}, {"layers": []}),
    "shown where all layers are off": (lambda: made.layer(shown_by={"P": Name.AllOff}), "drawn", 1, {},
                                       {"layers": []}),
    "layer that is on": (lambda: made.layer(shown_by={"P": Name.AnyOn}), "whole", 1, {}, {}),
    "drawing that draws itself": (made.drawing_of_itself, "whole", 1, {}, {}),
    "drawings in drawings, a few": (lambda: made.drawings_in_drawings(3, 20), "whole", 1, {}, {}),
    "drawing packed in two ways": (lambda: made.with_drawing(
        zlib.compress(b"0 0 9 9 re f").hex().encode() + b">", ["/ASCIIHexDecode", "/FlateDecode"]), "whole", 1, {}, {}),
    "picture of an unknown kind": (lambda: made.packed_picture("/NewDecode", b"x"), "drawn", 1, {}, {"torn": []}),
    "changed after it was written": (lambda: made.changed_later("Changed"), "whole", 1, {}, {}),
    "pattern": (lambda: made.with_pattern(8, box=8), "whole", 1, {}, {}),
    "pattern made tiny by its matrix": (lambda: made.with_pattern(1, matrix=[0.001, 0, 0, 0.001, 0, 0]), "drawn", 1, {},
                                        {"heavy": []}),
    "pattern that takes no step": (lambda: made.with_pattern(0), "drawn", 1, {}, {"heavy": []}),
    "letter that is written with letters": (lambda: made.letters_in_letters(2, 3), "whole", 1, {}, {}),
    "mask": (lambda: made.masks_behind_masks(1, 1), "whole", 1, {}, {}),
    "large picture drawn a thousand times": (lambda: made.picture_drawn(1000, 1001), "drawn", 1, {}, {"heavy": []}),
    "ten times larger by its unit": (lambda: made.pages_of_size(595, 842, UserUnit=10), "whole", 1, {},
                                     {"smaller": [1]}),
}  # fmt: skip

REFUSED: dict[str, tuple[made.Made, str]] = {
    "user's password": (lambda: made.locked(user="u", owner="o"), "password"),
    "truncated": (made.truncated, "damaged"),
    "random bytes": (lambda: bytes(range(256)) * 64, "neither a PDF"),
    "a web page": (lambda: b"<!doctype html><script>alert(1)</script>", "neither a PDF"),
    "nothing": (lambda: b"", "neither a PDF"),
    "only a head": (lambda: b"%PDF-1.7\n%%EOF", "damaged"),
    "tree that loops": (made.looping_tree, "damaged"),
    "200,000 points": (lambda: made.pages_of_size(200_000, 200_000), "larger or smaller"),
    "a point": (lambda: made.pages_of_size(1, 1), "larger or smaller"),
    "a hundred times larger by its unit": (lambda: made.pages_of_size(595, 842, UserUnit=100), "larger or smaller"),
    "501 pages": (made.too_many_pages, "500 pages"),
    "200 MB of content": (made.bomb, "64 MB"),
    "200 MB packed twice": (lambda: made.bomb(twice=True), "64 MB"),
    "200 MB packed as LZW": (lambda: made.with_drawing(made.packed_by_lzw(200), ["/LZWDecode"]), "64 MB"),
    "200 MB packed as hexadecimals of Flate": (
        lambda: made.with_drawing(made.spaces(200).hex().encode() + b">", ["/ASCIIHexDecode", "/FlateDecode"]),
        "64 MB",
    ),
    "200 MB of content packed as letters of Flate": (
        lambda: made.with_stream(
            base64.a85encode(made.spaces(200)) + b"~>", filter=Array([Name.ASCII85Decode, Name.FlateDecode])
        ),
        "64 MB",
    ),
    "128 MB packed as runs": (lambda: made.with_drawing(b"\x81 " * 1024**2 + b"\x80", ["/RunLengthDecode"]), "64 MB"),
    "drawings in drawings, 2 to the 30th": (lambda: made.drawings_in_drawings(30, 2), "more time or memory"),
    "drawings in drawings, a thousand millions": (lambda: made.drawings_in_drawings(3, 1000), "more time or memory"),
    "drawings in drawings, their names as numbers": (
        lambda: made.drawings_in_drawings(30, 2, b"/#58"),
        "more time or memory",
    ),
    "drawings in drawings, in the look of a stamp": (
        lambda: made.stamp_of_drawings(30, 2),
        "more time or memory",
    ),
    "JPEG larger than is said": (
        lambda: made.packed_picture("/DCTDecode", made.jpeg_of(60_000, 60_000)),
        "100 million",
    ),
    "JPEG 2000 larger than is said": (
        lambda: made.packed_picture("/JPXDecode", made.jpeg_2000_of(60_000, 60_000)),
        "100 million",
    ),
    "JBIG2 larger than is said": (
        lambda: made.packed_picture("/JBIG2Decode", made.jbig2_of(100_000, 100_000)),
        "100 million",
    ),
    "fax larger than is said": (
        lambda: made.packed_picture("/CCITTFaxDecode", b"x", K=-1, Columns=100_000, Rows=100_000),
        "100 million",
    ),
    "torn content": (lambda: made.with_stream(b"\x78\x9c\x00"), "damaged"),
    "picture of 10,000 million points": (lambda: made.with_picture(100_000, 100_000, b"x"), "100 million"),
    "Thai form that waits to be drawn": (lambda: made.filled_form("กรอกแล้ว", waits=True), "What was filled into"),
    "waits for its maker's program": (made.dynamic_form, "one maker's program"),
}


@pytest.mark.parametrize("name", TAKEN_IN)
def test_annex_that_is_taken_in_has_its_verdict_and_nothing_that_acts(name: str) -> None:
    make, outcome, pages, taken_out, notes = TAKEN_IN[name]
    judged = judge(make(), PDF, keep=NOWHERE)
    said = judged.verdict
    assert (said.outcome, said.pages, said.taken_out, said.notes) == (outcome, pages, taken_out, notes)
    assert ACTIVE.findall(judged.pdf) == []
    with pikepdf.Pdf.open(io.BytesIO(judged.pdf)) as bound:
        assert set(bound.Root.keys()) == {"/Type", "/Pages"}
        assert bound.get_warnings() == []
        assert [sorted(page.obj.keys()) for page in bound.pages] == [
            ["/Contents", "/MediaBox", "/Parent", "/Resources", "/Type"]
        ] * pages
        assert {tuple(sorted(float(side) for side in page.mediabox)) for page in bound.pages} == {
            (0.0, 0.0, 595.276, 841.89)
        }


@pytest.mark.parametrize("name", REFUSED)
def test_annex_that_is_refused_says_why(name: str) -> None:
    make, why = REFUSED[name]
    with pytest.raises(NotAccepted, match=why):
        judge(make(), PDF, keep=NOWHERE)


def test_same_file_gives_the_same_pages() -> None:
    sent = made.scripts_everywhere()
    assert judge(sent, PDF, keep=NOWHERE).pdf == judge(sent, PDF, keep=NOWHERE).pdf


ENDLESS = b" 0 0 m 595 842 l S" * 500_000


@pytest.mark.parametrize("limits", [{"memory_bytes": 100 * 1024**2}, {"wall_seconds": 0}, {"cpu_seconds": 0}], ids=str)
def test_annex_that_takes_too_much_is_refused(limits: Any) -> None:
    with pytest.raises(NotAccepted, match="more time or memory"):
        judge(made.hidden_layer(ENDLESS), PDF, keep=NOWHERE, limits=Limits(**limits))


ENDLESS_PAGES: dict[str, made.Made] = {
    "pattern of tiny steps": lambda: made.with_pattern(0.01, box=0.005),
    "pattern of tiny steps and large tiles": lambda: made.with_pattern(0.05, box=100, content=b"0 0 50 50 re f"),
    "tiles drawn over one another": lambda: made.with_pattern(3, box=900, content=b"0 0 m 900 900 l S " * 2000),
    "letters in letters": lambda: made.letters_in_letters(30, 2),
    "masks behind masks": lambda: made.masks_behind_masks(30, 2),
    "many lines": lambda: made.many_lines(300_000),
}


@pytest.mark.parametrize("name", ENDLESS_PAGES)
def test_page_at_which_a_reader_would_draw_for_minutes_is_refused(name: str) -> None:
    with pytest.raises(NotAccepted, match="more time or memory"):
        judge(ENDLESS_PAGES[name](), PDF, keep=NOWHERE, limits=Limits(cpu_seconds=1))


def test_page_that_is_drawn_for_its_weight_says_so() -> None:
    verdict = judge(made.with_pattern(0), PDF, keep=NOWHERE).verdict
    assert findings_of(verdict) == ["Drawn as pictures since its pages would take others very long to draw."]


def test_filled_field_stays_to_be_read() -> None:
    import pypdf

    bound = judge(made.filled_form(), PDF, keep=NOWHERE).pdf
    assert pypdf.PdfReader(io.BytesIO(bound)).pages[0].extract_text().split("\n") == ["Name:", "Filled in"]


def test_array_of_contents_is_one_page() -> None:
    pdf = pikepdf.Pdf.new()
    page = made.text_page(pdf, "x")
    page.obj.Contents = Array([pdf.make_stream(b"q 0 0 9 9 re"), pdf.make_stream(b"f Q")])
    assert judge(made.saved(pdf), PDF, keep=NOWHERE).verdict.notes == {}
