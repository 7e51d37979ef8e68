# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true for a member to answer, to come and to go."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from committee.states import EARLY, STANDING, MeetingState, RollState
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from committee.models import Recusal, RollEntry


@guard(_("The meeting must be convened and not yet open."))
def meeting_is_ahead(entry: "RollEntry", attempt: Attempt) -> bool:
    return entry.meeting.state in EARLY


@guard(_("The meeting must be about to begin, or in session."))
def meeting_stands(entry: "RollEntry | Recusal", attempt: Attempt) -> bool:
    return entry.meeting.state in STANDING


@guard(_("Nobody else may sit in the seat: a holder and an alternate are never both there."))
def seat_is_free(entry: "RollEntry", attempt: Attempt) -> bool:
    """One seat counts once. Source: Administrative Procedure Act 2539, s.82 (one member, one vote)."""
    others = entry.meeting.roll.filter(seat=entry.seat_id, state=RollState.PRESENT)
    return not others.exclude(pk=entry.pk).exists()


@guard(_("Attendance is set right from the moment before the meeting opens until it is closed."))
def attendance_is_open(entry: "RollEntry", attempt: Attempt) -> bool:
    """Who was there when is often found wrong only when the minutes are written."""
    return entry.meeting.state in (*STANDING, MeetingState.CONCLUDED)
