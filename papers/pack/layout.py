# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lays out the pieces of a pack that aren't kept from another one, and reads each again before it is kept."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from papers import fonts
from papers.assembly.bodies import Body
from papers.assembly.typeface import Typeface
from papers.keeping import Keep
from papers.pack.pieces import Piece
from papers.pack.versions import made_with
from papers.rendering import RenderingRefused, render_each
from papers.text_gate import check_characters, check_text

STYLE = "pack/paper.css"


class PieceRefused(RenderingRefused):
    """One piece can't be laid out; the message names it."""


def pages_of(pieces: Sequence[Piece]) -> list[str]:
    """The HTML of each piece."""
    with translation.override("th"):
        return [
            render_to_string(
                "pack/body.html", {**piece.content, "name": piece.name, "part": f"pack/parts/{piece.template}.html"}
            )
            for piece in pieces
        ]


def laid_out(
    pieces: Sequence[Piece], pages: Sequence[str], typefaces: Mapping[int, Typeface], keep: Keep
) -> list[Body]:
    """The body of each piece; those that are kept are not laid out again.

    Raises text_gate.Unprintable, PieceRefused or text_gate.TextDiffers; whatever could be laid out is kept then, too.
    """
    printable = fonts.characters(Path(settings.PACK_FONT_DIR))
    style = render_to_string(STYLE)
    keys = [_key(page, style, typefaces) for page in pages]
    kept = {key: content for key in keys if (content := keep.get("bodies", key)) is not None}
    missing = {key: (piece, page) for key, piece, page in zip(keys, pieces, pages, strict=True) if key not in kept}
    for _piece, page in missing.values():
        check_characters(page, printable)
    failed: Exception | None = None
    outcomes = render_each([page for _piece, page in missing.values()], stylesheets=[style]) if missing else []
    for (key, (piece, page)), outcome in zip(missing.items(), outcomes, strict=True):
        if isinstance(outcome, RenderingRefused):
            failed = failed or PieceRefused(f"{piece.name}: {outcome}")
            continue
        check_text(outcome, page)
        keep.put("bodies", key, outcome)
        kept[key] = outcome
    if failed is not None:
        raise failed
    return [Body(kept[key], typefaces, keep=keep) for key in keys]


def _key(page: str, style: str, typefaces: Mapping[int, Typeface]) -> str:
    """The hash of everything that a body's bytes come from."""
    told = [page, style, [face.fingerprint for face in typefaces.values()], made_with()]
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
