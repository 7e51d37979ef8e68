# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true before the file of a meeting is closed: whatever came of it has come to its end."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from committee.states import OPEN_ITEM
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from committee.models import Meeting


@guard(_("Every item must be resolved, noted, deferred, taken off or not reached."))
def every_item_is_settled(meeting: "Meeting", attempt: Attempt) -> bool:
    return not meeting.items.filter(state__in=OPEN_ITEM).exists()
