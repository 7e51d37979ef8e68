# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The quorum: who counts, how many are needed, whether they are there. Pure functions of the roll at one instant.

Sources: Administrative Procedure Act 2539, s.79: at least one half, unless the founding law says otherwise; a meeting
called again for the same matters within 14 days of the day that failed needs one third, if the letter that calls it
says that it is to have this effect; not in committees that settle disputes, whose rules have no ``recall_days``.
A seat counts once, whoever sits in it. A seat recused from an item is never counted as present for that item; whether
it also leaves the number that the share is taken of, the profile says.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from committee.rules.kinds import QuorumBase

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


@dataclass(frozen=True, kw_only=True)
class QuorumRule:
    """The rule of a profile. Without ``recall_days`` a meeting that is called again needs what the first needed."""

    share: Fraction = HALF
    more_than: bool = False  # more than the share, not at least
    minimum: int = 0  # persons, whatever the share gives
    base: QuorumBase = QuorumBase.HOLDERS
    recused_leave: bool = True
    recall_days: int | None = 14
    recall_share: Fraction = THIRD


@dataclass(frozen=True, kw_only=True)
class Place:
    """A line of the roll at one instant: the holder of a seat, or the alternate beside them."""

    seat: int
    is_voting: bool = True
    is_present: bool = False
    is_recused: bool = False


@dataclass(frozen=True)
class CalledAgain:
    """A meeting called again: the day that failed for want of a quorum, its own day, and what its letter says.

    The letter is that of the later meeting: members know, when they are called, that fewer will be enough.
    """

    failed_on: date
    day: date
    invitation_says_so: bool


@dataclass(frozen=True, kw_only=True)
class Quorum:
    """The quorum with its arithmetic: ``present`` of ``entitled``, ``needed`` at least."""

    entitled: int  # what the share is taken of
    present: int
    needed: int
    voting: int = 0  # seats held on the day that vote
    vacant: int = 0  # voting seats that nobody holds, where they count
    recused: int = 0
    share: Fraction = HALF
    more_than: bool = False
    minimum: int = 0
    recused_leave: bool = True
    is_recalled: bool = False  # the share is that of a meeting called again

    @property
    def is_met(self) -> bool:
        """Whether enough are present. A body without anybody entitled has no quorum."""
        return self.entitled > 0 and self.present >= self.needed

    @property
    def lacking(self) -> int:
        """How many more must come; 0 when the quorum is met."""
        return 0 if self.is_met else max(self.needed - self.present, 1)


def needed_of(entitled: int, share: Fraction, *, more_than: bool = False, minimum: int = 0) -> int:
    """How many of ``entitled`` make a quorum: the share rounded up, or the next whole number above it."""
    by_share = floor(entitled * share) + 1 if more_than else ceil(entitled * share)
    return max(by_share, minimum, 1)


def is_recall(rule: QuorumRule, again: CalledAgain | None) -> bool:
    """Whether the lower share holds: within ``recall_days`` of the day that failed, and the invitation says so."""
    if again is None or rule.recall_days is None or not again.invitation_says_so:
        return False
    return 0 <= (again.day - again.failed_on).days <= rule.recall_days


def quorum_of(places: Iterable[Place], rule: QuorumRule, *, vacant: int = 0, recalled: bool = False) -> Quorum:
    """The quorum over the lines of a roll, with ``vacant`` voting seats that nobody holds.

    Lines of one seat are one: present when anybody sits in it, recused when anybody of it is.
    """
    seats: dict[int, tuple[bool, bool]] = {}
    for place in places:
        if place.is_voting:
            is_present, is_recused = seats.get(place.seat, (False, False))
            seats[place.seat] = (is_present or place.is_present, is_recused or place.is_recused)
    recused = sum(is_recused for _present, is_recused in seats.values())
    counted_vacant = vacant if rule.base == QuorumBase.SEATS else 0
    entitled = len(seats) + counted_vacant - (recused if rule.recused_leave else 0)
    share = rule.recall_share if recalled else rule.share
    more_than, minimum = (False, 0) if recalled else (rule.more_than, rule.minimum)
    return Quorum(
        entitled=entitled,
        present=sum(is_present and not is_recused for is_present, is_recused in seats.values()),
        needed=needed_of(entitled, share, more_than=more_than, minimum=minimum),
        voting=len(seats),
        vacant=counted_vacant,
        recused=recused,
        share=share,
        more_than=more_than,
        minimum=minimum,
        recused_leave=rule.recused_leave,
        is_recalled=recalled,
    )
