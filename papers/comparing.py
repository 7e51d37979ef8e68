# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two texts side by side, Thai or not: what was taken away and what was added, in runs that can be read.

Thai writes no spaces between words, and a mark never stands without its consonant. A text is therefore cut into pieces
that are never cut further: a Thai syllable's written core (a leading vowel, a consonant, its marks, a following vowel),
a whole word or number of other letters, a space, a sign. Short agreements between two changes are counted as changed,
so that a sentence written anew reads as two sentences and not as a mosaic.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, REMOVED, ADDED = "same", "removed", "added"
PIECE = re.compile(
    r"[เแโใไ]?[ก-ฮ][ัิ-ฺ็-๎]*[ะาำๅ]?[็-๎]*"  # a syllable's core: vowel before, consonant, marks, vowel after
    r"|[0-9๐-๙]+(?:[.,][0-9๐-๙]+)*"  # a number with its commas
    r"|[^\W\d_ก-๛]+"  # a word of other letters
    r"|\s+"
    r"|.",
    re.DOTALL,
)
SHORTEST_AGREEMENT = 2  # pieces; what is shorter between two changes reads as part of them
LONGEST = 3000  # pieces; longer texts are compared paragraph by paragraph first


@dataclass(frozen=True)
class Run:
    """A stretch of text that both have, or one of them."""

    kind: str
    text: str


@dataclass(frozen=True)
class FieldChange:
    """One field that says something else; an empty side says nothing."""

    name: str
    label: str
    before: str
    after: str

    @property
    def runs(self) -> list[Run]:
        """The way from one to the other."""
        return runs_between(self.before, self.after)


def pieces_of(text: str) -> list[str]:
    """The text cut into pieces that are never cut further; put together they are the text again."""
    return PIECE.findall(text)


def runs_between(before: str, after: str) -> list[Run]:
    """What leads from one text to the other, in order; what was removed stands before what was added."""
    old, new = pieces_of(before), pieces_of(after)
    if max(len(old), len(new)) > LONGEST:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return _joined(_runs(old, new))


def _runs(old: list[str], new: list[str]) -> Iterator[Run]:
    removed: list[str] = []
    added: list[str] = []
    matched = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for place, (tag, i, j, k, m) in enumerate(matched):
        between_changes = 0 < place < len(matched) - 1
        if tag == "equal" and not (between_changes and _is_slight(old[i:j])):
            yield from _changed(removed, added)
            removed, added = [], []
            yield Run(SAME, "".join(old[i:j]))
        else:
            removed += old[i:j]
            added += new[k:m]
    yield from _changed(removed, added)


def _is_slight(pieces: list[str]) -> bool:
    """Whether an agreement is too short to be read as one: few pieces, or nothing but spaces."""
    return len([piece for piece in pieces if not piece.isspace()]) < SHORTEST_AGREEMENT


def _changed(removed: list[str], added: list[str]) -> Iterator[Run]:
    if removed:
        yield Run(REMOVED, "".join(removed))
    if added:
        yield Run(ADDED, "".join(added))


def _joined(runs: Iterator[Run]) -> list[Run]:
    found: list[Run] = []
    for run in runs:
        if found and found[-1].kind == run.kind:
            found[-1] = Run(run.kind, found[-1].text + run.text)
        else:
            found.append(run)
    return found
