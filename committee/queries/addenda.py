# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The meetings whose fixed agenda says more than the pack that was issued: the secretariat's to do.

It is no task: a desk opens and closes with a state, and here none changes. The guard of the act itself is asked.
"""

from datetime import datetime

from accounts.models import User
from agencies.standing import attempt_of
from committee.guards import agenda_has_changed
from committee.models import Meeting
from committee.permissions import keeps
from committee.queries.call import is_secretary
from committee.queries.meetings import committees_for
from committee.states import MeetingState

ASKED = 3  # meetings, the next ones: a secretary has few fixed agendas at a time


def addenda_to_issue(user: User, at: datetime) -> list[Meeting]:
    """Of the next meetings that a person keeps and whose agenda is fixed, those for which an addendum is to go out."""
    if not is_secretary(user, at):
        return []
    attempt = attempt_of(user, at)
    fixed = Meeting.objects.filter(state=MeetingState.FROZEN, committee__in=committees_for(user, at).values("pk"))
    found = fixed.select_related("committee", "profile").order_by("starts_at", "pk")
    kept = [one for one in found.prefetch_related("committee__tenures__seat") if keeps(one, attempt)][:ASKED]
    return [one for one in kept if agenda_has_changed(one, attempt)]
