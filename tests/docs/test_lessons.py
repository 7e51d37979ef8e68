# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was learnt from other systems: each lesson names tests of ours that exist, and papers that exist."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LESSONS = ROOT / "docs" / "lessons.md"
ROW = re.compile(r"^\| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
LINK = re.compile(r"\]\(([^)]+)\)")
HAD_BY_NONE, DEFECTS = 10, 14
ROWS = [row for row in ROW.findall(LESSONS.read_text()) if row[0].isdigit()]


def test_every_lesson_stands_in_the_table_once() -> None:
    numbers = [int(number) for number, _lesson, _tests, _docs in ROWS]
    assert numbers == list(range(1, HAD_BY_NONE + DEFECTS + 1))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_lesson_names_tests_that_exist(row: tuple[str, str, str, str]) -> None:
    _number, _lesson, tests, docs = row
    named = NAMED.findall(tests)
    assert named, "a lesson without a test"
    assert NAMED.sub("", tests).strip(" ·") == "", "something beside the tests"
    for path, name in named:
        assert name in _tests_of(ROOT / path), f"{path}::{name}"
    for target in LINK.findall(docs):
        assert (LESSONS.parent / target).exists(), target


def _tests_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}
