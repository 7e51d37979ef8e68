# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The manifest: everything a pack was made from, as canonical JSON. Its SHA-256 stands at the foot of every page."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from papers import fonts
from papers.annexes.judging import tools
from papers.assembly.bodies import Body
from papers.pack.pieces import Piece, Snapshot
from papers.pack.versions import made_with, wording
from workflows.records import canonical_json

FORMAT = 1


def manifest_of(snapshot: Snapshot, pieces: Sequence[Piece], bodies: Sequence[Body]) -> dict[str, Any]:
    """What a pack is made from.

    ``{"format": 1, "pack": {"number", "snapshot_sha256"}, "anchor": {"number", "at", "hash"} or null,
    "sources": [{"id", "sha256", "pages"}], "made_with": {"weasyprint": "70.0", …}, "wording": "…", "fonts":
    {"sarabun-pack-regular.ttf": "…"}}``, the last two by their sha256; a project's sheet also tells
    ``project``, ``version``, ``content_sha256`` and the head of its ``record``, an annex the ``document_sha256`` of
    what was handed in and its ``verdict``. The sha256 of a source is that of its
    laid-out body.
    """
    return {
        "format": FORMAT,
        "pack": {name: snapshot["pack"][name] for name in ("number", "snapshot_sha256")},
        "anchor": snapshot.get("anchor"),
        "sources": [
            {"id": piece.name, **piece.of, "sha256": body.sha256, "pages": len(body.anatomy.pages)}
            for piece, body in zip(pieces, bodies, strict=True)
        ],
        "made_with": made_with() | ({"annexes": tools()} if any(piece.annex for piece in pieces) else {}),
        "wording": wording(),
        "fonts": {name: fonts.sha256(file) for name, file in fonts.load(Path(settings.PACK_FONT_DIR)).items()},
    }


def digest_of(manifest: dict[str, Any]) -> tuple[bytes, str]:
    """Its bytes, and their SHA-256."""
    content = canonical_json(manifest).encode()
    return content, hashlib.sha256(content).hexdigest()
