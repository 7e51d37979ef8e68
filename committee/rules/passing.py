# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What carries a question: the outcome of a vote by rule and tally, with arithmetic that anybody can do again.

Sources: Administrative Procedure Act 2539, s.82 (majority; each member one vote; at a tie the chair of the meeting has
one vote more, which decides). A recused seat never votes and is never present for the item; whether it also leaves the
number of those entitled, the profile says. Pure: everything is handed in, nothing else is read.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)


class Base(StrEnum):
    """Whom the share is taken of."""

    VOTES = "votes"  # those for and against: abstentions and invalid papers do not count
    PRESENT = "present"  # those present and entitled when the vote began: an abstention counts like a no
    ENTITLED = "entitled"  # all entitled, present or not


class Result(StrEnum):
    """How a vote ended."""

    CARRIED = "carried"
    LOST = "lost"
    TIED = "tied"  # as many for as against, and nobody decided it: not carried


@dataclass(frozen=True)
class Carrying:
    """What carries: more than ``share``, or at least so much, of ``base``. With ``unanimous`` nobody may be against."""

    base: Base = Base.VOTES
    share: Fraction = HALF
    more_than: bool = True
    unanimous: bool = False


CARRYING: Mapping[str, Carrying] = {
    "majority_of_votes": Carrying(),
    "majority_of_present": Carrying(Base.PRESENT),
    "majority_of_entitled": Carrying(Base.ENTITLED),
    "two_thirds_of_votes": Carrying(Base.VOTES, TWO_THIRDS, more_than=False),
    "two_thirds_of_present": Carrying(Base.PRESENT, TWO_THIRDS, more_than=False),
    "two_thirds_of_entitled": Carrying(Base.ENTITLED, TWO_THIRDS, more_than=False),
    "unanimity": Carrying(unanimous=True),
    "consensus": Carrying(unanimous=True),  # the chair asks, and nobody objects: nobody votes for
}


@dataclass(frozen=True, kw_only=True)
class Electorate:
    """Who may vote: seats with a vote on the day, those of them recused, those present and not recused."""

    voting: int
    recused: int = 0
    present: int
    recused_leave: bool = True

    @property
    def entitled(self) -> int:
        """The number that a share of all entitled is taken of."""
        return self.voting - (self.recused if self.recused_leave else 0)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What was counted. ``casting`` is the chair's deciding vote, ``"for"`` or ``"against"``, asked at a tie only."""

    for_count: int = 0
    against_count: int = 0
    abstained_count: int = 0
    invalid_count: int = 0
    casting: str = ""

    @property
    def given(self) -> int:
        """How many gave their vote in some way."""
        return self.for_count + self.against_count + self.abstained_count + self.invalid_count

    @property
    def is_tied(self) -> bool:
        """As many for as against; where nobody voted there is no tie."""
        return self.for_count == self.against_count > 0


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a vote ended, with every number that it rests on."""

    rule: str
    electorate: Electorate
    tally: Tally
    of: int  # what the share was taken of
    needed: int  # how many must be for
    counted_for: int  # with the chair's deciding vote
    result: Result

    @property
    def carried(self) -> bool:
        """Whether the question is carried."""
        return self.result == Result.CARRIED

    def kept(self) -> dict[str, Any]:
        """The explanation as it is stored: ``rederived`` gives the same outcome again from it.

        ``{"rule": "majority_of_votes", "electorate": {…}, "tally": {…}, "of": 9, "needed": 5, "counted_for": 6,
        "result": "carried"}``.
        """
        return asdict(self) | {"result": str(self.result)}


class Uncountable(ValueError):
    """The numbers cannot be those of one vote."""


def may_cast(rule: str, tally: Tally, *, has_casting_vote: bool) -> bool:
    """Whether the chair is asked for the deciding vote: at a tie where a majority decides, if the profile says so."""
    carrying = CARRYING[rule]
    return has_casting_vote and tally.is_tied and carrying.share == HALF and not carrying.unanimous


def outcome_of(rule: str, electorate: Electorate, tally: Tally, *, has_casting_vote: bool = True) -> Outcome:
    """Decide a vote. The deciding vote is one more voice, and nobody more in what the share is taken of.

    Raises Uncountable for more votes than there are voters, and for a deciding vote where none is due.
    """
    _refuse_impossible(electorate, tally)
    if tally.casting and not may_cast(rule, tally, has_casting_vote=has_casting_vote):
        raise Uncountable("a deciding vote is given at a tie only")
    carrying = CARRYING[rule]
    of = _taken_of(carrying.base, electorate, tally)
    needed = max(1, floor(of * carrying.share) + 1 if carrying.more_than else ceil(of * carrying.share))
    counted_for = tally.for_count + (tally.casting == "for")
    if rule == "consensus":
        of, needed = electorate.present, 0
        result = Result.LOST if tally.against_count else Result.CARRIED
    elif carrying.unanimous:
        of = needed = tally.for_count + tally.against_count
        result = Result.CARRIED if tally.for_count and not tally.against_count else Result.LOST
    elif counted_for >= needed:
        result = Result.CARRIED
    else:
        undecided = may_cast(rule, tally, has_casting_vote=True) and not tally.casting
        result = Result.TIED if undecided else Result.LOST
    return Outcome(
        rule=rule, electorate=electorate, tally=tally, of=of, needed=needed, counted_for=counted_for, result=result
    )


def rederived(kept: Mapping[str, Any]) -> Outcome:
    """The outcome again, from nothing but the inputs that a stored explanation names."""
    electorate, tally = Electorate(**kept["electorate"]), Tally(**kept["tally"])
    return outcome_of(kept["rule"], electorate, tally, has_casting_vote=bool(tally.casting))


def _taken_of(base: Base, electorate: Electorate, tally: Tally) -> int:
    if base == Base.VOTES:
        return tally.for_count + tally.against_count
    return electorate.present if base == Base.PRESENT else electorate.entitled


def _refuse_impossible(electorate: Electorate, tally: Tally) -> None:
    counts = (tally.for_count, tally.against_count, tally.abstained_count, tally.invalid_count)
    if min(counts) < 0 or min(electorate.voting, electorate.recused, electorate.present) < 0:
        raise Uncountable("a count below nothing")
    if electorate.present > electorate.voting - electorate.recused:
        raise Uncountable("more present than may vote")
    if tally.given > electorate.present:
        raise Uncountable("more votes than voters")
    if tally.casting not in ("", "for", "against"):
        raise Uncountable("a deciding vote is for or against")


# ── in words ──


def arithmetic(outcome: Outcome) -> str:
    """The outcome's numbers in one line: ``"Entitled 11 · recused 1 · needed 6 · for 7"``."""
    who, tally = outcome.electorate, outcome.tally
    parts = [_("Entitled %(count)s") % {"count": who.voting}]
    if who.recused:
        parts.append(_("recused %(count)s") % {"count": who.recused})
        if not who.recused_leave:
            parts.append(_("still counted among those entitled"))
    parts.append(_("present %(count)s") % {"count": who.present})
    if outcome.rule == "consensus":
        return " · ".join([*parts, _("objecting %(count)s") % {"count": tally.against_count}])
    parts += [
        _("needed %(count)s of %(of)s") % {"count": outcome.needed, "of": outcome.of},
        pgettext("votes", "for %(count)s") % {"count": tally.for_count},
        pgettext("votes", "against %(count)s") % {"count": tally.against_count},
    ]
    if tally.abstained_count:
        parts.append(_("abstained %(count)s") % {"count": tally.abstained_count})
    if tally.invalid_count:
        parts.append(_("invalid %(count)s") % {"count": tally.invalid_count})
    if tally.casting:
        parts.append(_("deciding vote for") if tally.casting == "for" else _("deciding vote against"))
    return " · ".join(parts)


def said(result: str) -> str:
    """The result in a word."""
    return {Result.CARRIED: _("Carried"), Result.LOST: _("Not carried"), Result.TIED: _("Tied, not carried")}[
        Result(result)
    ]
