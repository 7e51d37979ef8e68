# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true around a meeting. Each reads only the subject it is given, its relations and the attempt."""

from committee.guards.closing import every_item_is_settled
from committee.guards.items import is_for_information, project_has_not_moved_on, project_is_ready, takes_items
from committee.guards.meetings import (
    chair_present,
    falls_short,
    has_items,
    has_members,
    has_rules,
    no_resolution_waits,
    pack_is_current,
    quorate,
    time_has_come,
)
from committee.guards.resolutions import in_session, quorate_for
from committee.guards.roll import meeting_is_ahead, meeting_stands, seat_is_free

__all__ = [
    "chair_present",
    "every_item_is_settled",
    "falls_short",
    "has_items",
    "has_members",
    "has_rules",
    "in_session",
    "is_for_information",
    "meeting_is_ahead",
    "meeting_stands",
    "no_resolution_waits",
    "pack_is_current",
    "project_has_not_moved_on",
    "project_is_ready",
    "quorate",
    "quorate_for",
    "seat_is_free",
    "takes_items",
    "time_has_come",
]
