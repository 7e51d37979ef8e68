# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Puts the meetings that a person may see on the calendar of the year."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from accounts.models import User
from agencies.roles import day_of
from committee.queries import meetings_for
from committee.states import MeetingState
from digital_plan.states.year import EntryKind, Lane
from digital_plan.year_entries import Shown, calendar_entries
from papers.thai import BUDDHIST_ERA_OFFSET

NOT_HELD = (MeetingState.CANCELLED, MeetingState.INQUORATE)


@calendar_entries
def meetings(user: User, year: int, at: datetime) -> Iterator[Shown]:
    """Each meeting that is held or will be, with its committee and number."""
    found = meetings_for(user, at).filter(starts_at__year=year - BUDDHIST_ERA_OFFSET).exclude(state__in=NOT_HELD)
    for meeting in found.select_related("committee"):
        day = day_of(meeting.starts_at)
        yield Shown(
            uid=f"meeting-{meeting.pk}",
            lane=Lane.MEETINGS,
            kind=EntryKind.COMMITTEE,
            title=f"{meeting.committee.name} {meeting.called}".strip(),
            first=day,
            last=day,
            starts=meeting.starts_at,
            ends=meeting.ends_at,
            href=reverse("meeting", args=[meeting.pk]),
            note=meeting.place,
        )
