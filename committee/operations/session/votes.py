# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening a vote, giving a named ballot, recording who dissents. Counting and annulling are acts on the round."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.roles import Role
from committee.guards.session import CONSIDERED, quorum_for, recused_from
from committee.models import AgendaItem, Ballot, Dissent, Meeting, RollEntry, VoteRound
from committee.models.votes import Choice
from committee.operations.effects.votes import voters
from committee.permissions import keeps
from committee.rules.kinds import VoteMode
from committee.states import ItemState, MeetingState, RollState, VoteRoundState
from workflows import engine
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt, Rule, Subject, who
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, WrongState

DECIDED = (*CONSIDERED, ItemState.RESOLVED, ItemState.DEFERRED)


@transaction.atomic
def open_vote(
    *,
    item: AgendaItem,
    question: str,
    mode: str,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
) -> VoteRound:
    """Open a vote on a question, among those who are there now and not recused.

    Raises NotPermitted, GuardsUnmet or RequestReused - and then nothing has changed.
    """
    if mode not in VoteMode.values:
        raise GuardsUnmet(_("The way of voting must be named."))
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    item = AgendaItem.objects.get(pk=item.pk)
    item.meeting = meeting
    rules, quorum = meeting.rules, quorum_for(item)
    round_ = VoteRound(
        meeting=meeting,
        item=item,
        number=(item.rounds.aggregate(last=Max("number"))["last"] or 0) + 1,
        question=question.strip(),
        mode=mode,
        rule=rules.pass_rule,
        profile_version=rules.version,
        recused_leave=rules.recused_leave,
        has_casting_vote=rules.casting_vote,
        quorum_needed=quorum.needed,
        quorum_present=quorum.present,
    )
    seats = set(meeting.roll.filter(is_voting=True).values_list("seat", flat=True))
    recused = set(meeting.roll.filter(pk__in=recused_from(item)).values_list("seat", flat=True))
    round_.voting_count, round_.recused_count = len(seats), len(recused & seats)
    round_.present_count = len(voters(round_))
    record = engine.create(
        round_,
        actor=actor,
        at=at,
        request_id=request_id,
        delegation=delegation,
        facts={"question": question.strip(), "mode": mode, "item": item.pk},
    )
    return VoteRound.objects.get(pk=record.subject_id)


@transaction.atomic
def cast_ballot(
    *,
    round_: VoteRound,
    entry: RollEntry,
    choice: str,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
) -> Ballot:
    """Give a seat's vote in an open vote by name; what was given stands. A wrong one is mended by another round.

    Raises WrongState, NotPermitted, GuardsUnmet or RequestReused - and then nothing has changed.
    """
    meeting = Meeting.objects.select_for_update().get(pk=round_.meeting_id)
    if same := Ballot.objects.select_related("entitlement").filter(request_id=request_id).first():
        said = (same.entitlement.round_id, same.entitlement.entry_id, same.choice)
        if same.recorded_by_id != actor.pk or said != (round_.pk, entry.pk, choice):
            raise RequestReused(_("Another act has this request's id already."))
        return same
    round_ = VoteRound.objects.get(pk=round_.pk)
    if round_.state != VoteRoundState.OPEN or meeting.state != MeetingState.IN_SESSION:
        raise WrongState(_("The vote is closed."))
    if round_.mode != VoteMode.NAMED:
        raise WrongState(_("Only a vote by name keeps who voted how."))
    entitlement = round_.entitlements.select_related("entry").filter(entry=entry.pk).first()
    if entitlement is None:
        raise NotPermitted(_("Only seats that were there and not recused when the vote was opened have a vote."))
    round_.meeting = meeting
    attempt = Attempt(actor=actor, at=at, request_id=request_id, delegation=delegation)
    refuse_person(round_, "cast_ballot", _own_or_secretary(entitlement.entry, meeting), attempt, holding=True)
    if choice not in Choice.values:
        raise GuardsUnmet(_("A vote is for or against, or it abstains."))
    if Ballot.objects.filter(entitlement=entitlement).exists():
        raise WrongState(_("This seat has voted already; what was given stands."))
    return Ballot.objects.create(
        entitlement=entitlement, choice=choice, recorded_by=actor, recorded_at=at, request_id=request_id
    )


@transaction.atomic
def note_dissent(
    *,
    item: AgendaItem,
    entry: RollEntry,
    reason: str,
    is_written: bool = False,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
) -> Dissent:
    """Record that a member is against what is resolved, and why.

    Raises WrongState, NotPermitted, GuardsUnmet or RequestReused - and then nothing has changed.
    """
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    if same := Dissent.objects.filter(request_id=request_id).first():
        if same.noted_by_id != actor.pk or (same.item_id, same.entry_id, same.reason) != (
            item.pk,
            entry.pk,
            reason.strip(),
        ):
            raise RequestReused(_("Another act has this request's id already."))
        return same
    item, entry = AgendaItem.objects.get(pk=item.pk), RollEntry.objects.get(pk=entry.pk)
    item.meeting = meeting
    attempt = Attempt(actor=actor, at=at, request_id=request_id, delegation=delegation)
    refuse_person(meeting, "note_dissent", _own_or_secretary(entry, meeting), attempt, holding=True)
    if meeting.state not in (MeetingState.IN_SESSION, MeetingState.CONCLUDED) or item.state not in DECIDED:
        raise WrongState(_("A dissent is recorded while the matter is considered, or before the minutes are adopted."))
    _refuse_dissent(item, entry, reason)
    round_ = item.rounds.exclude(state=VoteRoundState.ANNULLED).order_by("-number").first()
    return Dissent.objects.create(
        item=item, entry=entry, round=round_, reason=reason.strip(), is_written=is_written, noted_by=actor,
        noted_at=at, request_id=request_id,
    )  # fmt: skip


def _refuse_dissent(item: AgendaItem, entry: RollEntry, reason: str) -> None:
    """A dissent says why, and is of a member who was there, may vote on the matter, and has not voted for it."""
    if not reason.strip():
        raise GuardsUnmet(_("A dissent gives its reason."))
    if entry.meeting_id != item.meeting_id or not entry.is_voting:
        raise GuardsUnmet(_("The member must be on the roll of this meeting, with a vote."))
    if entry.state not in (RollState.PRESENT, RollState.AWAY):
        raise GuardsUnmet(_("Only who was in the meeting dissents."))
    if entry.pk in recused_from(item):
        raise GuardsUnmet(_("Who is recused from a matter takes no part in it, and does not dissent."))
    if item.dissents.filter(entry=entry).exists():
        raise GuardsUnmet(_("This member's dissent is recorded already."))
    standing = item.rounds.filter(state=VoteRoundState.COUNTED).order_by("-number").first()
    if (
        standing
        and Ballot.objects.filter(entitlement__round=standing, entitlement__entry=entry, choice=Choice.FOR).exists()
    ):
        raise GuardsUnmet(_("This member voted for it."))


def _own_or_secretary(entry: RollEntry, meeting: Meeting) -> Rule:
    """Who gives a seat's vote or dissent: the member in person, or the secretary who notes what was said."""

    def holds(_subject: Subject, attempt: Attempt) -> bool:
        return keeps(meeting, attempt) or (attempt.delegation is None and entry.user_id == attempt.actor.pk)

    return who(_("The member concerned, or the committee's secretary."), power=Role.SECRETARY)(holds)
