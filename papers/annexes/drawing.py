# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How often a page draws its pictures and drawings, those within drawings too; runs in the child only.

A drawing that draws another twice, which draws another twice, and so on, is a few lines and keeps every reader busy
for hours.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pikepdf import Dictionary, Name, Object, Page, PdfError, Stream

from papers.annexes.unpacking import Refused, Torn, contents
from papers.annexes.verdicts import MOST_DRAWN, Refusal

DRAWS = re.compile(rb"/([^\s/<>\[\](){}%]+)[\s]+Do(?=$|[\s\[(</%])")
WRITTEN_AS_NUMBER = re.compile(rb"#([0-9a-fA-F]{2})")


@dataclass(frozen=True)
class Drawings:
    """How many pictures and drawings are drawn, and the points of the pictures among them."""

    count: int = 0
    pixels: int = 0

    def __add__(self, other: "Drawings") -> "Drawings":
        return Drawings(self.count + other.count, self.pixels + other.pixels)


Known = dict[tuple[int, int], Drawings]


def refuse_endless(pages: Iterator[Page]) -> None:
    """Raise Refused where the pages together draw more than a reader can be asked to. Raises Torn."""
    known: Known = {}
    drawn = 0
    for page in pages:
        drawn += drawings_of(page, known).count
        if drawn > MOST_DRAWN:
            raise Refused(Refusal.TOO_MUCH_WORK)


def drawings_of(page: Page, known: Known | None = None) -> Drawings:
    """What a page draws, and those within it; ``known`` holds what forms draw that were looked at. Raises Torn."""
    resources: Any = page.obj.get("/Resources", Dictionary())
    known = {} if known is None else known
    return sum((_of(stream, resources, known) for stream in contents(page.obj)), Drawings())


def _of(stream: Object, resources: Any, known: Known) -> Drawings:
    """What is drawn by a stream's content; one that draws itself is not followed, as readers don't."""
    held = resources.get("/XObject", Dictionary())
    drawn = Drawings()
    for name, times in Counter(_names(stream)).items():
        one = held.get(name) if isinstance(held, Dictionary) else None
        each = Drawings(1)
        if isinstance(one, Stream) and one.get("/Subtype") == Name.Form:
            if one.objgen not in known:
                known[one.objgen] = Drawings()
                known[one.objgen] = _of(one, one.get("/Resources", resources), known)
            each += known[one.objgen]
        elif isinstance(one, Stream):
            each += Drawings(0, int(one.get("/Width", 0)) * int(one.get("/Height", 0)))
        drawn += Drawings(each.count * times, each.pixels * times)
    return drawn


def _names(stream: Object) -> list[str]:
    try:
        content = stream.read_bytes()
    except PdfError as error:
        raise Torn from error
    return [
        "/" + WRITTEN_AS_NUMBER.sub(lambda found: bytes([int(found[1], 16)]), name).decode(errors="replace")
        for name in DRAWS.findall(content)
    ]
