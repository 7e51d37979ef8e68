# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked about committees and meetings."""

from committee.queries.groups import groups_of
from committee.queries.meetings import committees_for, meeting_for, meetings_for, pack_for, story_of, waiting_projects

__all__ = [
    "committees_for",
    "groups_of",
    "meeting_for",
    "meetings_for",
    "pack_for",
    "story_of",
    "waiting_projects",
]
