# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true when the committee resolves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from committee.guards.session import quorum_for
from committee.rules.assigning import assigns
from committee.states import SEALED, MeetingState, ResolutionState, Verb
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from committee.models import AgendaItem, Recusal, Resolution, VoteRound

CERTIFIED_IN = ("in_session", "suspended", "concluded")


@guard(_("The meeting must be in session."))
def in_session(item: "AgendaItem | Resolution | Recusal | VoteRound", attempt: Attempt) -> bool:
    return bool(item.meeting.state == MeetingState.IN_SESSION)


@guard(_("A quorum must be present, by the rules of the meeting."))
def quorate_for(resolution: "Resolution", attempt: Attempt) -> bool:
    """A decision needs the quorum at its own time: without those who are recused from the matter.

    What is recorded had it then; a correction decides nothing.
    """
    return not _decides_now(resolution) or bool(quorum_for(resolution.item).is_met)


@guard(_("A correction decides nothing anew: it is certified as it stands."))
def decides_anew(resolution: "Resolution", attempt: Attempt) -> bool:
    return resolution.corrects_id is None


@guard(_("It must be a correction that was drafted."))
def is_a_correction(resolution: "Resolution", attempt: Attempt) -> bool:
    return resolution.corrects_id is not None


@guard(_("The meeting must be in session; what was recorded there may be certified while it is suspended or ended."))
def may_be_certified(resolution: "Resolution", attempt: Attempt) -> bool:
    if _decides_now(resolution):
        return in_session(resolution, attempt)
    return resolution.meeting.state in CERTIFIED_IN


@guard(_("Its resolution must be certified, with no other correction before the chair, and the meeting not closed."))
def resolution_can_be_corrected(item: "AgendaItem", attempt: Attempt) -> bool:
    states = item.read_once("states of resolutions", _states_of_resolutions)
    return bool(states & {*SEALED}) and ResolutionState.DRAFT not in states and item.meeting.state in CERTIFIED_IN


def _states_of_resolutions(items: "Sequence[AgendaItem]") -> dict[int, set[str]]:
    found: dict[int, set[str]] = {item.pk: set() for item in items}
    resolutions = items[0].resolutions.model._default_manager.filter(item__in=found)
    for item, state in resolutions.values_list("item", "state"):
        found[item].add(state)
    return found


@guard(_("A correction that was drafted must be certified or dropped first."))
def no_correction_waits(item: "AgendaItem", attempt: Attempt) -> bool:
    """Otherwise two drafts would stand on one matter: of other words, and of another decision."""
    return not item.resolutions.filter(state=ResolutionState.DRAFT).exclude(corrects=None).exists()


@guard(_("The resolution must assign something: its words say มอบหมาย."))
def says_that_it_assigns(resolution: "Resolution", attempt: Attempt) -> bool:
    """The secretary writes down who does what by when; that it is assigned is for the committee alone to say."""
    return Verb.ASSIGN in resolution.verbs or assigns(resolution.text)


def _decides_now(resolution: "Resolution") -> bool:
    """Whether the committee decides with this act, or has decided before."""
    return resolution.state == ResolutionState.DRAFT and resolution.corrects_id is None
