# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of environment variables names what the settings read, no more and no less."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
READ_OUTSIDE_THE_SETTINGS = {"PORT", "PYTHON", "TEST_POSTGRES_URL", "BROWSER"}


def test_documented_variables_are_those_the_settings_read() -> None:
    code = (ROOT / "project" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r"""env(?:\.\w+)?\(\s*"([A-Z_]+)\"""", code))
    table = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)) == read | READ_OUTSIDE_THE_SETTINGS
