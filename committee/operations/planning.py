# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Planning a meeting, and changing its time and place before it is fixed."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from committee.models import Committee, Meeting
from committee.permissions import secretary
from committee.states import HELD, TAKES_ITEMS, MeetingState, Mode
from workflows import engine
from workflows.clocks.running import reset_days
from workflows.desks import open_desks
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt, Subject
from workflows.models import Task
from workflows.nodes import subject_of
from workflows.records import content_of, moment
from workflows.refusals import GuardsUnmet, VersionConflict, WrongState


def plan_meeting(
    *,
    committee: Committee,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
    recall_of: Meeting | None = None,
    **held: Any,
) -> Meeting:
    """Plan a meeting; it gets its number when it is convened. ``held`` says how, as ``HELD`` names it.

    Raises NotPermitted or GuardsUnmet.
    """
    _refuse_backwards(starts_at, ends_at)
    _refuse_unreachable(held)
    if held.get("invitation_says_recall") and recall_of is None:
        raise GuardsUnmet(_("Only a meeting that is called again can need the lower quorum."))
    meeting = Meeting(committee=committee, title=title, starts_at=starts_at, ends_at=ends_at, place=place, **held)
    meeting.recall_of = recall_of
    asked = content_of(
        committee=committee.pk,
        title=title,
        starts_at=moment(starts_at),
        ends_at=moment(ends_at),
        place=place,
        recall_of=recall_of and recall_of.pk,
        held={name: str(value) for name, value in held.items()},
    )
    record = engine.create(meeting, actor=actor, at=at, request_id=request_id, delegation=delegation, facts=asked)
    return Meeting.objects.get(pk=record.subject_id)


@transaction.atomic
def edit_meeting(
    *,
    meeting_id: int,
    expected_revision: int,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    actor: User,
    at: datetime,
    delegation: int | None = None,
    **held: Any,
) -> Meeting:
    """Change subject, time and place, and how it is held. Raises as ``move_item`` does, and GuardsUnmet.

    What the invitation said of a meeting called again stays as it was sent.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting_id)
    if meeting.state not in TAKES_ITEMS:
        raise WrongState(_("The meeting is fixed: reopen the agenda first."))
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    refuse_person(meeting, "edit", secretary, attempt, holding=True)
    if meeting.revision != expected_revision:
        raise VersionConflict(_("Somebody else changed the meeting meanwhile. What you typed is still here."))
    _refuse_backwards(starts_at, ends_at)
    meeting.title, meeting.starts_at, meeting.ends_at, meeting.place = title, starts_at, ends_at, place
    if meeting.state != MeetingState.PLANNED:
        held.pop("invitation_says_recall", None)
    _refuse_unreachable(held)
    for name, value in held.items():
        setattr(meeting, name, value)
    meeting.revision += 1
    meeting.save(update_fields=["title", "starts_at", "ends_at", "place", "revision", *held])
    reset_days((task, _subject_of(task, meeting)) for task in open_desks(meeting))
    return meeting


def _subject_of(task: Task, meeting: Meeting) -> Subject:
    """The subject of a meeting's task, with the meeting as it now is."""
    subject = subject_of(task)
    if subject.part_of:
        setattr(subject, subject.part_of, meeting)
        return subject
    return meeting


def _refuse_unreachable(held: dict[str, Any]) -> None:
    """Raise where people are to join online and are not told how."""
    if unknown := sorted(held.keys() - set(HELD)):
        raise TypeError(f"A meeting has no {', '.join(unknown)}")
    if held.get("mode", Mode.IN_PERSON) != Mode.IN_PERSON and not (
        held.get("online_link") and held.get("identification")
    ):
        raise GuardsUnmet(_("Who joins online needs the link, and must know how to show who they are."))


def _refuse_backwards(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise GuardsUnmet(_("A meeting ends after it begins."))
