# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is kept between packs: whole and under its own name, or as good as not there."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from papers.jobs import UNUSED_KEPT
from papers.keeping import NOWHERE, Folder


@pytest.fixture
def kept(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path)
    folder.put("bodies", "4fa1", b"content")
    return folder


def file_of(folder: Path, key: str = "4fa1") -> Path:
    return folder / "bodies" / key[:2] / key


def test_what_was_kept_comes_back(kept: Folder) -> None:
    assert kept.get("bodies", "4fa1") == b"content"
    assert kept.get("bodies", "4fa2") is None
    assert kept.get("segments", "4fa1") is None


@pytest.mark.parametrize(
    "damage", [lambda file: file[:-1], lambda file: file[:20], lambda file: b"", lambda file: file + b" "]
)
def test_torn_or_changed_file_is_as_good_as_none(kept: Folder, tmp_path: Path, damage: object) -> None:
    path = file_of(tmp_path)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert kept.get("bodies", "4fa1") is None
    kept.put("bodies", "4fa1", b"content")
    assert kept.get("bodies", "4fa1") == b"content"


def test_file_under_another_name_is_not_that_one(kept: Folder, tmp_path: Path) -> None:
    file_of(tmp_path).rename(file_of(tmp_path, "4fa2"))
    assert kept.get("bodies", "4fa2") is None


def test_folder_that_cannot_be_written_keeps_nothing_and_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    folder = Folder(tmp_path / "file")
    folder.put("bodies", "4fa1", b"content")
    assert folder.get("bodies", "4fa1") is None


def test_nothing_lies_beside_what_is_kept(kept: Folder, tmp_path: Path) -> None:
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["4fa1"]
    NOWHERE.put("bodies", "4fa1", b"content")
    assert NOWHERE.get("bodies", "4fa1") is None


def test_what_no_pack_asked_for_since_long_is_cleared_away(kept: Folder, tmp_path: Path) -> None:
    kept.put("bodies", "4fa2", b"used")
    kept.put("segments", "4fa1", b"unused")
    half = tmp_path / "bodies" / "4f" / ".half"  # of a writer that was killed
    half.write_bytes(b"ha")
    now = datetime.now(UTC)
    old = (now - 2 * UNUSED_KEPT).timestamp()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            os.utime(path, (old, old))
    assert kept.get("bodies", "4fa2") == b"used"
    assert kept.clear_unused(before=now - UNUSED_KEPT)[0] == 3
    assert [kept.get("bodies", "4fa1"), kept.get("segments", "4fa1"), half.exists()] == [None, None, False]
    assert kept.get("bodies", "4fa2") == b"used"
    assert kept.clear_unused(before=now - UNUSED_KEPT) == (0, 0)
