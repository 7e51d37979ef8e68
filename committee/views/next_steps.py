# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What comes next with a meeting, and whose turn it is: named on every page of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from committee.models import AgendaItem, Meeting
from committee.permissions import certifier, chair_or_secretary, secretary, the_member
from committee.states import EARLY, ItemState, MeetingState, RollState

S = MeetingState


@dataclass(frozen=True)
class Next:
    """The next step in a sentence, and who takes it; ``mine`` when it is the reader's own answer that waits."""

    sentence: Any
    who: Any = ""
    mine: bool = False


STEPS = {
    S.PLANNED: Next(_("Put matters on the agenda and convene the meeting"), secretary.sentence),
    S.CONVENED: Next(_("Gather what the meeting is to take up, then close the call"), secretary.sentence),
    S.COMPILING: Next(_("Put the agenda in order, fix it and issue the pack"), secretary.sentence),
    S.FROZEN: Next(_("Note who arrives, and open the meeting"), chair_or_secretary.sentence),
    S.IN_SESSION: Next(_("Resolve on every item, then end the meeting"), chair_or_secretary.sentence),
    S.SUSPENDED: Next(_("The meeting is suspended: resume it, or end it"), chair_or_secretary.sentence),
    S.CONCLUDED: Next(_("Send the resolutions out, have the minutes adopted, then close the file"), secretary.sentence),
    S.CLOSED: Next(_("The file of the meeting is closed")),
    S.INQUORATE: Next(_("There was no quorum: what it was to take up waits for another meeting")),
    S.CANCELLED: Next(_("The meeting was cancelled")),
}
ANSWER = Next(_("Read the papers and answer the invitation"), the_member.sentence, mine=True)
ADD = Next(_("Issue the addendum: the agenda says more than the pack that was issued"), secretary.sentence)
WAY = (S.PLANNED, S.CONVENED, S.COMPILING, S.FROZEN, S.IN_SESSION, S.CONCLUDED, S.CLOSED)


def next_of(meeting: Meeting, my_answer: str | None) -> Next:
    """The next step, as the reader of a list needs it; their own unanswered invitation goes first."""
    if my_answer == RollState.INVITED and meeting.state in EARLY:
        return ANSWER
    return STEPS[S(meeting.state)]


def next_in(meeting: Meeting, items: Iterable[AgendaItem], my_answer: str | None) -> Next:
    """The next step with the items before one's eyes: in session it is about the next of them."""
    states = [item.state for item in items]
    if meeting.state == S.IN_SESSION and ItemState.DRAFTED in states:
        return Next(_("The chair certifies the drafted resolution"), certifier.sentence)
    if meeting.state == S.IN_SESSION and ItemState.UNDER_CONSIDERATION in states:
        return Next(_("Consider the next item and draft its resolution"), secretary.sentence)
    if meeting.state == S.IN_SESSION:
        return Next(_("Every item is resolved: end the meeting"), chair_or_secretary.sentence)
    return next_of(meeting, my_answer)


def way_of(meeting: Meeting) -> list[tuple[str, str]]:
    """The meeting's path as ``{% path %}`` draws it."""
    if meeting.state == S.CANCELLED:
        return [(str(S.PLANNED.label), "done"), (str(S.CANCELLED.label), "stopped")]
    if meeting.state == S.INQUORATE:
        return [*[(str(state.label), "done") for state in WAY[:4]], (str(S.INQUORATE.label), "stopped")]
    here = WAY.index(S.IN_SESSION if meeting.state == S.SUSPENDED else S(meeting.state))
    last = len(WAY) - 1
    return [
        (str(state.label), "done" if place < here or here == last else "now" if place == here else "ahead")
        for place, state in enumerate(WAY)
    ]
