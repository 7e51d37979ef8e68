# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""When the annexes of a matter may be changed, as sentences for who may not."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from committee.states import TAKES_ITEMS, ItemState, MeetingState

if TYPE_CHECKING:
    from committee.models import AgendaItem

CHANGEABLE = (ItemState.PROPOSED, ItemState.LISTED)


def why_nothing_is_added(item: "AgendaItem") -> Any:
    """Why no annex is handed in any more; nothing where one may be.

    Once the agenda is fixed what is handed in goes out with an addendum.
    """
    if item.state not in CHANGEABLE or item.meeting.state not in (*TAKES_ITEMS, MeetingState.FROZEN):
        return _("Annexes are handed in until the meeting begins.")
    return None


def why_nothing_is_taken_out(item: "AgendaItem") -> Any:
    """Likewise of taking one out: what was issued with a pack stays with it."""
    if item.meeting.state == MeetingState.FROZEN and item.issued_label:
        return _("The agenda is fixed and the annex is issued with its pack. Reopen the agenda first.")
    if item.state not in CHANGEABLE or item.meeting.state not in (*TAKES_ITEMS, MeetingState.FROZEN):
        return _("Annexes are taken out until the agenda is fixed.")
    return None


def why_the_order_stands(item: "AgendaItem") -> Any:
    """Likewise of putting them into another order."""
    if why_nothing_is_taken_out(item) is not None:
        return _("The annexes stay in the order in which they were issued. Reopen the agenda first.")
    return None
