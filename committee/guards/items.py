# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true of a matter on the agenda."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from budget_review.states import RESOLVED_ON
from committee.states import (
    AFTER_THE_CALL,
    DECIDED_ON,
    OPEN_CALL,
    OPEN_ITEM,
    OVER,
    TAKES_ITEMS,
    ItemKind,
    MeetingState,
)
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from committee.models import AgendaItem


@guard(_("The meeting must not have begun yet."))
def meeting_is_to_come(item: "AgendaItem", attempt: Attempt) -> bool:
    return item.meeting.state in (*TAKES_ITEMS, MeetingState.FROZEN)


@guard(_("It must have come while the call for items was open; what comes later needs a late approval."))
def came_in_time(item: "AgendaItem", attempt: Attempt) -> bool:
    """What came after the call says why it did (``says_why_late``), and nothing else does."""
    return item.meeting.state in OPEN_CALL or not item.late_reason


@guard(_("The call for items must be closed: until then no late approval is needed."))
def call_is_closed(item: "AgendaItem", attempt: Attempt) -> bool:
    return item.meeting.state in AFTER_THE_CALL


@guard(_("The call for items is closed: say why the item comes late."))
def says_why_late(item: "AgendaItem", attempt: Attempt) -> bool:
    return item.meeting.state not in AFTER_THE_CALL or bool(item.late_reason.strip())


@guard(_("Another than who asked for it must approve a late item."))
def another_asked(item: "AgendaItem", attempt: Attempt) -> bool:
    return item.proposed_by_id not in [person.pk for person in attempt.people]


@guard(_("The item must be one of those for consent."))
def is_for_consent(item: "AgendaItem", attempt: Attempt) -> bool:
    return bool(item.item_kind == ItemKind.CONSENT)


@guard(_("The meeting must not be over."))
def meeting_is_not_over(item: "AgendaItem", attempt: Attempt) -> bool:
    return item.meeting.state not in OVER


@guard(_("The meeting must be over."))
def meeting_is_over(item: "AgendaItem", attempt: Attempt) -> bool:
    return item.meeting.state in OVER


@guard(_("The matter must not be on another agenda already."))
def has_not_come_back(item: "AgendaItem", attempt: Attempt) -> bool:
    return not hasattr(item, "successor")


@guard(_("The agenda must still be open: before it is fixed."))
def takes_items(item: "AgendaItem", attempt: Attempt) -> bool:
    return item.meeting.state in TAKES_ITEMS


@guard(_("The project must be screened or deferred, or wait for this body to confirm."))
def project_is_ready(item: "AgendaItem", attempt: Attempt) -> bool:
    if item.project is None or item.project.state in ("screened", "deferred"):
        return True
    return item.project.state == "in_committee" and waits_for_body(item)


def waits_for_body(item: "AgendaItem") -> bool:
    """Whether this committee confirms what another resolved on the item that this one names, and none has it open."""
    before = item.confirms
    if before is None or before.committee.confirming_body_id != item.committee_id:
        return False
    return not item.project.agenda_items.filter(state__in=OPEN_ITEM).exclude(pk=item.pk).exists()  # type: ignore[union-attr]


@guard(_("The matter must be for information: on a project, and on what is for decision, the committee resolves."))
def is_for_information(item: "AgendaItem", attempt: Attempt) -> bool:
    return item.project_id is None and item.item_kind not in DECIDED_ON


@guard(_("The project must still stand where the resolution left it."))
def project_has_not_moved_on(item: "AgendaItem", attempt: Attempt) -> bool:
    """What is only recorded has moved nothing yet: the project is still before the committee."""
    return item.project is None or item.project.state in (*RESOLVED_ON, "in_committee")
