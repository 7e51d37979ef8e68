# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One matter before the meeting: who takes no part, the votes on it with their ballots, who dissents."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from accounts.api import REFUSALS, ActBody, ActingUnder, IfMatch, RecordOut, RequestId, make_step
from committee.api_finding import part_of_meeting
from committee.api_session import showing
from committee.api_session.acting import by, or_refused
from committee.models import AgendaItem, Recusal, VoteRound
from committee.operations import act, session
from committee.permissions import chair_or_secretary_of_part, secretary_or_the_member
from committee.schemas_of_sessions import (
    BallotIn,
    BallotOut,
    DissentIn,
    DissentOut,
    RecusalIn,
    RecusalOut,
    VoteAct,
    VoteIn,
    VoteOut,
)

router = Router()


@router.post("/agenda-items/{int:pk}/recusals", response={200: RecusalOut} | REFUSALS, summary="Declare an interest")
def declare_recusal(
    request: HttpRequest, pk: int, body: RecusalIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Recuse a member from one matter: the seat is not entitled for it, and for nothing else."""
    item: AgendaItem = part_of_meeting(request, AgendaItem, pk, acting_under)
    entry = get_object_or_404(item.meeting.roll, pk=body.entry)
    given: dict[str, Any] = {"ground": body.ground, "details": body.details}
    return or_refused(
        lambda: session.declare_recusal(item=item, entry=entry, **given, **by(request, request_id, acting_under)),
        showing.recusal,
        secretary_or_the_member,
    )


@router.post(
    "/recusals/{int:pk}/transitions/{slug:name}", response={200: RecordOut} | REFUSALS, summary="Act on a recusal"
)
def act_on_recusal(
    request: HttpRequest, pk: int, name: str, body: ActBody, request_id: RequestId, if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:  # fmt: skip
    """Note that the member left the room or came back; withdraw what was declared wrong."""
    recusal = part_of_meeting(request, Recusal, pk, acting_under)
    return make_step(
        request, recusal, name, body=body, request_id=request_id, if_match=if_match, delegation=acting_under,
        perform=act,
    )  # fmt: skip


@router.post("/agenda-items/{int:pk}/votes", response={200: VoteOut} | REFUSALS, summary="Open a vote")
def open_vote(
    request: HttpRequest, pk: int, body: VoteIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Put a question to the vote, among those who are there now and not recused."""
    item: AgendaItem = part_of_meeting(request, AgendaItem, pk, acting_under)
    given: dict[str, Any] = {"question": body.question, "mode": body.mode}
    return or_refused(
        lambda: session.open_vote(item=item, **given, **by(request, request_id, acting_under)),
        showing.vote_alone,
        chair_or_secretary_of_part,
    )


@router.post("/votes/{int:pk}/ballots", response={200: BallotOut} | REFUSALS, summary="Vote by name")
def cast_ballot(
    request: HttpRequest, pk: int, body: BallotIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Give a seat's vote: the member, or the secretary who notes what was said. What was given stands."""
    vote: VoteRound = part_of_meeting(request, VoteRound, pk, acting_under)
    entry = get_object_or_404(vote.meeting.roll, pk=body.entry)
    return or_refused(
        lambda: session.cast_ballot(
            round_=vote, entry=entry, choice=body.choice, **by(request, request_id, acting_under)
        ),
        lambda ballot: BallotOut(entry=ballot.entitlement.entry_id, choice=ballot.choice),
        secretary_or_the_member,
    )


@router.post("/votes/{int:pk}/transitions/{slug:name}", response={200: RecordOut} | REFUSALS, summary="Act on a vote")
def act_on_vote(
    request: HttpRequest, pk: int, name: str, body: VoteAct, request_id: RequestId, if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:  # fmt: skip
    """Count it, or annul it with a reason; another vote is another round."""
    vote = part_of_meeting(request, VoteRound, pk, acting_under)
    return make_step(
        request, vote, name, body=body, request_id=request_id, if_match=if_match, delegation=acting_under, perform=act
    )


@router.post("/agenda-items/{int:pk}/dissents", response={200: DissentOut} | REFUSALS, summary="Record a dissent")
def note_dissent(
    request: HttpRequest, pk: int, body: DissentIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Record that a member is against what is resolved, and why."""
    item: AgendaItem = part_of_meeting(request, AgendaItem, pk, acting_under)
    entry = get_object_or_404(item.meeting.roll, pk=body.entry)
    given: dict[str, Any] = {"reason": body.reason, "is_written": body.is_written}
    return or_refused(
        lambda: session.note_dissent(item=item, entry=entry, **given, **by(request, request_id, acting_under)),
        showing.dissent,
        secretary_or_the_member,
    )
