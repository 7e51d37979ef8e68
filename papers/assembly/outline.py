# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The outline as a tree: which line has which above, beside and below it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from papers.assembly.plan import Entry


@dataclass
class Branch:
    """One line and what stands below it, by its number in the list of lines."""

    number: int
    below: list["Branch"] = field(default_factory=list)


def branches(entries: Sequence[Entry]) -> list[Branch]:
    """The lines of the highest level; a line that is deeper than the one before it by any steps stands below it."""
    top: list[Branch] = []
    open_: list[tuple[int, Branch]] = []
    for number, entry in enumerate(entries):
        branch = Branch(number)
        while open_ and open_[-1][0] >= entry.level:
            open_.pop()
        (open_[-1][1].below if open_ else top).append(branch)
        open_.append((entry.level, branch))
    return top
