# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true of a meeting."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agencies.roles import day_of
from committee.pack_agenda import agenda_sha256
from committee.pack_changes import is_nothing
from committee.permissions import CHAIRS
from committee.states import ItemState, MeetingState, RollState
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from committee.models import Meeting


@guard(_("The committee must have members on the day of the meeting."))
def has_members(meeting: "Meeting", attempt: Attempt) -> bool:
    return bool(meeting.sitting())


@guard(_("The committee must have rules of procedure in force on the day of the meeting."))
def has_rules(meeting: "Meeting", attempt: Attempt) -> bool:
    """The meeting keeps the version that it is convened under."""
    return meeting.rules.pk is not None


@guard(_("Members must be told as many days before as the rules say, unless the chair calls the meeting urgently."))
def notice_is_given(meeting: "Meeting", attempt: Attempt) -> bool:
    """Source: Administrative Procedure Act 2539, s.80 (three days; less where it is urgent)."""
    days = (day_of(meeting.starts_at) - day_of(attempt.at)).days
    return meeting.is_urgent or days >= meeting.rules.notice_days


@guard(_("The chair must not have called it urgently already."))
def not_urgent_yet(meeting: "Meeting", attempt: Attempt) -> bool:
    return not meeting.is_urgent


@guard(_("It must follow a meeting of the committee that had no quorum, which nothing follows yet."))
def recalls_in_time(meeting: "Meeting", attempt: Attempt) -> bool:
    """One that is called again. That it comes too late, or was not offered, leaves it the full quorum (s.79)."""
    first = meeting.recall_of
    if first is None:
        return True
    return (
        first.committee_id == meeting.committee_id
        and first.state == MeetingState.INQUORATE
        and not first.recalls.exclude(pk=meeting.pk).exclude(state=MeetingState.CANCELLED).exists()
    )


@guard(_("The agenda must have at least one item."))
def has_items(meeting: "Meeting", attempt: Attempt) -> bool:
    return bool(meeting.standing_items())


@guard(_("The pack of the present agenda must have been built."))
def pack_is_current(meeting: "Meeting", attempt: Attempt) -> bool:
    pack = meeting.packs.order_by("-number").first()
    return pack is not None and pack.agenda_sha256 == agenda_sha256(meeting)


@guard(_("Something on the agenda must be new or other than in the pack that was issued last."))
def agenda_has_changed(meeting: "Meeting", attempt: Attempt) -> bool:
    """Asked of what the addendum would tell, so that what is offered is never refused, nor an empty one printed."""
    issued = meeting.packs.filter(number=meeting.issued_pack).defer("snapshot").first()
    return issued is None or not is_nothing(issued.changes_since())


@guard(_("A quorum must be present, by the rules of the meeting."))
def quorate(meeting: "Meeting", attempt: Attempt) -> bool:
    """Source: Administrative Procedure Act 2539, s.79; the share stands in the committee's rules."""
    return meeting.quorum().is_met


@guard(_("A meeting is opened on its day; on another only with a written reason."))
def on_its_day(meeting: "Meeting", attempt: Attempt) -> bool:
    """By the Thai calendar. Source: members are told of a day (Administrative Procedure Act 2539, s.80)."""
    return is_its_day(meeting, attempt) or bool(attempt.note.strip())


def is_its_day(meeting: "Meeting", attempt: Attempt) -> bool:
    """Whether the meeting was called for this day, or for days among which this one is."""
    return day_of(meeting.starts_at) <= day_of(attempt.at) <= day_of(meeting.ends_at)


@guard(_("The hour for which the meeting was called must have come."))
def time_has_come(meeting: "Meeting", attempt: Attempt) -> bool:
    return bool(attempt.at >= meeting.starts_at)


@guard(_("The quorum must be lacking: there are enough members to open."))
def falls_short(meeting: "Meeting", attempt: Attempt) -> bool:
    return not meeting.quorum().is_met


@guard(_("The chair or a vice-chair must be present."))
def chair_present(meeting: "Meeting", attempt: Attempt) -> bool:
    """Source: Administrative Procedure Act 2539, s.81. An alternate sits for a chair, and does not preside."""
    return meeting.roll.filter(state=RollState.PRESENT, role__in=CHAIRS, alternate_for=None).exists()


@guard(_("Every drafted resolution must be certified first."))
def no_resolution_waits(meeting: "Meeting", attempt: Attempt) -> bool:
    return not meeting.items.filter(state=ItemState.DRAFTED).exists()
