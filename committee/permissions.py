# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may act for a committee: its seats say so, together with the role that opens the secretariat's pages."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agencies.roles import Role, day_of, holds
from workflows.lifecycle import Attempt, who

if TYPE_CHECKING:
    from committee.models import AgendaItem, Meeting, Resolution, RollEntry

CHAIRS = ("chair", "vice_chair")
SECRETARIES = ("secretary", "assistant_secretary")


def sits(meeting: "Meeting", attempt: Attempt, roles: tuple[str, ...]) -> bool:
    """Whether the actor holds one of these seats of the committee on the day. Prefetch ``seats`` where many ask."""
    day = day_of(attempt.at)
    own = (seat for seat in meeting.committee.seats.all() if seat.user_id == attempt.actor.pk and seat.role in roles)
    return any(seat.holds_on(day) for seat in own)


def keeps(meeting: "Meeting", attempt: Attempt) -> bool:
    """Whether the actor is a secretary of this committee: the role and the seat."""
    return holds(attempt.actor, Role.SECRETARY, attempt.at) and sits(meeting, attempt, SECRETARIES)


@who(_("The committee's secretary."))
def secretary(meeting: "Meeting", attempt: Attempt) -> bool:
    return keeps(meeting, attempt)


@who(_("The committee's secretary."))
def secretary_of_part(part: "AgendaItem | RollEntry", attempt: Attempt) -> bool:
    return keeps(part.meeting, attempt)


@who(_("The committee's chair or secretary."))
def chair_or_secretary(meeting: "Meeting", attempt: Attempt) -> bool:
    return keeps(meeting, attempt) or sits(meeting, attempt, CHAIRS)


@who(_("The committee's chair or vice-chair."))
def chair(resolution: "Resolution", attempt: Attempt) -> bool:
    return sits(resolution.meeting, attempt, CHAIRS)


@who(_("The member who is invited."))
def the_member(entry: "RollEntry", attempt: Attempt) -> bool:
    return bool(entry.user_id == attempt.actor.pk)
