# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A member's reading room: the papers matter by matter, notes of one's own, questions and answers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from committee.forms.reading import AnswerForm, NoteForm, QuestionForm
from committee.models import AgendaItem, Meeting, Question
from committee.operations import reading
from committee.permissions import keeps
from committee.queries import sees_agenda
from committee.queries.reading import Paper, papers_of
from committee.views.asking import Asking, asking
from committee.views.own_notes import keep_note
from workflows.forms import status_of
from workflows.refusals import Refused


def room(request: HttpRequest, pk: int) -> HttpResponse:
    """Every matter of a meeting with its reading load."""
    me = asking(request)
    meeting = _meeting(me, pk)
    return render(
        request, "committee/reading/room.html", {"meeting": meeting, "of": papers_of(me.user, meeting, me.at)}
    )


def paper(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """One matter: what was issued on it, one's own note, the questions."""
    me = asking(request)
    return _page(request, me, _meeting(me, pk), item)


def note(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Keep one's own note."""
    if request.method != "POST":  # the address that a refusal leaves in the bar, opened anew
        return redirect("reading_paper", pk, item)
    me = asking(request)
    meeting = _meeting(me, pk)
    subject = _paper(me, meeting, item).item
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, me, meeting, item, note=form)
    if refused := keep_note(request, me, subject, form):
        return _page(request, me, meeting, item, note=form, refused=refused)
    return redirect(_address(subject))


def ask(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Ask the secretariat."""
    if request.method != "POST":  # the address that a refusal leaves in the bar, opened anew
        return redirect("reading_paper", pk, item)
    me = asking(request)
    meeting = _meeting(me, pk)
    subject = _paper(me, meeting, item).item
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _page(request, me, meeting, item, question=form)
    given = form.cleaned_data
    try:
        reading.ask(item=subject, user=me.user, text=given["question"], at=me.at, request_id=given["request_id"])
    except Refused as no:
        return _page(request, me, meeting, item, question=form, refused=no)
    messages.success(request, _("The secretariat has your question."))
    return redirect(f"{_address(subject)}#questions")


def answer(request: HttpRequest, pk: int, item: int, question: int) -> HttpResponse:
    """Answer a question."""
    if request.method != "POST":  # the address that a refusal leaves in the bar, opened anew
        return redirect("reading_paper", pk, item)
    me = asking(request)
    meeting = _meeting(me, pk)
    subject = _paper(me, meeting, item).item
    asked = get_object_or_404(Question, pk=question, item=subject)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, me, meeting, item, answering=(asked.pk, form))
    try:
        reading.answer(
            question_id=asked.pk, text=form.cleaned_data["answer"], actor=me.user, at=me.at, delegation=me.delegation
        )
    except Refused as no:
        return _page(request, me, meeting, item, answering=(asked.pk, form), refused=no)
    messages.success(request, _("The question is answered."))
    return redirect(f"{_address(subject)}#questions")


def _page(
    request: HttpRequest,
    me: Asking,
    meeting: Meeting,
    item: int,
    *,
    note: NoteForm | None = None,
    question: QuestionForm | None = None,
    answering: tuple[int, AnswerForm] | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    of = papers_of(me.user, meeting, me.at)
    papers = of.papers
    place = next((n for n, one in enumerate(papers) if one.item.pk == item), None)
    if place is None:
        raise Http404
    shown = papers[place]
    is_keeper = keeps(meeting, me.attempt)
    sits_here = meeting.roll.filter(user=me.user).exists()
    started = NoteForm(
        initial={"text": shown.note.text if shown.note else "", "revision": shown.note.revision if shown.note else 0}
    )
    context: dict[str, Any] = {
        "meeting": meeting,
        "paper": shown,
        "pack": of.pack if of.has_pack else None,
        "before": papers[place - 1].item if place else None,
        "after": papers[place + 1].item if place + 1 < len(papers) else None,
        "note": note or started,
        "question": (question or QuestionForm()) if sits_here and not is_keeper else None,
        "answers": [
            (one, answering[1] if answering and answering[0] == one.pk else AnswerForm(prefix=None))
            if is_keeper and one.answered_at is None
            else (one, None)
            for one in shown.questions
        ],
        "refused": refused,
    }
    forms = [note, question, answering[1] if answering else None]
    wrong = any(form is not None and form.errors for form in forms)
    status = status_of(refused) if refused else 422 if wrong else 200
    return render(request, "committee/reading/paper.html", context, status=status)


def _meeting(me: Asking, pk: int) -> Meeting:
    """A meeting whose papers this person reads, or 404."""
    meeting = me.meeting(pk)
    if not sees_agenda(me.user, meeting, me.at):
        raise Http404
    return meeting


def _paper(me: Asking, meeting: Meeting, item: int) -> Paper:
    for one in papers_of(me.user, meeting, me.at).papers:
        if one.item.pk == item:
            return one
    raise Http404


def _address(item: AgendaItem) -> str:
    return reverse("reading_paper", args=[item.meeting_id, item.pk])
