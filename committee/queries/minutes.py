# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Minutes for a person: the draft for those who prepare it, then what is circulated and adopted for the members."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from committee.guards.minutes import BEGUN
from committee.minutes.states import MinutesState
from committee.models import Meeting, Minutes, MinutesPaper
from committee.queries.confidential import levels_seen
from committee.queries.meetings import meeting_for, meetings_for
from committee.queries.packs import sees_preparation
from committee.states import Confidentiality
from workflows.explaining import Answer
from workflows.judging import is_permitted, missing
from workflows.lifecycle import Attempt
from workflows.models import TransitionRecord
from workflows.queries import history_of


def sees_draft(user: User, meeting: Meeting, at: datetime) -> bool:
    """Whether a person sees the text that is being written: chair and secretariat do, and those who check."""
    return sees_preparation(user, meeting, at)


def hidden_sections(user: User, minutes: Minutes, at: datetime) -> frozenset[str]:
    """The keys of the sections that this person does not read: on matters that they do not see.

    Who is no member does not read what is kept out of the published minutes either.
    """
    levels = levels_seen(user, minutes.meeting, at)
    if levels == frozenset(Confidentiality):
        return frozenset()
    hidden = Q(item__isnull=False) & ~Q(item__confidentiality__in=levels)
    if Confidentiality.MEMBERS not in levels:
        hidden |= Q(is_confidential=True)
    return frozenset(minutes.sections.filter(hidden).order_by().values_list("key", flat=True))


def minutes_for_person(user: User, at: datetime) -> QuerySet[Minutes]:
    """The minutes of the meetings that a person may see, whatever of them is shown."""
    return Minutes.objects.filter(meeting__in=meetings_for(user, at).order_by().values("pk"))


def minutes_for(user: User, meeting_pk: int, at: datetime) -> Minutes:
    """The minutes of a meeting that this person may open now, or 404: a draft is seen by those who prepare it."""
    meeting = meeting_for(user, meeting_pk, at)
    found = Minutes.objects.filter(meeting=meeting)
    if not sees_draft(user, meeting, at):
        found = found.exclude(state=MinutesState.DRAFTING)
    minutes: Minutes = get_object_or_404(found.select_related("circulated", "adopted", "adopted_at_meeting"))
    minutes.meeting = meeting
    return minutes


def waiting_for_adoption(meeting: Meeting) -> QuerySet[Minutes]:
    """The circulated minutes of the committee's earlier meetings that no agenda of an open meeting holds yet."""
    earlier = Q(meeting__committee=meeting.committee_id, meeting__starts_at__lt=meeting.starts_at)
    waiting = Minutes.objects.filter(earlier, state=MinutesState.CIRCULATED)
    return waiting.exclude(item__state__in=OPEN_ITEMS).select_related("meeting").order_by("meeting__starts_at", "pk")


OPEN_ITEMS = ("listed", "under_consideration", "drafted")


def begin_answer(meeting: Meeting, attempt: Attempt) -> Answer:
    """What ``explain`` would say of beginning the minutes of a meeting that has none."""
    rules, minutes = Minutes.begin, Minutes(meeting=meeting)
    assert rules.who is not None
    permitted = is_permitted(minutes, rules.name, rules.who, attempt)
    return Answer(
        name=rules.name, label=rules.label, permitted=permitted, missing=missing(minutes, rules, attempt), asks=(),
        who=rules.who.sentence,
    )  # fmt: skip


def papers_for(minutes: Minutes, *, prepares: bool, sees_all: bool) -> list[MinutesPaper]:
    """The papers that a person may have, the latest first: of what was circulated, adopted or published.

    A paper that was only made, and of another text than those, is for those who prepare the minutes; and who does not
    read every section has the published one alone.
    """
    papers = (
        MinutesPaper.objects.filter(text__minutes=minutes)
        .select_related("text", "document__signed_form")
        .order_by("-pk")
    )
    issued = {minutes.circulated_id: True, minutes.adopted_id: False}  # the text, and whether as a draft
    return [
        paper for paper in papers
        if paper.text.is_public or (sees_all and (prepares or issued.get(paper.text_id) == paper.is_draft))
    ]  # fmt: skip


def story_of_minutes(minutes: Minutes) -> QuerySet[TransitionRecord]:
    """Every record of the minutes and of the answers to them."""
    return history_of(minutes, *minutes.replies.all())


def minutes_line(user: User, meeting: Meeting, at: datetime) -> Minutes | dict[str, str] | None:
    """The minutes as the meeting's page names them; where they may be begun, nothing but the place for them."""
    if meeting.state not in BEGUN:
        return None
    minutes = Minutes.objects.filter(meeting=meeting).first()
    prepares = sees_draft(user, meeting, at)
    if minutes is None:
        return {"state": ""} if prepares else None
    return minutes if prepares or minutes.state != MinutesState.DRAFTING else None
