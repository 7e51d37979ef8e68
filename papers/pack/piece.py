# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One piece of a pack, and how every piece of the same pack says things: its language, its digits, its marks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, overload

from papers.pack.words import DEFAULT, words
from papers.thai import arabic_digits, on_paper, thai_digits
from workflows.records import canonical_json

Snapshot = Mapping[str, Any]


class Later(Sequence[dict[str, Any]]):
    """Contents that are made when first looked at: most packs never do."""

    def __init__(self, make: Callable[[], Sequence[dict[str, Any]]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> tuple[dict[str, Any], ...]:
        return tuple(self._make())

    @overload
    def __getitem__(self, at: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[dict[str, Any], ...]: ...
    def __getitem__(self, at: int | slice) -> dict[str, Any] | tuple[dict[str, Any], ...]:
        return self._made[at]

    def __len__(self) -> int:
        return len(self._made)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._made == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as its contents


@dataclass(frozen=True)
class Piece:
    """One part: its name in the manifest, its template, what that prints, and what matter it is about.

    ``label`` is what the pack writes where the piece says its own; ``level`` who may see what it says, where that is
    not everybody; ``depth`` 1 stands below the piece before in the outline; ``of`` tells the manifest which version of
    what it is. An ``annex`` comes from elsewhere, the pages of the document with this sha256: its template is only read
    on a screen, its place is where it begins, and ``beside`` stands at the foot of its pages.

    What takes one page, whatever it says, has in ``shorter`` what to print instead of its content where that takes
    more, each of them shorter than the one before; others have None there.
    """

    name: str
    template: str
    content: dict[str, Any]
    subject: str = ""
    label: str = ""
    level: str = ""
    depth: int = 0
    runs: bool = True
    of: dict[str, Any] = field(default_factory=dict)
    annex: str = ""
    beside: str = ""
    shorter: Sequence[dict[str, Any]] | None = None

    @cached_property
    def canonical(self) -> str:
        """Its content as it is hashed and kept inside the pack."""
        return canonical_json(self.content)

    @property
    def title(self) -> str:
        """Its line in the pack's outline; without one, its own headings stand there."""
        return f"{self.label} {self.subject}".strip() if self.subject else ""


def language_of(snapshot: Snapshot) -> str:
    """In which language a pack's own words are."""
    return snapshot.get("language") or DEFAULT


def digits_of(snapshot: Snapshot) -> str:
    """English packs have Arabic ones; old snapshots don't name them."""
    return "arabic" if language_of(snapshot) == "en" else snapshot.get("digits") or "thai"


def printed(text: object, snapshot: Snapshot) -> str:
    """A text in the digits that the committee's papers are printed in."""
    return on_paper(text) if digits_of(snapshot) == "thai" else arabic_digits(text)


def label_of(label: str, snapshot: Snapshot) -> str:
    """A matter's label likewise."""
    return thai_digits(label) if digits_of(snapshot) == "thai" else label


def said_in(snapshot: Snapshot) -> Mapping[str, Any]:
    """The words that the pack prints around its data."""
    return words(language_of(snapshot))


def paper_of(snapshot: Snapshot) -> dict[str, Any]:
    """How its pieces say things: ``{"language": "th", "digits": "thai", "en": {thai: english}}``."""
    language = language_of(snapshot)
    names = snapshot.get("en", {}) if language == "en" else {}
    return {"language": language, "digits": digits_of(snapshot), "en": names}


def name_of(text: str, snapshot: Snapshot) -> str:
    """A name of the data in the pack's language, where that has one."""
    return paper_of(snapshot)["en"].get(text) or text


def level_of(snapshot: Snapshot, label: str | None = None) -> str:
    """Who may see what a pack says, or one of its matters: ``members``, ``chair``, or nothing where all is open."""
    levels = snapshot.get("levels", {})
    if label is not None:
        return levels.get(label, "")
    found = {*levels.values(), snapshot.get("level_beside") or ""}
    return "chair" if "chair" in found else "members" if "members" in found else ""
