# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lays out the pieces of a pack that aren't kept from another one, and reads each again before it is kept."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_noop
from pikepdf import Pdf

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
TOO_LONG = gettext_noop(
    "“%(title)s” doesn't fit on one page, even told as shortly as it can be: shorten its names and texts."
)
BODIES, UNFIT = "bodies", "unfit"  # kinds of what is kept: pages, and what is known to need another way of printing
LOOSE = {"loose": True}  # in its tables a page may begin and end with any row, for rows too high to stand together
THAI_ALONE = ("invitation", "minutes", "report")  # official texts: they have no English


class PieceRefused(RenderingRefused):
    """One piece can't be laid out; the message names it: the piece ``of``, or what its sentence says."""

    of = ""

    def __str__(self) -> str:
        return f"{self.of}: {super().__str__()}" if self.of else super().__str__()


class TooLong(PieceRefused):
    """What takes one page takes more, however little it says."""

    def __init__(self, title: str) -> None:
        super().__init__(TOO_LONG, title=title)


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


@dataclass(frozen=True)
class LaidOut:
    """A piece as it was laid out, of what takes one page with the content that does, and its body.

    ``key`` is the hash of all that its HTML and its body's bytes come from; annexes, which come from elsewhere, have
    none.
    """

    piece: Piece
    body: Body
    key: str

    @cached_property
    def html(self) -> str:
        """Written when first asked for: what was laid out and read before needs none."""
        return _page_of(self.piece)


def laid_out(
    pieces: Sequence[Piece],
    typefaces: Mapping[int, Typeface],
    keep: Keep,
    watch: Watch = UNWATCHED,
    files: Files = kept_file,
) -> list[LaidOut]:
    """Each piece with its body; those that are kept are not laid out again. ``files`` gives the annexes.

    Raises text_gate.Unprintable, PieceRefused or text_gate.TextDiffers of the first piece that failed; whatever could
    be laid out is kept then, too. Raises watching.Stopped.
    """
    own = _Layout([piece for piece in pieces if not piece.annex], typefaces, keep, watch).finished()
    return [
        LaidOut(piece, Body(annex_pages(piece.annex, piece.title, keep, files), typefaces, own=False, keep=keep), "")
        if piece.annex
        else LaidOut(own[piece.name][0], Body(own[piece.name][1], typefaces, keep=keep), own[piece.name][2])
        for piece in pieces
    ]


class _Layout:
    """Lays out the pieces of ours. Each is read and kept as soon as it is done: whatever ends this loses nothing."""

    def __init__(self, pieces: Sequence[Piece], typefaces: Mapping[int, Typeface], keep: Keep, watch: Watch) -> None:
        self._pieces, self._keep, self._watch = pieces, keep, watch
        self._around = canonical_json([wording(), made_with(), [face.fingerprint for face in typefaces.values()]])
        self._done: dict[str, tuple[Piece, bytes, str]] = {}
        self._failed: dict[str, Exception] = {}

    def finished(self) -> dict[str, tuple[Piece, bytes, str]]:
        """Each piece by its name, with its pages and its key; raises what ``laid_out`` raises."""
        left = [self._kept_or_shortened(piece) for piece in self._pieces]
        self._watch.begins(self._pieces, [piece.name in self._done for piece in self._pieces])
        left = [piece for piece in left if piece.name not in self._done]
        while left:
            left = self._laid_out(self._printable(left))
        for piece in self._pieces:
            if piece.name in self._failed:
                raise self._failed[piece.name]
        return self._done

    def _kept_or_shortened(self, piece: Piece) -> Piece:
        """The piece as it was kept, or else with the first content that isn't known to take more than its page."""
        while True:
            key = self._key(piece)
            if (content := self._keep.get(BODIES, key)) is not None:
                self._done[piece.name] = piece, content, key
            elif self._keep.get(UNFIT, key) is not None and (other := _another_way(piece)) is not None:
                piece = other
                continue
            return piece

    def _printable(self, pieces: Sequence[Piece]) -> list[tuple[Piece, str]]:
        """Each with its HTML, but for those with letters that the font doesn't have."""
        found, known = [], fonts.characters(Path(settings.PACK_FONT_DIR))
        for piece, page in zip(pieces, pages_of(pieces), strict=True):
            try:
                check_characters(page, known)
            except Unprintable as error:
                self._fails(piece, error)
            else:
                found.append((piece, page))
        return found

    def _laid_out(self, pieces: Sequence[tuple[Piece, str]]) -> list[Piece]:
        """Lay each out once; returns what is to be printed in another way instead."""
        instead: list[Piece] = []
        pages = [page for _piece, page in pieces]
        if not pages:
            return instead
        with closing(render_as_ready(pages, stylesheets=[render_to_string(STYLE)])) as outcomes:
            for at, outcome in outcomes:
                piece, page = pieces[at]
                if outcome is None:
                    self._watch.begun(piece)
                elif isinstance(outcome, RenderingRefused):
                    self._fails(piece, _refused(piece, outcome), outcome)
                else:
                    instead += self._judged(piece, outcome, page)
        return instead

    def _judged(self, piece: Piece, pdf: bytes, page: str) -> list[Piece]:
        """Keep it if it fits and reads as it should; else what is to be tried instead, if there is anything."""
        try:
            if piece.shorter is not None and _page_count(pdf) > 1:
                raise TooLong(piece.title)
            check_text(pdf, page)
        except (TooLong, TextDiffers) as error:
            if other := _another_way(piece):
                self._keep.put(UNFIT, self._key(piece), b"")
                return [other]
            self._fails(piece, error)
            return []
        key = self._key(piece)
        self._keep.put(BODIES, key, pdf)
        self._done[piece.name] = piece, pdf, key
        self._watch.done(piece)
        return []

    def _fails(self, piece: Piece, why: Exception, cause: Exception | None = None) -> None:
        why.__cause__ = cause
        self._failed[piece.name] = why
        self._watch.failed(piece, why)

    def _key(self, piece: Piece) -> str:
        """The hash of everything that its body's bytes come from."""
        made_from = canonical_json([self._around, piece.name, piece.template])
        return hashlib.sha256(f"{made_from}{piece.canonical}".encode()).hexdigest()


def _refused(piece: Piece, why: RenderingRefused) -> PieceRefused:
    """The same refusal, naming the piece; in its sentence's language."""
    if not why.facts:
        return PieceRefused(f"{piece.name}: {why}")
    refused = PieceRefused(why.sentence, **why.facts)
    refused.of = piece.name
    return refused


def _another_way(piece: Piece) -> Piece | None:
    """The same saying less, where it takes one page; others with their tables set loosely."""
    if piece.shorter is None:
        return None if LOOSE.items() <= piece.content.items() else replace(piece, content=piece.content | LOOSE)
    return replace(piece, content=piece.shorter[0], shorter=piece.shorter[1:]) if piece.shorter else None


def _page_count(pdf: bytes) -> int:
    with Pdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
