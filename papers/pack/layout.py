# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lays out the pieces of a pack that aren't kept from another one, and reads each again before it is kept."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from papers import fonts
from papers.assembly.bodies import Body
from papers.assembly.typeface import Typeface
from papers.keeping import Keep
from papers.pack.annexes import Files, annex_pages, kept_file
from papers.pack.pieces import Piece
from papers.pack.versions import made_with, wording
from papers.pack.watching import UNWATCHED, Watch
from papers.pack.words import words
from papers.rendering import RenderingRefused, render_as_ready
from papers.text_gate import TextDiffers, Unprintable, check_characters, check_text
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


def laid_out(
    pieces: Sequence[Piece],
    typefaces: Mapping[int, Typeface],
    keep: Keep,
    watch: Watch = UNWATCHED,
    files: Files = kept_file,
) -> list[Body]:
    """The body of each piece; those that are kept are not laid out again. ``files`` gives the annexes.

    Raises text_gate.Unprintable, PieceRefused or text_gate.TextDiffers of the first piece that failed; whatever could
    be laid out is kept then, too. Raises watching.Stopped.
    """
    own = [piece for piece in pieces if not piece.annex]
    keys = _keys(own, typefaces)
    kept = {key: content for key in keys if (content := keep.get("bodies", key)) is not None}
    watch.begins(own, [key in kept for key in keys])
    missing = {key: piece for key, piece in zip(keys, own, strict=True) if key not in kept}
    kept |= _newly_laid_out(missing, keep, watch)
    laid = iter(keys)
    return [
        Body(annex_pages(piece.annex, piece.title, keep, files), typefaces, own=False, keep=keep)
        if piece.annex
        else Body(kept[next(laid)], typefaces, keep=keep)
        for piece in pieces
    ]


def _newly_laid_out(missing: Mapping[str, Piece], keep: Keep, watch: Watch) -> dict[str, bytes]:
    """Each is read and kept as soon as it is laid out: whatever ends this loses nothing that was done."""
    if not missing:
        return {}
    failed: dict[str, Exception] = {}
    pages, printable = {}, fonts.characters(Path(settings.PACK_FONT_DIR))
    for (key, piece), page in zip(missing.items(), pages_of(list(missing.values())), strict=True):
        try:
            check_characters(page, printable)
        except Unprintable as error:
            failed[key] = error
            watch.failed(piece, error)
        else:
            pages[key] = page
    made: dict[str, bytes] = {}
    keys = list(pages)
    with closing(render_as_ready(list(pages.values()), stylesheets=[render_to_string(STYLE)])) as outcomes:
        for at, outcome in outcomes:
            key = keys[at]
            piece = missing[key]
            if outcome is None:
                watch.begun(piece)
                continue
            try:
                if isinstance(outcome, RenderingRefused):
                    raise PieceRefused(f"{piece.name}: {outcome}") from outcome
                check_text(outcome, pages[key])
            except (PieceRefused, TextDiffers) as error:
                failed[key] = error
                watch.failed(piece, error)
                continue
            keep.put("bodies", key, outcome)
            made[key] = outcome
            watch.done(piece)
    if failed:
        raise next(failed[key] for key in missing if key in failed)
    return made


def _keys(pieces: Sequence[Piece], typefaces: Mapping[int, Typeface]) -> list[str]:
    """For each piece the hash of everything that its body's bytes come from."""
    around = canonical_json([wording(), made_with(), [face.fingerprint for face in typefaces.values()]])
    return [
        hashlib.sha256(canonical_json([around, piece.name, piece.template, piece.content]).encode()).hexdigest()
        for piece in pieces
    ]
