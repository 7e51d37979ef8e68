# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two texts in runs: together they give both texts, and no Thai mark is torn from its letter."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers.comparing import ADDED, REMOVED, SAME, pieces_of, runs_between

THAI = st.text("กขคงจชดตนบปมยรลวสหอะาำเแโใไัิีึืุู็่้๊๋์ฯๆ ๑๒1aBc,.\n", max_size=60)


def sides(before: str, after: str) -> tuple[str, str]:
    runs = runs_between(before, after)
    return (
        "".join(run.text for run in runs if run.kind != ADDED),
        "".join(run.text for run in runs if run.kind != REMOVED),
    )


@given(THAI, THAI)
def test_runs_give_both_texts_back(before: str, after: str) -> None:
    assert sides(before, after) == (before, after)


@given(THAI)
def test_text_beside_itself_is_one_run(text: str) -> None:
    assert [run.kind for run in runs_between(text, text)] == ([SAME] if text else [])


@given(THAI, THAI)
def test_kinds_alternate_and_none_is_empty(before: str, after: str) -> None:
    runs = runs_between(before, after)
    assert all(run.text for run in runs)
    assert all(one.kind != other.kind for one, other in pairwise(runs))


@given(st.lists(st.sampled_from(["กา", "น้ำ", "เรื่อง", "ที่", "แผน", "ใหม่", "ปี ", "๒๕๖๕", "DGA"]), max_size=12))
def test_no_run_begins_with_a_mark(words: list[str]) -> None:
    for run in runs_between("".join(words), "".join(reversed(words))):
        assert unicodedata.category(run.text[0]) != "Mn"
        assert run.text[0] not in "ะาำ"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("น้ำ", ["น้ำ"]),
        ("เรื่อง", ["เรื่", "อ", "ง"]),
        ("ใหม่", ["ให", "ม่"]),
        ("1,500,000.00 บาท", ["1,500,000.00", " ", "บา", "ท"]),
        ("DGA ๒๕๖๕", ["DGA", " ", "๒๕๖๕"]),
    ],
)
def test_text_is_cut_where_it_may_be(text: str, pieces: list[str]) -> None:
    assert pieces_of(text) == pieces


def shown(before: str, after: str) -> str:
    """The runs in one line: [-gone-]{+come+}."""
    marks = {SAME: "{}", REMOVED: "[-{}-]", ADDED: "{{+{}+}}"}
    return "".join(marks[run.kind].format(run.text) for run in runs_between(before, after))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("เชื่อมโยงข้อมูลภาครัฐ", "เชื่อมโยงข้อมูลสุขภาพภาครัฐ", "เชื่อมโยงข้อมูล{+สุขภาพ+}ภาครัฐ"),
        ("ภายในปี 2565", "ภายในปี 2566", "ภายในปี [-2565-]{+2566+}"),
        ("พัฒนาระบบ", "พัฒนาระบบกลาง", "พัฒนาระบบ{+กลาง+}"),
        ("", "ใหม่", "{+ใหม่+}"),
        ("เก่า", "", "[-เก่า-]"),
        ("share of one data", "share of all data", "share of [-one-]{+all+} data"),
    ],
)
def test_change_reads_as_it_was_made(before: str, after: str, said: str) -> None:
    assert shown(before, after) == said


def test_sentence_written_anew_is_no_mosaic() -> None:
    runs = runs_between("ประชาชนได้รับบริการที่ดีขึ้น", "หน่วยงานลดเวลาและค่าใช้จ่าย")
    assert [run.kind for run in runs] == [REMOVED, ADDED]


def test_long_texts_are_compared_by_paragraph() -> None:
    lines = [f"ย่อหน้าที่ {number} ของโครงการ\n" for number in range(600)]
    changed = [*lines]
    changed[300] = "ย่อหน้าที่แก้ไข\n"
    runs = runs_between("".join(lines), "".join(changed))
    assert [run.kind for run in runs] == [SAME, REMOVED, ADDED, SAME]
    assert runs[2].text == changed[300]
