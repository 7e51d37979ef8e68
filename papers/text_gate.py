# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads an issued PDF again and refuses it when its text is not the text of the HTML it was made from.

A paper that looks right may still read wrong: copied words, search and screen readers get other letters, or a
paragraph has fallen off the page. Everything visible in the HTML must come out of the PDF, exactly, in order, and
nothing else. White space doesn't count. Three things stand on paper but not once in the flow of the HTML; the HTML
itself says where:

* ``<div data-running="2">`` is a running head or foot, expected on every page from the second on;
  ``<span data-page>`` and ``<span data-pages>`` inside it stand for the page's number and the number of pages,
  in Thai digits or, with the value ``arabic``, in those;
* ``<a data-page-of="item-1">`` gets, from the stylesheet, the number of the page where ``id="item-1"`` is, with
  ``data-digits="arabic"`` in those digits;
* a ``<thead>`` may come again at the top of a page its table runs on to.
"""

import io
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from papers.thai import thai_digits

UNSEEN = frozenset({"head", "style", "script", "template", "svg"})
VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
PAGE, PAGES = "\ue000", "\ue001"  # stand in for the numbers in a running text until the page is known
ARABIC_PAGE, ARABIC_PAGES = "\ue003", "\ue004"  # the same, where the paper is printed in Arabic digits
NUMBERS = {PAGE, PAGES, ARABIC_PAGE, ARABIC_PAGES}
TARGET = "\ue002"  # begins a piece that names a place whose page number stands there
ARABIC_TARGET = "\ue005"  # the same, where the paper is printed in Arabic digits
SHOWN = 40  # characters of the differing text a refusal quotes
PDFTOTEXT_SECONDS = 60
DIFFERS = gettext_noop("Page %(page)s: “%(expected)s” should stand there, but %(reader)s reads “%(found)s” in the PDF.")


class TextDiffers(Exception):
    """The PDF does not say what its source says; ``page`` is where, ``expected`` and ``found`` are the words there."""

    def __init__(self, reader: str, page: int, expected: str, found: str) -> None:
        self.reader, self.page, self.expected, self.found = reader, page, expected[:SHOWN], found[:SHOWN]
        super().__init__(reader, page, expected, found)
        self.sentence = DIFFERS
        self.facts = {name: getattr(self, name) or "–" for name in ("page", "reader", "expected", "found")}

    def __str__(self) -> str:
        """In the language of who reads it."""
        return _(self.sentence) % self.facts


class Unprintable(Exception):
    """The HTML holds characters the pack font has no glyph for; on paper they would be empty boxes."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = sorted(characters)
        named = ", ".join(f"“{character}” (U+{ord(character):04X})" for character in self.characters)
        super().__init__(f"The paper holds characters that cannot be printed: {named}.")


@dataclass
class Source:
    """What an HTML document says: pieces of text in order, running texts by first page, and table heads."""

    pieces: list[str] = field(default_factory=list)
    running: list[tuple[int, str]] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)


def check_characters(html: str, printable: frozenset[str]) -> None:
    """Raise Unprintable unless the font has a glyph for every visible character."""
    source = read_source(html)
    said = (
        set("".join(source.pieces)).union(*(text for _first, text in source.running))
        - NUMBERS
        - {TARGET, ARABIC_TARGET}
    )
    if unprintable := said - printable:
        raise Unprintable(unprintable)


def check_text(pdf: bytes, html: str) -> None:
    """Raise TextDiffers unless pypdf, and pdftotext where it is installed, read the HTML's text out of the PDF."""
    source = read_source(html)
    document, pages_of = read_pages(pdf)
    expected = _with_page_numbers(source.pieces, target_pages(document))
    for reader, pages in pages_of.items():
        bodies = [
            _without_running(reader, source, page, number, len(pages)) for number, page in enumerate(pages, start=1)
        ]
        _compare(reader, expected, source.heads, bodies)


@dataclass(frozen=True)
class Stretch:
    """Pages of a bound pack that were laid out from one HTML document, and what the pack wrote at each one's end."""

    html: str
    written: list[str]


def check_bound(pages_of: dict[str, list[str]], stretches: Iterable[Stretch]) -> None:
    """Raise TextDiffers unless every page of a pack reads as its HTML says, and then as the pack wrote over it.

    ``pages_of`` is what ``read_pages`` found.
    """
    stretches = list(stretches)
    sources = [read_source(stretch.html) for stretch in stretches]
    for reader, pages in pages_of.items():
        if len(pages) != sum(len(stretch.written) for stretch in stretches):
            raise TextDiffers(reader, len(pages), f"{len(stretches)} stretches", f"{len(pages)} pages")
        first = 0
        for stretch, source in zip(stretches, sources, strict=True):
            bodies = []
            for at, written in enumerate(map(squeezed, stretch.written), start=first):
                if not pages[at].endswith(written):
                    raise TextDiffers(reader, at + 1, written, pages[at][-len(written) :])
                bodies.append(pages[at][: len(pages[at]) - len(written)])
            _compare(reader, "".join(source.pieces), source.heads, bodies, first=first)
            first += len(bodies)


def read_pages(pdf: bytes) -> tuple[PdfReader, dict[str, list[str]]]:
    """The opened PDF, and the text of every page without white space as each reader reads it; raises TextDiffers."""
    try:
        document = PdfReader(io.BytesIO(pdf))
        pages_of = {"pypdf": [page.extract_text() for page in document.pages]}
    except PyPdfError as error:
        raise TextDiffers("pypdf", 1, "", f"no readable PDF: {error}") from error
    if command := shutil.which("pdftotext"):
        pages_of["pdftotext"] = read_with_pdftotext(command, pdf)
    return document, {reader: [squeezed(page) for page in pages] for reader, pages in pages_of.items()}


def squeezed(text: str) -> str:
    """Return the text without white space: extractors guess at spaces, and Thai has none between words."""
    return "".join(unicodedata.normalize("NFC", text).replace("\u200b", "").split())


# ── What the HTML says ───────────────────────────────────────────────────────────────────────────────────────────────


def read_source(html: str) -> Source:
    reader = _SourceReader()
    reader.feed(html)
    reader.close()
    return reader.source


@dataclass
class _OpenElement:
    """An element whose end has not come yet: where the text around it goes, and what to do with its own."""

    tag: str
    outer: list[str]
    running_from: int | None = None
    is_head: bool = False


class _SourceReader(HTMLParser):
    """Collects visible text. Elements are expected to be closed, as our templates close them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.source = Source()
        self._into = self.source.pieces
        self._open: list[_OpenElement] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        known = dict(attributes)
        element = _OpenElement(tag, self._into, is_head=tag == "thead")
        if "data-running" in known:
            element.running_from = int(known["data-running"] or 1)
        if tag in UNSEEN or "hidden" in known or element.is_head or element.running_from:
            self._into = []
        self._open.append(element)
        if target := known.get("data-page-of"):
            self._into.append((ARABIC_TARGET if known.get("data-digits") == "arabic" else TARGET) + target)
        for name, thai, arabic in (("data-page", PAGE, ARABIC_PAGE), ("data-pages", PAGES, ARABIC_PAGES)):
            if name in known:
                self._into.append(arabic if known[name] == "arabic" else thai)

    def handle_endtag(self, tag: str) -> None:
        if not any(element.tag == tag for element in self._open):
            return
        closed = False
        while not closed:
            element = self._open.pop()
            text = "".join(self._into)
            if element.running_from:
                self.source.running.append((element.running_from, text))
            elif element.is_head:
                element.outer.append(text)
                self.source.heads.add(text)
            self._into = element.outer
            closed = element.tag == tag

    def handle_data(self, data: str) -> None:
        if text := squeezed(data):
            self._into.append(text)


# ── What the PDF says ────────────────────────────────────────────────────────────────────────────────────────────────


def read_with_pdftotext(command: str, pdf: bytes) -> list[str]:
    """Return the text of every page as Poppler reads it, in the order of the page's own content."""
    done = subprocess.run(
        [command, "-raw", "-enc", "UTF-8", "-", "-"],
        input=pdf,
        capture_output=True,
        timeout=PDFTOTEXT_SECONDS,
        check=True,
        env={"PATH": os.environ.get("PATH", "")},
    )
    return done.stdout.decode().split("\f")[:-1]


def target_pages(document: PdfReader) -> dict[str, int]:
    """Return the page number of every place in the PDF that has a name."""
    places = document.named_destinations.items()
    numbers = ((name, document.get_destination_page_number(place)) for name, place in places)
    return {name: number + 1 for name, number in numbers if number is not None}


# ── The comparison ───────────────────────────────────────────────────────────────────────────────────────────────────


def _compare(reader: str, expected: str, heads: set[str], bodies: list[str], first: int = 0) -> None:
    """The pages' own texts, the first of which is page ``first`` + 1, follow one another as expected."""
    position = 0
    for number, body in enumerate(bodies, start=first + 1):
        if expected.startswith(body, position):
            position += len(body)
            continue
        for head in heads:
            if body.startswith(head) and expected.startswith(body[len(head) :], position):
                position += len(body) - len(head)
                break
        else:
            at = _first_difference(expected[position:], body)
            raise TextDiffers(reader, number, expected[position + at :], body[at:])
    if position < len(expected):
        raise TextDiffers(reader, first + len(bodies), expected[position:], "")


def _with_page_numbers(pieces: list[str], targets: dict[str, int]) -> str:
    return "".join(_with_page_number(piece, targets) for piece in pieces)


def _with_page_number(piece: str, targets: dict[str, int]) -> str:
    if piece.startswith(ARABIC_TARGET):
        return str(targets.get(piece.removeprefix(ARABIC_TARGET), "?"))
    return thai_digits(targets.get(piece.removeprefix(TARGET), "?")) if piece.startswith(TARGET) else piece


def _without_running(reader: str, source: Source, page: str, number: int, count: int) -> str:
    """Take off the running heads and feet, which the PDF holds after the page's own text; each must be there."""
    waiting = [
        text.replace(PAGE, thai_digits(number))
        .replace(PAGES, thai_digits(count))
        .replace(ARABIC_PAGE, str(number))
        .replace(ARABIC_PAGES, str(count))
        for first_page, text in source.running
        if number >= first_page
    ]
    while waiting:
        found = next((text for text in waiting if page.endswith(text)), None)
        if found is None:
            raise TextDiffers(reader, number, waiting[-1], page[-SHOWN:])
        waiting.remove(found)
        page = page[: len(page) - len(found)]
    return page


def _first_difference(expected: str, found: str) -> int:
    """Return where two texts part, a few letters before, so that a refusal quotes whole words."""
    both = zip(expected, found, strict=False)
    at = next((at for at, (one, other) in enumerate(both) if one != other), min(len(expected), len(found)))
    return max(0, at - SHOWN // 4)
