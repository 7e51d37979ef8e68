# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lays out the pieces of a pack that aren't kept from another one, and reads each again before it is kept."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from papers import fonts
from papers.assembly.bodies import Body
from papers.assembly.typeface import Typeface
from papers.keeping import Keep
from papers.pack.pieces import Piece
from papers.pack.versions import made_with, wording
from papers.pack.words import words
from papers.rendering import RenderingRefused, render_each
from papers.text_gate import check_characters, check_text
from workflows.records import canonical_json

STYLE = "pack/paper.css"
THAI_ALONE = ("invitation", "minutes", "report")  # official texts: they have no English


class PieceRefused(RenderingRefused):
    """One piece can't be laid out; the message names it."""


def pages_of(pieces: Sequence[Piece]) -> list[str]:
    """The HTML of each piece."""
    return [_page_of(piece) for piece in pieces]


def saying(paper: Mapping[str, Any]) -> dict[str, Any]:
    """What every template of a pack is given beside its own content: words, digits, and how data is told."""
    return {"paper": paper, "say": words(paper["language"]), "digits": paper["digits"]}


def _page_of(piece: Piece) -> str:
    paper = piece.content["paper"]
    named = {"name": piece.name, "part": f"pack/parts/{piece.template}.html"}
    with translation.override("th" if piece.template in THAI_ALONE else paper["language"]):
        return render_to_string("pack/body.html", {**saying(paper), **piece.content, **named})


def laid_out(pieces: Sequence[Piece], typefaces: Mapping[int, Typeface], keep: Keep) -> list[Body]:
    """The body of each piece; those that are kept are not laid out again.

    Raises text_gate.Unprintable, PieceRefused or text_gate.TextDiffers; whatever could be laid out is kept then, too.
    """
    keys = _keys(pieces, typefaces)
    kept = {key: content for key in keys if (content := keep.get("bodies", key)) is not None}
    missing = {key: piece for key, piece in zip(keys, pieces, strict=True) if key not in kept}
    kept |= _newly_laid_out(missing, keep)
    return [Body(kept[key], typefaces, keep=keep) for key in keys]


def _newly_laid_out(missing: Mapping[str, Piece], keep: Keep) -> dict[str, bytes]:
    if not missing:
        return {}
    pages, printable = pages_of(list(missing.values())), fonts.characters(Path(settings.PACK_FONT_DIR))
    for page in pages:
        check_characters(page, printable)
    made: dict[str, bytes] = {}
    failed: list[PieceRefused] = []
    outcomes = render_each(pages, stylesheets=[render_to_string(STYLE)])
    for (key, piece), page, outcome in zip(missing.items(), pages, outcomes, strict=True):
        if isinstance(outcome, RenderingRefused):
            failed.append(PieceRefused(f"{piece.name}: {outcome}"))
            continue
        check_text(outcome, page)
        keep.put("bodies", key, outcome)
        made[key] = outcome
    if failed:
        raise failed[0]
    return made


def _keys(pieces: Sequence[Piece], typefaces: Mapping[int, Typeface]) -> list[str]:
    """For each piece the hash of everything that its body's bytes come from."""
    around = canonical_json([wording(), made_with(), [face.fingerprint for face in typefaces.values()]])
    return [
        hashlib.sha256(canonical_json([around, piece.name, piece.template, piece.content]).encode()).hexdigest()
        for piece in pieces
    ]
