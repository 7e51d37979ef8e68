# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The content of an invitation: what the letter and the calendar entry say of a convened meeting."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from agencies.roles import day_of
from committee.agenda import headings_of
from committee.models import Meeting, RollEntry
from committee.states import Identification, MeetingState, Mode
from papers.icalendar import Entry, calendar_file
from workflows.models import TransitionRecord

TO_ALL = "กรรมการตามรายชื่อแนบท้าย"


def convened_at(meeting: Meeting) -> datetime | None:
    """When the meeting was convened."""
    records = TransitionRecord.objects.filter(subject_type=meeting.kind, subject_id=meeting.pk, transition="convene")
    return records.order_by("seq").values_list("at", flat=True).first()


def door_of(meeting: Meeting) -> str:
    """The address at which members show who they are and join online; of a meeting in one place alone, nothing.

    It stands wherever people are told how to join. What leads into the meeting itself is given behind it alone: who
    joins by electronic means is identified before (Emergency Decree on Electronic Meetings 2563).
    """
    return "" if meeting.mode == Mode.IN_PERSON else settings.SITE_URL + reverse("meeting_join", args=[meeting.pk])


def snapshot_of(meeting: Meeting, entry: RollEntry | None, at: datetime) -> dict[str, Any]:
    """What the letter says to one member, or to all where there is no entry; dates ISO. Wording is Thai."""
    with translation.override("th"):
        quorum = meeting.quorum()
        return {
            "number": meeting.letter_number,
            "digits": str(meeting.rules.digits),
            "date": day_of(convened_at(meeting) or at).isoformat(),
            "committee": meeting.committee.name_th,
            "called": meeting.called,
            "title": meeting.title,
            "starts_at": meeting.starts_at.isoformat(),
            "ends_at": meeting.ends_at.isoformat(),
            "place": meeting.place,
            "is_online": meeting.mode != Mode.IN_PERSON,
            "mode": meeting.get_mode_display(),
            "join_at": door_of(meeting),
            "signs_in_alone": meeting.identification == Identification.ACCOUNT,
            "identification": meeting.get_identification_display() if meeting.identification else "",
            "is_recorded": meeting.is_recorded,
            "is_urgent": meeting.is_urgent,
            "to": entry.title if entry else TO_ALL,
            "headings": [heading.th for heading in headings_of(meeting)],
            "recall": _recall(meeting),
            "recall_of": meeting.recall_of.called if meeting.recall_of else "",
            "needed": quorum.needed,
            "entitled": quorum.entitled,
            "example": meeting.committee.is_example,
        }


def _recall(meeting: Meeting) -> dict[str, Any] | None:
    """``{"days": 14, "share": "1 ใน 3"}`` where the letter that calls the meeting again says that fewer are enough."""
    rules = meeting.rules
    if not meeting.is_recall:
        return None
    return {"days": rules.recall_days, "share": f"{rules.recall_numerator} ใน {rules.recall_denominator}"}


def calendar_of(meetings: Iterable[Meeting], at: datetime, *, name: str) -> str:
    """An iCalendar file (RFC 5545) of these meetings, with the service's public address in ids and links."""
    return calendar_file(map(entry_of, meetings), at, name=name)


def entry_of(meeting: Meeting) -> Entry:
    """A meeting as calendars show it."""
    called = f"ครั้งที่ {meeting.called}" if meeting.called else "(แผน)"
    door = door_of(meeting)
    over = meeting.state in (MeetingState.CANCELLED, MeetingState.INQUORATE)
    return Entry(
        uid=f"meeting-{meeting.pk}",
        sequence=meeting.revision + meeting.version,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        summary=f"ประชุม{meeting.committee.name_th} {called}",
        description=f"{meeting.title}\nเข้าร่วมทางออนไลน์ โดยแสดงตนก่อนที่ {door}" if door else meeting.title,
        location=f"{meeting.place} {door}" if door else meeting.place,
        href=reverse("meeting", args=[meeting.pk]),
        status="CANCELLED" if over else "TENTATIVE" if meeting.state == MeetingState.PLANNED else "CONFIRMED",
    )
