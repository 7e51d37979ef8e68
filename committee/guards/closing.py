# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true before the file of a meeting is closed: whatever came of it has come to its end."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from committee.states import OPEN_ITEM, UNSEALED, ResolutionState
from workflows.lifecycle import Attempt, guard, steps_for

if TYPE_CHECKING:
    from committee.models import Meeting


@guard(_("Every item must be resolved, noted, deferred, taken off or not reached."))
def every_item_is_settled(meeting: "Meeting", attempt: Attempt) -> bool:
    return not meeting.items.filter(state__in=OPEN_ITEM).exists()


def what_is_not_made_known(meeting: "Meeting", attempt: Attempt) -> list[str]:
    """Each resolution of the meeting that somebody still has to act on, in a sentence: what is due to it."""
    waiting = meeting.resolutions.filter(state__in=(*UNSEALED, ResolutionState.CERTIFIED))
    found = []
    for one in waiting.select_related("item").order_by("item__section", "item__position", "pk"):
        one.item.meeting = meeting
        words = {"label": one.item.label, "number": one.called}
        if one.state == ResolutionState.CERTIFIED:
            if "communicate" in steps_for(one):  # what was drafted under the first definition has no such act
                found.append(gettext("Item %(label)s: resolution %(number)s is not made known.") % words)
        elif one.corrects_id is not None:
            found.append(gettext("Item %(label)s: a correction waits to be certified or dropped.") % words)
        else:
            found.append(gettext("Item %(label)s: its resolution is not certified.") % words)
    return found


@guard(
    _("Every resolution must be certified and made known, by its letters or with the reason why there is none."),
    lacks=what_is_not_made_known,
)
def resolutions_are_made_known(meeting: "Meeting", attempt: Attempt) -> bool:
    """That a file waits for its letters is our decision."""
    return not what_is_not_made_known(meeting, attempt)
