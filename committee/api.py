# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Meetings for programs: finding and reading them, acting on them and on their parts, fetching the pack."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Literal

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from accounts.api import (
    READING,
    REFUSALS,
    ActBody,
    ActingUnder,
    ActsOut,
    After,
    HistoryPage,
    IfMatch,
    Limit,
    RecordOut,
    RequestId,
    acts_of,
    asker,
    history_page,
    make_step,
)
from accounts.api.problems import Problem, told
from accounts.models import User
from agencies.asking import asker_under
from agencies.standing import attempt_of
from committee.api_finding import part_of_meeting
from committee.models import AgendaItem, Meeting, Resolution, RollEntry
from committee.operations import act, act_as_read, answers_to, fix_agenda, issue_addendum
from committee.operations.cabinet import lay_report
from committee.operations.minutes import adopt_through_item
from committee.operations.packs import printed_pack
from committee.queries import meeting_for, meetings_for, pack_for, packs_for, sees_agenda
from committee.queries.confidential import levels_seen
from committee.queries.editions import edition_for, editions_for
from committee.queries.pack_parts import part_for
from committee.schemas import (
    CertifyFacts,
    DraftFacts,
    MeetingOut,
    MeetingPage,
    RollFacts,
    meeting_out,
    meeting_page,
)
from committee.states import MeetingState
from papers.queries import document_content
from workflows.lifecycle import Subject
from workflows.models import TransitionRecord
from workflows.queries import history_of
from workflows.refusals import GuardsUnmet, NotPermitted

router = Router(tags=["meetings"])
parts_router = Router(tags=["parts of meetings"])
PDF = {200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}}


class CertifyAct(ActBody):
    """An act on a resolution."""

    facts: CertifyFacts = CertifyFacts()


class RollAct(ActBody):
    """An act on a place on the roll."""

    facts: RollFacts = RollFacts()


class ItemAct(ActBody):
    """An act on an agenda item; ``draft`` takes the resolution along."""

    facts: DraftFacts = DraftFacts()


@router.get("", response={200: MeetingPage} | READING, summary="Find meetings")
def list_meetings(
    request: HttpRequest, state: MeetingState | None = None, after: After = None, limit: Limit = 25
) -> MeetingPage:
    """The meetings that you may see, the latest first."""
    found = meetings_for(asker(request), timezone.now())
    if state:
        found = found.filter(state=state)
    if after:
        found = found.filter(_behind(found.filter(pk=after).first()))
    return meeting_page(list(found.order_by("-starts_at", "-pk")[: limit + 1]), limit)


@router.get("/{int:pk}", response={200: MeetingOut} | READING, summary="Read a meeting")
def read_meeting(request: HttpRequest, response: HttpResponse, pk: int) -> MeetingOut:
    """The agenda, the roll with the quorum, the resolutions, the packs. Its ETag is its version."""
    now, user = timezone.now(), asker(request)
    meeting = meeting_for(user, pk, now)
    response["ETag"] = f'"{meeting.version}"'
    levels = levels_seen(user, meeting, now) if sees_agenda(user, meeting, now) else frozenset[str]()
    return meeting_out(
        meeting, levels=levels, issues=packs_for(user, meeting, now), copies=editions_for(user, meeting, now)
    )


@router.get("/{int:pk}/explain", response={200: ActsOut} | READING, summary="What can be done, and by whom")
def explain_meeting(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> ActsOut:
    """Every act that starts in the present state, of the meeting and of its parts: may I, what is missing, who can."""
    now, user = timezone.now(), asker_under(request, acting_under)
    meeting = meeting_for(user, pk, now)
    return acts_of(meeting, _parts(meeting, user, now), attempt_of(user, now), answers=answers_to)


@router.get("/{int:pk}/history", response={200: HistoryPage} | READING, summary="Read the records")
def read_meeting_history(request: HttpRequest, pk: int, after: After = None, limit: Limit = 25) -> HistoryPage:
    """Every record of the meeting and of its parts, with the text that was hashed."""
    now, user = timezone.now(), asker(request)
    meeting = meeting_for(user, pk, now)
    return history_page(history_of(meeting, *_parts(meeting, user, now)), after, limit)


@router.get(
    "/{int:pk}/packs/{int:number}",
    response=READING | {403: Problem},
    summary="Fetch a pack",
    openapi_extra={"responses": PDF},
)
def fetch_pack(request: HttpRequest, pk: int, number: int) -> Any:
    """The PDF as it was built, checked against its hash, which is its ETag; for who sees every matter in it."""
    try:
        document = pack_for(asker(request), pk, number, timezone.now()).document
    except NotPermitted as refused:
        return told(refused, None)
    headers = {"Content-Disposition": f'attachment; filename="{document.filename}"', "ETag": f'"{document.sha256}"'}
    return HttpResponse(document_content(document), content_type=document.media_type, headers=headers)


@router.get(
    "/{int:pk}/packs/{int:number}/copies/{slug:edition}",
    response=READING,
    summary="Fetch another copy of a pack",
    openapi_extra={"responses": PDF},
)
def fetch_pack_copy(request: HttpRequest, pk: int, number: int, edition: str) -> HttpResponse:
    """The PDF of one copy, as ``chair-th`` or ``public-en``; those that you may have stand with the pack."""
    document = edition_for(asker(request), pk, number, edition, timezone.now()).document
    headers = {"Content-Disposition": f'attachment; filename="{document.filename}"', "ETag": f'"{document.sha256}"'}
    return HttpResponse(document_content(document), content_type=document.media_type, headers=headers)


@router.get(
    "/{int:pk}/parts/{str:piece}",
    response=READING | {422: Problem},
    summary="Fetch one part of the issued pack",
    openapi_extra={"responses": PDF},
)
def fetch_pack_part(request: HttpRequest, pk: int, piece: str, language: Literal["th", "en"] = "th") -> Any:
    """The ``agenda``, the sheet to sign (``attendance``) or one matter (``item-5.1``) as a PDF, as far as you may."""
    content = part_for(asker(request), pk, piece, language, timezone.now())
    try:
        pdf = printed_pack(content).pdf
    except GuardsUnmet as refused:
        return told(refused, None)
    headers = {"Content-Disposition": f'attachment; filename="meeting-{pk}-{piece}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@router.post("/{int:pk}/transitions/{slug:name}", response={200: RecordOut} | REFUSALS, summary="Act on a meeting")
def act_on_meeting(
    request: HttpRequest,
    pk: int,
    name: str,
    body: ActBody,
    request_id: RequestId,
    if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:
    """Make the step ``name``. ``freeze`` and ``issue_addendum`` build their pack first, as the page does."""
    meeting = meeting_for(asker_under(request, acting_under), pk, timezone.now())
    perform = _issuing(ISSUING[name]) if name in ISSUING else act
    return make_step(
        request,
        meeting,
        name,
        body=body,
        request_id=request_id,
        if_match=if_match,
        delegation=acting_under,
        perform=perform,
    )


@parts_router.post(
    "/agenda-items/{int:pk}/transitions/{slug:name}",
    response={200: RecordOut} | REFUSALS,
    summary="Act on an agenda item",
)
def act_on_item(
    request: HttpRequest,
    pk: int,
    name: str,
    body: ItemAct,
    request_id: RequestId,
    if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:
    """Take it off the agenda, draft the resolution on it, lay a report to the cabinet for release and release it."""
    item = part_of_meeting(request, AgendaItem, pk, acting_under)
    perform: Any = {"adopt_minutes": _adopt_minutes, "lay_report": _lay_report}.get(name, act)
    return make_step(
        request,
        item,
        name,
        body=body,
        request_id=request_id,
        if_match=if_match,
        delegation=acting_under,
        perform=perform,
    )


@parts_router.post(
    "/roll-entries/{int:pk}/transitions/{slug:name}",
    response={200: RecordOut} | REFUSALS,
    summary="Act on a place on the roll",
)
def act_on_roll_entry(
    request: HttpRequest,
    pk: int,
    name: str,
    body: RollAct,
    request_id: RequestId,
    if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:
    """Answer the invitation; note who arrives and who leaves; set right what was noted."""
    entry = part_of_meeting(request, RollEntry, pk, acting_under)
    return make_step(
        request, entry, name, body=body, request_id=request_id, if_match=if_match, delegation=acting_under, perform=act
    )


@parts_router.post(
    "/resolutions/{int:pk}/transitions/{slug:name}",
    response={200: RecordOut} | REFUSALS,
    summary="Act on a resolution",
)
def act_on_resolution(
    request: HttpRequest,
    pk: int,
    name: str,
    body: CertifyAct,
    request_id: RequestId,
    if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:
    """Record it; certify it as it was read, which moves its project; assign what it says; send its letters."""
    resolution = part_of_meeting(request, Resolution, pk, acting_under)
    perform = _as_read if name in ("certify", "record") else act
    return make_step(
        request,
        resolution,
        name,
        body=body,
        request_id=request_id,
        if_match=if_match,
        delegation=acting_under,
        perform=perform,
    )


def _parts(meeting: Meeting, user: User, at: datetime) -> list[Subject]:
    """The parts with a lifecycle that this person sees, each holding this very meeting with its seats."""
    prefetch_related_objects([meeting.committee], "tenures", "mandates__to_committee__tenures")
    prefetch_related_objects([meeting], Prefetch("roll", RollEntry.objects.select_related("seat", "user")))
    parts: list[Any] = list(meeting.roll.all())
    if sees_agenda(user, meeting, at):
        levels = levels_seen(user, meeting, at)
        items = meeting.items.filter(confidentiality__in=levels).select_related(
            "project", "successor", "minutes_to_adopt", "predecessor", "confirms__committee"
        )
        resolutions = meeting.resolutions.filter(item__confidentiality__in=levels)
        recusals = meeting.recusals.filter(item__confidentiality__in=levels).select_related("entry")
        rounds = meeting.rounds.filter(item__confidentiality__in=levels)
        found = {item.pk: item for item in items}
        of_items: list[Any] = [*resolutions, *recusals, *rounds]
        for one in of_items:
            one.item = found[one.item_id]  # one matter is one, whoever asks about it
        parts = [*found.values(), *parts, *of_items]
    for part in parts:
        part.meeting = meeting
    return parts


def _behind(last: Meeting | None) -> Q:
    """Go on behind a meeting in the order "latest first"; behind one that is not seen there is nothing."""
    if last is None:
        return Q(pk__in=[])
    return Q(starts_at__lt=last.starts_at) | Q(starts_at=last.starts_at, pk__lt=last.pk)


ISSUING = {"freeze": fix_agenda, "issue_addendum": issue_addendum}


def _issuing(issue: Callable[..., TransitionRecord]) -> Callable[..., TransitionRecord]:
    def perform(
        meeting: Meeting, name: str, *, facts: Mapping[str, Any], note: str, **attempt: Any
    ) -> TransitionRecord:
        return issue(meeting=meeting, **attempt)

    return perform


def _as_read(
    resolution: Resolution, name: str, *, facts: Mapping[str, Any], note: str, **attempt: Any
) -> TransitionRecord:
    wording = facts.get("wording_sha256", "")
    return act_as_read(resolution_id=resolution.pk, name=name, wording=wording, **attempt)


def _lay_report(
    item: AgendaItem, name: str, *, facts: Mapping[str, Any], note: str, **attempt: Any
) -> TransitionRecord:
    """The letter is printed before it is laid."""
    return lay_report(item=item, letter_number=str(facts.get("letter_number") or ""), **attempt)


def _adopt_minutes(
    item: AgendaItem, name: str, *, facts: Mapping[str, Any], note: str, **attempt: Any
) -> TransitionRecord:
    return adopt_through_item(item, **attempt)
