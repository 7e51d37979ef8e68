# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true when the committee resolves."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from committee.guards.session import quorum_for
from committee.states import MeetingState
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from committee.models import AgendaItem, Recusal, Resolution, VoteRound


@guard(_("The meeting must be in session."))
def in_session(item: "AgendaItem | Resolution | Recusal | VoteRound", attempt: Attempt) -> bool:
    return bool(item.meeting.state == MeetingState.IN_SESSION)


@guard(_("A quorum must be present, by the rules of the meeting."))
def quorate_for(resolution: "Resolution", attempt: Attempt) -> bool:
    """A decision needs the quorum at its own time, without those who are recused from the matter."""
    return bool(quorum_for(resolution.item).is_met)
