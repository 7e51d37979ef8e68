# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One field that says something else than before: what every comparison is made of."""

from collections.abc import Iterable
from typing import Any

from papers.comparing import FieldChange as FieldChange

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"


def fields_between(pairs: Iterable[tuple[str, str, Any, Any]]) -> list[FieldChange]:
    """Those of ``(name, label, before, after)`` that differ."""
    return [
        FieldChange(name, label, str(before or ""), str(after or ""))
        for name, label, before, after in pairs
        if (before or "") != (after or "")
    ]
