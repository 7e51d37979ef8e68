# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A pack part by part, as it is read on a screen: the very pieces that are printed, and a page for every other matter.

Everything comes from the pack's own snapshot and manifest, never from what is so today.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from papers.pack import on_screen
from papers.pack.layout import pages_of, saying
from papers.pack.piece import paper_of
from papers.pack.pieces import Piece, Snapshot, digits_of, pieces_of
from papers.thai import thai_digits

MATTER = "matter-"
FRONT: dict[str, str | Promise] = {
    "cover": _("Cover"),
    "changes": _("What changed"),
    "contents": _("Contents"),
    "agenda": _("Agenda"),
    "seats": _("Committee members"),
    "money": _("Money in summary"),
}
NEW, CHANGED = "new", "changed"
OF_THIS_PACK = ("cover", "changes", "contents")  # which are other in every pack, and not to be read again for it


@dataclass(frozen=True)
class Part:
    """What is read on one page: a piece of the pack, or a matter that the agenda alone prints.

    ``label`` is the matter's, in Arabic digits; ``page`` its first one in the PDF; ``mark`` what it is beside the pack
    before: ``new``, ``changed`` or nothing.
    """

    name: str
    title: str | Promise
    label: str = ""
    heading: int | None = None
    page: int | None = None
    pages: int = 0
    mark: str = ""
    piece: Piece | None = None
    item: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Heading:
    """A heading of the agenda with the parts under it; the first one, without number, holds what is not a matter's."""

    number: int | None
    title: str
    parts: list[Part]


class PackOnScreen:
    """A pack as it is read. ``before`` is the snapshot of the pack that it adds to or takes the place of."""

    def __init__(
        self, snapshot: Snapshot, manifest: Mapping[str, Any], *, before: Snapshot | None = None, number: int = 0
    ) -> None:
        self.snapshot = {**snapshot, "pack": {"number": number, "snapshot_sha256": ""}}
        self._manifest = manifest
        self._before = PackOnScreen(before, {}) if before else None

    @cached_property
    def parts(self) -> list[Part]:
        """Every part in the order of reading."""
        return list(_parts(self.snapshot, _pages(self._manifest)))

    @cached_property
    def headings(self) -> list[Heading]:
        """The parts under the headings of the agenda; headings without any are left out."""
        titles = {section["number"]: section["title"] for section in self.snapshot["agenda"]}
        numbers = [None, *titles]
        found = [Heading(n, titles.get(n, ""), [part for part in self.parts if part.heading == n]) for n in numbers]
        return [heading for heading in found if heading.parts]

    def part(self, name: str) -> Part | None:
        """The part of this name."""
        return next((part for part in self.parts if part.name == name), None)

    def around(self, name: str) -> tuple[Part | None, Part | None]:
        """The parts before and after one."""
        names = [part.name for part in self.parts]
        at = names.index(name)
        return self.parts[at - 1] if at else None, self.parts[at + 1] if at + 1 < len(names) else None

    def of_label(self, label: str) -> Part | None:
        """The first part of a matter."""
        return next((part for part in self.parts if part.label == label), None)

    def tree(self, part: Part) -> on_screen.Node:
        """What a part says, in the paper's own language."""
        return on_screen.read(_html(part, self.snapshot))

    def blocks_before(self, part: Part) -> Collection[str] | None:
        """What this part said in the pack before; nothing where it was not there, or there is none."""
        if self._before is None or part.mark == NEW or part.name in OF_THIS_PACK:
            return None
        same = self._before.part(part.name)
        return None if same is None else on_screen.blocks_of(self._before.tree(same))

    def ways(self, address: Any) -> on_screen.Ways:
        """Where links of the pack lead: ``address`` gives that of a part by its name."""
        known = {part.name: part for part in self.parts}
        digits = digits_of(self.snapshot)

        def page(name: str) -> str:
            number = known[name].page if name in known else None
            return "" if number is None else printed_number(number, digits)

        def label(name: str) -> str:
            return printed_number(known[name].label, digits) if name in known else ""

        return on_screen.Ways(lambda name: address(name) if name in known else "", page, label)

    def words(self) -> list[tuple[str, str]]:
        """The name of each part with everything that it says."""
        pieces = [part.piece for part in self.parts if part.piece]
        html = dict(zip([piece.name for piece in pieces], pages_of(pieces), strict=True))
        return [
            (part.name, on_screen.said(on_screen.read(html.get(part.name) or _html(part, self.snapshot))))
            for part in self.parts
        ]


def printed_number(number: object, digits: str) -> str:
    """A number in the digits of the pack."""
    return thai_digits(number) if digits == "thai" else str(number)


def _html(part: Part, snapshot: Snapshot) -> str:
    if part.piece:
        return pages_of([part.piece])[0]
    with translation.override("th"):
        content = {"item": part.item, "name": part.name, "part": "reading/matter.html"}
        return render_to_string("pack/body.html", saying(paper_of(snapshot)) | content)


def _parts(snapshot: Snapshot, pages: Mapping[str, tuple[int, int]]) -> Iterator[Part]:
    digits, changes = digits_of(snapshot), (snapshot.get("after") or {}).get("changes") or {}
    by_label: dict[str, list[Part]] = {}
    behind: list[Part] = []  # what follows the papers of the matters
    for piece in pieces_of(snapshot):
        page, count = pages.get(piece.name, (None, 0))
        made = Part(piece.name, piece.subject, page=page, pages=count, piece=piece)
        if piece.label:
            by_label.setdefault(piece.label, []).append(made)
        else:
            title = FRONT.get(piece.name) or on_screen.heading_of(on_screen.read(_html(made, snapshot)))
            made = replace(made, title=made.title or title)
            if by_label:
                behind.append(made)
            else:
                yield made
    is_addendum = bool((snapshot.get("after") or {}).get("is_addendum"))
    marks = _marks(changes)
    for section in snapshot["agenda"]:
        for item in section["items"]:
            own = by_label.pop(printed_number(item["label"], digits), [])
            mark = marks.get(item["label"], "")
            if not own and (mark or not is_addendum):
                own = [Part(MATTER + item["label"], item["title"], page=pages.get("agenda", (None, 0))[0])]
            for part in own:
                mark_of = mark or (CHANGED if _is_reread(part, changes) else "")
                yield replace(part, label=item["label"], heading=section["number"], mark=mark_of, item=item)
    for rest in by_label.values():  # of a matter that the agenda does not name
        yield from rest
    yield from behind


def _marks(changes: Mapping[str, Any]) -> dict[str, str]:
    """What each matter is beside the pack before."""
    marks = {one["item"]["label"]: CHANGED for one in changes.get("changed", ())}
    marks |= {
        one["label"]: CHANGED
        for one in (*changes.get("money", ()), *changes.get("reread", ()), *changes.get("annexes", ()))
    }
    return marks | {one["item"]["label"]: NEW for one in changes.get("added", ())}


def _is_reread(part: Part, changes: Mapping[str, Any]) -> bool:
    return part.piece is not None and part.piece.of.get("project") in changes.get("sheets", ())


def _pages(manifest: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """The first page in the PDF of each piece, and how many it has; of packs without a manifest, nothing."""
    at, found = 1, {}
    for source in manifest.get("sources", ()):
        found[source["id"]] = (at, source["pages"])
        at += source["pages"]
    return found
