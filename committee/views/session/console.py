# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The console: who is there and the quorum on top, the agenda at the left, the matter before the meeting beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from committee.agenda import headings_of
from committee.guards import on_its_day
from committee.models import AgendaItem, Meeting, Resolution, RollEntry
from committee.permissions import keeps
from committee.queries import sees_agenda
from committee.queries.attendance import attendance_of, doubtful_votes
from committee.queries.confidential import seen_of
from committee.queries.session import news_of, pulse_of
from committee.rules.presence import Interval, Mark, standing
from committee.rules.telling import arithmetic_of
from committee.states import STANDING, ItemState, MeetingState, Mode, RollState
from committee.views.asking import Asking, asking
from committee.views.buttons import answers_of
from committee.views.session.before import before_the_meeting
from workflows.explaining import Answer
from workflows.forms import hidden

OF_SESSION = ("open", "suspend", "resume", "end", "miss_quorum")
HERE = (ItemState.UNDER_CONSIDERATION, ItemState.DRAFTED)


@dataclass(frozen=True)
class Member:
    """A member on the strip: the press that is theirs now, and the stays."""

    entry: RollEntry
    press: str = ""  # what a press sends: "arrive:12:3"
    stays: Sequence[Interval] = ()
    marks: Sequence[Mark] = ()

    @property
    def is_here(self) -> bool:
        """Whether the member is in the room."""
        return bool(self.entry.state == RollState.PRESENT)


@dataclass(frozen=True)
class MeetingAct:
    """An act on the meeting itself: what its form sends along, and whether it says why."""

    answer: Answer
    sent: Mapping[str, str]
    about: Any = ""  # why it asks for a reason, where that is not plain

    @property
    def asks_why(self) -> bool:
        """Whether a reason goes with it."""
        return any(asked.name == "note" for asked in self.answer.asks)


@dataclass(frozen=True)
class Line:
    """An item at the left, with what became of it and the items beside it."""

    item: AgendaItem
    resolution: Resolution | None = None


@dataclass(frozen=True)
class Part:
    """A heading with its items."""

    number: int
    title: Any
    lines: list[Line] = field(default_factory=list)


def console(request: HttpRequest, pk: int, item: int | None = None) -> HttpResponse:
    """Show the console; to a script only what changed of it."""
    me = asking(request)
    meeting = me.meeting(pk)
    if not sees_agenda(me.user, meeting, me.at):
        raise Http404
    items = seen_of(meeting.standing_items(), me.user, meeting, me.at)
    for one in items:
        one.meeting = meeting
    here = _item_of(items, item)
    context: dict[str, Any] = {"meeting": meeting, "now": me.at, "is_keeper": keeps(meeting, me.attempt)}
    context |= {"here": here, "pulse": pulse_of(meeting), "request_id": uuid4(), "guest_request_id": uuid4()}
    roll = list(meeting.roll.select_related("user", "seat"))
    for entry in roll:
        entry.meeting = meeting
    wanted = request.headers.get("X-Console", "")
    if request.headers.get("HX-Request") or wanted == "item":
        return render(request, "committee/session/item.html", context | _beside(items, here) | _before(me, here, roll))
    context |= _strip(me, meeting, roll) | {"agenda": _agenda(meeting, items), "news": news_of(meeting)}
    if wanted == "around":  # the rest of the screen, when somebody else moved something
        return render(request, "committee/session/around.html", context)
    context |= _beside(items, here) | _before(me, here, roll) | {"doubts": doubtful_votes(meeting)}
    template = "committee/session/parts.html" if wanted else "committee/session/console.html"
    return render(request, template, context)


def pulse(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether anything moved since: the same word, or another. Asked every few seconds."""
    me = asking(request)
    meeting = me.meeting(pk)
    if not sees_agenda(me.user, meeting, me.at):
        raise Http404
    return HttpResponse(pulse_of(meeting), content_type="text/plain")


def _item_of(items: Sequence[AgendaItem], pk: int | None) -> AgendaItem | None:
    """The item that was asked for, or the first that is not settled yet."""
    if pk is not None:
        for one in items:
            if one.pk == pk:
                return one
        raise Http404
    waiting = (one for one in items if one.state in (ItemState.LISTED, *HERE))
    return next(waiting, items[0] if items else None)


def _beside(items: Sequence[AgendaItem], here: AgendaItem | None) -> dict[str, Any]:
    """The items before and after this one."""
    place = next((nth for nth, one in enumerate(items) if here is not None and one.pk == here.pk), 0)
    return {
        "before": items[place - 1] if place else None,
        "after": items[place + 1] if place + 1 < len(items) else None,
    }


def _before(me: Asking, here: AgendaItem | None, roll: list[RollEntry]) -> dict[str, Any]:
    return before_the_meeting(me, here, roll) if here is not None else {}


def _strip(me: Asking, meeting: Meeting, roll: list[RollEntry]) -> dict[str, Any]:
    """The quorum with its arithmetic, everybody's place, and the guests."""
    attendance = attendance_of(meeting)
    intervals = attendance.intervals()
    marks: dict[int, list[Mark]] = {}
    for mark in standing(attendance.marks):
        marks.setdefault(mark.who, []).append(mark)
    may = keeps(meeting, me.attempt) and meeting.state in STANDING
    quorum = meeting.quorum() if roll else None
    guests = [(guest, intervals.get(-guest.pk, [])) for guest in meeting.guests.all()]
    return {
        "members": [_member(entry, may, intervals, marks) for entry in roll],
        "quorum": quorum,
        "quorum_told": arithmetic_of(quorum) if quorum else "",
        "guests": [(guest, stays, bool(stays) and stays[-1].left_at is None) for guest, stays in guests],
        "may_note": may,
        "signed_in": dict(meeting.admissions.values_list("entry", "at")) if meeting.mode != Mode.IN_PERSON else {},
        "not_come": [entry for entry in roll if entry.state in (RollState.INVITED, RollState.COMING)] if may else [],
        "absence_request_id": uuid4(),
        "acts": [
            MeetingAct(answer, hidden(meeting), on_its_day.sentence if answer.name == "open" else "")
            for answer in answers_of(me, meeting)
            if answer.name in OF_SESSION and answer.permitted
        ],
        "may_correct": keeps(meeting, me.attempt) and meeting.state in (*STANDING, MeetingState.CONCLUDED),
    }


def _member(
    entry: RollEntry, may: bool, intervals: Mapping[int, Sequence[Interval]], marks: Mapping[int, Sequence[Mark]]
) -> Member:
    step = "depart" if entry.state == RollState.PRESENT else "arrive"
    press = f"{step}:{entry.pk}:{entry.version}" if may else ""
    return Member(entry, press, intervals.get(entry.pk, ()), marks.get(entry.pk, ()))


def _agenda(meeting: Meeting, items: Sequence[AgendaItem]) -> list[Part]:
    """The agenda under its headings, with the outcome of each item; two queries for any number."""
    resolutions = {one.item_id: one for one in meeting.resolutions.order_by("pk")}
    parts = {one.number: Part(one.number, one.title) for one in headings_of(meeting)}
    for item in items:
        part = parts.setdefault(item.section, Part(item.section, ""))
        part.lines.append(Line(item, resolutions.get(item.pk)))
    return [part for part in parts.values() if part.lines]
