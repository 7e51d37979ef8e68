# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Draws what a pack writes over its bodies: heads, feet, page numbers, labels. All of it stands as artifacts.

The content of a body is set between ``BEGIN`` and a stamp, so that nothing it left turned on moves what is stamped.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence

from papers.assembly.anatomy import PAGE_NUMBER, Box, Slot
from papers.assembly.binding import Running
from papers.assembly.typeface import FONT_NAMES, REGULAR, Meanings, Run, Typeface, joined

BEGIN, END = b"q\n", b"\nQ\n"
MM = 72 / 25.4
LEFT, RIGHT = 30 * MM, 20 * MM  # margins of our own pages, as in paper.css
HEAD_LINE, FOOT_LINE = 20 * MM, 16 * MM  # from the upper and from the lower edge
GAP = 4 * MM  # at least, between what stands left and right
FOREIGN_EDGE = 10 * MM  # where numbers stand on a page that is not ours, which may be of any size
SIZE = 9.5
GREY, LINE_GREY = "0.341 0.376 0.416", "0.722 0.757 0.800"
TURNS = {90: "0 1 -1 0 {right} {bottom}", 180: "-1 0 0 -1 {right} {top}", 270: "0 -1 1 0 {left} {top}"}


class Pen:
    """Sets texts and remembers what the glyphs it used stand for."""

    def __init__(self, typefaces: Mapping[int, Typeface]) -> None:
        self._faces = typefaces
        self.meanings: dict[int, Meanings] = {weight: {} for weight in typefaces}
        self._joined: set[tuple[int, str]] = set()
        self._drawn: dict[Hashable, str] = {}

    def text(self, words: str, x: float, y: float, *, size: float, weight: int = REGULAR, right: bool = False) -> str:
        """Operators that write the words beginning at x, or ending there, on the baseline y."""
        runs = [self._run(piece, weight) for piece in _pieces(words)]
        if right:
            x -= sum(run.width for run in runs) * size / 1000
        glyphs = "".join(run.glyphs for run in runs)
        return f"/{FONT_NAMES[weight]} {size:.5g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{glyphs}> Tj"

    def once(self, what: Hashable, draw: Callable[[], str]) -> str:
        """What was drawn before, where the same is drawn again."""
        if what not in self._drawn:
            self._drawn[what] = draw()
        return self._drawn[what]

    def width(self, words: str, size: float, weight: int = REGULAR) -> float:
        """How long the words are in points."""
        return sum(self._run(piece, weight).width for piece in _pieces(words)) * size / 1000

    def _run(self, piece: str, weight: int) -> Run:
        run = self._faces[weight].set(piece)
        if (weight, piece) not in self._joined:
            joined(self.meanings[weight], run.meanings)
            self._joined.add((weight, piece))
        return run

    def baseline(self, slot: Slot) -> float:
        """Where the text of a slot stands: its line, whatever its height, is centred in the room kept for it."""
        face = self._faces[slot.weight]
        spare = slot.top - slot.bottom - (face.ascent - face.descent) * slot.size / 1000
        return slot.bottom + spare / 2 - face.descent * slot.size / 1000


def slot(pen: Pen, room: Slot, words: str) -> str:
    """A page number ends where its room ends; a label begins where it begins."""
    is_number = room.kind == PAGE_NUMBER
    x = room.right if is_number else room.left
    red, green, blue = (int(room.ink[at : at + 2], 16) / 255 for at in (0, 2, 4))
    ink = f"{red:.3f} {green:.3f} {blue:.3f} rg"
    return f"{ink} BT {pen.text(words, x, pen.baseline(room), size=room.size, weight=room.weight, right=is_number)} ET"


def running(pen: Pen, box: Box, said: Running, page: str, pages: str, *, whole: bool, beside: str = "") -> str:
    """The head and foot of a page, ``whole`` on our own; on another's only the number, upright as the page is read,
    and what stands ``beside`` it.
    """
    counted = said.numbering.format(page=page, pages=pages)
    if not whole:
        width = box.top - box.bottom if box.rotate in (90, 270) else box.right - box.left
        left, bottom = (box.left, box.bottom) if not box.rotate else (0.0, 0.0)
        x, y = left + width - FOREIGN_EDGE, bottom + FOREIGN_EDGE
        words = pen.text(beside, left + FOREIGN_EDGE, y, size=SIZE) + " " if beside else ""
        return f"q {_turn(box)}{GREY} rg BT {words}{pen.text(counted, x, y, size=SIZE, right=True)} ET Q"
    alike = pen.once(("running", box, said), lambda: _alike(pen, box, said))
    below = box.bottom + FOOT_LINE - 4 * MM
    return f"{alike} BT {pen.text(counted, box.right - RIGHT, below, size=SIZE, right=True)} ET"


def _alike(pen: Pen, box: Box, said: Running) -> str:
    """What is the same on every page of our own: lines, head, and the foot's beginning."""
    left, right = box.left + LEFT, box.right - RIGHT
    above, below = box.top - HEAD_LINE, box.bottom + FOOT_LINE
    head, foot = above + 1.9 * MM, below - 4 * MM
    room = right - left - pen.width(said.head_right, SIZE) - GAP
    size = SIZE * min(1.0, room / max(pen.width(said.head_left, SIZE), 1))  # a long name is set smaller, not cut
    texts = [
        pen.text(said.head_left, left, head, size=size),
        pen.text(said.head_right, right, head, size=SIZE, right=True),
        pen.text(said.foot_left, left, foot, size=SIZE),
    ]
    return (
        f"{LINE_GREY} RG 0.5 w {left:.2f} {above:.2f} m {right:.2f} {above:.2f} l S "
        f"{left:.2f} {below:.2f} m {right:.2f} {below:.2f} l S {GREY} rg BT {' '.join(texts)} ET"
    )


def stamp(drawn: Sequence[str]) -> bytes:
    """The content stream that ends a page."""
    if not drawn:
        return END
    return END + f"q /Artifact <</Type/Pagination>> BDC 0 g\n{chr(10).join(drawn)}\nEMC Q\n".encode()


def _turn(box: Box) -> str:
    if box.rotate not in TURNS:
        return ""
    edges = {name: f"{getattr(box, name):.2f}" for name in ("left", "bottom", "right", "top")}
    return TURNS[box.rotate].format(**edges) + " cm "


def _pieces(words: str) -> list[str]:
    """Words apart from the digits in them: the words are shaped once for all pages, and so is each digit."""
    pieces: list[str] = []
    for letter in words:
        if pieces and not letter.isdigit() and not pieces[-1].isdigit():
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces
