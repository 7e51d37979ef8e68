# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures as annexes: drawn on A4 pages, upright, on white, without what the camera wrote."""

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from papers.annexes.judging import judge
from papers.keeping import NOWHERE
from papers.uploads import NotAccepted
from tests.papers.annexes import corpus as made


def drawn(pdf: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as book:
        return book[0].render(scale=0.25).to_pil().convert("RGB")


@pytest.mark.parametrize(
    ("sent", "media_type", "across"),
    [
        (made.picture("PNG"), "image/png", True),
        (made.picture("PNG", "RGBA", (300, 400), color=(255, 0, 0, 0)), "image/png", False),
        (made.picture("PNG", "P"), "image/png", True),
        (made.picture("PNG", "I;16"), "image/png", True),
        (made.picture("JPEG", "CMYK"), "image/jpeg", True),
        (made.picture("JPEG", "L", (4000, 6000)), "image/jpeg", False),
    ],
    ids=["colours", "see-through", "palette", "deep grey", "inks", "large"],
)
def test_picture_is_drawn_on_one_a4_page(sent: bytes, media_type: str, across: bool) -> None:
    judged = judge(sent, media_type, keep=NOWHERE)
    assert (judged.verdict.outcome, judged.verdict.pages) == ("whole", 1)
    with pikepdf.Pdf.open(io.BytesIO(judged.pdf)) as book:
        assert [float(side) for side in book.pages[0].mediabox][2:] == (
            [841.89, 595.276] if across else [595.276, 841.89]
        )


def test_what_can_be_seen_through_lies_on_white() -> None:
    sent = made.picture("PNG", "RGBA", (600, 800), color=(255, 0, 0, 0))
    page = drawn(judge(sent, "image/png", keep=NOWHERE).pdf)
    assert page.getpixel((page.width // 2, page.height // 2)) == (255, 255, 255)


def test_photograph_is_turned_upright_and_loses_what_its_camera_wrote() -> None:
    judged = judge(made.turned_photograph(), "image/jpeg", keep=NOWHERE)
    assert judged.verdict.notes == {"turned": []}
    assert b"Secret place" not in judged.pdf
    with pikepdf.Pdf.open(io.BytesIO(judged.pdf)) as book:
        assert float(book.pages[0].mediabox[3]) > float(book.pages[0].mediabox[2])


@pytest.mark.parametrize("sent", [made.picture("PNG")[:60], made.picture("GIF", "P"), b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_whole_picture_is_refused(sent: bytes) -> None:
    with pytest.raises(NotAccepted):
        judge(sent, "image/png", keep=NOWHERE)


def test_office_file_is_named_and_not_bound() -> None:
    judged = judge(b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", keep=NOWHERE)
    assert (judged.verdict.outcome, judged.pdf, judged.sha256) == ("named", b"", "")
