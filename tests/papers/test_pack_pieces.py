# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands around and beside a project's sheets: who signs, marks, English."""

import io
from typing import Any

import pypdf
import pytest

from papers.pack.building import build_pack
from papers.pack.pieces import pieces_of
from papers.pack.words import words
from tests.papers.conftest import catalog_of

INVITATION = {
    "number": "ตย 0101/12", "digits": "thai", "date": "2021-05-28", "committee": "คณะกรรมการตัวอย่าง",
    "called": "1/2564", "title": "พิจารณาโครงการ", "starts_at": "2021-06-09T09:30:00+07:00",
    "ends_at": "2021-06-09T12:00:00+07:00", "place": "ห้องประชุมตัวอย่าง", "is_online": False, "is_recorded": False,
    "is_urgent": False, "to": "กรรมการตามรายชื่อแนบท้าย", "headings": ["เรื่องแจ้งเพื่อทราบ", "เรื่องพิจารณา"],
    "recall": None, "recall_of": "", "example": True,
}  # fmt: skip
ARISING = {
    "text": "จัดทำแผนเชื่อมโยงข้อมูล", "owner": "กรมตัวอย่างที่ 1", "resolution": "3/2563", "meeting": "2/2563",
    "matter": "เรื่องก่อนหน้า", "project": "", "due_date": "2021-05-01", "is_late": True, "state": "ต้องดำเนินการ",
}  # fmt: skip


@pytest.fixture
def whole(pack_snapshot: dict[str, Any]) -> dict[str, Any]:
    """A pack with everything beside its agenda, whose second project is for members alone."""
    beside = {"invitation": INVITATION, "minutes": [], "arising": {"as_of": "2021-06-01", "rows": [ARISING]}}
    return pack_snapshot | beside | {"levels": {"5.2": "members"}}


def pages(pdf: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def places(manifest: dict[str, Any]) -> dict[str, slice]:
    """The pages of each piece."""
    found, at = {}, 0
    for source in manifest["sources"]:
        found[source["id"]] = slice(at, at := at + source["pages"])
    return found


def test_whole_pack_has_its_pieces_in_order_and_lists_them(whole: dict[str, Any]) -> None:
    names = [piece.name for piece in pieces_of(whole)]
    assert names == [
        "cover", "contents", "invitation", "agenda", "seats", "money", "arising", "decision-DG65-901",
        "project-DG65-901", "decision-DG65-902", "project-DG65-902", "attendance",
    ]  # fmt: skip
    [contents] = [piece.content for piece in pieces_of(whole) if piece.name == "contents"]
    listed = [one["place"] for part in ("front", "sheets", "behind") for one in contents[part]]
    assert listed == [name for name in names[2:] if not name.startswith("project-")]


def test_pages_about_what_is_not_open_bear_its_mark(whole: dict[str, Any]) -> None:
    built = build_pack(whole)
    mark, read = "เฉพาะกรรมการและฝ่ายเลขานุการ", pages(built.pdf)
    marked = {name for name, at in places(built.manifest).items() if all(mark in page for page in read[at])}
    assert marked == {"cover", "contents", "agenda", "money", "decision-DG65-902", "project-DG65-902"}
    assert sum(mark in page for page in read) == sum(len(read[places(built.manifest)[name]]) for name in marked)


@pytest.mark.parametrize("lines", [9, 10, 11])  # one of them would leave its last line alone on a page of its own
def test_page_never_holds_the_end_of_a_table_alone(pack_snapshot: dict[str, Any], lines: int) -> None:
    project = pack_snapshot["projects"][1]
    line = project["lines"][0] | {"agency": "กรมเดียวกัน"}
    snapshot = pack_snapshot | {
        "projects": [project | {"lines": [line | {"item": f"รายการย่อยที่ {at}."} for at in range(1, lines + 1)]}]
    }
    built = build_pack(snapshot)
    of_sheet = pages(built.pdf)[places(built.manifest)["project-DG65-902"]]
    found = [page.count("รายการย่อยที่") for page in of_sheet]
    assert sum(found) == lines
    assert all(count == 0 or count >= 3 for count in found), found


def test_attendance_names_who_signs(whole: dict[str, Any]) -> None:
    built = build_pack(whole)
    [page] = pages(built.pdf)[places(built.manifest)["attendance"]]
    order = ["บัญชีลงชื่อผู้มาประชุม", "ลายมือชื่อ", "ประธานกรรมการ(ตัวอย่าง)", "กรรมการและเลขานุการ(ตัวอย่าง)", "กรมตัวอย่างที่๑"]
    found = [page.index(words) for words in order]
    assert found == sorted(found)


def test_english_pack_has_the_same_numbers(whole: dict[str, Any]) -> None:
    english = whole | {"language": "en", "en": {"คณะกรรมการตัวอย่าง": "Example Committee", "เห็นชอบ": "Endorse"}}
    thai, built = build_pack(whole), build_pack(english)
    assert places(built.manifest) == places(thai.manifest)
    reader = pypdf.PdfReader(io.BytesIO(built.pdf))
    assert catalog_of(built.pdf)["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Meeting papers of the Example Committee Meeting No. 1/2564"
    read = pages(built.pdf)
    [decision] = read[places(built.manifest)["decision-DG65-901"]]
    assert "ForconsiderationAgendaitem" in decision.replace("·", "")
    assert decision.count("5.1") == 1
    assert "2,600,000" in decision
    [invitation] = read[places(built.manifest)["invitation"]]
    assert "วันพุธที่๙มิถุนายน๒๕๖๔" in invitation  # an official letter stays as it was sent
    for page, text in enumerate(read[1:], 2):
        assert f"Page{page}of{len(read)}" in text


def test_both_languages_say_the_same_things() -> None:
    thai, english = words("th"), words("en")
    assert set(thai) == set(english)
    assert [name for name in thai if isinstance(thai[name], dict) and set(thai[name]) != set(english[name])] == []
    with pytest.raises(ValueError, match="no words"):
        words("fr")
