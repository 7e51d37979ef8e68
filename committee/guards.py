# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true around a meeting. Each reads only the subject it is given, its relations and the attempt."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from budget_review.states import RESOLVED_ON
from committee.agenda import agenda_sha256
from committee.permissions import CHAIRS
from committee.states import EARLY, STANDING, TAKES_ITEMS, ItemState, MeetingState, RollState
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from committee.models import AgendaItem, Meeting, Resolution, RollEntry


@guard(_("The committee must have members on the day of the meeting."))
def has_members(meeting: "Meeting", attempt: Attempt) -> bool:
    return bool(meeting.seats_on_the_day())


@guard(_("The agenda must have at least one item."))
def has_items(meeting: "Meeting", attempt: Attempt) -> bool:
    return bool(meeting.standing_items())


@guard(_("The pack of the present agenda must have been built."))
def pack_is_current(meeting: "Meeting", attempt: Attempt) -> bool:
    pack = meeting.packs.order_by("-number").first()
    return pack is not None and pack.agenda_sha256 == agenda_sha256(meeting)


@guard(_("At least half of those entitled to vote must be present."))
def quorate(meeting: "Meeting", attempt: Attempt) -> bool:
    """Source: Administrative Procedure Act 2539, s.79; the share stands with the committee."""
    return meeting.quorum().is_met


@guard(_("At least half of those entitled to vote must be present."))
def quorate_for(resolution: "Resolution", attempt: Attempt) -> bool:
    """A decision needs the quorum at its own time."""
    return resolution.meeting.quorum().is_met


@guard(_("The chair or a vice-chair must be present."))
def chair_present(meeting: "Meeting", attempt: Attempt) -> bool:
    """Source: Administrative Procedure Act 2539, s.81."""
    return meeting.roll.filter(state=RollState.PRESENT, seat__role__in=CHAIRS).exists()


@guard(_("Every drafted resolution must be certified first."))
def no_resolution_waits(meeting: "Meeting", attempt: Attempt) -> bool:
    return not meeting.items.filter(state=ItemState.DRAFTED).exists()


@guard(_("The agenda must still be open: before it is fixed."))
def takes_items(item: "AgendaItem", attempt: Attempt) -> bool:
    return item.meeting.state in TAKES_ITEMS


@guard(_("The project must be screened or deferred."))
def project_is_ready(item: "AgendaItem", attempt: Attempt) -> bool:
    return item.project is None or item.project.state in ("screened", "deferred")


@guard(_("The meeting must be convened and not yet open."))
def meeting_is_ahead(entry: "RollEntry", attempt: Attempt) -> bool:
    return entry.meeting.state in EARLY


@guard(_("The meeting must be about to begin, or in session."))
def meeting_stands(entry: "RollEntry", attempt: Attempt) -> bool:
    return entry.meeting.state in STANDING


@guard(_("The meeting must be in session."))
def in_session(item: "AgendaItem | Resolution", attempt: Attempt) -> bool:
    return bool(item.meeting.state == MeetingState.IN_SESSION)


@guard(_("The matter must be for information; on a project the committee resolves."))
def is_for_information(item: "AgendaItem", attempt: Attempt) -> bool:
    return item.project_id is None


@guard(_("The project must still stand where the resolution left it."))
def project_has_not_moved_on(item: "AgendaItem", attempt: Attempt) -> bool:
    return item.project is None or item.project.state in RESOLVED_ON
