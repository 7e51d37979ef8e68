# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A work as it is compared: one budget line, one project's name or one objective, brought to its core."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from budget_review.similarity import places
from budget_review.similarity.lexicon import kinds_in, matters_in
from budget_review.similarity.stock import is_goods, is_object, without_stock
from budget_review.similarity.thai_text import BREAK, folded, runs

METHOD = 2  # rises when the same text would be read otherwise; what was read by an older one is read again
TITLE, OBJECTIVE, ITEM, DATASET = "title", "objective", "item", "dataset"


@dataclass(frozen=True)
class Work:
    """What a text asks for. ``runs`` are of its core; ``plain`` when it names an object of expenditure and no work."""

    part: str
    agency: int | str | None  # None for what belongs to all who take part
    runs: frozenset[int]
    matters: frozenset[str]
    kinds: frozenset[str]
    places: frozenset[str]
    provinces: frozenset[str] = frozenset()
    phase: int | None = None
    plain: bool = False
    line: int | None = None
    named: frozenset[int] = frozenset()  # the runs of the project's name, for lines that say nothing by themselves
    staff: bool = False  # the agency's own personnel are what it is for
    text: str = ""  # of a data set that a section names; other texts stand in the project and its lines
    goods: bool = False  # things are bought for it, which is another part of a work than making it

    def as_data(self) -> dict[str, Any]:
        """As it is stored."""
        return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in asdict(self).items()}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Work":
        """As it was stored."""
        held: dict[str, Any] = {
            name: frozenset(value) if isinstance(value, list) else value for name, value in data.items()
        }
        return cls(**held)


def read(
    text: str,
    *,
    part: str = ITEM,
    agency: int | str | None = None,
    names: Iterable[str] = (),
    line: int | None = None,
    title: str = "",
) -> Work:
    """Read one text. ``names`` are the agency's own, which say whose the work is and not what it is."""
    said = folded(text)
    stripped = places.strip(said)
    core = stripped.text
    for name in sorted(map(folded, names), key=len, reverse=True):
        if len(name) > 3:
            core = core.replace(name, BREAK)
    return Work(
        part=part, agency=agency, line=line,
        runs=runs(without_stock(core)), matters=matters_in(core), kinds=kinds_in(core),
        places=stripped.places, provinces=stripped.provinces, phase=stripped.phase,
        plain=part == ITEM and is_object(said),
        named=runs(without_stock(places.strip(folded(title)).text)) if title else frozenset(),
        staff="บุคลากร" in said,
        text=text if part == DATASET else "",
        goods=is_goods(said),
    )  # fmt: skip
