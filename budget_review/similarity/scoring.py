# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two works beside each other: how far one says the other again, and how far the two could be connected.

Pure functions of two works, each from 0 to 1 with what it rests on, so that a pair has the same score for everybody and
on every day. A score is a sum of points, brought between 0 and 1; from a half it is reported. The points were fitted
to the labelled pairs that are not kept apart, and rounded (docs/similarity.md).
"""

from dataclasses import dataclass
from math import exp

from budget_review.similarity.lexicon import DIGITAL, FITTING, weight_of
from budget_review.similarity.places import OFFICES
from budget_review.similarity.works import Work

DUPLICATE_FROM = 0.5
CONNECT_FROM = 0.5
SPECIFIC = 0.7  # a matter of this weight or more tells one work from another
SAID = 0.3  # wording from which it is told that both say the same
MOST_WORTH = 1.6  # beyond this, one more matter in common tells nothing new
PLAIN_FROM = 0.9  # two objects of expenditure are one only when they are written alike


@dataclass(frozen=True)
class Score:
    """A score, the matters that both are about, and the codes of what raised or lowered it."""

    value: float
    matters: frozenset[str] = frozenset()
    reasons: tuple[str, ...] = ()


def wording(one: Work, other: Work) -> float:
    """How much of what both say is the same, 0 to 1: Dice's coefficient of the runs."""
    both = len(one.runs) + len(other.runs)
    return 2 * len(one.runs & other.runs) / both if both else 0.0


def duplicate(one: Work, other: Work) -> Score:
    """How far both ask for the same work: same words, same place, same part of it."""
    if one.plain or other.plain:
        return _plain(one, other)
    said = wording(one, other)
    inside = _inside(one, other)
    shared = one.matters & other.matters
    points = 4.0 * said + 2.75 * inside + 1.4 * _share(one, other) - 5.9
    points += 0.4 if _same_agency(one, other) else 0.0
    lowered = _against(one, other)
    points -= sum(AGAINST[code] for code in lowered)
    reasons = (["words"] if said >= SAID else []) + (["matters"] if shared else []) + lowered
    return Score(_between(points), shared, tuple(reasons))


AGAINST = {
    "other-place": 3.0, "other-phase": 2.5, "own-staff": 2.5, "other-matter": 1.0, "other-part": 1.0, "other-kind": 0.3,
}  # fmt: skip


def _against(one: Work, other: Work) -> list[str]:
    """What makes two works of two texts that sound alike."""
    found = []
    if _far(one, other):
        found.append("other-place")
    if one.phase and other.phase and one.phase != other.phase:
        found.append("other-phase")
    if one.agency != other.agency and one.staff and other.staff:
        found.append("own-staff")
    if _specific(one.matters - other.matters) and _specific(other.matters - one.matters):
        found.append("other-matter")
    if one.goods != other.goods:
        found.append("other-part")
    if one.kinds and other.kinds and not one.kinds & other.kinds:
        found.append("other-kind")
    return found


def connect(one: Work, other: Work) -> Score:
    """How far the works of two agencies could use one another: same data, people, platform, or what fits together.

    Words that both use count against it: what is said alike is rather the same work.
    """
    shared = one.matters & other.matters
    if one.plain or other.plain or _same_agency(one, other) or not shared:
        return Score(0.0)
    said = wording(one, other)
    fits = any(frozenset({mine, theirs}) in FITTING for mine in one.kinds for theirs in other.kinds)
    points = 1.25 * min(_worth(shared), MOST_WORTH) + 1.25 * _share(one, other) - 3.0 * said - 3.2
    points += (2.85 if _specific(shared) else 0.0) + (0.9 if fits else 0.0)
    points += 1.5 if one.staff and other.staff else 0.0
    points -= 2.2 if _far(one, other) else 0.0
    points -= 1.0 if one.kinds and other.kinds and not one.kinds & other.kinds and not fits else 0.0
    points -= 1.1 if one.goods != other.goods else 0.0
    reasons = ("matters", *(["fits"] if fits else []), *(["words"] if said >= SAID else []))
    return Score(_between(points), shared, reasons)


def same_data(one: Work, other: Work) -> Score:
    """How far two data sets, each named by a project, are one: two projects on one data set could be connected."""
    shared = one.matters & other.matters
    return Score(wording(one, other), shared, ("data", *(["matters"] if shared else [])))


def _plain(one: Work, other: Work) -> Score:
    """An object of expenditure tells nothing by itself: it is the same only in the same agency's same project."""
    if not (one.plain and other.plain and _same_agency(one, other) and one.named and other.named):
        return Score(0.0)
    if wording(one, other) < PLAIN_FROM:
        return Score(0.0)
    named = 2 * len(one.named & other.named) / (len(one.named) + len(other.named))
    return Score(named if named >= PLAIN_FROM else 0.0, reasons=("plain",))


def _far(one: Work, other: Work) -> bool:
    """Whether the works lie in different provinces; a system's office in or near the capital is no place of work."""
    if not one.provinces or not other.provinces or one.provinces & other.provinces:
        return False
    digital = bool(one.kinds & DIGITAL and other.kinds & DIGITAL)
    return not (digital and (one.provinces & OFFICES or other.provinces & OFFICES))


def _inside(one: Work, other: Work) -> float:
    """How much of the shorter one stands in the longer."""
    least = min(len(one.runs), len(other.runs))
    return len(one.runs & other.runs) / least if least else 0.0


def _share(one: Work, other: Work) -> float:
    """Of what either is about, the share that both are about."""
    return _worth(one.matters & other.matters) / (_worth(one.matters | other.matters) or 1.0)


def _same_agency(one: Work, other: Work) -> bool:
    return one.agency is not None and one.agency == other.agency


def _worth(matters: frozenset[str]) -> float:
    return sum(map(weight_of, matters))


def _specific(matters: frozenset[str]) -> bool:
    return any(weight_of(code) >= SPECIFIC for code in matters)


def _between(points: float) -> float:
    """Points between 0 and 1; none are a half."""
    return 1 / (1 + exp(-points))
