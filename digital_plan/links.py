# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What serves the items of plans: told here by the floors above, which know it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import User


@dataclass(frozen=True)
class Link:
    """Something that serves an item: where it stands, what it is called, and how it serves."""

    href: str
    title: str
    note: str = ""
    state: Any = None  # something with a state to show, or nothing


Links = Callable[[User, datetime], Mapping[str, list[Link]]]  # by the items' codes, what this person may see
PLAN_LINKS: list[tuple[Any, Links]] = []


def plan_links(label: Any) -> Callable[[Links], Links]:
    """Register what serves items; ``label`` is its heading."""

    def register(find: Links) -> Links:
        PLAN_LINKS.append((label, find))
        return find

    return register


def links_for(user: User, at: datetime) -> list[tuple[Any, Mapping[str, list[Link]]]]:
    """``[(heading, {code: [Link]})]`` for this reader."""
    return [(label, find(user, at)) for label, find in PLAN_LINKS]
