# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may have the archive of a meeting: the secretariat and auditors, where they see all that is in it."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from accounts.models import User
from agencies.queries import roles_of
from agencies.roles import Role
from agencies.standing import attempt_of
from committee.models import Meeting, MeetingArchive, Minutes
from committee.permissions import keeps
from committee.queries.confidential import levels_seen
from committee.queries.minutes import hidden_sections
from committee.states import MeetingState


@dataclass(frozen=True)
class ArchiveLine:
    """The archives of a closed meeting, the latest first, for one who may have them; ``may_ask`` for another."""

    archives: list[MeetingArchive]
    may_ask: bool


def archive_line(user: User, meeting: Meeting, at: datetime) -> ArchiveLine | None:
    """What a meeting's page says of its archive; nothing before it is closed, and to who may not have it."""
    if meeting.state != MeetingState.CLOSED or not may_have_archive(user, meeting, at):
        return None
    archives = meeting.archives.select_related("document", "asked_by").order_by("-number")
    return ArchiveLine(list(archives), keeps(meeting, attempt_of(user, at)))


def archive_for(user: User, meeting: Meeting, number: int, at: datetime) -> MeetingArchive:
    """One archive of a meeting that was found for this person, or 404."""
    line = archive_line(user, meeting, at)
    for archive in line.archives if line else ():
        if archive.number == number:
            return archive
    raise Http404


def may_have_archive(user: User, meeting: Meeting, at: datetime) -> bool:
    """Whether a person may have the whole file: it holds every matter, and every section of the minutes."""
    if not keeps(meeting, attempt_of(user, at)) and Role.AUDITOR not in roles_of(user, at):
        return False
    if meeting.items.exclude(confidentiality__in=levels_seen(user, meeting, at)).exists():
        return False
    minutes = Minutes.objects.filter(meeting=meeting).first()
    return minutes is None or not hidden_sections(user, minutes, at)
