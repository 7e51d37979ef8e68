# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true for a member to be recused and for the meeting to vote."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from committee.states import OPEN_ITEM, RECUSED, ItemState, VoteRoundState
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from committee.models import AgendaItem, Recusal, Resolution, VoteRound

CONSIDERED = (ItemState.UNDER_CONSIDERATION, ItemState.DRAFTED)


def recused_from(item: "AgendaItem") -> set[int]:
    """The entries of the roll that take no part in this matter."""
    return set(item.recusals.filter(state__in=RECUSED).values_list("entry", flat=True))


def quorum_for(item: "AgendaItem") -> Any:
    """The quorum for one matter as the room is now: a recused seat is not entitled for that matter only."""
    return item.meeting.quorum(recused=recused_from(item), item=item)


@guard(_("The member must be on the roll of this meeting, with a vote, and the matter on its agenda."))
def is_of_this_meeting(recusal: "Recusal", attempt: Attempt) -> bool:
    meeting = recusal.meeting_id
    return recusal.entry.meeting_id == meeting == recusal.item.meeting_id and recusal.entry.is_voting


@guard(_("The matter must not be decided yet."))
def matter_is_open(part: "Recusal | VoteRound", attempt: Attempt) -> bool:
    return part.item.state in OPEN_ITEM


@guard(_("The matter must be under consideration."))
def matter_is_considered(part: "Recusal | VoteRound", attempt: Attempt) -> bool:
    return part.item.state in CONSIDERED and part.item.meeting_id == part.meeting_id


@guard(_("The member is recused from this matter already."))
def is_not_recused_yet(recusal: "Recusal", attempt: Attempt) -> bool:
    return recusal.entry_id not in recused_from(recusal.item)


@guard(_("A vote on the matter in which this member's seat counted must be annulled first."))
def not_counted_in_a_vote(recusal: "Recusal", attempt: Attempt) -> bool:
    rounds = recusal.item.rounds.exclude(state=VoteRoundState.ANNULLED)
    return not rounds.filter(entitlements__seat=recusal.entry.seat_id).exists()


@guard(_("A vote on the matter must be annulled first: it was taken without this seat."))
def no_vote_was_counted(recusal: "Recusal", attempt: Attempt) -> bool:
    return not recusal.item.rounds.exclude(state=VoteRoundState.ANNULLED).exists()


@guard(_("The quorum for this matter must be present, without those who are recused from it."))
def quorate_for_matter(part: "VoteRound", attempt: Attempt) -> bool:
    """A vote needs the quorum at its own time. Source: Administrative Procedure Act 2539, s.79."""
    return bool(quorum_for(part.item).is_met)


@guard(_("The vote that is under way must be counted or annulled first."))
def no_vote_is_open(part: Any, attempt: Attempt) -> bool:
    """Of a meeting, or of any part of one."""
    meeting = part.meeting if part.part_of else part
    return not meeting.rounds.filter(state=VoteRoundState.OPEN).exists()


@guard(_("The committee's rules must know this way of voting."))
def mode_is_allowed(part: "VoteRound", attempt: Attempt) -> bool:
    return part.mode in part.meeting.rules.vote_modes


@guard(_("The amounts must be those of the scenario that the meeting adopted: adopt another to give others."))
def amounts_as_adopted(resolution: "Resolution", attempt: Attempt) -> bool:
    """What is resolved adds up to what was adopted, in every fiscal year. Source: our decision."""
    adopted = resolution.meeting.adopted_scenarios.order_by("-number").first()
    if adopted is None:
        return True
    amounts = adopted.content["amounts"]
    return all(
        Decimal(amounts[line]) == Decimal(given) for line, given in resolution.amounts.items() if line in amounts
    )
