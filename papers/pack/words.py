# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words that a pack prints around its data: one file a language in ``templates/pack/words``, and nowhere else."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

LANGUAGES = ("th", "en")
DEFAULT = "th"  # of official papers, and of snapshots that name none


@cache
def words(language: str) -> Mapping[str, Any]:
    """Every heading and label of a language by its name; raises ValueError for a language that has none."""
    if language not in LANGUAGES:
        raise ValueError(f"no words for {language!r}")
    file = Path(settings.BASE_DIR) / "templates" / "pack" / "words" / f"{language}.json"
    said: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return said
