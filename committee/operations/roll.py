# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An alternate who is named after the meeting was convened, put on its roll beside the holder, who keeps the place."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from committee.models import Alternate, Meeting, RollEntry
from workflows import engine
from workflows.refusals import GuardsUnmet


@transaction.atomic
def put_on_roll(
    *,
    meeting: Meeting,
    alternate: Alternate,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
) -> RollEntry:
    """Give an alternate a line of their own on the roll, with the holder's seat and vote, which count once.

    The record keeps the letter and for whom. Raises NotPermitted, GuardsUnmet or RequestReused.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    holder = meeting.roll.filter(tenure=alternate.tenure_id, alternate_for=None).first()
    if holder is None:
        raise GuardsUnmet(_("The holder of the seat is not on the roll of this meeting."))
    entry = RollEntry(
        meeting=meeting,
        seat=holder.seat,
        tenure=holder.tenure,
        user=alternate.user,
        alternate_for=holder,
        title=holder.title,
        role=holder.role,
        is_voting=holder.is_voting,
        post=alternate.post,
    )
    facts = {"letter": alternate.letter, "in_place_of": holder.user_id}
    record = engine.create(entry, actor=actor, at=at, request_id=request_id, delegation=delegation, facts=facts)
    return RollEntry.objects.get(pk=record.subject_id)
