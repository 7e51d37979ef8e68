# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a stage is reached from the one before it: by the acts that the pages make."""

from collections.abc import Callable
from typing import Any

from tests.world import World
from workflows.lifecycle import Subject

NOTE = "เพราะต้องทดสอบ"
Reach = Callable[[World], Any]
Tree = dict[str, tuple[Reach, "Tree"]]


def act(name: str, who: str, on: Callable[[World], Subject] | None = None, **more: Any) -> Reach:
    """An act on the project, or on what ``on`` gives."""
    return lambda world: world.act(name, who, on and on(world), note=NOTE, **more)


def to(state: str) -> Reach:
    """One step of the world's own path."""
    return lambda world: world.to(state)


def meeting(world: World) -> Subject:
    """The world's meeting."""
    return world.meeting


def item(world: World) -> Subject:
    """The project's item on its agenda."""
    return world.item
