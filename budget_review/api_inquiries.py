# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions to the agencies of a project under screening, for programs: reading, asking, answering."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema
from ninja.responses import Status

from accounts.api import (
    READING,
    REFUSALS,
    ActBody,
    ActingUnder,
    IfMatch,
    Moment,
    Prose,
    RecordOut,
    RequestId,
    Strict,
    Words,
    asker,
    make_step,
    record_out,
)
from accounts.api.problems import told
from agencies.asking import asker_under
from budget_review.models import Inquiry
from budget_review.operations import act
from budget_review.operations.inquiries import ask_agency
from budget_review.permissions import asks_questions
from budget_review.queries import project_for, projects_for
from budget_review.queries.inquiries import Thread, readable, threads_of
from budget_review.schemas import AgencyOut, agency_out
from budget_review.states import InquiryState
from workflows.records import moment
from workflows.refusals import Refused

router = Router(tags=["projects"])
inquiries_router = Router(tags=["parts of projects"])


class SaidOut(Schema):
    """One thing that was said: by which step, when, for whom, in which words."""

    step: str
    by: str
    at: Moment
    text: str
    sections: list[str]


class InquiryOut(Schema):
    """A question to one agency with all that was said. ``due_at`` is there while the answer is waited for."""

    id: int
    agency: AgencyOut
    participation: int
    opinion: int | None
    section: str | None
    state: InquiryState
    state_label: str
    version: int
    due_at: Moment | None
    said: list[SaidOut]


class QuestionBody(Strict):
    """A question: to whose part, about which section, due in how many working days, for which opinion."""

    participation: int
    text: Prose
    section: Words | None = None
    days: Annotated[int, Field(description="Working days for the answer, 1 to 20.")] = 5
    opinion: int | None = None


class InquiryFacts(Strict):
    """What acts on a question take along; ``sections`` are what an answer points at."""

    text: Prose | None = None
    sections: Annotated[list[Words] | None, Field(max_length=20, examples=[["money"]])] = None


class InquiryAct(ActBody):
    """An act on a question."""

    facts: InquiryFacts = InquiryFacts()


@router.get("/{slug:code}/inquiries", response={200: list[InquiryOut]} | READING, summary="Read the questions asked")
def list_inquiries(request: HttpRequest, code: str, acting_under: ActingUnder = None) -> list[InquiryOut]:
    """The questions that you may read: those to your agency; for the lead and for the offices, every one."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return [_out(thread) for thread in threads_of(project_for(user, code, now), user, now)]


@router.post("/{slug:code}/inquiries", response={200: RecordOut} | REFUSALS, summary="Ask an agency a question")
def ask_a_question(
    request: HttpRequest, code: str, body: QuestionBody, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Put a question to an agency. While it waits for the answer, the screening's clock stands still."""
    now, user = timezone.now(), asker_under(request, acting_under)
    project = project_for(user, code, now)
    opinion = get_object_or_404(project.opinions, pk=body.opinion) if body.opinion else None
    try:
        record = ask_agency(
            project=project, participation=get_object_or_404(project.participations, pk=body.participation),
            opinion=opinion, section=body.section or "", text=body.text, days=body.days, actor=asker(request),
            at=now, request_id=request_id, delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, asks_questions.sentence)
    return Status(200, record_out(record))


@inquiries_router.post(
    "/inquiries/{int:pk}/transitions/{slug:name}", response={200: RecordOut} | REFUSALS, summary="Act on a question"
)
def act_on_inquiry(
    request: HttpRequest,
    pk: int,
    name: str,
    body: InquiryAct,
    request_id: RequestId,
    if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:
    """Answer, ask further, close or withdraw a question."""
    now, user = timezone.now(), asker_under(request, acting_under)
    seen = Inquiry.objects.filter(project__in=projects_for(user, now).values("pk"))
    inquiry = get_object_or_404(seen.select_related("project", "participation", "opinion"), pk=pk)
    if not readable([inquiry], user, now):
        raise Http404
    return make_step(
        request, inquiry, name, body=body, request_id=request_id, if_match=if_match, delegation=acting_under,
        perform=act,
    )  # fmt: skip


def _out(thread: Thread) -> InquiryOut:
    inquiry = thread.inquiry
    return InquiryOut(
        id=inquiry.pk,
        agency=agency_out(inquiry.participation.agency),
        participation=inquiry.participation_id,
        opinion=inquiry.opinion_id,
        section=inquiry.section or None,
        state=inquiry.state,
        state_label=inquiry.get_state_display(),
        version=inquiry.version,
        due_at=moment(thread.task.due_at) if thread.task and thread.task.due_at else None,
        said=[
            SaidOut(
                step=one.record.transition, by=str(one.record.actor), at=moment(one.record.at), text=one.text,
                sections=[key for key, _label in one.sections],
            )
            for one in thread.said
        ],
    )  # fmt: skip
