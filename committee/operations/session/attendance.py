# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Setting attendance right, and guests. Members' coming and going are acts on the roll (``arrive``, ``depart``)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from committee.models import AgendaItem, AttendanceMark, Guest, Meeting, RollEntry
from committee.operations.effects.attendance import mark_as_read, mark_guest, moment_of, state_by
from committee.permissions import secretary
from committee.rules.presence import Mark, MarkKind, intervals_of
from committee.states import STANDING, MeetingState, RollState
from workflows.acting import act
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, RequestReused, WrongState

STEP = {
    RollState.PRESENT: "correct_to_present",
    RollState.AWAY: "correct_to_away",
    RollState.NOT_COMING: "correct_to_absent",
}


@transaction.atomic
def correct_attendance(
    *,
    mark: AttendanceMark,
    kind: str = "",
    moment: datetime | None = None,
    reason: str,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
) -> TransitionRecord:
    """Put another mark in the place of a wrong one: another time, came for left, or ``"struck"`` out altogether.

    The member then stands as the intervals say. Raises WrongState, NotPermitted or GuardsUnmet.
    """
    if mark.entry_id is None:
        raise GuardsUnmet(_("A guest's coming and going is noted anew."))
    Meeting.objects.select_for_update().get(pk=mark.meeting_id)
    entry = RollEntry.objects.get(pk=mark.entry_id)
    facts: dict[str, Any] = {"corrects": mark.pk, "kind": kind or mark.kind}
    if moment is not None:
        facts["moment"] = moment.isoformat()
    if same := TransitionRecord.objects.filter(request_id=request_id).first():
        step = same.transition
    else:
        step = STEP[_stands(entry, mark, kind or mark.kind, moment or mark.at, at)]
    return act(entry, step, actor=actor, at=at, request_id=request_id, delegation=delegation, note=reason, facts=facts)


def _stands(entry: RollEntry, wrong: AttendanceMark, kind: str, moment: datetime, at: datetime) -> RollState:
    """Where the member stands once the mark is corrected."""
    marks = [mark_as_read(mark) for mark in entry.marks.all()]
    last = 1 + max(mark.pk for mark in marks)  # of two noted at one moment the later counts
    instead = Mark(pk=last, who=entry.pk, kind=kind, at=moment, noted_at=at, corrects=wrong.pk)
    return state_by(intervals_of([*marks, instead]).get(entry.pk, []))


@transaction.atomic
def welcome_guest(
    *,
    meeting: Meeting,
    name: str,
    post: str = "",
    item: AgendaItem | None = None,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Guest:
    """Let somebody attend who is no member. Raises WrongState, NotPermitted, GuardsUnmet or RequestReused."""
    if same := _same(Guest, request_id, actor, meeting=meeting.pk, name=name.strip()):
        return same
    meeting = _for_secretary(meeting, "welcome_guest", actor, at, request_id, delegation)
    if not name.strip():
        raise GuardsUnmet(_("A guest has a name."))
    if item is not None and item.meeting_id != meeting.pk:
        raise GuardsUnmet(_("The matter is not on this meeting's agenda."))
    guest = Guest.objects.create(
        meeting=meeting, item=item, name=name.strip(), post=post.strip(), noted_by=actor, noted_at=at,
        request_id=request_id,
    )  # fmt: skip
    attempt = Attempt(actor=actor, at=at, request_id=request_id, delegation=delegation, facts=facts or {})
    mark_guest(guest, MarkKind.CAME, attempt)
    return guest


@transaction.atomic
def note_guest(
    *,
    guest: Guest,
    kind: str,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
    facts: Mapping[str, Any] | None = None,
) -> AttendanceMark:
    """Note that a guest left, or came back. Raises WrongState, NotPermitted, GuardsUnmet or RequestReused."""
    if same := _same(AttendanceMark, request_id, actor, guest=guest.pk, kind=kind):
        return same
    _for_secretary(guest.meeting, "note_guest", actor, at, request_id, delegation)
    attempt = Attempt(actor=actor, at=at, request_id=request_id, delegation=delegation, facts=facts or {})
    stays = intervals_of(mark_as_read(mark) for mark in guest.marks.all()).get(-guest.pk, [])
    is_in = bool(stays) and stays[-1].left_at is None
    if kind not in (MarkKind.CAME, MarkKind.LEFT) or is_in is (kind == MarkKind.CAME):
        raise GuardsUnmet(_("Who is there can only leave, and who left can only come back."))
    last = stays[-1].left_at or stays[-1].came_at if stays else None
    if last is not None and moment_of(guest.meeting, attempt) < last:
        raise GuardsUnmet(_("A later coming or going is noted already."))
    return mark_guest(guest, MarkKind(kind), attempt)


def _for_secretary(
    meeting: Meeting, name: str, actor: User, at: datetime, request_id: UUID, delegation: int | None
) -> Meeting:
    """The meeting under its lock, while it is about to begin or in session, for its secretary."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    attempt = Attempt(actor=actor, at=at, request_id=request_id, delegation=delegation)
    refuse_person(meeting, name, secretary, attempt, holding=True)
    if meeting.state not in (*STANDING, MeetingState.CONCLUDED):
        raise WrongState(_("The meeting must be about to begin, or in session."))
    return meeting


def _same(model: Any, request_id: UUID, actor: User, **said: Any) -> Any:
    """What this very request wrote before; the same id from somebody else, or for something else, is refused."""
    same = model.objects.filter(request_id=request_id).first()
    if same is not None and not model.objects.filter(pk=same.pk, noted_by=actor.pk, **said).exists():
        raise RequestReused(_("Another act has this request's id already."))
    return same
