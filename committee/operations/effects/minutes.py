# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens inside the acts on minutes, and when a meeting adopts those of an earlier one."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from committee.lifecycle import AgendaItemLifecycle, MinutesLifecycle
from committee.minutes.content import amendments, content_of, public, sha256_of
from committee.minutes.rules import circulation_days
from committee.minutes.states import Way
from committee.models import (
    AgendaItem,
    Corrigendum,
    Meeting,
    Minutes,
    MinutesReply,
    MinutesText,
    RollEntry,
    SeatRole,
)
from committee.operations.minutes.drafting import bring_in_step
from committee.operations.minutes.writing import cleaned
from committee.states import AT_WORK, CAME_TO_IT, MeetingState
from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.days import CalendarDays, day_of
from workflows.engine import begin, follow
from workflows.lifecycle import Attempt, effect
from workflows.refusals import GuardsUnmet

HELD = (*AT_WORK, MeetingState.CONCLUDED, MeetingState.CLOSED)


@effect(MinutesLifecycle.begin)
def draft_sections(minutes: Minutes, attempt: Attempt) -> dict[str, Any]:
    """Draft every section. Returns ``{"meeting": "1/2564", "drafted": 14}``."""
    return {"meeting": minutes.meeting.called, "drafted": len(bring_in_step(minutes))}


@effect(MinutesLifecycle.circulate)
def send_to_members(minutes: Minutes, attempt: Attempt) -> dict[str, Any]:
    """Name the text that is circulated and ask every member on the roll to confirm it.

    Returns ``{"circulation": 1, "text": 1, "sha256": "…", "due_on": "2021-02-01", "members": 9}``.
    """
    minutes.circulated, minutes.circulation = _present_text(minutes), minutes.circulation + 1
    days = CalendarDays(circulation_days(minutes.meeting))
    minutes.due_on = day_of(calendar_in_force().due(attempt.at, days))
    minutes.save(update_fields=["circulated", "circulation", "due_on"])
    follows = attempt.caused_by(minutes, minutes.version + 1)
    roll = _members_of(minutes)
    for entry in roll:
        reply = MinutesReply(minutes=minutes, circulation=minutes.circulation, entry=entry, user_id=entry.user_id)
        begin(reply, follows, key=f"{minutes.circulation}/{entry.pk}")
    return {
        "circulation": minutes.circulation,
        "text": minutes.circulated.number,
        "sha256": minutes.circulated.sha256,
        "due_on": minutes.due_on.isoformat(),
        "members": len(roll),
    }


@effect(MinutesLifecycle.take_back)
def forget_the_day(minutes: Minutes, attempt: Attempt) -> dict[str, Any]:
    """Nobody has anything to answer by a day any more."""
    minutes.due_on = None
    minutes.save(update_fields=["due_on"])
    return {}


@effect(MinutesLifecycle.adopt_here)
def adopted_here(minutes: Minutes, attempt: Attempt) -> dict[str, Any]:
    """Fix the text as adopted by its own meeting. Returns as ``_adopted``."""
    return _adopted(minutes, attempt, Way.SAME_MEETING, minutes.meeting)


@effect(MinutesLifecycle.adopt_at_meeting)
def adopted_there(minutes: Minutes, attempt: Attempt) -> dict[str, Any]:
    """Fix the text as adopted by the meeting on whose agenda it stood. Returns as ``_adopted``."""
    assert minutes.item is not None
    return _adopted(minutes, attempt, Way.NEXT_MEETING, minutes.item.meeting)


@effect(MinutesLifecycle.adopt_by_circulation)
def adopted_in_writing(minutes: Minutes, attempt: Attempt) -> dict[str, Any]:
    """Fix the text that was circulated. Returns as ``_adopted``, with those who confirmed it."""
    confirmed = minutes.present_replies().filter(state="confirmed").order_by("pk").values_list("user", flat=True)
    return _adopted(minutes, attempt, Way.CIRCULATION, None) | {"confirmed_by": list(confirmed)}


@effect(MinutesLifecycle.publish)
def name_public_text(minutes: Minutes, attempt: Attempt) -> dict[str, Any]:
    """Name the public text. Returns ``{"text": 3, "sha256": "…", "corrigenda": 0}``."""
    assert minutes.adopted is not None
    corrections = minutes.corrections()
    text = minutes.texts.get(sha256=sha256_of(public(minutes.adopted.content, corrections)), is_public=True)
    return {"text": text.number, "sha256": text.sha256, "corrigenda": len(corrections)}


@effect(MinutesLifecycle.correct)
def add_corrigendum(minutes: Minutes, attempt: Attempt) -> dict[str, Any]:
    """Write the correction beside the adopted text. Returns ``{"corrigendum": 1, "adopted_at": "3/2564"}``."""
    assert minutes.adopted is not None
    sections = {section["key"]: section for section in minutes.adopted.content["sections"]}
    section = sections.get(str(attempt.facts["section"]))
    text = cleaned(str(attempt.facts["text"]))
    before = list(minutes.corrigenda.order_by("number"))
    if section is None:
        raise GuardsUnmet(_("A corrigendum is on one of the sections."))
    stands = next((one.after for one in reversed(before) if one.key == section["key"]), section["text"])
    if text == stands:
        raise GuardsUnmet(_("The corrected text must say something else than the adopted one."))
    meeting = _meeting_that_corrects(minutes, attempt)
    made = Corrigendum.objects.create(
        minutes=minutes, number=len(before) + 1, key=section["key"], label=section["label"], title=section["title"],
        before=stands, after=text, reason=attempt.note, adopted_at_meeting=meeting, issued_by=attempt.actor,
        issued_at=attempt.at,
    )  # fmt: skip
    return {"corrigendum": made.number, "adopted_at": meeting.called}


@effect(AgendaItemLifecycle.adopt_minutes)
def adopt_those_of(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """Let the minutes that the item puts before the meeting be adopted by it. Returns ``{"minutes": 4}``."""
    minutes = Minutes.objects.get(item=item)
    follow(minutes, "adopt_at_meeting", attempt.caused_by(item, item.version + 1))
    return {"minutes": minutes.pk}


def _adopted(minutes: Minutes, attempt: Attempt, way: Way, meeting: Meeting | None) -> dict[str, Any]:
    """Fix the text. Returns ``{"way": "next_meeting", "adopted_at": "2/2564", "text": 2, "sha256", "amended": 1}``."""
    text = _present_text(minutes)
    before = minutes.circulated
    minutes.adopted, minutes.adopted_at, minutes.adopted_at_meeting, minutes.way = text, attempt.at, meeting, way
    minutes.amendments = amendments(before.content, text.content) if before is not None else []
    minutes.save(update_fields=["adopted", "adopted_at", "adopted_at_meeting", "way", "amendments"])
    return {
        "way": str(way),
        "adopted_at": meeting.called if meeting else "",
        "text": text.number,
        "sha256": text.sha256,
        "amended": len(minutes.amendments),
    }


def _members_of(minutes: Minutes) -> list[RollEntry]:
    """Whom the minutes are sent to: the members on the roll, and the alternates who came in their place."""
    roll = minutes.meeting.roll.exclude(role=SeatRole.ASSISTANT_SECRETARY)
    return list(roll.filter(Q(alternate_for=None) | Q(state__in=CAME_TO_IT)).order_by("pk"))


def _present_text(minutes: Minutes) -> MinutesText:
    return minutes.texts.get(sha256=sha256_of(content_of(minutes)))


def _meeting_that_corrects(minutes: Minutes, attempt: Attempt) -> Meeting:
    """The meeting that adopted the correction: one of the committee that was held, not before the minutes' own."""
    of = minutes.meeting
    named = str(attempt.facts["meeting"])
    held = of.committee.meetings.filter(state__in=HELD, starts_at__gte=of.starts_at)
    meeting = held.filter(pk=named).first() if named.isdecimal() and len(named) < 19 else None
    if meeting is None:
        raise GuardsUnmet(_("A correction is adopted by a meeting of the committee that was held."))
    return meeting
