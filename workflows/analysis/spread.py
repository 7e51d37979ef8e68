# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long something usually takes, told by lengths that really occurred."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Generic, TypeVar

Length = TypeVar("Length", timedelta, int)  # a time by the calendar, or so many working days


@dataclass(frozen=True)
class Spread(Generic[Length]):
    """Half of ``count`` lengths were at most ``median``, nine of ten at most ``ninth``, all at most ``longest``."""

    count: int
    median: Length
    ninth: Length
    longest: Length

    @classmethod
    def of(cls, lengths: Sequence[Length]) -> "Spread[Length] | None":
        """The spread of some lengths; None of none. By nearest rank: no length is made up between two others."""
        if not lengths:
            return None
        ordered = sorted(lengths)
        median, ninth = (ordered[ceil(share * len(ordered) / 10) - 1] for share in (5, 9))
        return cls(len(ordered), median, ninth, ordered[-1])
