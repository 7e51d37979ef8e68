# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The generated documents say what the code does, and a difference is found."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from project.management.commands import write_docs


def test_documents_are_as_the_code_is() -> None:
    call_command("write_docs", "--check")


def test_difference_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(write_docs, "DOCS", tmp_path)
    call_command("write_docs")
    call_command("write_docs", "--check")
    (tmp_path / "lifecycles" / "project.md").write_text("changed by hand")
    (tmp_path / "lifecycles" / "gone.svg").write_text("of a lifecycle that is no more")
    with pytest.raises(CommandError, match=r"docs/lifecycles/project\.md, docs/lifecycles/gone\.svg"):
        call_command("write_docs", "--check")
    call_command("write_docs")
    assert not (tmp_path / "lifecycles" / "gone.svg").exists()
    call_command("write_docs", "--check")
