# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A walk through a whole pack with annexes: every bookmark, link and number leads to the page that it names.

What is read is the issued file alone, by readers that had no part in writing it; where things ought to stand follows
from the manifest's sources and their pages.
"""

import copy
import hashlib
import json
from itertools import accumulate
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from papers.keeping import Folder
from papers.pack.building import BuiltPack, build_pack
from papers.thai import thai_digits
from tests.papers.annexes.corpus import plain
from tests.papers.assembly.reading import Read
from tests.sizes import SIZES

MATTERS = SIZES.matters
SAMPLE = Path(__file__).parent / "sample_pack.json"
SENT = {hashlib.sha256(one).hexdigest(): (one, "application/pdf") for one in (plain(1), plain(3))}


def meeting_of_many() -> dict[str, Any]:
    """So many projects, of which every other has two annexes."""
    snapshot: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    like = snapshot["projects"][0]
    snapshot["projects"] = [
        {**copy.deepcopy(like), "label": f"5.{n}", "code": f"DG65-{n:03d}", "title": f"โครงการตัวอย่างลำดับที่ {n}"}
        for n in range(1, MATTERS + 1)
    ]
    rows = [
        {"label": one["label"], "title": one["title"], "note": "", "project": one["code"], "kind": "decision"}
        for one in snapshot["projects"]
    ]
    next(section for section in snapshot["agenda"] if section["number"] == 5)["items"] = rows
    snapshot["annexes"] = [
        {"label": one["label"], "title": one["title"], "project": one["code"], "papers": _annexes()}
        for one in snapshot["projects"][::2]
    ]
    return snapshot


def _annexes() -> list[dict[str, Any]]:
    return [
        {"number": number, "title": f"แผนงานส่วนที่ {number}", "filename": f"plan-{number}.pdf", "sha256": sha256,
         "pages_sha256": sha256, "outcome": "whole", "pages": pages, "taken_out": {}, "notes": {}}
        for number, (sha256, pages) in enumerate(zip(SENT, (1, 3), strict=True), start=1)
    ]  # fmt: skip


class Walked:
    """An issued pack, and the first page of each of its sources."""

    def __init__(self, built: BuiltPack) -> None:
        self.sources = built.manifest["sources"]
        self.read = Read(built.pdf)
        self.texts = self.read.texts()
        ends = accumulate(source["pages"] for source in self.sources)
        self.first = {
            source["id"]: end - source["pages"] + 1 for source, end in zip(self.sources, ends, strict=True)
        }  # fmt: skip

    def text(self, name: str) -> str:
        """What all pages of a source say."""
        (pages,) = (source["pages"] for source in self.sources if source["id"] == name)
        return "".join(self.texts[self.first[name] - 1 :][:pages])


@pytest.fixture(scope="module")
def snapshot() -> dict[str, Any]:
    return meeting_of_many()


@pytest.fixture(scope="module")
def walked(snapshot: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Walked:
    keep = Folder(Path(tmp_path_factory.mktemp("kept")))
    return Walked(build_pack(snapshot, keep, files=SENT.__getitem__))


def test_nobody_finds_a_fault_and_every_source_has_its_pages(walked: Walked) -> None:
    assert walked.read.faults() == []
    assert sum(source["pages"] for source in walked.sources) == len(walked.texts)
    annexes = MATTERS - MATTERS // 2
    assert len(walked.sources) == 5 + 2 * MATTERS + 3 * annexes


def test_every_page_says_which_of_how_many_it_is(walked: Walked) -> None:
    count = thai_digits(len(walked.texts))
    wrong = [
        number
        for number, text in enumerate(walked.texts[1:], start=2)  # the cover says nothing
        if not text.endswith(f"หน้า{thai_digits(number)}จาก{count}")
    ]
    assert wrong == []


def test_every_bookmark_leads_to_the_page_that_it_names(walked: Walked, snapshot: dict[str, Any]) -> None:
    lines: list[tuple[int, str, int]] = []
    for at, project in enumerate(snapshot["projects"]):
        label, code = thai_digits(project["label"]), project["code"]
        lines.append((0, f"{label} {project['title']}", walked.first[f"decision-{code}"]))
        lines.append((1, f"{label} รายละเอียดโครงการ", walked.first[f"project-{code}"]))
        if at % 2 == 0:
            lines.append((1, f"{label} เอกสารแนบ", walked.first[f"annexes-{project['label']}"]))
            lines += [
                (2, f"{label} เอกสารแนบ {thai_digits(n)} แผนงานส่วนที่ {thai_digits(n)}",
                 walked.first[f"annex-{project['label']}-{n}"]) for n in (1, 2)
            ]  # fmt: skip
    outline = walked.read.outline()
    assert [line for line in outline if "๕." in line[1]] == lines
    said = {title: page for _level, title, page in outline}
    assert [said[title] for title in ("สารบัญ", "ระเบียบวาระการประชุม")] == [
        walked.first["contents"],
        walked.first["agenda"],
    ]


def test_every_page_that_is_named_says_what_it_is_named_for(walked: Walked, snapshot: dict[str, Any]) -> None:
    for project in snapshot["projects"]:
        title, label = thai_digits("".join(project["title"].split())), thai_digits(project["label"])
        for name in (f"decision-{project['code']}", f"project-{project['code']}"):
            beginning = walked.texts[walked.first[name] - 1]
            assert project["code"] in beginning
            assert title in walked.text(name)
            assert f"{label}คณะกรรมการตัวอย่าง" in beginning  # written by the pack, before the running head
    for source in walked.sources:
        if source["id"].startswith("annex-"):
            pages = walked.texts[walked.first[source["id"]] - 1 :][: source["pages"]]
            assert [f"Page{number}" in page for number, page in enumerate(pages, start=1)] == [True] * source["pages"]


def test_every_link_leads_where_its_words_say(walked: Walked, snapshot: dict[str, Any]) -> None:
    places, found = walked.read.places(), walked.read.links()
    titles = {f"decision-{one['code']}": thai_digits("".join(one["title"].split())) for one in snapshot["projects"]}
    numbers: dict[str, set[str]] = {"contents": set(), "annexes": set()}
    for page, name, said in found:
        assert places[name] == walked.first[name], (page, name)
        if said.isdecimal():
            assert said == thai_digits(places[name]), (page, name)
            numbers["contents" if page < walked.first["agenda"] else "annexes"].add(name)
        elif name in titles and page < walked.first["agenda"]:
            assert "".join(said.split()) == titles[name]
    annexes = {source["id"] for source in walked.sources if source["id"].startswith("annex-")}
    assert numbers == {"contents": {"agenda", "seats", "money", *titles} | annexes, "annexes": annexes}


def test_number_stands_where_its_link_is(walked: Walked) -> None:
    """As PDFium sees it on the page, and not only as the link tells it to who listens."""
    seen = pypdfium2.PdfDocument(walked.read.content)
    looked = 0
    for page, sheet in zip(seen, walked.read.pdf.pages, strict=True):
        links = [one for one in sheet.obj.get("/Annots", ()) if str(one.Contents).isdecimal()]
        text = page.get_textpage() if links else None
        for link in links:
            left, bottom, right, top = map(float, link.Rect)
            assert text is not None
            assert text.get_text_bounded(left - 1, bottom, right + 1, top).strip() == str(link.Contents)
            looked += 1
    assert looked >= 2 * MATTERS
    seen.close()


def test_tags_lead_from_every_content_to_one_part_of_the_document(walked: Walked) -> None:
    (document,) = walked.read.tags()
    own = [source for source in walked.sources if "document_sha256" not in source]
    assert document[0] == "/Document"
    assert [part[0] for part in document[1:]] == ["/Part"] * len(own)
    assert walked.read.tags_by_key()
