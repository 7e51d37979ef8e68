# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A member declares an interest in one matter."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from committee.models import AgendaItem, Meeting, Recusal, RollEntry
from committee.models.recusals import Ground
from workflows import engine
from workflows.refusals import GuardsUnmet


@transaction.atomic
def declare_recusal(
    *,
    item: AgendaItem,
    entry: RollEntry,
    ground: str,
    details: str = "",
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
) -> Recusal:
    """Recuse a member from one matter: from here on the seat is not entitled for it, and for nothing else.

    Raises NotPermitted, GuardsUnmet or RequestReused - and then nothing has changed.
    """
    if ground not in Ground.values:
        raise GuardsUnmet(_("The ground must be named."))
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    item, entry = AgendaItem.objects.get(pk=item.pk), RollEntry.objects.get(pk=entry.pk)
    item.meeting = meeting
    recusal = Recusal(meeting=meeting, item=item, entry=entry, ground=ground, details=details.strip(), declared_at=at)
    record = engine.create(
        recusal,
        actor=actor,
        at=at,
        request_id=request_id,
        delegation=delegation,
        facts={"ground": ground, "details": details.strip(), "item": item.pk, "entry": entry.pk},
    )
    return Recusal.objects.get(pk=record.subject_id)
