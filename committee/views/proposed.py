# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is proposed for an agenda and waits: in time for the secretary, after the call for a late approval."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from committee.models import AgendaItem, Meeting
from committee.states import AFTER_THE_CALL, ItemState
from committee.views.asking import Asking
from workflows.explaining import Answer, explain

ANSWERS = ("list_it", "admit_late", "turn_away")


@dataclass(frozen=True)
class Proposed:
    """One of them, with what this person may answer, and why not what is lacking."""

    item: AgendaItem
    acts: list[tuple[Answer, str]]
    missing: list[Any]
    waits_for: Any = ""  # who approves it, of a late one that this person does not


def proposed_rows(me: Asking, meeting: Meeting, items: Sequence[AgendaItem]) -> list[Proposed]:
    """Those of a meeting's matters that wait for an answer, in the order in which they came."""
    rows = []
    for item in sorted((one for one in items if one.state == ItemState.PROPOSED), key=lambda one: one.pk):
        item.meeting = meeting
        answers = [answer for answer in explain(item, me.attempt) if answer.name in ANSWERS]
        acts = [
            (answer, reverse("item_act", args=[meeting.pk, item.pk, answer.name])) for answer in answers if answer.may
        ]
        missing = [] if acts else [why for answer in answers if answer.permitted for why in answer.missing]
        late = next((answer for answer in answers if answer.name == "admit_late"), None)
        is_others = late is not None and not late.permitted and item.late_reason and meeting.state in AFTER_THE_CALL
        rows.append(Proposed(item, acts, missing, late.who if late is not None and is_others else ""))
    return rows
