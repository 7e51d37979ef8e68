# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that is done with the minutes of a meeting: drafting, writing, circulating, adopting, publishing."""

from committee.operations.minutes.adopting import adopt_through_item, offer_minutes
from committee.operations.minutes.circulating import answer_comment, note_reading, say_of_minutes
from committee.operations.minutes.drafting import begin_minutes, draft_anew
from committee.operations.minutes.papers import answers_to_minutes, make_act, make_paper, preview
from committee.operations.minutes.writing import hide_section, keep_words, take_draft, write_section

__all__ = [
    "adopt_through_item",
    "answer_comment",
    "answers_to_minutes",
    "begin_minutes",
    "draft_anew",
    "hide_section",
    "keep_words",
    "make_act",
    "make_paper",
    "note_reading",
    "offer_minutes",
    "preview",
    "say_of_minutes",
    "take_draft",
    "write_section",
]
