# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Codes on papers: read however they are typed, and drawn as shapes that a telephone reads."""

import pypdfium2
import pytest
import segno

from papers.codes import ALPHABET, code_of, in_groups, new_code, read_code
from papers.rendering import render_pdf
from papers.templatetags.qr import ROOM, qr_code
from papers.text_gate import check_text

CODE = "7KQM2XHF9DTR4WBN"


@pytest.mark.parametrize(
    "typed", [CODE, "7KQM-2XHF-9DTR-4WBN", " 7kqm 2xhf 9dtr 4wbn ", "７ＫＱＭ-2XHF-9DTR-4WBN", "7KQM-2XHF-\n9DTR-4WBN"]
)
def test_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_code(typed) == CODE


def test_letters_that_look_like_digits_are_those_digits() -> None:
    assert read_code("OoIiLl0123456789") == "0011110123456789"


@pytest.mark.parametrize("typed", ["", CODE[:-1], CODE + "X", "U" * 16, "ก" * 16, "7KQM2XHF9DTR4WB!", "\0" * 16])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) == ""


def test_codes_are_of_their_letters_and_no_two_alike() -> None:
    made = {new_code() for _time in range(100)}
    assert len(made) == 100
    assert {len(code) for code in made} == {16}
    assert set("".join(made)) <= set(ALPHABET)


def test_code_of_a_paper_is_the_same_each_time_and_of_no_other(settings: pytest.FixtureRequest) -> None:
    assert code_of("pack/1/1") == code_of("pack/1/1") == read_code(code_of("pack/1/1"))
    assert code_of("pack/1/1") != code_of("pack/1/2")
    before = code_of("pack/1/1")
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    assert code_of("pack/1/1") != before


def test_code_is_printed_in_groups_and_an_older_token_as_it_is() -> None:
    assert in_groups(CODE) == "7KQM-2XHF-9DTR-4WBN"
    assert in_groups("an-older-token-of-a-letter") == "an-older-token-of-a-letter"


def test_qr_code_is_drawn_module_by_module_and_described() -> None:
    address = f"https://mati.example.go.th/verify/{CODE}/"
    html = f'<html lang="th"><head><title>-</title></head><body>{qr_code(address, "ตรวจสอบได้ที่")}</body></html>'
    pdf = render_pdf(html, stylesheets=["@page { size: 60mm; margin: 5mm } .qr { display: block; width: 50mm }"])
    check_text(pdf, html)  # a picture has no text of its own
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=8).to_pil().convert("L").point(lambda light: 255 * (light < 128))
    left, top, right, bottom = page.getbbox()
    matrix = segno.make(address, error="m", micro=False).matrix
    size = len(matrix)
    wide, high = (right - left) / size, (bottom - top) / size
    seen = [
        [page.getpixel((int(left + (x + 0.5) * wide), int(top + (y + 0.5) * high))) > 0 for x in range(size)]
        for y in range(size)
    ]
    assert seen == [[bool(module) for module in row] for row in matrix]
    assert ROOM >= 4  # white around it, in modules, as readers need
