# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where everything of a pack comes to stand: page numbers, places, outline, and what is stamped on which page."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from papers.assembly import overlay
from papers.assembly.anatomy import PAGE_NUMBER, Place, Slot
from papers.assembly.binding import Binding, Part
from papers.assembly.typeface import Meanings
from papers.thai import thai_digits


class PlaceUnknown(Exception):
    """A body links to a place, or waits for a label, that the pack doesn't have."""


class PlaceTwice(Exception):
    """Two bodies give the same name to a place: a link could not know which."""


@dataclass(frozen=True)
class Entry:
    """One line of the outline."""

    title: str
    level: int
    place: Place


@dataclass(frozen=True)
class Plan:
    """A pack laid out. Pages are counted from 0 over the whole pack.

    ``first`` is each part's first page, ``stamps`` the content stamped on each page, ``said`` what each slot of each
    part says, in order, ``meanings`` what the stamped glyphs stand for, by weight.
    """

    first: list[int]
    pages: int
    places: dict[str, Place]
    outline: list[Entry]
    stamps: list[bytes]
    said: list[list[str]]
    meanings: dict[int, Meanings] = field(default_factory=dict)


def planned(binding: Binding) -> Plan:
    """Lay the pack out; raises PlaceUnknown or PlaceTwice."""
    anatomies = [part.body.anatomy for part in binding.parts]
    first, pages = [], 0
    for anatomy in anatomies:
        first.append(pages)
        pages += len(anatomy.pages)
    places: dict[str, Place] = {}
    for start, anatomy in zip(first, anatomies, strict=True):
        for name, place in anatomy.places.items():
            if name in places:
                raise PlaceTwice(f"Two bodies of the pack have a place “{name}”.")
            places[name] = _moved(place, start)
    for part, start in zip(binding.parts, first, strict=True):
        if part.place:
            places[part.place] = _beginning(part, start)
    for anatomy in anatomies:
        for name in anatomy.leads_to:
            if name not in places:
                raise PlaceUnknown(f"A body links to “{name}”, which the pack doesn't have.")
    said = [[_said(binding, places, slot) for slot in anatomy.slots] for anatomy in anatomies]
    pen = overlay.Pen(binding.typefaces)
    return Plan(
        first=first,
        pages=pages,
        places=places,
        outline=list(_outline(binding, first)),
        stamps=list(_stamps(binding, said, pages, pen)),
        said=said,
        meanings=pen.meanings,
    )


def _said(binding: Binding, places: dict[str, Place], slot: Slot) -> str:
    if slot.kind == PAGE_NUMBER:
        return in_digits(places[slot.name].page + 1, binding.digits)
    if slot.name not in binding.labels:
        raise PlaceUnknown(f"A body asks for the label of “{slot.name}”, which the pack doesn't have.")
    return binding.labels[slot.name]


def in_digits(number: int, digits: str) -> str:
    return thai_digits(number) if digits == "thai" else str(number)


def _outline(binding: Binding, first: list[int]) -> Iterator[Entry]:
    for part, start in zip(binding.parts, first, strict=True):
        anatomy = part.body.anatomy
        if part.title:
            yield Entry(part.title, part.level, _beginning(part, start))
        else:
            for mark in anatomy.bookmarks:
                yield Entry(mark.title, part.level + mark.level, _moved(mark.place, start))


def _stamps(binding: Binding, said: list[list[str]], pages: int, pen: overlay.Pen) -> Iterator[bytes]:
    number = 0
    for part, texts in zip(binding.parts, said, strict=True):
        anatomy = part.body.anatomy
        slots_on: dict[int, list[tuple[Slot, str]]] = {}
        for slot, text in zip(anatomy.slots, texts, strict=True):
            slots_on.setdefault(slot.page, []).append((slot, text))
        for page, box in enumerate(anatomy.pages):
            number += 1
            drawn = [overlay.slot(pen, one, text) for one, text in slots_on.get(page, ())]
            if part.runs:
                counted = [in_digits(number, binding.digits), in_digits(pages, binding.digits)]
                runs, own = part.running or binding.running, part.body.own
                drawn.append(overlay.running(pen, box, runs, *counted, whole=own, beside=part.beside))
            yield overlay.stamp(drawn)


def _beginning(part: Part, start: int) -> Place:
    page = part.body.anatomy.pages[0]
    return Place(start, page.left, page.top)


def _moved(place: Place, start: int) -> Place:
    return Place(place.page + start, place.x, place.y)
