# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true around a meeting. Each reads only the subject it is given, its relations and the attempt."""

from committee.guards.closing import every_item_is_settled
from committee.guards.items import (
    another_asked,
    call_is_closed,
    call_is_open,
    has_not_come_back,
    is_for_consent,
    is_for_information,
    meeting_is_not_over,
    meeting_is_over,
    meeting_is_to_come,
    project_has_not_moved_on,
    project_is_ready,
    says_why_late,
    takes_items,
)
from committee.guards.meetings import (
    chair_present,
    falls_short,
    has_items,
    has_members,
    has_rules,
    no_resolution_waits,
    not_urgent_yet,
    notice_is_given,
    pack_is_current,
    quorate,
    recalls_in_time,
    time_has_come,
)
from committee.guards.resolutions import in_session, quorate_for
from committee.guards.roll import meeting_is_ahead, meeting_stands, seat_is_free

__all__ = [
    "another_asked",
    "call_is_closed",
    "call_is_open",
    "chair_present",
    "every_item_is_settled",
    "falls_short",
    "has_items",
    "has_members",
    "has_not_come_back",
    "has_rules",
    "in_session",
    "is_for_consent",
    "is_for_information",
    "meeting_is_ahead",
    "meeting_is_not_over",
    "meeting_is_over",
    "meeting_is_to_come",
    "meeting_stands",
    "no_resolution_waits",
    "not_urgent_yet",
    "notice_is_given",
    "pack_is_current",
    "project_has_not_moved_on",
    "project_is_ready",
    "quorate",
    "quorate_for",
    "recalls_in_time",
    "says_why_late",
    "seat_is_free",
    "takes_items",
    "time_has_come",
]
