# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What another pack would tell beside the one that was issued last: the one question of guard, to-do and printer."""

from typing import Any

from committee.models import Meeting, Pack
from committee.pack import snapshot_of
from committee.pack_agenda import agenda_sha256, withheld_from
from committee.pack_changes import changes_between


def addendum_to(issued: Pack, meeting: Meeting) -> tuple[dict[str, Any], dict[str, Any]]:
    """The snapshot of an addendum to a pack, and what it tells. Only sheets whose projects moved on are made anew."""
    sheets = {sheet["code"]: sheet for sheet in issued.snapshot["projects"]}
    return told_after(issued, meeting, snapshot_of(meeting, sheets))


def whole_after(issued: Pack, meeting: Meeting) -> tuple[dict[str, Any], dict[str, Any]]:
    """The snapshot of a whole pack in the place of another, and what it tells of the changes."""
    return told_after(issued, meeting, snapshot_of(meeting))


def told_after(issued: Pack, meeting: Meeting, snapshot: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A later snapshot with what changed since the issued one."""
    return snapshot, changes_between(issued.snapshot, snapshot, withheld_from(meeting))


def changes_since(issued: Pack, meeting: Meeting) -> dict[str, Any]:
    """What an addendum would tell now; nothing, at the cost of the agenda alone, where nothing has moved."""
    return {} if issued.agenda_sha256 == agenda_sha256(meeting) else addendum_to(issued, meeting)[1]
