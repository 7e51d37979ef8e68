# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A pack bound from pieces: what is laid out again and what isn't, its manifest, and a gate that reads the whole."""

import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from papers.assembly.linker import link
from papers.keeping import Folder
from papers.pack import building, layout
from papers.pack.building import bound, build_pack, check_pack
from papers.pack.layout import LaidOut
from papers.pack.pieces import pieces_of
from papers.rendering import Outcome, RenderingFailed, RenderingRefused, render_each
from papers.text_gate import TextDiffers, read_pages
from workflows.records import canonical_json


@dataclass
class Press:
    """The typesetter, with a count of what it was asked for; a page with ``fails_on`` in it fails.

    ``known`` is what it laid out for tests before: that it would be the same again is shown elsewhere.
    """

    known: dict[str, Outcome]
    asked: list[str] = field(default_factory=list)
    fails_on: str = "\0"

    def render_as_ready(self, pages: Sequence[str], **more: Any) -> Iterator[tuple[int, Outcome | None]]:
        self.asked += pages
        unknown = [page for page in pages if page not in self.known]
        self.known.update(zip(unknown, render_each(unknown, **more), strict=True))
        for at, page in enumerate(pages):
            yield at, None
            yield at, RenderingFailed("no ink") if self.fails_on in page else self.known[page]

    def titles(self) -> list[str]:
        """The names of the pieces that were laid out since the last time this was asked."""
        names = [page.partition("<title>")[2].partition("<")[0] for page in self.asked]
        self.asked.clear()
        return names


@pytest.fixture(scope="module")
def known() -> dict[str, Outcome]:
    return {}


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch, known: dict[str, Outcome]) -> Press:
    one = Press(known)
    monkeypatch.setattr(layout, "render_as_ready", one.render_as_ready)
    return one


def with_another_title(one: LaidOut) -> LaidOut:
    project = one.piece.content["project"]
    content = {**one.piece.content, "project": {**project, "title": project["title"] + "ฉบับแก้ไข"}}
    return LaidOut(replace(one.piece, content=content), one.body, "another")


def pages(pdf: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_only_what_changed_is_laid_out_again(pack_snapshot: dict[str, Any], press: Press, tmp_path: Path) -> None:
    keep = Folder(tmp_path)
    first, second = ([f"{kind}-{one['code']}" for kind in ("decision", "project")] for one in pack_snapshot["projects"])
    before = build_pack(pack_snapshot, keep)
    assert press.titles() == ["cover", "contents", "agenda", "seats", "money", *first, *second]

    assert build_pack(pack_snapshot, keep) == before
    assert press.titles() == []

    pack_snapshot["projects"][1]["rationale"] = "เหตุผลที่เขียนใหม่"
    changed = build_pack(pack_snapshot, keep)
    assert press.titles() == [second[1]]
    assert "เหตุผลที่เขียนใหม่" in "".join(pages(changed.pdf))
    assert changed.manifest_sha256 != before.manifest_sha256

    pack_snapshot["pack"]["number"] = 2
    build_pack(pack_snapshot, keep)
    assert press.titles() == ["cover"]


def test_another_order_lays_out_no_sheet_again(pack_snapshot: dict[str, Any], press: Press, tmp_path: Path) -> None:
    keep = Folder(tmp_path)
    build_pack(pack_snapshot, keep)
    press.titles()
    one, other = pack_snapshot["projects"]
    one["label"], other["label"] = other["label"], one["label"]
    pack_snapshot["projects"] = [other, one]
    turned = build_pack(pack_snapshot, keep)
    assert press.titles() == ["contents", "money"]
    sheets = [page for page in pages(turned.pdf) if "รายละเอียดโครงการระเบียบวาระที่" in page and "สาระสำคัญ" in page]
    assert [other["code"] in sheets[0], one["code"] in sheets[1]] == [True, True]
    assert ["๕.๑คณะกรรมการ" in sheets[0], "๕.๒คณะกรรมการ" in sheets[1]] == [True, True]


def test_piece_that_fails_is_named_and_the_others_are_kept(
    pack_snapshot: dict[str, Any], press: Press, tmp_path: Path
) -> None:
    keep = Folder(tmp_path)
    press.fails_on = pack_snapshot["projects"][0]["title"] + "</h1>"
    code = pack_snapshot["projects"][0]["code"]
    decision, sheet = f"decision-{code}", f"project-{code}"
    with pytest.raises(layout.PieceRefused, match=f"{decision}: no ink"):
        build_pack(pack_snapshot, keep)
    press.titles()
    press.fails_on = "\0"
    build_pack(pack_snapshot, keep)
    assert press.titles() == [decision, sheet]


def test_manifest_names_every_source_and_stands_at_the_foot_of_each_page(pack_snapshot: dict[str, Any]) -> None:
    pack_snapshot["anchor"] = {"number": 7, "at": "2021-01-22T00:00:00+00:00", "hash": "a" * 64}
    built = build_pack(pack_snapshot)
    content = canonical_json(built.manifest).encode()
    assert hashlib.sha256(content).hexdigest() == built.manifest_sha256
    read = pages(built.pdf)
    assert sum(source["pages"] for source in built.manifest["sources"]) == len(read)
    assert [built.manifest_sha256[:16] in page for page in read] == [False] + [True] * (len(read) - 1)
    project = pack_snapshot["projects"][0]
    (told,) = [one for one in built.manifest["sources"] if one.get("project") == project["code"]]
    assert told["record"] == {"seq": project["record_seq"], "hash": project["record_hash"]}
    assert (told["version"], told["content_sha256"]) == (project["content_version"], project["content_sha256"])
    assert built.manifest["anchor"]["number"] == 7
    (attached,) = pypdf.PdfReader(io.BytesIO(built.pdf)).attachments["manifest.json"]
    assert json.loads(attached) == built.manifest
    (data,) = pypdf.PdfReader(io.BytesIO(built.pdf)).attachments["data.json"]
    pieces = pieces_of(pack_snapshot)
    assert data.decode() == canonical_json({piece.name: piece.content for piece in pieces})


def test_gate_reads_what_was_written_over_the_pages(pack_snapshot: dict[str, Any], tmp_path: Path) -> None:
    binding, laid, _manifest, _sha256 = bound(pack_snapshot, Folder(tmp_path))
    check_pack(link(binding), binding, laid)
    wrong = [
        replace(binding, labels=dict.fromkeys(binding.labels, "๕.๙")),
        replace(binding, running=replace(binding.running, foot_left="เอกสารชุดที่ ๙")),
        replace(binding, digits="arabic"),
        replace(binding, parts=binding.parts[::-1]),
    ]
    for one in wrong:
        with pytest.raises(TextDiffers):
            check_pack(link(one), binding, laid)
    laid[5] = with_another_title(laid[5])
    with pytest.raises(TextDiffers, match="ฉบับแก้ไข"):
        check_pack(link(binding), binding, laid)


def test_gate_reads_only_what_no_pack_had_before_and_finds_what_is_wrong_all_the_same(
    pack_snapshot: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = Folder(tmp_path)
    binding, laid, _manifest, _sha256 = bound(pack_snapshot, keep)
    count = sum(len(part.body.anatomy.pages) for part in binding.parts)
    read: list[int] = []

    def reading(pdf: bytes) -> Any:
        found = read_pages(pdf)
        read.append(len(found[1]["pypdf"]))
        return found

    monkeypatch.setattr(building, "read_pages", reading)
    check_pack(link(binding), binding, laid, keep)
    check_pack(link(binding), binding, laid, keep)
    assert read == [count]
    other = replace(binding, running=replace(binding.running, foot_left="เอกสารชุดที่ ๙"))
    check_pack(link(other), other, laid, keep)
    assert read == [count]
    wrong = [
        replace(binding, labels=dict.fromkeys(binding.labels, "๕.๙")),
        other,
        replace(binding, digits="arabic"),
        replace(binding, parts=binding.parts[::-1]),
        replace(binding, parts=[*binding.parts[:-2], binding.parts[-1], binding.parts[-2]]),
    ]
    for one in wrong:
        with pytest.raises(TextDiffers):
            check_pack(link(one), binding, laid, keep)
    read.clear()
    laid[5] = with_another_title(laid[5])
    with pytest.raises(TextDiffers, match="ฉบับแก้ไข"):
        check_pack(link(binding), binding, laid, keep)
    assert read == [len(binding.parts[5].body.anatomy.pages)]


def test_letters_that_would_be_read_wrong_together_stop_the_pack(
    pack_snapshot: dict[str, Any], press: Press, tmp_path: Path
) -> None:
    """Each sheet reads right by itself; in one font they can't."""
    pack_snapshot["projects"][0]["rationale"] = "Café"
    pack_snapshot["projects"][1]["rationale"] = "Cafe\u0301\u0e49"
    with pytest.raises(RenderingRefused, match="One glyph stands for both"):
        build_pack(pack_snapshot, Folder(tmp_path))
