# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked about committees and meetings."""

from committee.queries.committees import committee_for, register_of
from committee.queries.groups import groups_of, people_of_groups
from committee.queries.meetings import committees_for, meeting_for, meetings_for, story_of, waiting_projects
from committee.queries.packs import Issue, pack_for, packs_for, sees_agenda, sees_preparation

__all__ = [
    "Issue",
    "committee_for",
    "committees_for",
    "groups_of",
    "meeting_for",
    "meetings_for",
    "pack_for",
    "packs_for",
    "people_of_groups",
    "register_of",
    "sees_agenda",
    "sees_preparation",
    "story_of",
    "waiting_projects",
]
