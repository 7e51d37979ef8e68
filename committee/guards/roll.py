# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true for a member to answer, to come and to go."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agencies.roles import day_of
from committee.states import AT_WORK, CAME_TO_IT, EARLY, STANDING, MeetingState, RollState
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from committee.models import Recusal, RollEntry


@guard(_("The meeting must be convened and not over."))
def roll_is_open(entry: "RollEntry", attempt: Attempt) -> bool:
    """What convening puts on the roll is asked for nothing more."""
    return bool(attempt.cause) or entry.meeting.state in (*EARLY, *AT_WORK)


@guard(_("The holder of the seat must be on the roll, and must have named them by letter for the day of the meeting."))
def named_for_the_day(entry: "RollEntry", attempt: Attempt) -> bool:
    """By hand only an alternate comes on the roll: who sits is fixed by the convening."""
    if attempt.cause:
        return True
    if entry.tenure is None or entry.alternate_for is None:
        return False
    day = day_of(entry.meeting.starts_at)
    return any(named.holds_on(day) for named in entry.tenure.alternates.filter(user=entry.user_id))


@guard(_("They must not be on the roll already."))
def is_not_on_the_roll(entry: "RollEntry", attempt: Attempt) -> bool:
    return bool(attempt.cause) or not entry.meeting.roll.filter(user=entry.user_id).exists()


@guard(_("Nobody must have come for the seat yet: who was counted at the meeting stays counted."))
def seat_is_uncounted(entry: "RollEntry", attempt: Attempt) -> bool:
    """One seat, one person: quorum, votes and minutes that named the holder would say something else. Our decision."""
    counted = entry.meeting.roll.filter(seat=entry.seat_id, state__in=CAME_TO_IT)
    return bool(attempt.cause) or not counted.exists()


@guard(_("The meeting must be convened and not yet open."))
def meeting_is_ahead(entry: "RollEntry", attempt: Attempt) -> bool:
    return entry.meeting.state in EARLY


@guard(_("The meeting must be about to begin, or in session."))
def meeting_stands(entry: "RollEntry | Recusal", attempt: Attempt) -> bool:
    return entry.meeting.state in STANDING


@guard(_("Nobody else may sit in the seat: a holder and an alternate are never both there."))
def seat_is_free(entry: "RollEntry", attempt: Attempt) -> bool:
    """One seat counts once. Source: Administrative Procedure Act 2539, s.82 (one member, one vote)."""
    there = entry.meeting.roll.all()  # prefetch it where many ask
    return not any(one.seat_id == entry.seat_id and one.state == RollState.PRESENT and one != entry for one in there)


@guard(_("Attendance is set right from the moment before the meeting opens until it is closed."))
def attendance_is_open(entry: "RollEntry", attempt: Attempt) -> bool:
    """Who was there when is often found wrong only when the minutes are written."""
    return entry.meeting.state in (*STANDING, MeetingState.CONCLUDED)
