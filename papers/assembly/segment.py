# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A body made relocatable: its objects as bytes in which every number that the pack decides is left open.

A segment's template is the text of its PDF objects with ``%07d`` where a number belongs; ``index`` says, in order,
which entry of the segment's table each of them is. A pack is linked by building that table and formatting the template
with it, which copies bytes and does little else. The table holds, one after the other:

* the numbers of the segment's own objects;
* its keys in the pack's parent tree (tagged content is found by them);
* the numbers of its pages' stamps;
* the numbers of its slots' texts;
* the numbers of the pack's shared objects (``SHARED``).
"""

import json
from array import array
from dataclasses import dataclass
from typing import Any

from papers.assembly.anatomy import Anatomy
from papers.assembly.typeface import Meanings

SHARED = ("pages", "begin", "structure", "font400", "font700")  # objects of the pack that any segment may name
WIDTH = 7  # digits of a number: no reader takes more objects than that


@dataclass(frozen=True)
class Segment:
    """One body, relocatable. ``starts`` are its objects' places in the formatted template, ``tags`` how many keys of
    the parent tree it takes; ``root_tags`` and ``tag_leaf`` are objects of its own, if it is tagged.
    """

    template: bytes
    size: int
    index: "array[int]"
    starts: "array[int]"
    objects: int
    tags: int
    page_tree: int
    pages: tuple[int, ...]
    root_tags: tuple[int, ...]
    tag_leaf: int | None
    anatomy: Anatomy
    meanings: dict[int, Meanings]

    def as_bytes(self) -> bytes:
        told = {
            "size": self.size,
            "objects": self.objects,
            "tags": self.tags,
            "page_tree": self.page_tree,
            "pages": self.pages,
            "root_tags": self.root_tags,
            "tag_leaf": self.tag_leaf,
            "anatomy": self.anatomy.as_data(),
            "meanings": self.meanings,
            "numbers": [len(self.index), len(self.starts)],
        }
        head = json.dumps(told, separators=(",", ":")).encode()
        return b"".join([b"%010d" % len(head), head, self.index.tobytes(), self.starts.tobytes(), self.template])

    @classmethod
    def from_bytes(cls, kept: bytes) -> "Segment":
        at = 10 + int(kept[:10])
        told = json.loads(kept[10:at])
        index, starts = array("I"), array("I")
        for numbers, count in zip((index, starts), told.pop("numbers"), strict=True):
            numbers.frombytes(kept[at : at + count * numbers.itemsize])
            at += count * numbers.itemsize
        return cls(
            template=kept[at:],
            index=index,
            starts=starts,
            anatomy=Anatomy.from_data(told.pop("anatomy")),
            meanings={int(weight): meanings for weight, meanings in told.pop("meanings").items()},
            pages=tuple(told.pop("pages")),
            root_tags=tuple(told.pop("root_tags")),
            **told,
        )


def table_of(segment: Segment, first: int, key: int, stamp: int, slot: int, shared: list[int]) -> list[Any]:
    """The numbers a segment's template is formatted with; where each stretch begins is given."""
    return [
        *range(first, first + segment.objects),
        *range(key, key + segment.tags),
        *range(stamp, stamp + len(segment.pages)),
        *range(slot, slot + len(segment.anatomy.slots)),
        *shared,
    ]
