# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The papers themselves: what the meeting pack and the result letter say, and that hostile content stays text."""

import io
from typing import Any

import pypdf
import pytest

from papers.keeping import NOWHERE
from papers.pack import layout
from papers.pack.building import build_pack
from papers.packs import build_letter_pdf
from papers.rendering import render_as_ready
from papers.text_gate import TextDiffers, Unprintable
from tests.papers.conftest import catalog_of, pdfium_text, pypdf_text

OFFICIAL_HEADINGS = [
    "ระเบียบวาระที่ ๑ เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
    "ระเบียบวาระที่ ๒ เรื่องรับรองรายงานการประชุม",
    "ระเบียบวาระที่ ๓ เรื่องสืบเนื่อง",
    "ระเบียบวาระที่ ๔ เรื่องเสนอเพื่อทราบ",
    "ระเบียบวาระที่ ๕ เรื่องเสนอเพื่อพิจารณา",
    "ระเบียบวาระที่ ๖ เรื่องอื่น ๆ (ถ้ามี)",
]


def outline_titles(reader: pypdf.PdfReader) -> list[str]:
    def flat(entries: list[Any]) -> list[str]:
        return [title for entry in entries for title in (flat(entry) if isinstance(entry, list) else [entry.title])]

    return flat(reader.outline)


def test_pack_holds_every_part_in_order(pack_snapshot: dict[str, Any]) -> None:
    pdf = build_pack(pack_snapshot).pdf
    text = pypdf_text(pdf)
    places = [text.index(words) for words in ("เอกสารประกอบการประชุม", "สารบัญ", *OFFICIAL_HEADINGS, "ร่างมติ")]
    assert places == sorted(places)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "เอกสารประกอบการประชุมคณะกรรมการตัวอย่าง ครั้งที่ ๑/๒๕๖๔"
    assert catalog_of(pdf)["/Lang"] == "th"


def test_pack_outline_names_parts_and_projects(pack_snapshot: dict[str, Any]) -> None:
    titles = outline_titles(pypdf.PdfReader(io.BytesIO(build_pack(pack_snapshot).pdf)))
    assert titles == [
        "สารบัญ",
        "ระเบียบวาระการประชุม",
        "รายชื่อคณะกรรมการ",
        "สรุปวงเงินของโครงการที่เสนอ",
        "๕.๑ โครงการเชื่อมโยงทะเบียนกลาง (ตัวอย่าง)",
        "๕.๑ รายละเอียดโครงการ",
        "๕.๒ โครงการยกระดับทักษะดิจิทัล (ตัวอย่าง)",
        "๕.๒ รายละเอียดโครงการ",
    ]


def test_pack_is_the_same_twice(pack_snapshot: dict[str, Any]) -> None:
    """Laid out anew, and from what is kept."""
    first = build_pack(pack_snapshot, NOWHERE)
    assert build_pack(pack_snapshot) == build_pack(pack_snapshot) == first


def test_pack_reads_the_same_in_chrome(pack_snapshot: dict[str, Any]) -> None:
    text = "".join(pdfium_text(build_pack(pack_snapshot).pdf).split())
    for words in ("คณะกรรมการตัวอย่าง", "น้ำท่วมซ้ำซาก", "ร้อยละของบริการที่ทำรายการได้", "≥๖๐", "๒,๖๐๐,๐๐๐"):
        assert words in text


def test_empty_agenda_sections_say_so(pack_snapshot: dict[str, Any]) -> None:
    pack_snapshot["projects"] = []
    for section in pack_snapshot["agenda"]:
        section["items"] = []
    text = pypdf_text(build_pack(pack_snapshot).pdf)
    assert [text.count(words) for words in ("ไม่มีเรื่องสืบเนื่อง", "ไม่มีเรื่องเสนอเพื่อพิจารณา", "ไม่มีเรื่องอื่น ๆ")] == [1, 1, 1]


def test_what_people_typed_stays_text(pack_snapshot: dict[str, Any]) -> None:
    typed = '<img src="file:///etc/passwd"><link rel="attachment" href="file:///etc/passwd"> & {{ pack }} <b>หนา</b>'
    pack_snapshot["projects"][0]["objective"] = typed
    assert "".join(typed.split()) in "".join(pypdf_text(build_pack(pack_snapshot).pdf).split())


def test_character_that_cannot_be_printed_stops_the_pack(pack_snapshot: dict[str, Any]) -> None:
    pack_snapshot["projects"][0]["objective"] = "เป้าหมาย 🎯"
    with pytest.raises(Unprintable, match="1F3AF"):
        build_pack(pack_snapshot)


def test_pack_that_reads_wrong_is_not_issued(pack_snapshot: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A stylesheet that loses a paragraph is a fault of ours: the gate must stop it, whatever caused it."""
    fault = ".score { display: none }"
    monkeypatch.setattr(
        layout,
        "render_as_ready",
        lambda pages, stylesheets: render_as_ready(pages, stylesheets=[*stylesheets, fault]),
    )
    with pytest.raises(TextDiffers):
        build_pack(pack_snapshot, NOWHERE)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("full", "ได้รับงบประมาณเต็มจำนวน"),
        ("part", "ได้รับงบประมาณบางส่วน"),
        ("none", "ไม่ได้รับจัดสรรงบประมาณ"),
        ("not_endorsed", "ไม่ได้รับความเห็นชอบจากคณะกรรมการ"),
        ("not_eligible", "ไม่ผ่านการกลั่นกรอง"),
    ],
)
def test_letter_tells_the_outcome(letter_snapshot: dict[str, Any], outcome: str, words: str) -> None:
    letter_snapshot["outcome"] = outcome
    if outcome == "not_eligible":
        letter_snapshot |= {"resolution": None, "lines": [], "totals": {}, "conditions": []}
    text = "".join(pypdf_text(build_letter_pdf(letter_snapshot)).split())
    assert words in text
    assert "ที่ตย๐๔๐๕/๑๒๗" in text
    assert "๔ตุลาคม๒๕๖๔" in text


def test_letter_writes_the_amount_in_words(letter_snapshot: dict[str, Any]) -> None:
    text = "".join(pypdf_text(build_letter_pdf(letter_snapshot)).split())
    assert "๑๔,๕๐๐,๐๐๐.๕๐บาท(สิบสี่ล้านห้าแสนบาทห้าสิบสตางค์)" in text
