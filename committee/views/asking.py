# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who asks, when; loaded once so that no rule on the page asks the database again."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from agencies.models import Membership
from agencies.standing import attempt_of, delegation_of
from committee.models import AgendaItem, Meeting
from committee.queries import meeting_for
from committee.queries.confidential import levels_seen
from workflows.lifecycle import Attempt


@dataclass(frozen=True)
class Asking:
    """A person at a moment."""

    user: User
    at: datetime

    @property
    def attempt(self) -> Attempt:
        """What rules are asked with; it performs nothing."""
        return attempt_of(self.user, self.at)

    @property
    def delegation(self) -> int | None:
        """The order under which this person acts, as acts take it."""
        return delegation_of(self.user)

    def meeting(self, pk: int) -> Meeting:
        """A meeting that this person may see, with what its rules read; otherwise 404."""
        meeting = meeting_for(self.user, pk, self.at)
        prefetch_related_objects([meeting.committee], "tenures")
        return meeting


def item_for(me: Asking, meeting: Meeting, pk: int) -> AgendaItem:
    """A matter of a meeting that this person sees, or 404."""
    item: AgendaItem = get_object_or_404(meeting.items.all(), pk=pk)
    if item.confidentiality not in levels_seen(me.user, meeting, me.at):
        raise Http404
    item.meeting = meeting
    return item


def asking(request: HttpRequest) -> Asking:
    """The logged-in person, with their memberships, now."""
    user = cast("User", request.user)
    prefetch_related_objects([user], Prefetch("memberships", Membership.objects.select_related("agency")))
    return Asking(user, timezone.now())
