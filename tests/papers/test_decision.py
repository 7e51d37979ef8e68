# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The decision sheet is one page, whatever a project holds: told shorter, saying so, and refused rather than cut."""

import io
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.utils import translation

from papers.keeping import Folder
from papers.pack import layout
from papers.pack.building import pack_typefaces
from papers.pack.decision import MEASURES, decisions_of
from papers.pack.layout import TooLong, laid_out
from papers.pack.pieces import Piece, pieces_of
from papers.rendering import render_as_ready

READ_ON = "(อ่านต่อในรายละเอียดโครงการ)"
LONG = "เห็นควรให้หน่วยงานปรับแผนการเชื่อมโยงข้อมูลให้สอดคล้องกัน "
UNBROKEN = "ที่ปรึกษาผู้เชี่ยวชาญด้านน้ำและฝุ่นละอองขนาดเล็ก" * 3


def swollen(project: dict[str, Any], *, agencies: int = 30, years: int = 5, times: int = 60) -> dict[str, Any]:
    """The project with more of everything than any has had."""
    names = [f"สำนักงานคณะกรรมการตัวอย่างแห่งชาติเพื่อการบูรณาการที่ {n}" for n in range(1, agencies + 1)]
    parts = [project["participants"][0] | {"agency": name, "role": "contributor"} for name in names]
    lines = [project["lines"][0] | {"agency": name, "fiscal_year": 2565 + n % years} for n, name in enumerate(names)]
    long = LONG * times
    earlier = {"meeting": "ครั้งที่ 1/2563", "verb": "เลื่อนการพิจารณา", "text": long}
    return project | {
        "title": "โครงการบูรณาการฐานข้อมูลกลางเพื่อการบริการประชาชน " * 8,
        "participants": [parts[0] | {"role": "lead"}, *parts[1:]],
        "lines": lines,
        "screening": project["screening"] | {"opinion": long},
        "opinions": [{"field": "ความมั่นคงปลอดภัยไซเบอร์", "advice": "เห็นชอบโดยมีข้อสังเกต", "text": long}] * 5,
        "earlier": [earlier] * 9,
        "draft_resolution": project["draft_resolution"] | {"text": long[:460]},
    }


def heavy(project: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """One project for each thing there may be too much of."""
    draft = project["draft_resolution"]
    of = {
        "everything": swollen(project),
        "agencies": project | {key: swollen(project)[key] for key in ("participants", "lines")},
        "two years": swollen(project, agencies=12, years=2, times=10),
        "options": project | {"draft_resolution": draft | {"options": [LONG * 2, UNBROKEN, *draft["options"]] * 3}},
        "draft": project | {"draft_resolution": draft | {"text": LONG * 35}},
        "unbroken": swollen(project, times=2) | {"title": UNBROKEN * 2, "lead": UNBROKEN},
        "experts": project | {"opinions": [{"field": UNBROKEN, "advice": LONG * 2, "text": LONG}] * 12},
    }
    return {name: one | {"code": f"DG65-{at}"} for at, (name, one) in enumerate(of.items(), start=101)}


def decisions(snapshot: dict[str, Any], *projects: dict[str, Any]) -> list[Piece]:
    return [piece for piece in pieces_of(snapshot | {"projects": list(projects)}) if piece.template == "decision"]


def said(body: Any) -> list[str]:
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(body.pdf)).pages]


def test_decision_takes_one_page_whatever_there_is_too_much_of(pack_snapshot: dict[str, Any], tmp_path: Path) -> None:
    made = heavy(pack_snapshot["projects"][0])
    laid = laid_out(decisions(pack_snapshot, *made.values()), pack_typefaces(), Folder(tmp_path))
    told = {name: said(one.body) for name, one in zip(made, laid, strict=True)}
    assert {name: len(pages) for name, pages in told.items()} == dict.fromkeys(made, 1)
    for words in ("หน่วยงานอื่นอีก", "ปีถัดไป", READ_ON, "มติที่ประชุม", "มติก่อนหน้านี้อีก"):
        assert words in told["everything"][0]
    for name, one in made.items():  # what is decided on is told whole
        page, draft = told[name][0], one["draft_resolution"]
        for words in (one["title"], draft["text"], *draft["options"]):
            assert "".join(words.split()) in page, (name, words)


def test_decision_is_told_no_shorter_than_its_page_needs(
    pack_snapshot: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(layout, "render_as_ready", _counting(render_as_ready, asked))
    keep, typefaces = Folder(tmp_path), pack_typefaces()
    first, second = pack_snapshot["projects"]
    pieces = decisions(pack_snapshot, heavy(first)["unbroken"], second)
    [long, small] = laid_out(pieces, typefaces, keep)
    assert small.piece == pieces[1]
    ways = [pieces[0].content, *(pieces[0].shorter or ())]
    at = ways.index(long.piece.content)
    assert at > 0
    assert asked[1:] == [1] * at  # each way before took more than a page, and was laid out once
    asked.clear()
    again = laid_out(pieces, typefaces, keep)
    assert [one.piece for one in again] == [long.piece, small.piece]
    assert asked == []


def _counting(ask: Any, asked: list[int]) -> Any:
    def counted(pages: Any, **more: Any) -> Any:
        asked.append(len(pages))
        yield from ask(pages, **more)

    return counted


def test_decision_that_fits_no_page_is_refused_by_name_and_the_others_are_kept(
    pack_snapshot: dict[str, Any], tmp_path: Path
) -> None:
    first, second = pack_snapshot["projects"]
    first["draft_resolution"]["text"] = LONG * 120
    keep, pieces = Folder(tmp_path), decisions(pack_snapshot, first, second)
    with pytest.raises(TooLong) as refused:
        laid_out(pieces, pack_typefaces(), keep)
    assert first["title"] in str(refused.value)
    with translation.override("en"):
        assert "doesn't fit on one page" in str(refused.value)
    first["draft_resolution"]["text"] = LONG
    kept: list[bool] = []
    watch = _Watch(kept)
    laid_out(decisions(pack_snapshot, first, second), pack_typefaces(), keep, watch)
    assert kept == [False, True]


class _Watch:
    """Notes which pieces were kept."""

    def __init__(self, kept: list[bool]) -> None:
        self._kept = kept

    def begins(self, pieces: Any, kept: Any) -> None:
        self._kept += kept

    def begun(self, piece: Piece) -> None: ...

    def done(self, piece: Piece) -> None: ...

    def failed(self, piece: Piece, why: Exception) -> None: ...

    def binds(self) -> None: ...

    def reads(self) -> None: ...


def test_each_way_sums_what_it_does_not_name_and_says_how_much_there_is(pack_snapshot: dict[str, Any]) -> None:
    project = swollen(pack_snapshot["projects"][0])
    ways = decisions_of(project)
    assert ways
    for told in ways:
        assert told["rows"][0]["role"] == "lead"
        assert (len(told["rows"]) + told["rest"]["count"], told["agencies"]) == (30, 30)
        named = sum(float(row["proposed_baht"]) for row in [*told["rows"], told["rest"]])
        assert f"{named:.2f}" == told["total"]["proposed_baht"] == f"{1250000 * 30:.2f}"
        assert (told["years"], told["later"]) == ([2565], True)
        by_year = sum(map(float, [*told["total"]["years"], told["total"]["later"]]))
        assert f"{by_year:.2f}" == told["total"]["proposed_baht"]
        assert len(told["earlier"]) + told["earlier_more"] == 9
        assert len(told["experts"]) + told["experts_more"] == 5
        assert told["screening"]["is_cut"]
        assert told["draft_resolution"] == project["draft_resolution"]
    assert [told["is_tight"] for told in ways] == sorted(told["is_tight"] for told in ways)
    assert ways[-1]["is_tight"]


def test_small_project_is_told_whole(pack_snapshot: dict[str, Any]) -> None:
    project = pack_snapshot["projects"][1]
    told = decisions_of(project)[0]
    assert (told["rest"], told["earlier_more"], told["screening"]["is_cut"]) == (None, 0, False)
    assert (told["experts_more"], told["earlier_cut"], told["is_tight"]) == (0, False, False)
    assert told["rows"][0]["agency"] == project["lead"]
    assert told["screening"]["verdicts"] == {"met": 3, "partly": 1, "not_met": 0}
    assert len(MEASURES) >= len(decisions_of(project))
