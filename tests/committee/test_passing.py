# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What carries, by hand at every border; and that a kept explanation gives its outcome again."""

import json
from fractions import Fraction
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from committee.rules.passing import (
    CARRYING,
    Base,
    Electorate,
    Outcome,
    Result,
    Tally,
    Uncountable,
    arithmetic,
    may_cast,
    outcome_of,
    rederived,
    said,
)

C, L, T = "carried", "lost", "tied"


def vote(rule: str, who: tuple[int, int, int], counted: tuple[int, ...], casting: str = "", **more: Any) -> Outcome:
    """``who`` is voting, recused, present; ``counted`` is for, against, abstained, invalid."""
    voting, recused, present = who
    names = ("for_count", "against_count", "abstained_count", "invalid_count")
    tally = Tally(**dict(zip(names, counted, strict=False)), casting=casting)
    electorate = Electorate(
        voting=voting, recused=recused, present=present, recused_leave=more.pop("recused_leave", True)
    )
    return outcome_of(rule, electorate, tally, **more)


@pytest.mark.parametrize(
    ("rule", "who", "counted", "casting", "of", "needed", "result"),
    [
        # more for than against: abstentions and invalid papers do not count
        ("majority_of_votes", (11, 0, 11), (6, 5), "", 11, 6, C),
        ("majority_of_votes", (11, 0, 11), (5, 6), "", 11, 6, L),
        ("majority_of_votes", (11, 1, 10), (7, 3), "", 10, 6, C),
        ("majority_of_votes", (11, 0, 11), (5, 5, 1), "", 10, 6, T),
        ("majority_of_votes", (11, 0, 11), (5, 5, 1), "for", 10, 6, C),
        ("majority_of_votes", (11, 0, 11), (5, 5, 1), "against", 10, 6, L),
        ("majority_of_votes", (11, 0, 11), (1, 0, 10), "", 1, 1, C),
        ("majority_of_votes", (11, 0, 11), (1, 0, 0, 10), "", 1, 1, C),
        ("majority_of_votes", (11, 0, 11), (0, 1, 10), "", 1, 1, L),
        ("majority_of_votes", (11, 0, 11), (0, 0, 11), "", 0, 1, L),  # nobody voted: no tie either
        ("majority_of_votes", (1, 0, 1), (1, 0), "", 1, 1, C),
        # more than half of those present: an abstention counts like a no
        ("majority_of_present", (11, 0, 10), (6, 0, 4), "", 10, 6, C),
        ("majority_of_present", (11, 0, 10), (5, 0, 5), "", 10, 6, L),
        ("majority_of_present", (11, 0, 10), (5, 4, 1), "", 10, 6, L),
        ("majority_of_present", (11, 0, 10), (5, 5), "", 10, 6, T),
        ("majority_of_present", (11, 0, 10), (5, 5), "for", 10, 6, C),
        ("majority_of_present", (11, 0, 10), (4, 4, 2), "for", 10, 6, L),  # one more is still not enough
        ("majority_of_present", (11, 0, 9), (5, 4), "", 9, 5, C),
        ("majority_of_present", (11, 0, 9), (4, 4, 1), "for", 9, 5, C),
        # more than half of all entitled, present or not
        ("majority_of_entitled", (11, 0, 6), (6, 0), "", 11, 6, C),
        ("majority_of_entitled", (11, 0, 6), (5, 1), "", 11, 6, L),
        ("majority_of_entitled", (10, 0, 8), (5, 3), "", 10, 6, L),
        ("majority_of_entitled", (10, 0, 10), (5, 5), "for", 10, 6, C),
        ("majority_of_entitled", (11, 1, 10), (6, 4), "", 10, 6, C),
        # at least two thirds
        ("two_thirds_of_present", (12, 0, 9), (6, 3), "", 9, 6, C),
        ("two_thirds_of_present", (12, 0, 9), (5, 4), "", 9, 6, L),
        ("two_thirds_of_present", (12, 0, 10), (6, 4), "", 10, 7, L),
        ("two_thirds_of_present", (12, 0, 10), (7, 3), "", 10, 7, C),
        ("two_thirds_of_present", (12, 0, 10), (5, 5), "", 10, 7, L),  # no deciding vote where two thirds decide
        ("two_thirds_of_votes", (12, 0, 12), (6, 3, 3), "", 9, 6, C),
        ("two_thirds_of_votes", (12, 0, 12), (5, 3, 4), "", 8, 6, L),
        ("two_thirds_of_entitled", (12, 0, 9), (8, 1), "", 12, 8, C),
        ("two_thirds_of_entitled", (12, 0, 9), (7, 2), "", 12, 8, L),
        # nobody against
        ("unanimity", (11, 0, 11), (1, 0, 10), "", 1, 1, C),
        ("unanimity", (11, 0, 11), (10, 1), "", 11, 11, L),
        ("unanimity", (11, 0, 11), (0, 0, 11), "", 0, 0, L),
        ("unanimity", (11, 0, 10), (5, 5), "", 10, 10, L),
        ("consensus", (11, 0, 8), (0, 0), "", 8, 0, C),
        ("consensus", (11, 0, 8), (0, 1), "", 8, 0, L),
    ],
)  # fmt: skip
def test_what_carries(rule: str, who: Any, counted: Any, casting: str, of: int, needed: int, result: str) -> None:
    outcome = vote(rule, who, counted, casting)
    assert (outcome.of, outcome.needed, outcome.result) == (of, needed, result)
    assert outcome.carried is (result == C)


@pytest.mark.parametrize(
    ("leave", "of", "needed", "result"),
    [(True, 10, 6, C), (False, 12, 7, L)],  # twelve, two recused: six of ten, but not of twelve
)
def test_recused_seat_leaves_the_number_of_those_entitled_or_not(
    leave: bool, of: int, needed: int, result: str
) -> None:
    outcome = vote("majority_of_entitled", (12, 2, 10), (6, 4), recused_leave=leave)
    assert (outcome.of, outcome.needed, outcome.result) == (of, needed, result)


@pytest.mark.parametrize("rule", ["majority_of_votes", "majority_of_present", "two_thirds_of_present"])
def test_recused_seat_counts_nowhere_among_those_present(rule: str) -> None:
    assert vote(rule, (12, 2, 10), (7, 3), recused_leave=False).result == vote(rule, (12, 2, 10), (7, 3)).result == C


@pytest.mark.parametrize(
    ("rule", "counted", "has_one", "is_asked"),
    [
        ("majority_of_votes", (5, 5), True, True), ("majority_of_votes", (5, 5), False, False),
        ("majority_of_votes", (5, 4), True, False), ("majority_of_votes", (0, 0), True, False),
        ("majority_of_present", (4, 4), True, True), ("majority_of_entitled", (4, 4), True, True),
        ("two_thirds_of_present", (5, 5), True, False), ("unanimity", (5, 5), True, False),
        ("consensus", (1, 1), True, False),
    ],
)  # fmt: skip
def test_chair_is_asked_to_decide_at_a_tie_only(
    rule: str, counted: tuple[int, int], has_one: bool, is_asked: bool
) -> None:
    tally = Tally(for_count=counted[0], against_count=counted[1])
    assert may_cast(rule, tally, has_casting_vote=has_one) is is_asked
    if not is_asked:
        with pytest.raises(Uncountable):
            vote(rule, (12, 0, 12), counted, "for", has_casting_vote=has_one)


@pytest.mark.parametrize(
    ("who", "counted", "casting"),
    [((3, 0, 3), (2, 2), ""), ((3, 0, 2), (2, 1), ""), ((3, 0, 3), (-1, 1), ""), ((3, 1, 3), (1, 1), ""),
     ((3, 0, 4), (1, 1), ""), ((3, -1, 3), (1, 1), ""), ((4, 0, 4), (2, 2), "maybe"), ((3, 0, 3), (1, 1, 1, 1), "")],
)  # fmt: skip
def test_numbers_that_cannot_be_of_one_vote_are_refused(who: Any, counted: Any, casting: str) -> None:
    with pytest.raises(Uncountable):
        vote("majority_of_votes", who, counted, casting)


def test_arithmetic_is_told_in_both_languages() -> None:
    outcome = vote("majority_of_votes", (11, 1, 10), (7, 3))
    with translation.override("en"):
        assert arithmetic(outcome) == "Entitled 11 · recused 1 · present 10 · needed 6 of 10 · for 7 · against 3"
        assert said(outcome.result) == "Carried"
    with translation.override("en"):
        tied = vote("majority_of_votes", (11, 0, 11), (5, 5, 0, 1), "for")
        assert arithmetic(tied).endswith("for 5 · against 5 · invalid 1 · deciding vote for")
        assert arithmetic(vote("consensus", (11, 1, 8), (0, 0))) == "Entitled 11 · recused 1 · present 8 · objecting 0"
        kept_in = vote("majority_of_entitled", (11, 1, 10), (5, 4, 1), recused_leave=False)
        assert "still counted among those entitled" in arithmetic(kept_in)


# ── whatever the numbers ──

rules = st.sampled_from(sorted(CARRYING))


@st.composite
def votes(draw: st.DrawFn) -> Outcome:
    voting = draw(st.integers(1, 60))
    recused = draw(st.integers(0, voting - 1))
    present = draw(st.integers(0, voting - recused))
    counts = []
    left = present
    for _nth in range(4):
        counts.append(draw(st.integers(0, left)))
        left -= counts[-1]
    rule = draw(rules)
    leave = draw(st.booleans())
    tally = Tally(for_count=counts[0], against_count=counts[1])
    casting = draw(st.sampled_from(["", "for", "against"])) if may_cast(rule, tally, has_casting_vote=True) else ""
    return vote(rule, (voting, recused, present), tuple(counts), casting, recused_leave=leave)


@given(votes())
def test_kept_explanation_gives_its_outcome_again(outcome: Outcome) -> None:
    kept = json.loads(json.dumps(outcome.kept()))
    assert rederived(kept) == outcome
    assert rederived(kept).kept() == kept


@given(votes())
def test_carried_means_that_enough_were_for(outcome: Outcome) -> None:
    carrying = CARRYING[outcome.rule]
    if outcome.rule == "consensus":
        assert outcome.carried is (outcome.tally.against_count == 0)
    elif carrying.unanimous:
        assert outcome.carried is (outcome.tally.for_count > 0 and outcome.tally.against_count == 0)
    else:
        share = Fraction(outcome.counted_for, outcome.of) if outcome.of else Fraction(0)
        assert outcome.carried is (share > carrying.share if carrying.more_than else share >= carrying.share > 0)


@given(votes())
def test_one_more_for_never_loses_what_was_carried(outcome: Outcome) -> None:
    tally = outcome.tally
    if outcome.carried and tally.given < outcome.electorate.present and not tally.casting:
        more = Tally(
            for_count=tally.for_count + 1, against_count=tally.against_count,
            abstained_count=tally.abstained_count, invalid_count=tally.invalid_count,
        )  # fmt: skip
        assert outcome_of(outcome.rule, outcome.electorate, more).carried


@given(votes())
def test_more_for_than_entitled_is_never_needed(outcome: Outcome) -> None:
    if CARRYING[outcome.rule].base in (Base.PRESENT, Base.ENTITLED) and outcome.of:
        assert outcome.needed <= outcome.of


@given(votes())
def test_tie_is_never_carried_without_a_deciding_vote(outcome: Outcome) -> None:
    assert not (outcome.result == Result.TIED and outcome.tally.casting)
    if outcome.tally.is_tied and not outcome.tally.casting and outcome.rule != "consensus":
        assert not outcome.carried
