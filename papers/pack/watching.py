# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is told how far a pack is while it is built, piece by piece, and may end it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from papers.pack.pieces import Piece


class Stopped(Exception):
    """Whoever watches wants no pack any more. What was laid out until then is kept."""


class Watch(Protocol):
    """Any of these may raise Stopped."""

    def begins(self, pieces: Sequence["Piece"], kept: Sequence[bool]) -> None:
        """Which pieces the pack has, and which of them are kept and are not laid out again."""

    def begun(self, piece: "Piece") -> None: ...

    def done(self, piece: "Piece") -> None: ...

    def failed(self, piece: "Piece", why: Exception) -> None: ...

    def binds(self) -> None:
        """Every piece is there; what remains is to put them together and to read the whole."""

    def reads(self) -> None:
        """It is put together, or more of it was read again."""


class Unwatched:
    """Nobody looks."""

    def begins(self, pieces: Sequence["Piece"], kept: Sequence[bool]) -> None:
        return None

    def begun(self, piece: "Piece") -> None:
        return None

    def done(self, piece: "Piece") -> None:
        return None

    def failed(self, piece: "Piece", why: Exception) -> None:
        return None

    def binds(self) -> None:
        return None

    def reads(self) -> None:
        return None


UNWATCHED = Unwatched()
