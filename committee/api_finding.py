# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding a part of a meeting for programs, as its pages do: who may not see it is told that it is not there."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from agencies.asking import asker_under
from committee.models import AgendaItem, Meeting, RollEntry
from committee.queries import meeting_for, meetings_for, sees_agenda
from committee.queries.confidential import levels_seen


def part_of_meeting(request: HttpRequest, model: Any, pk: int, acting_under: int | None) -> Any:
    """A part of a meeting that this person sees, or 404."""
    now, user = timezone.now(), asker_under(request, acting_under)
    mine = model._default_manager.filter(meeting__in=meetings_for(user, now).values("pk"))
    part: Any = get_object_or_404(mine.select_related("meeting__committee"), pk=pk)
    if model is not RollEntry and not sees_agenda(user, part.meeting, now):
        raise Http404
    item = part if isinstance(part, AgendaItem) else getattr(part, "item", None)  # a guest's may be none
    if item is not None and item.confidentiality not in levels_seen(user, part.meeting, now):
        raise Http404
    return part


def meeting_of_session(request: HttpRequest, pk: int, acting_under: int | None) -> Meeting:
    """A meeting whose session this person follows, or 404."""
    now, user = timezone.now(), asker_under(request, acting_under)
    meeting = meeting_for(user, pk, now)
    if not sees_agenda(user, meeting, now):
        raise Http404
    return meeting
