# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What others print of anchors."""

from typing import Any

from workflows.anchors.models import Anchor


def last_anchor() -> dict[str, Any] | None:
    """``{"number", "at", "hash"}`` of the anchor that was made last, or nothing before the first."""
    anchor = Anchor.objects.order_by("-number").first()
    return None if anchor is None else {"number": anchor.number, "at": anchor.at.isoformat(), "hash": anchor.hash}
