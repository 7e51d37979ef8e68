# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A member shows who they are before joining a meeting online, and consents to its recording; each time is kept."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from committee.models import Admission, Meeting
from committee.states import STANDING, Mode
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, WrongState


@transaction.atomic
def be_admitted(
    *, meeting: Meeting, user: User, consents: bool, at: datetime, request_id: UUID, delegation: int | None = None
) -> Admission:
    """Keep that this person, signed in here, is about to join online. In person: nobody shows another's face.

    Raises WrongState, NotPermitted, GuardsUnmet or RequestReused.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if same := Admission.objects.filter(request_id=request_id).select_related("entry").first():
        if (same.entry.user_id, same.meeting_id, same.consents) != (user.pk, meeting.pk, consents):
            raise RequestReused(_("Another act has this request's id already."))
        return same
    entry = meeting.roll.filter(user=user).first()
    if entry is None or delegation is not None:
        raise NotPermitted(_("Members on the roll of the meeting join it, each in person."))
    if meeting.mode == Mode.IN_PERSON:
        raise WrongState(_("Nobody joins this meeting online: it is held in one place."))
    if meeting.state not in STANDING:
        raise WrongState(_("The meeting must be about to begin, or in session."))
    if meeting.is_recorded and not consents:
        raise GuardsUnmet(_("The meeting is recorded: who takes part online must have consented to it."))
    return Admission.objects.create(meeting=meeting, entry=entry, consents=consents, at=at, request_id=request_id)
