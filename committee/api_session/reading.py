# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading a session: everything that the console shows beside the agenda and the roll."""

from collections import defaultdict
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from accounts.api import READING, asker
from committee.api_finding import meeting_of_session
from committee.api_session import showing
from committee.models import Ballot, Dissent, Entitlement, Meeting
from committee.queries.confidential import levels_seen
from committee.queries.session import pulse_of
from committee.schemas_of_sessions import BallotOut, SessionOut

router = Router()


@router.get("/meetings/{int:pk}/session", response={200: SessionOut} | READING, summary="Read a session")
def read_session(request: HttpRequest, pk: int) -> SessionOut:
    """Who came and left, guests, recusals, votes, dissents, scenarios; as many queries for few as for many."""
    meeting = meeting_of_session(request, pk, None)
    levels = levels_seen(asker(request), meeting, timezone.now())
    seen = {"item__confidentiality__in": levels}
    votes = list(meeting.rounds.filter(**seen).order_by("item_id", "number"))
    entitled, ballots = _by_round(meeting)
    return SessionOut(
        meeting=meeting.pk,
        pulse=pulse_of(meeting),
        marks=[showing.mark(one) for one in meeting.marks.all()],
        guests=[showing.guest(one) for one in meeting.guests.filter(Q(item=None) | Q(**seen))],
        recusals=[showing.recusal(one) for one in meeting.recusals.filter(**seen)],
        votes=[showing.vote(one, entitled[one.pk], ballots[one.pk]) for one in votes],
        dissents=[showing.dissent(one) for one in Dissent.objects.filter(item__meeting=meeting.pk, **seen)],
        scenarios=[showing.scenario(one) for one in meeting.scenarios.all()],
        adopted_scenarios=[showing.adopted(one) for one in meeting.adopted_scenarios.all()],
    )


def _by_round(meeting: Meeting) -> tuple[dict[int, list[int]], dict[int, list[BallotOut]]]:
    """Who may vote in each vote, and how who voted by name voted."""
    entitled: dict[int, list[int]] = defaultdict(list)
    ballots: dict[int, list[BallotOut]] = defaultdict(list)
    rights: Any = Entitlement.objects.filter(round__meeting=meeting.pk).order_by("pk")
    for round_id, entry in rights.values_list("round", "entry"):
        entitled[round_id].append(entry)
    given: Any = Ballot.objects.filter(entitlement__round__meeting=meeting.pk).order_by("entitlement")
    for round_id, entry, choice in given.values_list("entitlement__round", "entitlement__entry", "choice"):
        ballots[round_id].append(BallotOut(entry=entry, choice=choice))
    return entitled, ballots
