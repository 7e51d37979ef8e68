# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""docs/declaring-a-lifecycle.md quotes the code as it is."""

import re
from pathlib import Path

import pytest
from django.conf import settings

PAGE = Path(settings.BASE_DIR, "docs/declaring-a-lifecycle.md").read_text()
QUOTES = re.findall(r"```python\n# (\S+)\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("path", "quoted"), QUOTES, ids=[f"{path}-{place}" for place, (path, _) in enumerate(QUOTES)])
def test_block_is_the_files_own_text(path: str, quoted: str) -> None:
    assert quoted.rstrip() in Path(settings.BASE_DIR, path).read_text()


def test_every_block_says_where_it_is_from() -> None:
    assert len(QUOTES) == PAGE.count("```python") == 11


def test_every_file_named_is_there() -> None:
    named = set(re.findall(r"`((?:agencies|project|tests|workflows)/[\w./]+\.py)`", PAGE))
    assert {path for path in named if not Path(settings.BASE_DIR, path).is_file()} == set()
    assert len(named) >= 5
