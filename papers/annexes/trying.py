# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a page can be drawn in a reasonable time, by any reader; runs in the child only.

A pattern with a step of a hundredth of a point, a letter that is written with letters that are written with letters, a
mask behind a mask, a million lines: each is a few bytes, and a reader draws at it for hours. What can be counted is
counted; every page that holds what can't is drawn once, small, and what takes too long at it ends the child.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Any

import pypdfium2
from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream

from papers.annexes.drawing import drawings_of
from papers.annexes.unpacking import contents
from papers.annexes.verdicts import MOST_PIXELS_OF_A_PAGE, MOST_TILES
from papers.confinement import lower_cpu

SCALE = 0.5  # points to dots of a trial
TRIAL_SECONDS = 10  # of the processor, for all pages that are tried
LONG_CONTENT = 512 * 1024  # bytes: some ten thousand lines
MANY_DRAWN = 1000


@dataclass(frozen=True)
class Drawing:
    """A page, form, pattern or letter: its content, what that names, and the area that it covers at most."""

    content: list[Stream]
    resources: Any
    area: float


def is_heavy(page: Page) -> bool:
    """Whether a page lays a pattern's tiles, or the points of pictures, more often than any reader should be asked."""
    if drawings_of(page).pixels > MOST_PIXELS_OF_A_PAGE:
        return True
    return any(_tiles(one, drawing.area) > MOST_TILES for drawing in _drawings(page) for one in _patterns(drawing))


def try_to_draw(pdf: bytes, book: Pdf) -> None:
    """Draw once, small, each page of a book that holds what takes nobody knows how long. Raises PdfiumError."""
    tried = [number for number, page in enumerate(book.pages) if _is_unknown(page)]
    if not tried:
        return
    lower_cpu(TRIAL_SECONDS)
    with pypdfium2.PdfDocument(pdf) as drawn:
        for number in tried:
            page = drawn[number]
            page.render(scale=SCALE, grayscale=True)
            page.close()


def _is_unknown(page: Page) -> bool:
    """Whether counting drawings doesn't tell how long a page takes."""
    drawings = list(_drawings(page))
    if sum(len(stream.read_bytes()) for one in drawings for stream in one.content) > LONG_CONTENT:
        return True
    return drawings_of(page).count > MANY_DRAWN or any(_holds_unknown(one.resources) for one in drawings)


def _holds_unknown(resources: Any) -> bool:
    if _held(resources, "/Pattern") or _held(resources, "/Shading"):
        return True
    return any(font.get("/Subtype") == Name.Type3 for font in _held(resources, "/Font")) or any(
        _is_masked(state) for state in _held(resources, "/ExtGState")
    )


def _drawings(page: Page) -> Iterator[Drawing]:
    """A page and all that is drawn within it, however deep, each once."""
    waiting = [Drawing(list(contents(page.obj)), page.obj.get("/Resources", Dictionary()), _area(page.mediabox))]
    seen: set[tuple[int, int]] = set()
    while waiting:
        drawing = waiting.pop()
        yield drawing
        for one, resources in _within(drawing):
            if one.objgen not in seen:
                seen.add(one.objgen)
                area = _area(one["/BBox"]) if "/BBox" in one else drawing.area
                waiting.append(Drawing([one], one.get("/Resources", resources), area))


def _within(drawing: Drawing) -> Iterator[tuple[Stream, Any]]:
    """The forms, patterns, masks and letters that a drawing names, each with the resources of what names it."""
    forms = [one for one in _held(drawing.resources, "/XObject") if one.get("/Subtype") == Name.Form]
    masks = [state["/SMask"].get("/G") for state in _held(drawing.resources, "/ExtGState") if _is_masked(state)]
    for one in (*forms, *_patterns(drawing), *masks):
        if isinstance(one, Stream):
            yield one, drawing.resources
    for font in _held(drawing.resources, "/Font"):
        if font.get("/Subtype") == Name.Type3:
            letters = font.get("/CharProcs", Dictionary())
            yield from ((one, font.get("/Resources", drawing.resources)) for one in _streams(letters))


def _is_masked(state: Any) -> bool:
    return isinstance(state.get("/SMask"), Dictionary)


def _patterns(drawing: Drawing) -> list[Stream]:
    """The patterns of tiles that a drawing names; those of shades are no streams."""
    return _streams(drawing.resources.get("/Pattern", Dictionary()))


def _tiles(pattern: Stream, area: float) -> float:
    """How many tiles of a pattern cover an area; steps of nothing lay them for ever."""
    a, b, c, d = (float(one) for one in list(pattern.get("/Matrix", Array([1, 0, 0, 1, 0, 0])))[:4])
    step = abs(float(pattern.get("/XStep", 0)) * float(pattern.get("/YStep", 0)) * (a * d - b * c))
    return area / step if step and isfinite(step) else float("inf")


def _area(box: Any) -> float:
    left, bottom, right, top = (float(one) for one in box)
    return abs((right - left) * (top - bottom))


def _held(resources: Any, kind: str) -> list[Any]:
    """What resources name of a kind: dictionaries and streams."""
    return [one for _name, one in resources.get(kind, Dictionary()).items() if isinstance(one, Dictionary | Stream)]


def _streams(held: Any) -> list[Stream]:
    return [one for _name, one in held.items() if isinstance(one, Stream)]
