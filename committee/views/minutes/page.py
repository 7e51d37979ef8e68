# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of a meeting's minutes: what is next, the text with its comments, the circulation, papers, corrigenda."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from committee.forms.minutes import AnswerForm, OfferForm
from committee.guards.minutes import facts_are_taken_up
from committee.minutes.content import amendments, content_of
from committee.minutes.states import OPEN, MinutesState, Verdict
from committee.models import Minutes
from committee.operations.minutes import answers_to_minutes, note_reading
from committee.permissions import keeps
from committee.queries.minutes import (
    begin_answer,
    hidden_sections,
    minutes_for,
    papers_for,
    sees_draft,
    story_of_minutes,
)
from committee.story import tell_minutes
from committee.views.asking import Asking, asking
from committee.views.minutes.showing import changes_of, text_for
from workflows.explaining import explain
from workflows.forms import Button, button, status_of
from workflows.refusals import Refused

S = MinutesState
WAY = (S.DRAFTING, S.CIRCULATED, S.ADOPTED, S.PUBLISHED)
ASIDE = ("take_back", "correct")


def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the minutes; where there are none yet, how they begin."""
    me = asking(request)
    meeting = me.meeting(pk)
    if not Minutes.objects.filter(meeting=meeting).exists():
        answer = begin_answer(meeting, me.attempt)
        return render(
            request, "committee/minutes/none.html", {"meeting": meeting, "answer": answer, "request_id": uuid4()}
        )
    return page(request, me, minutes_of(me, pk))


def minutes_of(me: Asking, pk: int) -> Minutes:
    """The minutes that this person may open, with the meeting as its rules read it; otherwise 404."""
    meeting = me.meeting(pk)
    found = minutes_for(me.user, pk, me.at)
    found.meeting = meeting
    return found


def page(
    request: HttpRequest, me: Asking, found: Minutes, *, refused: Refused | None = None, **more: Any
) -> HttpResponse:
    """The page, also with a refusal or a form that did not pass; then everything typed is still in it."""
    note_reading(minutes=found, actor=me.user, at=me.at)
    status = status_of(refused) if refused else 422 if more.get("wrong") else 200
    return render(request, "committee/minutes/minutes.html", context_of(me, found) | {"refused": refused} | more,
                  status=status)  # fmt: skip


def context_of(me: Asking, found: Minutes) -> dict[str, Any]:
    """What the page shows to this person."""
    meeting, writes = found.meeting, keeps(found.meeting, me.attempt)
    is_open, prepares = found.state in OPEN, sees_draft(me.user, found.meeting, me.at)
    replies = list(found.present_replies().select_related("user", "entry"))
    mine = next((one for one in replies if one.user_id == me.user.pk), None)
    hidden = hidden_sections(me.user, found, me.at)
    shown = text_for(me, found, hidden=hidden)
    told = _amended(found) if prepares and found.state == S.CIRCULATED else found.amendments
    told = [one for one in told if one["key"] not in hidden]
    corrigenda = found.corrigenda.exclude(key__in=hidden).select_related("adopted_at_meeting", "issued_by")
    return {
        "meeting": meeting, "minutes": found, "now": me.at, "writes": writes and is_open, "prepares": prepares,
        "way": way_of(found), "buttons": buttons_of(me, found, mine), "side_acts": side_acts_of(me, found),
        "sections": shown, "replies": replies if prepares else [], "mine": mine,
        "confirmed": sum(one.state == "confirmed" for one in replies),
        "read": sum(one.read_at is not None for one in replies),
        "is_stale": is_open and writes and not facts_are_taken_up(found, me.attempt),
        "behind": [one for one in shown if one.held is not None and one.held.is_behind],
        "unanswered": sum(not hasattr(said, "answer") for one in shown for said in one.comments),
        "amendments": changes_of(told), "answer_form": AnswerForm(), "verdicts": Verdict.choices,
        "offer": OfferForm(found) if writes and found.state == S.CIRCULATED else None,
        "papers": papers_for(found, prepares=prepares, sees_all=not hidden), "is_withheld": bool(hidden),
        "corrigenda": corrigenda, "story": _story(found, bool(hidden)) if prepares else [],
    }  # fmt: skip


def _story(found: Minutes, is_withheld: bool) -> list[Any]:
    """The records of the minutes; what members wrote with an answer is told to who reads every section."""
    told = tell_minutes(story_of_minutes(found))
    return [replace(one, note="") for one in told] if is_withheld else told


def way_of(found: Minutes) -> list[tuple[str, str]]:
    """The path of the minutes as ``{% path %}`` draws it."""
    here = WAY.index(S(found.state))
    return [
        (str(state.label), "done" if place < here or here == len(WAY) - 1 else "now" if place == here else "ahead")
        for place, state in enumerate(WAY)
    ]


def buttons_of(me: Asking, found: Minutes, mine: Any) -> list[Button]:
    """A member's own answer, then the acts on the minutes."""
    own = []
    if mine is not None:
        mine.minutes = found
        answers = [one for one in explain(mine, me.attempt) if one.may]
        own = [
            button(mine, one, reverse("minutes_reply_act", args=[found.meeting_id, mine.pk, one.name]))
            for one in answers
        ]
    acts = [one for one in answers_to_minutes(found, me.attempt) if one.name not in ASIDE]
    return [*own, *(button(found, one, _act(found, one.name)) for one in acts)]


def side_acts_of(me: Asking, found: Minutes) -> list[Button]:
    """Returning to drafting and correcting, for those who may."""
    acts = [one for one in answers_to_minutes(found, me.attempt) if one.name in ASIDE and one.may]
    return [button(found, one, _act(found, one.name)) for one in acts]


def _act(found: Minutes, name: str) -> str:
    return reverse("minutes_act", args=[found.meeting_id, name])


def _amended(found: Minutes) -> list[dict[str, str]]:
    """What differs now from what was circulated."""
    return amendments(found.circulated.content, content_of(found)) if found.circulated else []


def title_of(found: Minutes) -> str:
    """``Minutes of meeting 1/2564``."""
    return _("Minutes of meeting %(number)s") % {"number": found.meeting.called}
