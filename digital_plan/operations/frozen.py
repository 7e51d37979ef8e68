# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The columns of what is frozen."""

from typing import Any

from workflows.records import canonical_json, digest


def hashed(content: Any) -> dict[str, Any]:
    """The columns ``content`` and ``sha256`` of what is frozen."""
    return {"content": content, "sha256": digest(canonical_json(content))}
