# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The reading room for programs: a meeting's papers with the reading load, one's own notes, questions and answers."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Field, Router, Schema
from ninja.responses import Status

from accounts.api import READING, REFUSALS, ActingUnder, Moment, Prose, RequestId, Strict, asker
from accounts.api.problems import told
from accounts.models import User
from agencies.asking import asker_under
from committee.models import AgendaItem, Meeting, PrivateNote, Question
from committee.operations import reading
from committee.permissions import secretary
from committee.queries import meeting_for, sees_agenda
from committee.queries.reading import Paper, papers_of
from committee.schemas import ItemOut, item_out
from workflows.records import moment
from workflows.refusals import Refused

router = Router(tags=["reading room"])
ON_THE_ROLL = _("A member who is on the meeting's roll.")


class NoteOut(Schema):
    """Your own note on a matter; nobody else can read it. ``revision`` is what a write names as read, ``pack`` the one
    that was read when it was written.
    """

    text: str
    revision: int
    written_at: Moment | None
    pack: int | None


class QuestionOut(Schema):
    """A member's question; all members read it, with the answer."""

    id: int
    item: int
    asked_by: str
    text: str
    asked_at: Moment
    answer: str
    answered_by: str | None
    answered_at: Moment | None


class PaperOut(Schema):
    """A matter as you read it; ``sheet`` is its project's sheet as it was issued, in the shape of the pack."""

    item: ItemOut
    pages: int
    minutes: int = Field(description="Minutes of reading.")
    note: NoteOut
    questions: list[QuestionOut]
    sheet: dict[str, Any] | None


class RoomOut(Schema):
    """A meeting's papers: the number of the pack that was issued last, and the reading load in all."""

    pack: int | None
    pages: int
    minutes: int
    papers: list[PaperOut]


class NoteIn(Strict):
    """A note as it is to stand; the first one has the revision 0 before it."""

    text: Annotated[Prose, Field(max_length=reading.LONGEST)]
    expected_revision: Annotated[int, Field(ge=0, le=2**31 - 1)]


class QuestionIn(Strict):
    """A question to the secretariat."""

    text: Annotated[Prose, Field(min_length=1, max_length=4000)]


class AnswerIn(Strict):
    """The secretariat's answer."""

    text: Annotated[Prose, Field(min_length=1, max_length=4000)]


@router.get("/meetings/{int:pk}/reading", response={200: RoomOut} | READING, summary="Read a meeting's papers")
def read_papers(request: HttpRequest, pk: int) -> RoomOut:
    """Every matter that you see, with its sheet, your note and the questions. Members read once the agenda is fixed."""
    now, user = timezone.now(), asker(request)
    of = papers_of(user, _meeting(user, pk, now), now)
    return RoomOut(
        pack=of.pack.number if of.pack else None,
        pages=of.pages,
        minutes=of.minutes,
        papers=[_paper(paper) for paper in of.papers],
    )


@router.put("/agenda-items/{int:pk}/note", response={200: NoteOut} | REFUSALS, summary="Write one's own note")
def write_own_note(request: HttpRequest, pk: int, body: NoteIn) -> Any:
    """Keep your note on a matter, in person. It stays whatever pack is issued next."""
    now, user = timezone.now(), asker(request)
    item = _item(user, pk, now)
    try:
        note = reading.write_note(
            item=item, user=user, text=body.text, expected_revision=body.expected_revision, at=now
        )
    except Refused as refused:
        return told(refused, None)
    return Status(200, _note(note))


@router.post("/agenda-items/{int:pk}/questions", response={200: QuestionOut} | REFUSALS, summary="Ask the secretariat")
def ask_secretariat(request: HttpRequest, pk: int, body: QuestionIn, request_id: RequestId) -> Any:
    """Ask about a matter, in person, as one who is on the meeting's roll. The same key asks once."""
    now, user = timezone.now(), asker(request)
    item = _item(user, pk, now)
    try:
        asked = reading.ask(item=item, user=user, text=body.text, at=now, request_id=request_id)
    except Refused as refused:
        return told(refused, ON_THE_ROLL)
    return Status(200, _question(asked))


@router.post("/questions/{int:pk}/answer", response={200: QuestionOut} | REFUSALS, summary="Answer a member's question")
def answer_question(request: HttpRequest, pk: int, body: AnswerIn, acting_under: ActingUnder = None) -> Any:
    """Answer it once, as the committee's secretary."""
    now, user = timezone.now(), asker_under(request, acting_under)
    asked = get_object_or_404(Question.objects.select_related("item"), pk=pk)
    _item(user, asked.item_id, now)
    try:
        answered = reading.answer(question_id=asked.pk, text=body.text, actor=user, at=now, delegation=acting_under)
    except Refused as refused:
        return told(refused, secretary.sentence)
    return Status(200, _question(answered))


def _meeting(user: User, pk: int, at: datetime) -> Meeting:
    """A meeting whose papers this person reads, or 404."""
    meeting = meeting_for(user, pk, at)
    if not sees_agenda(user, meeting, at):
        raise Http404
    return meeting


def _item(user: User, pk: int, at: datetime) -> AgendaItem:
    """A matter whose paper this person reads, or 404."""
    meeting = _meeting(user, get_object_or_404(AgendaItem, pk=pk).meeting_id, at)
    for paper in papers_of(user, meeting, at).papers:
        if paper.item.pk == pk:
            return paper.item
    raise Http404


def _paper(paper: Paper) -> PaperOut:
    note = paper.note
    return PaperOut(
        item=item_out(paper.item),
        pages=paper.pages,
        minutes=paper.minutes,
        note=_note(note) if note else NoteOut(text="", revision=0, written_at=None, pack=None),
        questions=[_question(question) for question in paper.questions],
        sheet=paper.sheet,
    )


def _note(note: PrivateNote) -> NoteOut:
    written_at = moment(note.written_at)
    return NoteOut(text=note.text, revision=note.revision, written_at=written_at, pack=note.pack_number)


def _question(question: Question) -> QuestionOut:
    return QuestionOut(
        id=question.pk,
        item=question.item_id,
        asked_by=str(question.asked_by),
        text=question.text,
        asked_at=moment(question.asked_at),
        answer=question.answer,
        answered_by=str(question.answered_by) if question.answered_by else None,
        answered_at=moment(question.answered_at) if question.answered_at else None,
    )
