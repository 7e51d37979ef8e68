# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a body holds that its pack has to know: its pages' boxes, named places, bookmarks, and slots to be filled."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from pikepdf import Array, Dictionary, Object, Page, Pdf

SCHEME = "pack:"
PAGE_NUMBER, LABEL, ITEM = "pn", "label", "item"  # kinds of ``pack:`` links; an item is linked and nothing is stamped
LINK = re.compile(rf"({PAGE_NUMBER}|{LABEL}|{ITEM})-(.+)")
DEEPEST_OUTLINE = 20  # levels; deeper is no outline of ours


class BodyMalformed(Exception):
    """A body can't be bound: no pages, or a link of the pack's that says nothing known."""


@dataclass(frozen=True)
class Box:
    """What is seen of a page, in points, and how far it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    rotate: int = 0


@dataclass(frozen=True)
class Slot:
    """Where the pack writes a text into a page: the number of a place's page, or a label.

    ``left``, ``right``, ``bottom`` and ``top`` are those of the link that keeps its room; ``size`` is in points,
    ``ink`` a colour as a stylesheet names it.
    """

    page: int
    kind: str
    name: str
    left: float
    bottom: float
    right: float
    top: float
    size: float = 12.5
    weight: int = 400
    ink: str = "000000"


@dataclass(frozen=True)
class Place:
    """A point of a body that can be linked to: its page, counted from 0, and where on it."""

    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Bookmark:
    """One line of a body's own outline."""

    title: str
    level: int
    place: Place


@dataclass(frozen=True)
class Anatomy:
    """All of it, for one body; ``leads_to`` are the places that the pack's links in it name."""

    pages: tuple[Box, ...]
    slots: tuple[Slot, ...]
    places: dict[str, Place]
    bookmarks: tuple[Bookmark, ...]
    leads_to: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Anatomy":
        return cls(
            tuple(Box(**box) for box in data["pages"]),
            tuple(Slot(**slot) for slot in data["slots"]),
            {name: Place(**place) for name, place in data["places"].items()},
            tuple(Bookmark(one["title"], one["level"], Place(**one["place"])) for one in data["bookmarks"]),
            tuple(data["leads_to"]),
        )


def anatomy_of(body: Pdf, *, own: bool) -> Anatomy:
    """Read it from an opened body; of one that is not our own rendering only the pages' boxes are taken."""
    if not len(body.pages):
        raise BodyMalformed("The body has no pages.")
    boxes = tuple(_box(page) for page in body.pages)
    if not own:
        return Anatomy(boxes, (), {}, ())
    number_of = {page.obj.objgen: number for number, page in enumerate(body.pages)}
    links = [(number, link) for number, page in enumerate(body.pages) for link in pack_links(page)]
    slots = tuple(slot for number, link in links if (slot := _slot(number, link)) is not None)
    places, bookmarks = dict(_places(body, number_of)), tuple(_bookmarks(body, number_of))
    return Anatomy(boxes, slots, places, bookmarks, tuple(link.leads_to for _number, link in links))


@dataclass(frozen=True)
class PackLink:
    """A link that the pack leads somewhere, and what its address asks besides: ``size``, ``weight``, ``ink``."""

    annotation: Object
    kind: str
    name: str
    leads_to: str
    asks: dict[str, list[str]]


def pack_links(page: Page) -> Iterator[PackLink]:
    """The links of a page that the pack leads somewhere; raises BodyMalformed."""
    for annotation in page.obj.get("/Annots", ()):
        address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
        if address.startswith(SCHEME):
            split = urlsplit(address)
            said, asks = LINK.fullmatch(unquote(split.path)), parse_qs(split.query)
            if said is None:
                raise BodyMalformed(f"The link {address} says nothing that a pack knows.")
            yield PackLink(annotation, said[1], said[2], asks.get("at", [said[2]])[0], asks)


def _slot(number: int, link: PackLink) -> Slot | None:
    if link.kind == ITEM:
        return None
    x, y, other_x, other_y = map(float, link.annotation["/Rect"])
    return Slot(
        number,
        link.kind,
        link.name,
        left=min(x, other_x),
        bottom=min(y, other_y),
        right=max(x, other_x),
        top=max(y, other_y),
        size=float(link.asks.get("size", ["12.5"])[0]),
        weight=int(link.asks.get("weight", ["400"])[0]),
        ink=link.asks.get("ink", ["000000"])[0],
    )


def _box(page: Page) -> Box:
    left, bottom, right, top = map(float, page.cropbox)
    turned = page.obj.get("/Rotate", 0)
    rotate = int(turned) % 360 if isinstance(turned, int | Decimal) else 0
    return Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top), rotate)


def _places(body: Pdf, number_of: dict[tuple[int, int], int]) -> Iterator[tuple[str, Place]]:
    names = body.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
    for at in range(0, len(names), 2):
        if (place := _place(names[at + 1], number_of)) is not None:
            yield str(names[at]), place


def _place(destination: Any, number_of: dict[tuple[int, int], int]) -> Place | None:
    if not isinstance(destination, Array) or destination[0].objgen not in number_of:
        return None
    return Place(number_of[destination[0].objgen], float(destination[2]), float(destination[3]))


def _bookmarks(body: Pdf, number_of: dict[tuple[int, int], int]) -> Iterator[Bookmark]:
    outlines = body.Root.get("/Outlines")
    return _walk(outlines, number_of, 0) if outlines is not None else iter(())


def _walk(above: Object, number_of: dict[tuple[int, int], int], level: int) -> Iterator[Bookmark]:
    entry = above.get("/First") if level < DEEPEST_OUTLINE else None
    while entry is not None:
        if (place := _place(entry.get("/Dest"), number_of)) is not None:
            yield Bookmark(str(entry["/Title"]), level, place)
        yield from _walk(entry, number_of, level + 1)
        entry = entry.get("/Next")
