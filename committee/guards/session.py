# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true for a member to be recused and for the meeting to vote."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from committee.states import OPEN_ITEM, RECUSED, ItemState, VoteRoundState
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from committee.models import AdoptedScenario, AgendaItem, Meeting, Recusal, Resolution, VoteRound

CONSIDERED = (ItemState.UNDER_CONSIDERATION, ItemState.DRAFTED)


def recused_from(item: "AgendaItem") -> set[int]:
    """The entries of the roll that take no part in this matter."""
    return item.read_once("recused", _recused_from)


def _recused_from(items: "Sequence[AgendaItem]") -> dict[int, set[int]]:
    found: dict[int, set[int]] = {item.pk: set() for item in items}
    recusals = items[0].recusals.model._default_manager.filter(item__in=found, state__in=RECUSED)
    for item, entry in recusals.values_list("item", "entry"):
        found[item].add(entry)
    return found


def _seats_in_votes(items: "Sequence[AgendaItem]") -> dict[int, set[int | None]]:
    """The seats that count in votes on these matters that were not annulled; None stands for a vote itself."""
    found: dict[int, set[int | None]] = {item.pk: set() for item in items}
    rounds = items[0].rounds.model._default_manager.filter(item__in=found).exclude(state=VoteRoundState.ANNULLED)
    for item, seat in rounds.values_list("item", "entitlements__seat"):
        found[item] |= {None, seat}
    return found


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
    return recusal.entry.seat_id not in recusal.item.read_once("seats in votes", _seats_in_votes)


@guard(_("A vote on the matter must be annulled first: it was taken without this seat."))
def no_vote_was_counted(recusal: "Recusal", attempt: Attempt) -> bool:
    return not recusal.item.read_once("seats in votes", _seats_in_votes)


@guard(_("The quorum for this matter must be present, without those who are recused from it."))
def quorate_for_matter(part: "VoteRound", attempt: Attempt) -> bool:
    """A vote needs the quorum at its own time. Source: Administrative Procedure Act 2539, s.79."""
    return bool(quorum_for(part.item).is_met)


@guard(_("The vote that is under way must be counted or annulled first."))
def no_vote_is_open(part: Any, attempt: Attempt) -> bool:
    """Of a meeting, or of any part of one."""
    meeting = part.meeting if part.part_of else part
    return not meeting.read_once("open vote", _has_open_vote)


def _has_open_vote(meetings: "Sequence[Meeting]") -> dict[int, bool]:
    return {meeting.pk: meeting.rounds.filter(state=VoteRoundState.OPEN).exists() for meeting in meetings}


@guard(_("The committee's rules must know this way of voting."))
def mode_is_allowed(part: "VoteRound", attempt: Attempt) -> bool:
    return part.mode in part.meeting.rules.vote_modes


@guard(_("The amounts must be those of the scenario that the meeting adopted: adopt another to give others."))
def amounts_as_adopted(resolution: "Resolution", attempt: Attempt) -> bool:
    """What is resolved adds up to what was adopted, in every fiscal year. Source: our decision."""
    adopted = resolution.meeting.read_once("adopted scenario", _adopted)
    if adopted is None:
        return True
    amounts = adopted.content["amounts"]
    return all(
        Decimal(amounts[line]) == Decimal(given) for line, given in resolution.amounts.items() if line in amounts
    )


def _adopted(meetings: "Sequence[Meeting]") -> "dict[int, AdoptedScenario | None]":
    return {meeting.pk: meeting.adopted_scenarios.order_by("-number").first() for meeting in meetings}
