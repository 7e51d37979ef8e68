# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who asks, when; loaded once so that no rule on the page asks the database again."""

from typing import cast

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

import papers.one_act
from accounts.models import User
from agencies.models import Membership
from committee.models import AgendaItem, Meeting
from committee.queries import meeting_for
from committee.queries.confidential import levels_seen


class Asking(papers.one_act.Asking):
    """A person at a moment, with the meetings that they may see."""

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
