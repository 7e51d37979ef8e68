# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The quorum as tables by hand: each number, each boundary; and what must hold for every roll."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from committee.rules.kinds import QuorumBase
from committee.rules.quorum import CalledAgain, Place, Quorum, QuorumRule, is_recall, needed_of, quorum_of
from committee.rules.telling import arithmetic_of

HALF, THIRD, TWO_THIRDS = Fraction(1, 2), Fraction(1, 3), Fraction(2, 3)
ACT = QuorumRule()


def roll(present: int, away: int = 0, *, recused_present: int = 0, recused_away: int = 0) -> list[Place]:
    """So many seats of each sort, each with its holder alone."""
    sorts = [(True, False)] * present + [(False, False)] * away
    sorts += [(True, True)] * recused_present + [(False, True)] * recused_away
    return [Place(seat=n, is_present=here, is_recused=out) for n, (here, out) in enumerate(sorts)]


# ── how many are needed ──


@pytest.mark.parametrize(
    ("entitled", "share", "more_than", "minimum", "needed"),
    [
        # at least one half, rounded up
        (1, HALF, False, 0, 1), (2, HALF, False, 0, 1), (3, HALF, False, 0, 2), (4, HALF, False, 0, 2),
        (5, HALF, False, 0, 3), (9, HALF, False, 0, 5), (10, HALF, False, 0, 5), (11, HALF, False, 0, 6),
        (60, HALF, False, 0, 30), (61, HALF, False, 0, 31),
        # more than one half
        (1, HALF, True, 0, 1), (2, HALF, True, 0, 2), (3, HALF, True, 0, 2), (4, HALF, True, 0, 3),
        (10, HALF, True, 0, 6), (11, HALF, True, 0, 6),
        # at least one third
        (1, THIRD, False, 0, 1), (2, THIRD, False, 0, 1), (3, THIRD, False, 0, 1), (4, THIRD, False, 0, 2),
        (9, THIRD, False, 0, 3), (10, THIRD, False, 0, 4), (15, THIRD, False, 0, 5), (16, THIRD, False, 0, 6),
        # two thirds, all, odd shares
        (9, TWO_THIRDS, False, 0, 6), (10, TWO_THIRDS, False, 0, 7), (9, TWO_THIRDS, True, 0, 7),
        (9, Fraction(1), False, 0, 9), (3, Fraction(17, 50), False, 0, 2), (3, Fraction(33, 100), False, 0, 1),
        (100, Fraction(1, 100), False, 0, 1), (101, Fraction(1, 100), False, 0, 2),
        # never fewer than
        (5, HALF, False, 4, 4), (5, HALF, False, 3, 3), (5, HALF, False, 2, 3), (2, HALF, False, 3, 3),
        # nobody at all still needs somebody
        (0, HALF, False, 0, 1),
    ],
)  # fmt: skip
def test_needed(entitled: int, share: Fraction, more_than: bool, minimum: int, needed: int) -> None:
    assert needed_of(entitled, share, more_than=more_than, minimum=minimum) == needed


@pytest.mark.parametrize(("present", "away", "is_met"), [(4, 5, False), (5, 4, True), (9, 0, True), (0, 9, False)])
def test_quorum_is_met_at_the_number_needed_and_not_one_below(present: int, away: int, is_met: bool) -> None:
    quorum = quorum_of(roll(present, away), ACT)
    assert (quorum.entitled, quorum.needed, quorum.present, quorum.is_met) == (9, 5, present, is_met)


def test_body_without_anybody_entitled_has_no_quorum() -> None:
    assert not quorum_of([], ACT).is_met
    assert not quorum_of([Place(seat=1, is_voting=False, is_present=True)], ACT).is_met


def test_seat_without_a_vote_counts_nowhere() -> None:
    places = [*roll(2, 2), Place(seat=9, is_voting=False, is_present=True)]
    assert quorum_of(places, ACT) == quorum_of(roll(2, 2), ACT)


# ── recused: in or out of the number ──


@pytest.mark.parametrize(
    ("leave", "present", "away", "recused_present", "recused_away", "expected"),
    [  # entitled, needed, present, met
        (True, 5, 4, 2, 0, (9, 5, 5, True)),
        (False, 5, 4, 2, 0, (11, 6, 5, False)),
        (True, 5, 4, 0, 2, (9, 5, 5, True)),
        (False, 6, 3, 0, 2, (11, 6, 6, True)),
        (True, 4, 5, 2, 0, (9, 5, 4, False)),
        (True, 0, 0, 3, 0, (0, 1, 0, False)),  # all are recused: nobody can decide
        (False, 0, 0, 3, 0, (3, 2, 0, False)),
        (True, 1, 0, 8, 0, (1, 1, 1, True)),
    ],
)  # fmt: skip
def test_recused(
    leave: bool, present: int, away: int, recused_present: int, recused_away: int, expected: tuple[int, int, int, bool]
) -> None:
    places = roll(present, away, recused_present=recused_present, recused_away=recused_away)
    quorum = quorum_of(places, QuorumRule(recused_leave=leave))
    assert (quorum.entitled, quorum.needed, quorum.present, quorum.is_met) == expected


# ── holder and alternate ──


@pytest.mark.parametrize(
    ("holder", "alternate", "present"), [(False, False, 0), (True, False, 1), (False, True, 1), (True, True, 1)]
)
def test_alternate_never_counts_beside_the_holder(holder: bool, alternate: bool, present: int) -> None:
    places = [Place(seat=1, is_present=holder), Place(seat=1, is_present=alternate), Place(seat=2)]
    quorum = quorum_of(places, ACT)
    assert (quorum.entitled, quorum.present, quorum.needed) == (2, present, 1)


@pytest.mark.parametrize("recused", [0, 1])
def test_seat_is_recused_whoever_of_it_is(recused: int) -> None:
    places = [
        Place(seat=1, is_recused=recused == 0),
        Place(seat=1, is_present=True, is_recused=recused == 1),
        *roll(0, 0),
    ]
    assert (quorum_of(places, ACT).entitled, quorum_of(places, ACT).present) == (0, 0)


# ── vacant seats ──


def test_vacant_seats_count_only_where_the_rules_say_all_seats() -> None:
    holders, seats = QuorumRule(), QuorumRule(base=QuorumBase.SEATS)
    assert [quorum_of(roll(4, 4), rule, vacant=3).needed for rule in (holders, seats)] == [4, 6]
    assert quorum_of(roll(4, 4), seats, vacant=3).entitled == 11


# ── called again ──

DAY = date(2021, 1, 11)


@pytest.mark.parametrize(
    ("said", "days", "limit", "expected"),
    [
        (True, 0, 14, True), (True, 1, 14, True), (True, 13, 14, True), (True, 14, 14, True), (True, 15, 14, False),
        (False, 7, 14, False), (True, -1, 14, False), (True, 7, None, False), (True, 7, 7, True), (True, 8, 7, False),
    ],
)  # fmt: skip
def test_lower_quorum_holds_in_time_and_only_as_the_invitation_says(
    said: bool, days: int, limit: int | None, expected: bool
) -> None:
    rule = QuorumRule(recall_days=limit)
    assert is_recall(rule, CalledAgain(DAY, DAY + timedelta(days=days), said)) is expected


def test_meeting_that_is_not_called_again_needs_the_ordinary_quorum() -> None:
    assert is_recall(ACT, None) is False


@pytest.mark.parametrize(("seats", "ordinary", "again"), [(9, 5, 3), (10, 5, 4), (15, 8, 5), (16, 8, 6), (1, 1, 1)])
def test_one_third_is_needed_when_called_again(seats: int, ordinary: int, again: int) -> None:
    assert [quorum_of(roll(0, seats), ACT, recalled=one).needed for one in (False, True)] == [ordinary, again]


SEATS, HOLDERS = QuorumBase.SEATS, QuorumBase.HOLDERS


@pytest.mark.parametrize(
    ("again", "base", "vacant", "leave", "places", "expected"),
    [  # present, away, recused and there, recused and away; entitled, needed, present, met
        (True, HOLDERS, 0, True, (2, 5, 2, 0), (7, 3, 2, False)),
        (True, HOLDERS, 0, True, (3, 4, 2, 0), (7, 3, 3, True)),
        (True, HOLDERS, 0, True, (3, 4, 0, 2), (7, 3, 3, True)),
        (True, HOLDERS, 0, False, (3, 4, 2, 0), (9, 3, 3, True)),
        (True, HOLDERS, 0, False, (2, 5, 2, 0), (9, 3, 2, False)),
        (True, HOLDERS, 0, True, (1, 1, 1, 0), (2, 1, 1, True)),
        (True, HOLDERS, 0, True, (0, 0, 3, 0), (0, 1, 0, False)),  # all are recused, called again or not
        (True, SEATS, 3, True, (4, 5, 0, 0), (12, 4, 4, True)),
        (True, SEATS, 3, True, (3, 6, 0, 0), (12, 4, 3, False)),
        (True, SEATS, 2, True, (3, 5, 2, 0), (10, 4, 3, False)),
        (True, SEATS, 2, True, (4, 4, 2, 0), (10, 4, 4, True)),
        (False, SEATS, 3, True, (6, 3, 0, 0), (12, 6, 6, True)),
        (False, SEATS, 3, True, (5, 4, 0, 0), (12, 6, 5, False)),
        (False, SEATS, 2, True, (5, 3, 2, 0), (10, 5, 5, True)),
        (False, SEATS, 2, False, (5, 3, 2, 0), (12, 6, 5, False)),
        (False, SEATS, 2, False, (6, 2, 2, 0), (12, 6, 6, True)),
    ],
)
def test_recused_and_vacant_seats_at_a_meeting_called_again(
    again: bool, base: QuorumBase, vacant: int, leave: bool, places: tuple[int, int, int, int],
    expected: tuple[int, int, int, bool],
) -> None:  # fmt: skip
    present, away, recused_present, recused_away = places
    found = quorum_of(
        roll(present, away, recused_present=recused_present, recused_away=recused_away),
        QuorumRule(base=base, recused_leave=leave), vacant=vacant, recalled=again,
    )  # fmt: skip
    assert (found.entitled, found.needed, found.present, found.is_met) == expected


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize(("sits", "recused", "present"), [(0, None, 1), (1, None, 1), (1, 0, 0), (0, 1, 0)])
def test_alternate_counts_for_the_seat_at_a_meeting_called_again_too(
    again: bool, sits: int, recused: int | None, present: int
) -> None:
    """Holder and alternate of one of three seats; a seat is recused whoever of it is, and by whom it is held."""
    seat = [Place(seat=9, is_present=one == sits, is_recused=one == recused) for one in (0, 1)]
    found = quorum_of([*seat, *roll(0, 2)], ACT, recalled=again)
    entitled = 3 if recused is None else 2
    assert (found.entitled, found.present, found.needed) == (entitled, present, 1 if again or entitled == 2 else 2)


def test_neither_more_than_nor_a_least_number_binds_a_meeting_called_again() -> None:
    strict = QuorumRule(more_than=True, minimum=8)
    assert [quorum_of(roll(0, 9), strict, recalled=one).needed for one in (False, True)] == [8, 3]


# ── in words ──


@pytest.mark.parametrize(
    ("quorum", "told"),
    [
        (quorum_of(roll(7, 4), ACT), "voting seats held: 11 · at least one half of 11 = 6 · present: 7 · a quorum"),
        (quorum_of(roll(5, 4, recused_present=2), ACT),
         "voting seats held: 11 · recused, who do not count: 2 · entitled: 9 · at least one half of 9 = 5 · "
         "present: 5 · a quorum"),
        (quorum_of(roll(5, 4, recused_present=2), QuorumRule(recused_leave=False)),
         "voting seats held: 11 · recused, counted as not present: 2 · at least one half of 11 = 6 · present: 5 · "
         "no quorum, 1 more must come"),
        (quorum_of(roll(2, 7), ACT, recalled=True),
         "voting seats held: 9 · called again: at least one third of 9 = 3 · present: 2 · no quorum, 1 more must come"),
        (quorum_of(roll(4, 0), QuorumRule(base=QuorumBase.SEATS, share=Fraction(2, 5), minimum=5), vacant=2),
         "voting seats held: 4 · vacant seats that count: 2 · entitled: 6 · never fewer than 5 · present: 4 · "
         "no quorum, 1 more must come"),
        (quorum_of(roll(4, 2), QuorumRule(share=Fraction(2, 5), more_than=True)),
         "voting seats held: 6 · more than 2 in 5 of 6 = 3 · present: 4 · a quorum"),
        (quorum_of([], ACT),
         "voting seats held: 0 · at least one half of 0 = 1 · present: 0 · nobody is entitled, so there is no quorum"),
    ],
)  # fmt: skip
def test_arithmetic_in_words(quorum: Quorum, told: str) -> None:
    with translation.override("en"):
        assert arithmetic_of(quorum) == told


# ── whatever the roll ──

PLACES = st.lists(
    st.builds(
        Place, seat=st.integers(1, 12), is_voting=st.just(True), is_present=st.booleans(), is_recused=st.booleans()
    ),
    max_size=40,
)
RULES = st.builds(
    QuorumRule,
    share=st.fractions(min_value=Fraction(1, 10), max_value=1, max_denominator=10),
    minimum=st.integers(0, 5),
    base=st.sampled_from(QuorumBase),
    recused_leave=st.booleans(),
)


@given(PLACES, RULES, st.integers(0, 4), st.booleans())
def test_arithmetic_adds_up_for_every_roll(places: list[Place], rule: QuorumRule, vacant: int, recalled: bool) -> None:
    quorum = quorum_of(places, rule, vacant=vacant, recalled=recalled)
    seats = {place.seat for place in places}
    out = {place.seat for place in places if place.is_recused}
    assert quorum.present == len({place.seat for place in places if place.is_present} - out)
    counted = len(seats) + (vacant if rule.base == QuorumBase.SEATS else 0)
    assert quorum.entitled == counted - (len(out) if rule.recused_leave else 0)
    assert quorum.present <= quorum.entitled or quorum.entitled == 0
    assert quorum.is_met == (quorum.lacking == 0)
    if quorum.is_met:
        assert quorum.present >= quorum.entitled * (rule.recall_share if recalled else rule.share)
    assert quorum == quorum_of(list(reversed(places)), rule, vacant=vacant, recalled=recalled)


@given(PLACES, st.integers(0, 39))
def test_who_comes_never_breaks_a_quorum(places: list[Place], one: int) -> None:
    before = quorum_of(places, ACT)
    here = [
        Place(seat=p.seat, is_present=p.is_present or n == one, is_recused=p.is_recused) for n, p in enumerate(places)
    ]
    after = quorum_of(here, ACT)
    assert (after.entitled, after.needed) == (before.entitled, before.needed)
    assert before.present <= after.present <= before.present + 1
