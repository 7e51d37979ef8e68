# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text gate: lets pass what says what its source says, and refuses everything else by page and words."""

import io

import pytest
from django.utils import translation
from fontTools.ttLib import TTFont

from papers.fonts import WEIGHTS
from papers.fonts.__main__ import PACKAGE
from papers.fonts.build import merge_subsets, saved
from papers.rendering import Asset, render_pdf
from papers.text_gate import TextDiffers, Unprintable, check_characters, check_text

LOOK = """@font-face { font-family: P; src: url(pack-asset:sarabun-pack-regular.ttf) }
@font-face { font-family: P; font-weight: 700; src: url(pack-asset:sarabun-pack-bold.ttf) }
@page { size: A5; margin: 20mm; @top-left { content: element(head) } @bottom-left { content: element(foot) } }
@page :first { @top-left { content: none } @bottom-left { content: none } }
body { font-family: P } .head { position: running(head) } .foot { position: running(foot) }
[data-page]::before { content: counter(page, thai) } [data-pages]::before { content: counter(pages, thai) }
[data-page-of]::before { content: target-counter(attr(href), page, thai) }
thead { display: table-header-group } #late { break-before: page }"""

ROWS = "".join(f"<tr><td>บรรทัดที่ {number}</td><td>น้ำท่วมซ้ำซาก</td></tr>" for number in range(60))
PAGE = f"""<html lang="th"><head><title>ชื่อเรื่องไม่นับ</title></head><body>
<div class="head" data-running="2">หัวกระดาษ คณะกรรมการ</div>
<div class="foot" data-running="2">หน้า <span data-page></span> จาก <span data-pages></span></div>
<h1>ระเบียบวาระการประชุม</h1><p>ดูหน้า <a href="#late" data-page-of="late"></a>๕ ผู้ที่ไม่มาประชุม ญี่ปุ่น</p>
<table><thead><tr><th>ลำดับ</th><th>รายการ</th></tr></thead><tbody>{ROWS}</tbody></table>
<h2 id="late">จบการประชุม</h2><p hidden>ไม่พิมพ์</p><p>ขอแสดงความนับถือ</p>
</body></html>"""


def printed(html: str, look: str = LOOK) -> bytes:
    return render_pdf(html, stylesheets=[look])


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return printed(PAGE)


def test_faithful_pdf_passes(pdf: bytes) -> None:
    check_text(pdf, PAGE)


@pytest.mark.parametrize(
    ("in_source", "expected", "found"),
    [
        ("<p>ขอแสดงความนับถือ</p><p>วรรคที่หายไป</p>", "วรรคที่หายไป", ""),
        ("<p>ขอแสดงความเคารพ</p>", "ขอแสดงความเคารพ", "ขอแสดงความนับถือ"),
        ("", "", "ขอแสดงความนับถือ"),
    ],
    ids=["dropped paragraph", "other words", "added paragraph"],
)
def test_difference_is_refused_with_page_and_words(pdf: bytes, in_source: str, expected: str, found: str) -> None:
    with pytest.raises(TextDiffers) as refusal:
        check_text(pdf, PAGE.replace("<p>ขอแสดงความนับถือ</p>", in_source))
    assert refusal.value.page == 4
    assert refusal.value.expected.endswith(expected)
    assert refusal.value.found.endswith(found)
    with translation.override("en"):
        told = str(refusal.value)
    assert told.startswith("Page 4: “")
    assert f"{refusal.value.expected or '–'}” should stand there" in told
    assert f"reads “{refusal.value.found or '–'}” in the PDF." in told


def test_two_paragraphs_in_the_wrong_order_are_refused(pdf: bytes) -> None:
    swapped = PAGE.replace("บรรทัดที่ 7<", "บรรทัดที่ X<").replace("บรรทัดที่ 8<", "บรรทัดที่ 7<")
    with translation.override("en"), pytest.raises(TextDiffers, match="Page 1"):
        check_text(pdf, swapped.replace("บรรทัดที่ X<", "บรรทัดที่ 8<"))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("หัวกระดาษ คณะกรรมการ", "หัวกระดาษ อนุกรรมการ"),
        ("<span data-pages></span>", "๙"),
        ('data-running="2"', 'data-running="1"'),
    ],
    ids=["running head", "number of pages", "first page without a head"],
)
def test_running_text_that_differs_is_refused(pdf: bytes, right: str, wrong: str) -> None:
    with pytest.raises(TextDiffers):
        check_text(pdf, PAGE.replace(right, wrong))


def test_wrong_page_number_in_the_contents_is_refused(pdf: bytes) -> None:
    with pytest.raises(TextDiffers):
        check_text(pdf, PAGE.replace('data-page-of="late"></a>', 'data-page-of="nowhere"></a>'))
    with pytest.raises(TextDiffers):
        check_text(printed(PAGE, LOOK + "[data-page-of]::before { content: '๑' }"), PAGE)


def test_text_hidden_by_the_stylesheet_is_refused() -> None:
    with pytest.raises(TextDiffers, match="ขอแสดงความนับถือ"):
        check_text(printed(PAGE, LOOK + "body > p:last-child { display: none }"), PAGE)


def test_stock_font_is_refused_where_the_pack_font_passes() -> None:
    """Stock Sarabun looks right on paper and reads back wrong: every า after the first ำ is copied as ำ."""
    stock = saved(TTFont(io.BytesIO(saved(merge_subsets(PACKAGE, WEIGHTS[0])))))
    html = '<html lang="th"><head><title>-</title></head><body><p>น้ำท่วม คณะกรรมการ ประธานกรรมการ</p></body></html>'
    look = "@font-face { font-family: S; src: url(pack-asset:stock) } body { font-family: S }"
    with pytest.raises(TextDiffers):
        check_text(render_pdf(html, stylesheets=[look], assets={"stock": Asset("font/ttf", stock)}), html)
    check_text(printed(html), html)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(TextDiffers, match="no readable PDF"):
        check_text(b"%PDF-1.7 nothing more", PAGE)


def test_character_without_a_glyph_is_named() -> None:
    with pytest.raises(Unprintable, match=r"“漢” \(U\+6F22\)"):
        check_characters("<p>ก 漢</p>", frozenset("ก"))
    check_characters("<p>ก ก</p>", frozenset("ก"))
