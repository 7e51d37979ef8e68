# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two works beside each other: how far one says the other again, and how far the two could be connected.

Pure functions of two works, each from 0 to 1 with what it rests on, so that a pair has the same score for everybody and
on every day. Thresholds were set on the labelled pairs that are not kept apart (docs/similarity.md).
"""

from dataclasses import dataclass, field

from budget_review.similarity.lexicon import DIGITAL, FITTING, weight_of
from budget_review.similarity.works import Work

DUPLICATE_FROM = 0.50
CONNECT_FROM = 0.50
SPECIFIC = 0.7  # a matter of this weight or more tells one work from another
ENOUGH = 6  # runs below which it proves little that all of one stand in the other


@dataclass(frozen=True)
class Score:
    """A score, the matters that both are about, and the codes of what raised or lowered it."""

    value: float
    matters: frozenset[str] = frozenset()
    reasons: tuple[str, ...] = field(default=())


def wording(one: Work, other: Work) -> float:
    """How much of their core both say, 0 to 1; all of a long one inside a longer one counts nearly whole."""
    shared = len(one.runs & other.runs)
    if not shared:
        return 0.0
    least = min(len(one.runs), len(other.runs))
    dice = 2 * shared / (len(one.runs) + len(other.runs))
    inside = 0.85 * shared / least if least >= ENOUGH else 0.0
    return max(dice, inside)


def duplicate(one: Work, other: Work) -> Score:
    """How far both ask for the same work: same words, same place, same part of it."""
    if one.plain or other.plain:
        return _plain(one, other)
    said = wording(one, other)
    shared = one.matters & other.matters
    worth = _worth(shared)
    about = worth / (_worth(one.matters | other.matters) or 1)
    value = 0.7 * said + 0.3 * about if one.matters | other.matters else said
    reasons = ["words"] if said >= 0.3 else []
    reasons += ["matters"] if shared else []
    value, lowered = _lowered(one, other, value)
    return Score(min(value, 1.0), shared, (*reasons, *lowered))


def _lowered(one: Work, other: Work, value: float) -> tuple[float, list[str]]:
    """What makes two works of two texts that sound alike."""
    reasons: list[str] = []
    fixed = not (one.kinds & DIGITAL and other.kinds & DIGITAL)  # a system's place is its office, not its work
    if fixed and one.places and other.places and not _one_place(one, other):
        value, reasons = value * 0.45, [*reasons, "other-place"]
    if one.phase and other.phase and one.phase != other.phase:
        value, reasons = value * 0.5, [*reasons, "other-phase"]
    mine, theirs = one.matters - other.matters, other.matters - one.matters
    if _specific(mine) and _specific(theirs):
        value, reasons = value * 0.6, [*reasons, "other-matter"]
    if one.agency != other.agency and one.staff and other.staff:
        value, reasons = value * 0.5, [*reasons, "own-staff"]
    if one.kinds and other.kinds and not one.kinds & other.kinds:
        value, reasons = value * 0.75, [*reasons, "other-kind"]
    return value, reasons


def connect(one: Work, other: Work) -> Score:
    """How far the works of two agencies could use one another: same data, people, platform, or what fits together."""
    if one.plain or other.plain or _same_agency(one, other):
        return Score(0.0)
    shared = one.matters & other.matters
    if not shared:
        return Score(0.0)
    worth = min(_worth(shared), 1.6)
    said = wording(one, other)
    fits = any(frozenset({a, b}) in FITTING for a in one.kinds for b in other.kinds)
    alike = bool(one.kinds & other.kinds)
    value = 0.5 * worth + 0.25 * said + (0.1 if fits else 0.0) + (0.05 if alike else 0.0)
    if not _specific(shared):
        value *= 0.7
    reasons = ["matters", *(["fits"] if fits else []), *(["words"] if said >= 0.3 else [])]
    return Score(min(value, 1.0), shared, tuple(reasons))


def _plain(one: Work, other: Work) -> Score:
    """An object of expenditure tells nothing by itself: it is the same only in the same agency's same project."""
    if not (one.plain and other.plain and _same_agency(one, other) and one.named and other.named):
        return Score(0.0)
    named = 2 * len(one.named & other.named) / (len(one.named) + len(other.named))
    return Score(min(named, wording(one, other)), reasons=("plain",))


def _one_place(one: Work, other: Work) -> bool:
    small, large = sorted((one.places, other.places), key=len)
    return small <= large or len(small & large) * 2 > len(small)


def _same_agency(one: Work, other: Work) -> bool:
    return one.agency is not None and one.agency == other.agency


def _worth(matters: frozenset[str]) -> float:
    return sum(map(weight_of, matters))


def _specific(matters: frozenset[str]) -> bool:
    return any(weight_of(code) >= SPECIFIC for code in matters)
