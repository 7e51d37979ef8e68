# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the states of a lifecycle stand in its picture, set by hand, and how the arrows run between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflows.lifecycle import Subject, sources_of, steps_of

BOX_WIDTH, BOX_HEIGHT = 252, 46
COLUMN, ROW = 400, 92
LANE, FIRST_LANE = 22, 30

Point = tuple[float, float]


@dataclass(frozen=True)
class Way:
    """How one arrow runs: the side and the offset where it leaves and arrives (``"R-16"``), and which lane it takes.

    A lane is used when both sides are the same; 0 is the one next to the boxes. ``beside`` moves the words; one of
    several arrows that say the same along the same line may be ``silent``.
    """

    leaves: str
    arrives: str
    lane: int = 0
    beside: Point = (0, 0)
    anchor: str = ""
    silent: bool = False


@dataclass(frozen=True)
class Layout:
    """``places`` gives each state its column and row; ``ways`` the arrows that do not run straight down or across.

    ``marked`` steps start in so many states that their sources get a mark instead of an arrow.
    """

    places: Mapping[str, tuple[float, float]]
    ways: Mapping[tuple[str, str], Way] = field(default_factory=dict)
    marked: tuple[str, ...] = ()

    def middle(self, state: str) -> Point:
        """The middle of a state's box."""
        column, row = self.places[state]
        left = min(place[0] for place in self.places.values())
        top = min(place[1] for place in self.places.values())
        return (column - left) * COLUMN, (row - top) * ROW

    def way(self, source: str, target: str) -> Way:
        """The way of an arrow: as set, or straight between neighbours."""
        if (source, target) in self.ways:
            return self.ways[source, target]
        if source == target:
            return Way("R-12", "R+12")
        (from_column, from_row), (to_column, to_row) = self.places[source], self.places[target]
        if from_column == to_column:
            return Way("B", "T") if to_row > from_row else Way("L", "L")
        return Way("R", "L") if to_column > from_column else Way("L", "R")


def arrows(model: type[Subject], layout: Layout) -> dict[tuple[str, str], list[str]]:
    """The steps between each two states that an arrow joins, but for the marked ones."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, step in steps_of(model).items():
        if name not in layout.marked:
            for source, target in sources_of(step).items():
                found.setdefault((str(source), str(target)), []).append(name)
    return found


def run(layout: Layout, source: str, target: str) -> tuple[list[Point], Point, str]:
    """The corners of an arrow, where its words stand, and how they are anchored there."""
    way = layout.way(source, target)
    start, end = _gate(layout.middle(source), way.leaves), _gate(layout.middle(target), way.arrives)
    corners, words, anchor = _corners(start, end, way)
    return corners, (words[0] + way.beside[0], words[1] + way.beside[1]), way.anchor or anchor


def _gate(middle: Point, at: str) -> Point:
    """The point on a box's side, ``"L+10"``: left side, ten below its middle."""
    side, offset = at[0], float(at[1:] or 0)
    x, y = middle
    return {
        "L": (x - BOX_WIDTH / 2, y + offset),
        "R": (x + BOX_WIDTH / 2, y + offset),
        "T": (x + offset, y - BOX_HEIGHT / 2),
        "B": (x + offset, y + BOX_HEIGHT / 2),
    }[side]


def _corners(start: Point, end: Point, way: Way) -> tuple[list[Point], Point, str]:
    sides = way.leaves[0] + way.arrives[0]
    if sides in ("LL", "RR"):
        out = FIRST_LANE + LANE * way.lane
        x = min(start[0], end[0]) - out if sides == "LL" else max(start[0], end[0]) + out
        gap, anchor = (-7, "end") if sides == "LL" else (7, "start")
        return [start, (x, start[1]), (x, end[1]), end], (x + gap, (start[1] + end[1]) / 2), anchor
    if sides == "TT":
        y = min(start[1], end[1]) - LANE
        return [start, (start[0], y), (end[0], y), end], (end[0] + 8, y), "start"
    if start[0] == end[0]:
        return [start, end], (start[0] + 10, (start[1] + end[1]) / 2), "start"
    if start[1] == end[1]:
        return [start, end], ((start[0] + end[0]) / 2, start[1] - 8), "middle"
    corner = (end[0], start[1]) if sides[0] in "LR" else (start[0], end[1])
    upright = (end if sides[0] in "LR" else start)[1]
    return [start, corner, end], (corner[0] + 9, (corner[1] + upright) / 2), "start"
