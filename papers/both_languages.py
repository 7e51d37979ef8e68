# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of a list in Thai and English, for papers that are told in both."""

from typing import Any

from django.utils import translation


def choices_in_both(kind: Any) -> list[tuple[str, str]]:
    """The words of a list to choose from (``django.db.models.Choices``), Thai and English."""
    with translation.override("th"):
        thai = [str(one.label) for one in kind]
    with translation.override("en"):
        return list(zip(thai, [str(one.label) for one in kind], strict=True))
