# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Setting attendance right, and guests. Members come and go by the acts on their place on the roll."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from accounts.api import REFUSALS, ActingUnder, RecordOut, RequestId, record_out
from committee.api_finding import meeting_of_session, part_of_meeting
from committee.api_session import showing
from committee.api_session.acting import by, or_refused
from committee.models import AttendanceMark, Guest
from committee.operations import session
from committee.schemas_of_sessions import CorrectionIn, GuestIn, GuestMarkIn, GuestOut, MarkOut

router = Router()


@router.post(
    "/attendance-marks/{int:pk}/corrections", response={200: RecordOut} | REFUSALS, summary="Set attendance right"
)
def correct_mark(
    request: HttpRequest, pk: int, body: CorrectionIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Put another mark in the place of a wrong one, which stays. Where the member then stands follows from it."""
    mark = part_of_meeting(request, AttendanceMark, pk, acting_under)
    given: dict[str, Any] = {"kind": body.kind, "moment": body.moment, "reason": body.reason}
    return or_refused(
        lambda: session.correct_attendance(mark=mark, **given, **by(request, request_id, acting_under)), record_out
    )


@router.post("/meetings/{int:pk}/guests", response={200: GuestOut} | REFUSALS, summary="Let a guest attend")
def welcome_guest(
    request: HttpRequest, pk: int, body: GuestIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Note somebody who comes and is no member, for the whole meeting or for one matter."""
    meeting = meeting_of_session(request, pk, acting_under)
    item = get_object_or_404(meeting.items, pk=body.item) if body.item else None
    given: dict[str, Any] = {"name": body.name, "post": body.post, "item": item, "facts": body.facts()}
    return or_refused(
        lambda: session.welcome_guest(meeting=meeting, **given, **by(request, request_id, acting_under)), showing.guest
    )


@router.post("/guests/{int:pk}/marks", response={200: MarkOut} | REFUSALS, summary="Note that a guest left or came")
def mark_guest(
    request: HttpRequest, pk: int, body: GuestMarkIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Note that a guest left, or came back."""
    guest: Guest = part_of_meeting(request, Guest, pk, acting_under)
    given: dict[str, Any] = {"kind": body.kind, "facts": body.facts()}
    return or_refused(
        lambda: session.note_guest(guest=guest, **given, **by(request, request_id, acting_under)), showing.mark
    )
