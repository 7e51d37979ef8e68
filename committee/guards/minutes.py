# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true of minutes, and of a meeting's minutes before it is closed."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from committee.minutes.content import content_of, public, sha256_of
from committee.minutes.drafting import drafted
from committee.minutes.rules import confirmations_needed
from committee.minutes.states import FIXED, NEEDED, MinutesState, ReplyState
from committee.states import AT_WORK, MeetingState
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from committee.models import AgendaItem, Meeting, Minutes, MinutesReply

AFTER = (MeetingState.CONCLUDED, MeetingState.CLOSED)  # the states of a meeting that has ended
BEGUN = (*AT_WORK, *AFTER)


@guard(_("The minutes must be adopted."))
def minutes_are_adopted(meeting: "Meeting", attempt: Attempt) -> bool:
    """For the meeting's own lifecycle: it is closed with adopted minutes."""
    minutes = getattr(meeting, "minutes", None)
    return minutes is not None and minutes.state in FIXED


@guard(_("The meeting must have been opened."))
def meeting_has_begun(minutes: "Minutes", attempt: Attempt) -> bool:
    return minutes.meeting.state in BEGUN


@guard(_("The meeting must have ended."))
def meeting_has_ended(minutes: "Minutes", attempt: Attempt) -> bool:
    return minutes.meeting.state in AFTER


@guard(_("The meeting must be in session."))
def meeting_is_in_session(minutes: "Minutes", attempt: Attempt) -> bool:
    return bool(minutes.meeting.state == MeetingState.IN_SESSION)


@guard(_("The quorum must be met."))
def meeting_is_quorate(minutes: "Minutes", attempt: Attempt) -> bool:
    return minutes.meeting.quorum().is_met


@guard(_("The minutes must be drafted from the facts as they are now: draft them anew."))
def facts_are_taken_up(minutes: "Minutes", attempt: Attempt) -> bool:
    fresh = {one.key: (one.label, one.title, one.text) for one in drafted(minutes.meeting)}
    return fresh == {
        one.key: (one.label, one.title, one.generated) for one in minutes.sections.all() if not one.is_left_over
    }


@guard(_("Every section whose facts have changed since somebody wrote it must be looked at again."))
def sections_are_settled(minutes: "Minutes", attempt: Attempt) -> bool:
    return not any(section.is_behind for section in minutes.sections.all())


@guard(_("Who attended, the beginning, the end and who recorded must be written."))
def form_is_whole(minutes: "Minutes", attempt: Attempt) -> bool:
    """Source: แบบที่ ๑๑ of the Saraban Rule 2526."""
    written = {section.kind for section in minutes.sections.all() if section.text.strip()}
    return written.issuperset(NEEDED)


@guard(_("The paper of the present text must have been made."))
def paper_is_current(minutes: "Minutes", attempt: Attempt) -> bool:
    """Also of a text that is adopted: its paper is made before the act and never inside it."""
    return minutes.papers_of(sha256_of(content_of(minutes)), is_public=False).exists()


@guard(_("Every comment must be answered."))
def comments_are_answered(minutes: "Minutes", attempt: Attempt) -> bool:
    return not minutes.comments.filter(answer=None).exists()


@guard(_("The text must be the one that was circulated: return it to drafting and circulate it again."))
def text_is_as_circulated(minutes: "Minutes", attempt: Attempt) -> bool:
    return minutes.circulated is not None and minutes.circulated.sha256 == sha256_of(content_of(minutes))


@guard(_("Enough members must have confirmed the minutes, and nobody still asks for an amendment."))
def members_have_confirmed(minutes: "Minutes", attempt: Attempt) -> bool:
    """By the share in the committee's rules, of seats: a holder or the alternate who came. Source: our decision."""
    said = list(minutes.present_replies().values_list("entry__seat", "state"))
    seats, confirmed = {seat for seat, _ in said}, {seat for seat, state in said if state == ReplyState.CONFIRMED}
    enough = len(confirmed) >= confirmations_needed(minutes.meeting, len(seats))
    return bool(seats) and enough and not any(state == ReplyState.AMENDMENT_ASKED for _, state in said)


@guard(_("The public paper of the present text must have been made."))
def public_paper_is_current(minutes: "Minutes", attempt: Attempt) -> bool:
    assert minutes.adopted is not None
    said = public(minutes.adopted.content, minutes.corrections())
    return minutes.papers_of(sha256_of(said), is_public=True).exists()


@guard(_("The minutes must be circulated now, by this very circulation."))
def is_circulated_now(reply: "MinutesReply", attempt: Attempt) -> bool:
    minutes = reply.minutes
    return minutes.state == MinutesState.CIRCULATED and reply.circulation == minutes.circulation


@guard(_("The item must put circulated minutes before the meeting."))
def carries_minutes(item: "AgendaItem", attempt: Attempt) -> bool:
    if item.project_id is not None:
        return False
    minutes = getattr(item, "minutes_to_adopt", None)
    return minutes is not None and minutes.state == MinutesState.CIRCULATED


@guard(_("Minutes that are put before the meeting are adopted, not noted."))
def carries_none(item: "AgendaItem", attempt: Attempt) -> bool:
    return not carries_minutes(item, attempt)


@guard(_("The quorum must be met."))
def is_quorate_for_minutes(item: "AgendaItem", attempt: Attempt) -> bool:
    """Of an item that carries none nothing is asked: a long agenda would count its quorum for every row."""
    return getattr(item, "minutes_to_adopt", None) is None or item.meeting.quorum(item=item).is_met


@guard(_("Adopted minutes do not change; a corrigendum corrects them."))
def adopted_no_minutes(item: "AgendaItem", attempt: Attempt) -> bool:
    minutes = getattr(item, "minutes_to_adopt", None) if item.project_id is None else None
    return minutes is None or minutes.state not in FIXED
