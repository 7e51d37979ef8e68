# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens when a vote is opened and when it is counted.

Facts of counting: of a show of hands and a secret vote ``{"for_count": 7, "against_count": 3, "abstained_count": 0,
"invalid_count": 0}``, of consensus ``{"against_count": 0}`` (who objects), of a vote by name none. At a tie
``"casting"`` is ``"for"``, ``"against"``, or ``"none"`` when the chair gives no deciding vote.
"""

from collections import Counter
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from committee.guards.session import recused_from
from committee.lifecycle import VoteRoundLifecycle
from committee.models import Ballot, Entitlement, RollEntry, VoteRound
from committee.models.votes import Choice
from committee.rules.kinds import VoteMode
from committee.rules.passing import Electorate, Tally, Uncountable, may_cast, outcome_of
from committee.states import RollState
from workflows.lifecycle import Attempt, effect
from workflows.refusals import GuardsUnmet

COUNTS = ("for_count", "against_count", "abstained_count", "invalid_count")


@effect(VoteRoundLifecycle.begin)
def entitle(round_: VoteRound, attempt: Attempt) -> dict[str, Any]:
    """Give every seat that is there, and is not recused, its right to vote.

    Returns ``{"voting": 11, "recused": 1, "present": 9, "quorum_needed": 5}``.
    """
    Entitlement.objects.bulk_create(
        Entitlement(round=round_, entry=entry, seat_id=entry.seat_id) for entry in voters(round_)
    )
    return {
        "number": round_.number,
        "voting": round_.voting_count,
        "recused": round_.recused_count,
        "present": round_.present_count,
        "quorum_needed": round_.quorum_needed,
    }


@effect(VoteRoundLifecycle.count)
def count_votes(round_: VoteRound, attempt: Attempt) -> dict[str, Any]:
    """Count, and decide by the rule that the round began under. No name goes into the record.

    Returns ``{"for": 7, "against": 3, "abstained": 0, "invalid": 0, "needed": 6, "outcome": "carried"}``.
    """
    tally = _tally(round_, attempt)
    electorate = Electorate(
        voting=round_.voting_count,
        recused=round_.recused_count,
        present=round_.present_count,
        recused_leave=round_.recused_leave,
    )
    rule = "consensus" if round_.mode == VoteMode.CONSENSUS else round_.rule
    casting = str(attempt.facts.get("casting", ""))
    try:
        asked = may_cast(rule, tally, has_casting_vote=round_.has_casting_vote)
        if asked and not casting:
            outcome_of(rule, electorate, tally)  # impossible counts first
            raise GuardsUnmet(_("As many are for as against: note the chair's deciding vote, or that there is none."))
        decided = replace(tally, casting=casting.replace("none", ""))
        outcome = outcome_of(rule, electorate, decided, has_casting_vote=round_.has_casting_vote)
    except Uncountable as error:
        raise GuardsUnmet(_("These numbers cannot be of one vote: %(present)s may vote, and the chair decides at a tie "
                            "only.") % {"present": round_.present_count}) from error  # fmt: skip
    for name in COUNTS:
        setattr(round_, name, getattr(decided, name))
    round_.outcome, round_.explanation = str(outcome.result), outcome.kept()
    round_.save(update_fields=[*COUNTS, "outcome", "explanation"])
    told = {name.removesuffix("_count"): getattr(decided, name) for name in COUNTS}
    return told | {"needed": outcome.needed, "casting": decided.casting, "outcome": round_.outcome}


def voters(round_: VoteRound) -> list[RollEntry]:
    """Those who may vote on the item now: one line of the roll for each seat."""
    recused = recused_from(round_.item)
    there = round_.meeting.roll.filter(is_voting=True, state=RollState.PRESENT).order_by("pk")
    seats_recused = {entry.seat_id for entry in round_.meeting.roll.filter(pk__in=recused)}
    by_seat = {entry.seat_id: entry for entry in there if entry.seat_id not in seats_recused}
    return list(by_seat.values())


def _tally(round_: VoteRound, attempt: Attempt) -> Tally:
    if round_.mode == VoteMode.NAMED:
        given = Counter(Ballot.objects.filter(entitlement__round=round_.pk).values_list("choice", flat=True))
        if not given:
            raise GuardsUnmet(_("Nobody has voted yet."))
        return Tally(
            for_count=given[Choice.FOR], against_count=given[Choice.AGAINST], abstained_count=given[Choice.ABSTAIN]
        )
    counts = [_count(attempt.facts.get(name)) for name in COUNTS]
    if round_.mode == VoteMode.CONSENSUS:
        return Tally(against_count=counts[1])
    if not any(counts):
        raise GuardsUnmet(_("Nobody has voted yet."))
    for_count, against_count, abstained_count, invalid_count = counts
    return Tally(
        for_count=for_count,
        against_count=against_count,
        abstained_count=abstained_count,
        invalid_count=invalid_count,
    )


def _count(said: Any) -> int:
    text = str(said or 0)
    if not text.isdecimal() or len(text) > 6:
        raise GuardsUnmet(_("A count is a whole number."))
    return int(text)
