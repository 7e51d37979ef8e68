# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The roll for programs: alternates who are named after the convening, and members who join online.

Answers, arrivals and departures are steps: ``/roll-entries/{id}/transitions/{name}``.
"""

from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Field, Router, Schema
from ninja.responses import Status

from accounts.api import REFUSALS, ActingUnder, Moment, RequestId, Strict, asker
from accounts.api.problems import told
from agencies.asking import asker_under
from agencies.standing import attempt_of
from committee.models import Alternate
from committee.operations import put_on_roll
from committee.operations.session import be_admitted
from committee.permissions import keeps, secretary
from committee.queries import meeting_for
from committee.queries.standing_in import named_since
from committee.schemas import RollOut, roll_out
from workflows.records import moment
from workflows.refusals import NotPermitted, Refused

router = Router(tags=["parts of meetings"])


class AlternateOut(Schema):
    """Somebody who is named to attend in a holder's place, and stands on no line of the roll yet."""

    id: int
    name: str
    post: str
    letter: str
    seat: str
    in_place_of: str


class AlternateIn(Strict):
    """The id of the alternate, as the list of those named gives it."""

    alternate: Annotated[int, Field(ge=1, lt=2**63)]


@router.get(
    "/meetings/{int:pk}/alternates", response={200: list[AlternateOut]} | REFUSALS, summary="Who was named since"
)
def list_alternates_named_since(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> Any:
    """The alternates named for the day after the meeting was convened, who can still be put on its roll."""
    now, user = timezone.now(), asker_under(request, acting_under)
    meeting = meeting_for(user, pk, now)
    if not keeps(meeting, attempt_of(user, now)):
        return told(NotPermitted(_("Only the committee's secretary changes its meetings.")), secretary.sentence)
    return Status(
        200,
        [
            AlternateOut(
                id=one.pk, name=str(one.user), post=one.post, letter=one.letter, seat=one.tenure.seat.title,
                in_place_of=str(one.tenure.user),
            )
            for one in named_since(meeting)
        ],
    )  # fmt: skip


class AdmissionIn(Strict):
    """Consent to the recording, which a meeting that is recorded asks for."""

    consents: bool = False


class AdmissionOut(Schema):
    """You have shown who you are; the link to join; empty where there is a recording now and you consented to none."""

    id: int
    entry: int
    consents: bool
    at: Moment
    online_link: str


@router.post("/meetings/{int:pk}/admissions", response={200: AdmissionOut} | REFUSALS, summary="Join online")
def admit_to_meeting(request: HttpRequest, pk: int, body: AdmissionIn, request_id: RequestId) -> Any:
    """Show who you are before joining online, and consent to the recording. The secretary notes that you came."""
    now, user = timezone.now(), asker(request)
    meeting = meeting_for(user, pk, now)
    try:
        made = be_admitted(meeting=meeting, user=user, consents=body.consents, at=now, request_id=request_id)
    except Refused as refused:
        return told(refused, None)
    link = meeting.online_link if made.lets_in(meeting) else ""
    return Status(
        200,
        AdmissionOut(
            id=made.pk, entry=made.entry_id, consents=made.consents, at=moment(made.at), online_link=link
        ),
    )  # fmt: skip


@router.post("/meetings/{int:pk}/roll-entries", response={200: RollOut} | REFUSALS, summary="Put on the roll")
def put_alternate_on_roll(
    request: HttpRequest, pk: int, body: AlternateIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Give an alternate a line beside the holder, who keeps the place. Refused once anybody has come for the seat."""
    now, user = timezone.now(), asker_under(request, acting_under)
    meeting = meeting_for(user, pk, now)
    alternate = get_object_or_404(Alternate, pk=body.alternate, tenure__committee=meeting.committee_id)
    try:
        entry = put_on_roll(
            meeting=meeting, alternate=alternate, actor=user, at=now, request_id=request_id, delegation=acting_under
        )
    except Refused as refused:
        return told(refused, secretary.sentence)
    return Status(200, roll_out(entry))
