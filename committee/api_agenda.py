# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The agenda for programs: what could come on it, adding, wording and ordering matters, and what agencies hand in.

Admitting, turning away and taking off are steps: ``/agenda-items/{id}/transitions/{name}``.
"""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Field, Router, Schema
from ninja.responses import Status

from accounts.api import (
    READING,
    REFUSALS,
    ActingUnder,
    After,
    Limit,
    Moment,
    Prose,
    RequestId,
    Strict,
    asker,
)
from accounts.api.problems import told
from accounts.models import User
from agencies.asking import asker_under
from agencies.models import Agency
from agencies.standing import attempt_of
from budget_review.models import IntegrationProject
from budget_review.queries import project_for
from committee.agenda import headings_of
from committee.models import AgendaItem, Meeting
from committee.operations import add_item, edit_item, move_item, place_item
from committee.permissions import keeps, proposer, secretary
from committee.queries import meeting_for, meetings_for, waiting_projects
from committee.queries.call import agencies_of, call_of, handed_in, open_calls
from committee.queries.confidential import levels_seen
from committee.queries.readiness import PROPOSED, readiness_of
from committee.queries.returning import to_confirm
from committee.schemas import ItemOut, item_out
from committee.states import Confidentiality, ItemKind, ItemState
from workflows.records import moment
from workflows.refusals import NotPermitted, Refused

router = Router(tags=["agenda"])
Code = Annotated[str, Field(max_length=40)]
Title = Annotated[Prose, Field(max_length=400)]
Details = Annotated[Prose, Field(max_length=4000)]
Why = Annotated[Prose, Field(max_length=2000)]
Revision = Annotated[int, Field(ge=0, le=2**31 - 1, description="The meeting's ``revision`` that you have read.")]


class ReadyOut(Schema):
    """A project that the agenda may take; ``reasons`` say why it stands where it does."""

    project: str = Field(examples=["DG65-001"])
    title: str
    amount_baht: str | None
    reasons: list[str]
    is_proposed: bool = Field(description="It waits for an agenda already, of this body or of another.")


class MatterIn(Strict):
    """A project by its code, or a matter in words under a heading. After the call it says why it comes late."""

    project: Code | None = None
    section: Annotated[int | None, Field(ge=1, le=20)] = None
    title: Title = ""
    note: Details = ""
    kind: ItemKind | None = None
    confidentiality: Confidentiality = Confidentiality.OPEN
    late_reason: Why = ""


class WordsIn(Strict):
    """A matter as it is to stand."""

    expected_revision: Revision
    title: Title
    note: Details = ""
    item_kind: ItemKind
    confidentiality: Confidentiality


class PlaceIn(Strict):
    """One place up or down, or before another matter of the same heading; ``before`` 0 is the end of it."""

    expected_revision: Revision
    direction: Literal["up", "down"] | None = None
    before: Annotated[int | None, Field(ge=0, le=2**63 - 1)] = None


class CallOut(Schema):
    """A meeting that still takes matters, and until when by the committee's rules."""

    meeting: int
    committee: str
    committee_name: str
    title: str
    called: str | None = Field(examples=["3/2564"])
    starts_at: Moment
    last_day: date
    headings: list[str]


class HandedInOut(Schema):
    """What an agency handed in, and what became of it."""

    item: int
    agency: str
    meeting: int
    committee: str
    title: str
    state: ItemState
    state_label: str


class HandedInPage(Schema):
    """What was handed in, the latest first."""

    handed_in: list[HandedInOut]
    next: int | None


class HandInIn(Strict):
    """A matter that an agency, by its code, hands in under a heading."""

    agency: Code
    section: Annotated[int, Field(ge=1, le=20)]
    title: Annotated[Title, Field(min_length=1)]
    note: Details = ""


@router.get(
    "/meetings/{int:pk}/waiting-projects", response={200: list[ReadyOut]} | REFUSALS, summary="What an agenda may take"
)
def list_waiting_projects(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> Any:
    """The projects that wait for an agenda in the order of their readiness, for the committee's secretary."""
    now, user = timezone.now(), asker_under(request, acting_under)
    meeting = meeting_for(user, pk, now)
    if not keeps(meeting, attempt_of(user, now)):
        return told(NotPermitted(_("Only the committee's secretary changes its meetings.")), secretary.sentence)
    return Status(
        200,
        [
            ReadyOut(
                project=ready.project.code,
                title=ready.project.title,
                amount_baht=None if ready.amount_baht is None else f"{ready.amount_baht:.2f}",
                reasons=ready.reasons,
                is_proposed=ready.rank == PROPOSED,
            )
            for ready in readiness_of(meeting, now)
        ],
    )


@router.post("/meetings/{int:pk}/agenda-items", response={200: ItemOut} | REFUSALS, summary="Put on the agenda")
def add_agenda_item(
    request: HttpRequest, pk: int, body: MatterIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Put a project or a matter at the end of its heading, as the secretary. After the call it waits for its approval.

    The same key again answers the same matter.
    """
    now, user = timezone.now(), asker_under(request, acting_under)
    meeting = meeting_for(user, pk, now)
    try:
        made = add_item(
            meeting=meeting, project=_project(meeting, body.project, user), section=body.section, title=body.title,
            note=body.note, kind=body.kind or "", confidentiality=body.confidentiality, late_reason=body.late_reason,
            actor=user, at=now, request_id=request_id, delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, proposer.sentence)
    return Status(200, item_out(made))


@router.put("/agenda-items/{int:pk}", response={200: ItemOut} | REFUSALS, summary="Change a matter's words")
def write_agenda_item(request: HttpRequest, pk: int, body: WordsIn, acting_under: ActingUnder = None) -> Any:
    """Change words, kind and who sees it, until the agenda is fixed."""
    now, user = timezone.now(), asker_under(request, acting_under)
    item = _seen(user, pk)
    given = body.model_dump(exclude={"expected_revision"})
    try:
        edit_item(
            item_id=item.pk, expected_revision=body.expected_revision, given=given, actor=user, at=now,
            delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, secretary.sentence)
    return Status(200, item_out(AgendaItem.objects.get(pk=pk)))


@router.put("/agenda-items/{int:pk}/place", response={200: list[ItemOut]} | REFUSALS, summary="Order the agenda")
def place_agenda_item(request: HttpRequest, pk: int, body: PlaceIn, acting_under: ActingUnder = None) -> Any:
    """Move a matter under its heading. Answers with the heading's matters in their order; what was issued stays."""
    now, user = timezone.now(), asker_under(request, acting_under)
    item = _seen(user, pk)
    doing: dict[str, Any] = {"item_id": item.pk, "actor": user, "at": now, "delegation": acting_under}
    doing["expected_revision"] = body.expected_revision
    try:
        if body.direction:
            move_item(direction=body.direction, **doing)
        else:
            place_item(before=body.before or None, **doing)
    except Refused as refused:
        return told(refused, secretary.sentence)
    meeting = Meeting.objects.get(pk=item.meeting_id)
    return Status(200, [item_out(one) for one in meeting.standing_items() if one.section == item.section])


@router.get("/calls", response={200: list[CallOut]} | REFUSALS, summary="Open calls for items")
def list_calls(request: HttpRequest) -> Any:
    """The meetings for which your agency may still hand something in, the next one first."""
    now, user = timezone.now(), asker(request)
    if not agencies_of(user, now):
        return told(NotPermitted(_("Officers and heads of agencies hand in items here.")), proposer.sentence)
    return Status(200, [_call(meeting) for meeting in open_calls()])


@router.get("/calls/handed-in", response={200: HandedInPage} | READING, summary="What was handed in")
def list_handed_in(request: HttpRequest, after: After = None, limit: Limit = 25) -> HandedInPage:
    """What your agencies handed in and what became of it, the latest first."""
    found = handed_in(asker(request), timezone.now())
    rows = list((found.filter(pk__lt=after) if after else found)[: limit + 1])
    return HandedInPage(
        handed_in=[_handed_in(item) for item in rows[:limit]], next=rows[limit - 1].pk if len(rows) > limit else None
    )


@router.post("/calls/{int:pk}/items", response={200: HandedInOut} | REFUSALS, summary="Hand in a matter")
def hand_in_item(
    request: HttpRequest, pk: int, body: HandInIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Hand in a matter for the meeting ``pk``. Its secretary puts it on the agenda or turns it away."""
    now, user = timezone.now(), asker_under(request, acting_under)
    meeting = get_object_or_404(open_calls(), pk=pk)
    agency = get_object_or_404(Agency, code=body.agency)
    try:
        made = add_item(
            meeting=meeting, agency=agency, section=body.section, title=body.title, note=body.note, actor=user, at=now,
            request_id=request_id, delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, proposer.sentence)
    return Status(200, _handed_in(made))


def _project(meeting: Meeting, code: str | None, user: User) -> IntegrationProject | None:
    """The project of a code: one that the agenda is offered, or that this person sees; None without a code."""
    if code is None:
        return None
    offered = waiting_projects(to_confirm(meeting.committee)).filter(code=code).first()
    return offered or project_for(user, code, timezone.now())


def _seen(user: User, pk: int) -> AgendaItem:
    """A matter that this person sees, or 404; who only hands in for it sees no meeting."""
    now = timezone.now()
    item: AgendaItem = get_object_or_404(
        AgendaItem.objects.select_related("meeting__committee"), pk=pk, meeting__in=meetings_for(user, now).values("pk")
    )
    if item.confidentiality not in levels_seen(user, item.meeting, now):
        raise Http404
    return item


def _call(meeting: Meeting) -> CallOut:
    return CallOut(
        meeting=meeting.pk,
        committee=meeting.committee.code,
        committee_name=meeting.committee.name,
        title=meeting.title,
        called=meeting.called or None,
        starts_at=moment(meeting.starts_at),
        last_day=call_of(meeting).last_day,
        headings=[heading.title for heading in headings_of(meeting)],
    )


def _handed_in(item: AgendaItem) -> HandedInOut:
    return HandedInOut(
        item=item.pk,
        agency=item.agency.code if item.agency else "",
        meeting=item.meeting_id,
        committee=item.meeting.committee.code,
        title=item.title,
        state=ItemState(item.state),
        state_label=item.get_state_display(),
    )
