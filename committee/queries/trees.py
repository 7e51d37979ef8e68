# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The committees as a tree: each under the body that it stands under."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from committee.models import Committee


@dataclass(frozen=True)
class Branch:
    """A committee and how deep it stands."""

    committee: Committee
    depth: int


def tree_of(committees: Iterable[Committee]) -> list[Branch]:
    """The committees in the order in which a tree is read; one whose parent is not among them stands at the top."""
    known = {committee.pk: committee for committee in committees}
    under: dict[int | None, list[Committee]] = defaultdict(list)
    for committee in known.values():
        under[committee.parent_id if committee.parent_id in known else None].append(committee)
    found: list[Branch] = []

    def walk(above: int | None, depth: int) -> None:
        for committee in sorted(under[above], key=lambda one: (one.name_th, one.pk)):
            found.append(Branch(committee, depth))
            walk(committee.pk, depth + 1)

    walk(None, 0)
    return found
