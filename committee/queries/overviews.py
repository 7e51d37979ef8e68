# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The meetings to whose agenda a person may put what was frozen of the plans."""

from datetime import datetime

from accounts.models import User
from agencies.queries import roles_of
from agencies.roles import Role
from agencies.standing import attempt_of
from committee.models import Meeting
from committee.permissions import keeps
from committee.queries.meetings import meetings_for
from committee.states import TAKES_ITEMS


def meetings_that_take(user: User, at: datetime) -> list[Meeting]:
    """The meetings that still take matters, of committees whose secretary this person is, the soonest first."""
    if Role.SECRETARY not in roles_of(user, at):
        return []
    attempt = attempt_of(user, at)
    open_ones = meetings_for(user, at).filter(state__in=TAKES_ITEMS).order_by("starts_at", "pk")
    return [meeting for meeting in open_ones.prefetch_related("committee__tenures") if keeps(meeting, attempt)]
