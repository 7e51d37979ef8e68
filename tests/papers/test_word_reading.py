# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading a .docx: lines, headings and tables in their order; hostile and broken files are refused with the reason."""

import io
import zipfile

import pytest

from papers.thai import mended
from papers.word import Grid, Heading, Line, NotReadable, Paragraph, Table, lines_and_grids, written
from papers.word.reading import DAMAGED, MOST_BYTES, TOO_LONG
from papers.word.writing import NAMESPACE

TEXT = '<w:t xml:space="preserve">{}</w:t>'


def docx(body: str, *, head: str = "", **members: str) -> bytes:
    """A document of this body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'{head}<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>'
        )
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>{TEXT.format(text)}</w:r></w:p>"


def test_what_is_written_is_read_again() -> None:
    content = written(
        [
            Heading("แผน", 0),
            Heading("1. ที่มา"),
            Paragraph("ก\nข"),
            Table(["ชื่อ", "ปี"], [["ระบบ", "2566"]]),
            Heading("2. ต่อ", 2),
        ],
        title="แผน",
    )
    title, first, text, grid, second = lines_and_grids(content)
    assert (title, text) == (Line("แผน", "Title"), Line("ก\nข"))
    assert grid == Grid((("ชื่อ", "ปี"), ("ระบบ", "2566")))
    assert isinstance(first, Line)
    assert isinstance(second, Line)
    assert first.is_heading
    assert second.is_heading


def test_headings_are_known_by_the_name_of_the_style_or_by_bold_thai() -> None:
    styles = (
        f'<w:styles xmlns:w="{NAMESPACE}"><w:style w:styleId="7"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="8"><w:name w:val="toc 1"/></w:style></w:styles>'
    )
    body = (
        paragraph("ตามแบบ", '<w:pStyle w:val="7"/>')
        + paragraph("สารบัญ ๓", '<w:pStyle w:val="8"/>')
        + paragraph("ที่มา........๔")
        + paragraph("หนา", run="<w:bCs/>")
        + paragraph("ไม่หนา", run='<w:b w:val="0"/>')
    )
    found = lines_and_grids(docx(body, word__styles_xml=styles))
    assert [(one.text, one.is_heading) for one in found if isinstance(one, Line)] == [
        ("ตามแบบ", True), ("หนา", True), ("ไม่หนา", False),
    ]  # fmt: skip


def test_removed_text_is_left_out_and_content_controls_are_read() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('ใน')}</w:sdtContent></w:sdt>"
        f"<w:p><w:del><w:r><w:delText>ลบ</w:delText></w:r></w:del><w:ins><w:r>{TEXT.format('เพิ่ม')}</w:r></w:ins></w:p>"
    )
    assert lines_and_grids(docx(body)) == [Line("ใน"), Line("เพิ่ม")]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("ความส าคัญ", "ความสำคัญ"),
        ("ความสําคัญ", "ความสำคัญ"),
        ("ความสาํคัญ", "ความสำคัญ"),
        ("น้ า", "น้ำ"),
        ("มา ก่อน", "มา ก่อน"),
    ],
)
def test_thai_broken_by_copying_is_mended(broken: str, whole: str) -> None:
    assert mended(broken) == whole


ENTITY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
FETCHED = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", DAMAGED),
        (b"PK\x03\x04 broken", DAMAGED),
        (docx(paragraph("ก"))[:-40], DAMAGED),
        (docx("<w:p>"), DAMAGED),
        (docx(paragraph("&b;"), head=ENTITY), DAMAGED),
        (docx(paragraph("&a;"), head=FETCHED), DAMAGED),
        (docx(paragraph("ก" * MOST_BYTES)), TOO_LONG),
        (docx(paragraph("ก") * 20_001), TOO_LONG),
        (docx(paragraph("ก"), word__styles_xml="<x"), DAMAGED),
    ],
    ids=["nothing", "no-archive", "cut", "no-xml", "entities", "outside", "bomb", "many", "styles"],
)
def test_what_cannot_be_read_is_refused_with_the_reason(content: bytes, why: str) -> None:
    with pytest.raises(NotReadable) as raised:
        lines_and_grids(content)
    assert raised.value.sentence == why


def test_deep_nesting_is_read_without_falling() -> None:
    deep = 20_000
    body = "<w:p>" + "<w:ins>" * deep + f"<w:r>{TEXT.format('ลึก')}</w:r>" + "</w:ins>" * deep + "</w:p>"
    assert lines_and_grids(docx(body)) == [Line("ลึก")]
