# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true when the committee resolves."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from committee.states import MeetingState
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from committee.models import AgendaItem, Resolution


@guard(_("The meeting must be in session."))
def in_session(item: "AgendaItem | Resolution", attempt: Attempt) -> bool:
    return bool(item.meeting.state == MeetingState.IN_SESSION)


@guard(_("A quorum must be present, by the rules of the meeting."))
def quorate_for(resolution: "Resolution", attempt: Attempt) -> bool:
    """A decision needs the quorum at its own time."""
    return resolution.meeting.quorum().is_met
