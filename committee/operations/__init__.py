# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that is done around meetings: planning, the agenda, the pack, the session."""

from committee.operations import effects
from committee.operations.actions import report_action
from committee.operations.agenda import add_item, edit_item, note_items
from committee.operations.builds import ask_for_build, cancel_build, want_pack
from committee.operations.ordering import move_item, place_item
from committee.operations.packs import PackNeeded, answers_to, build_pack, fix_agenda, issue_addendum
from committee.operations.planning import edit_meeting, plan_meeting
from committee.operations.resolutions import act_as_read, edit_draft, wording_sha256
from committee.operations.roll import put_on_roll
from workflows.acting import act

__all__ = [
    "PackNeeded",
    "act",
    "act_as_read",
    "add_item",
    "answers_to",
    "ask_for_build",
    "build_pack",
    "cancel_build",
    "edit_draft",
    "edit_item",
    "edit_meeting",
    "effects",
    "fix_agenda",
    "issue_addendum",
    "move_item",
    "note_items",
    "place_item",
    "plan_meeting",
    "put_on_roll",
    "report_action",
    "want_pack",
    "wording_sha256",
]
