# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A test that could not clean up after itself is refused before it runs, and told what to take instead."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

FLUSH = "the triggers refuse a flush; take fresh_database instead"
BOTH = "takes both a rolled-back database and fresh_database; choose one"


@pytest.mark.parametrize(
    ("mark", "fixture", "reason"),
    [
        ("@pytest.mark.django_db(transaction=True)", "tmp_path", FLUSH),
        ("", "live_server", FLUSH),
        ("@pytest.mark.django_db", "fresh_database", BOTH),
    ],
)
def test_test_that_needs_a_flush_is_refused(tmp_path: Path, mark: str, fixture: str, reason: str) -> None:
    file = tmp_path / "test_refused.py"
    file.write_text(f"import pytest\n\n{mark}\ndef test_refused({fixture}): ...\n", encoding="utf-8")
    (tmp_path / "conftest.py").write_text("from tests.conftest import *", encoding="utf-8")
    words = ["-m", "pytest", "-c", "pyproject.toml", "--collect-only", "-q", str(file)]
    run = subprocess.run([sys.executable, *words], cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert (run.returncode, run.stderr.strip().endswith(reason)) == (pytest.ExitCode.USAGE_ERROR, True), run.stderr
