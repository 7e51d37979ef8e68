# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The minutes of a meeting for programs: reading and writing them by section, comments, and every act on them."""

from collections.abc import Container
from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema

from accounts.api import (
    READING,
    REFUSALS,
    ActBody,
    ActingUnder,
    ActsOut,
    IfMatch,
    Moment,
    Prose,
    RecordOut,
    RequestId,
    Strict,
    Words,
    acts_of,
    asker,
    make_step,
)
from accounts.api.problems import told
from agencies.asking import asker_under
from agencies.standing import attempt_of
from committee.minutes.content import withheld
from committee.minutes.states import FIXED, MinutesState, Verdict, Way
from committee.models import Minutes, MinutesComment, MinutesReply
from committee.operations import act
from committee.operations.minutes import (
    answer_comment,
    answers_to_minutes,
    begin_minutes,
    draft_anew,
    make_act,
    say_of_minutes,
    write_section,
)
from committee.queries import meeting_for
from committee.queries.minutes import hidden_sections, minutes_for, minutes_for_person, sees_draft
from workflows.records import moment
from workflows.refusals import Refused

router = Router(tags=["minutes"])
Key = Annotated[Words, Field(min_length=1, max_length=40)]


class MinutesSectionOut(Schema):
    """A section. ``revision`` is what a write names as read; it is 0 in a text that nobody writes any more."""

    key: str = Field(examples=["opening", "heading-5", "item-12"])
    kind: str
    label: str = Field(examples=["5.1"])
    title: str
    text: str
    is_confidential: bool
    is_behind: bool = Field(False, description="The facts have changed since a person wrote here.")
    drafted: str | None = Field(None, description="What the facts give, beside what a person wrote.")
    revision: int = 0


class MinutesCommentOut(Schema):
    """A comment with its answer."""

    id: int
    section: str
    text: str
    said_by: str
    said_at: Moment
    verdict: Verdict | None
    answer: str


class CorrigendumOut(Schema):
    """A correction beside the adopted text."""

    number: int
    section: str
    before: str
    after: str
    reason: str
    meeting: str


class MinutesOut(Schema):
    """The minutes as this person may read them: the draft, what is circulated, or what is adopted."""

    id: int
    meeting: int
    state: MinutesState
    version: int
    due_on: date | None
    way: Way | None
    adopted_at: Moment | None
    adopted_at_meeting: str | None
    sha256: str | None = Field(description="The hash of the circulated or adopted text.")
    amended: list[str] = Field(description="The sections that were amended when the minutes were adopted.")
    sections: list[MinutesSectionOut]
    comments: list[MinutesCommentOut]
    corrigenda: list[CorrigendumOut]


class MinutesFacts(Strict):
    """What a corrigendum says: the section's key, its corrected text, the id of the meeting that adopted it."""

    section: Key | None = None
    text: Prose | None = None
    meeting: Annotated[str | None, Field(pattern="^[0-9]{1,18}$")] = None


class MinutesAct(ActBody):
    """An act on minutes; ``correct`` takes facts along."""

    facts: MinutesFacts = MinutesFacts()


class MinutesSectionIn(Strict):
    """A section as it is to stand."""

    expected_revision: int = Field(ge=0, le=2**31 - 1, description="The section's revision that you have read.")
    text: Prose = ""


class MinutesCommentIn(Strict):
    """A comment on a section."""

    section: Key
    text: Annotated[Prose, Field(min_length=1, max_length=8000)]


class MinutesAnswerIn(Strict):
    """The secretariat's answer to a comment; what is not accepted says why."""

    verdict: Verdict
    text: Annotated[Prose, Field(max_length=8000)] = ""


@router.get("/meetings/{int:pk}/minutes", response={200: MinutesOut} | READING, summary="Read the minutes of a meeting")
def read_minutes(request: HttpRequest, response: HttpResponse, pk: int) -> MinutesOut:
    """The text by section with comments and corrigenda. Its ETag is the version that an act names."""
    user = asker(request)
    found = minutes_for(user, pk, timezone.now())
    response["ETag"] = f'"{found.version}"'
    now = timezone.now()
    return _out(found, writes=sees_draft(user, found.meeting, now), hidden=hidden_sections(user, found, now))


@router.post("/meetings/{int:pk}/minutes", response={200: MinutesOut} | REFUSALS, summary="Draft the minutes")
def begin_minutes_of_meeting(
    request: HttpRequest, pk: int, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Begin the minutes of a meeting, drafted from its facts."""
    now, user = timezone.now(), asker_under(request, acting_under)
    try:
        made = begin_minutes(
            meeting=meeting_for(user, pk, now), actor=user, at=now, request_id=request_id, delegation=acting_under
        )
    except Refused as refused:
        return told(refused, Minutes.begin.who and Minutes.begin.who.sentence)
    return _out(made, writes=True)


@router.get(
    "/meetings/{int:pk}/minutes/explain", response={200: ActsOut} | READING, summary="What can be done with the minutes"
)
def explain_minutes(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> ActsOut:
    """Every act that starts in the present state, and your own answer: may I, what is missing, who can."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = minutes_for(user, pk, now)
    mine = list(found.present_replies().filter(user=user))
    for reply in mine:
        reply.minutes = found
    return acts_of(found, mine, attempt_of(user, now), answers=answers_to_minutes)


@router.post(
    "/meetings/{int:pk}/minutes/draft", response={200: MinutesOut} | REFUSALS, summary="Draft anew from the facts"
)
def draft_minutes_anew(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> Any:
    """Take up the facts as they are now. What people wrote stands; such a section then says that it is behind."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = minutes_for(user, pk, now)
    try:
        draft_anew(minutes_id=found.pk, actor=user, at=now, delegation=acting_under)
    except Refused as refused:
        return told(refused, None)
    return _out(found, writes=True)


@router.put(
    "/meetings/{int:pk}/minutes/sections/{slug:key}", response={200: MinutesOut} | REFUSALS,
    summary="Write a section of the minutes",
)  # fmt: skip
def write_minutes_section(
    request: HttpRequest, pk: int, key: str, body: MinutesSectionIn, acting_under: ActingUnder = None
) -> Any:
    """Write one section. Refused when it changed after the revision that you have read; nothing has changed then."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = minutes_for(user, pk, now)
    if not found.sections.filter(key=key).exists():
        raise Http404
    try:
        write_section(
            minutes_id=found.pk, key=key, text=body.text, expected_revision=body.expected_revision, actor=user, at=now,
            delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, None)
    return _out(found, writes=True)


@router.post(
    "/meetings/{int:pk}/minutes/comments", response={200: MinutesCommentOut} | REFUSALS, summary="Comment on minutes"
)
def comment_on_minutes(
    request: HttpRequest, pk: int, body: MinutesCommentIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Comment on a section while the minutes are circulated; it is kept as it was said."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = minutes_for(user, pk, now)
    try:
        said = say_of_minutes(
            minutes_id=found.pk, key=body.section, text=body.text, actor=user, at=now, request_id=request_id,
            delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, None)
    return _comment(said)


@router.post(
    "/minutes-comments/{int:pk}/answer", response={200: MinutesCommentOut} | REFUSALS, summary="Answer a comment"
)
def answer_comment_on_minutes(
    request: HttpRequest, pk: int, body: MinutesAnswerIn, acting_under: ActingUnder = None
) -> Any:
    """Accept it, decline it or explain. A comment is answered once."""
    now, user = timezone.now(), asker_under(request, acting_under)
    mine = MinutesComment.objects.filter(minutes__in=minutes_for_person(user, now).values("pk"))
    said = get_object_or_404(mine, pk=pk)
    try:
        answer_comment(
            comment_id=said.pk, verdict=body.verdict, text=body.text, actor=user, at=now, delegation=acting_under
        )
    except Refused as refused:
        return told(refused, None)
    return _comment(MinutesComment.objects.get(pk=pk))


@router.post(
    "/minutes/{int:pk}/transitions/{slug:name}", response={200: RecordOut} | REFUSALS, summary="Act on minutes"
)
def act_on_minutes(
    request: HttpRequest, pk: int, name: str, body: MinutesAct, request_id: RequestId, if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:  # fmt: skip
    """Circulate, take back, adopt, publish, correct. The paper that the act needs is made with it."""
    now, user = timezone.now(), asker_under(request, acting_under)
    mine = get_object_or_404(minutes_for_person(user, now), pk=pk)
    found = minutes_for(user, mine.meeting_id, now)
    return make_step(
        request, found, name, body=body, request_id=request_id, if_match=if_match, delegation=acting_under,
        perform=make_act,
    )  # fmt: skip


@router.post(
    "/minutes-replies/{int:pk}/transitions/{slug:name}", response={200: RecordOut} | REFUSALS,
    summary="Answer a circulation of minutes",
)  # fmt: skip
def act_on_minutes_reply(
    request: HttpRequest, pk: int, name: str, body: ActBody, request_id: RequestId, if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:  # fmt: skip
    """Confirm the minutes that are circulated to you, or ask for an amendment."""
    mine = MinutesReply.objects.filter(user=asker_under(request, acting_under))
    reply = get_object_or_404(mine.select_related("minutes"), pk=pk)
    return make_step(
        request, reply, name, body=body, request_id=request_id, if_match=if_match, delegation=acting_under, perform=act
    )


def _out(found: Minutes, *, writes: bool, hidden: Container[str] = frozenset()) -> MinutesOut:
    found = Minutes.objects.select_related("circulated", "adopted", "adopted_at_meeting").get(pk=found.pk)
    text = found.adopted or found.circulated
    comments = found.comments.select_related("section", "said_by", "answer").order_by("pk")
    return MinutesOut(
        id=found.pk,
        meeting=found.meeting_id,
        state=MinutesState(found.state),
        version=found.version,
        due_on=found.due_on,
        way=Way(found.way) if found.way else None,
        adopted_at=moment(found.adopted_at) if found.adopted_at else None,
        adopted_at_meeting=found.adopted_at_meeting.called if found.adopted_at_meeting else None,
        sha256=text.sha256 if text else None,
        amended=[one["key"] for one in found.amendments],
        sections=[_withheld(one) if one.key in hidden else one for one in _sections(found, writes=writes)],
        comments=[_comment(one) for one in comments if one.section.key not in hidden],
        corrigenda=[
            CorrigendumOut(section=one["key"], **{name: one[name] for name in CorrigendumOut.model_fields
                                                  if name != "section"})
            for one in found.corrections() if one["key"] not in hidden
        ],
    )  # fmt: skip


def _withheld(one: MinutesSectionOut) -> MinutesSectionOut:
    """Of a section that the reader does not see, the number."""
    named = {name: getattr(one, name) for name in ("key", "kind", "label", "title", "text", "is_confidential")}
    return MinutesSectionOut(**withheld(named))


def _sections(found: Minutes, *, writes: bool) -> list[MinutesSectionOut]:
    text = found.adopted or found.circulated
    if text is not None and (found.state in FIXED or not writes):
        return [MinutesSectionOut(**one) for one in text.content["sections"]]
    return [
        MinutesSectionOut(
            key=one.key, kind=one.kind, label=one.label, title=one.title, text=one.text,
            is_confidential=one.is_confidential, is_behind=one.is_behind, revision=one.revision,
            drafted=None if one.edited is None else one.generated,
        )
        for one in found.sections.order_by("position", "pk")
    ]  # fmt: skip


def _comment(said: MinutesComment) -> MinutesCommentOut:
    answered = getattr(said, "answer", None)
    return MinutesCommentOut(
        id=said.pk,
        section=said.section.key,
        text=said.text,
        said_by=str(said.said_by),
        said_at=moment(said.said_at),
        verdict=Verdict(answered.verdict) if answered else None,
        answer=answered.text if answered else "",
    )
