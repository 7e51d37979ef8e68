# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was resolved, for programs: the register, the letters and what was assigned, until it is closed."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from accounts.api import (
    READING,
    REFUSALS,
    ActBody,
    ActingUnder,
    ActsOut,
    After,
    IfMatch,
    Limit,
    Moment,
    RecordOut,
    RequestId,
    Strict,
    Words,
    acts_of,
    asker,
    make_step,
)
from agencies.asking import asker_under
from agencies.standing import attempt_of
from committee.models import ActionItem, DecisionLetter
from committee.operations import act
from committee.queries import committee_for
from committee.queries.following import action_for, actions_for, matters_arising
from committee.queries.letters import letter_for, letters_for, whether_it_holds
from committee.queries.register import Asked, behind, found_by, resolutions_for
from committee.states import ActionState, LetterState, ResolutionState, Verb
from workflows.records import moment

router = Router(tags=["resolutions"])
Code = Annotated[str, Field(max_length=40)]


class RegisterRow(Schema):
    """A resolution in the register."""

    id: int
    number: str = Field(examples=["3/2564"])
    committee: str
    meeting: str
    item: int
    matter: str
    project: str | None
    verb: Verb
    also: list[Verb]
    text: str
    state: ResolutionState
    version: int


class RegisterPage(Schema):
    """Resolutions, the newest first."""

    resolutions: list[RegisterRow]
    next: int | None


class LetterOut(Schema):
    """A letter; ``says`` is everything that its paper prints."""

    id: int
    letter_number: str
    agency: str
    resolution: int
    sent_at: Moment
    sha256: str
    holding: str = Field(examples=["valid", "superseded", "corrected"])
    says: dict[str, Any]
    state: LetterState
    version: int


class LetterPage(Schema):
    """Letters, the last sent first."""

    letters: list[LetterOut]
    next: int | None


class ActionOut(Schema):
    """Something assigned; its owner is an agency, by its code, or a person."""

    id: int
    text: str
    agency: str | None
    person: int | None
    due_date: date
    resolution: int
    state: ActionState
    version: int


class ActionPage(Schema):
    """What was assigned, the newest first."""

    actions: list[ActionOut]
    next: int | None


class ArisingOut(Schema):
    """A matter that arises from an earlier resolution."""

    kind: str = Field(examples=["committee.actionitem", "budget_review.condition"])
    id: int
    text: str
    owner: str
    resolution: str
    due_date: date | None
    is_late: bool
    state: str


class ActionFacts(Strict):
    """What an act brings: a link with ``report``, the sha256 of a kept file; the day with ``extend``."""

    link: Annotated[str | None, Field(max_length=500)] = None
    document: Annotated[str | None, Field(pattern="^[0-9a-f]{64}$")] = None
    due_date: date | None = None


class ActionAct(ActBody):
    """An act on something assigned."""

    facts: ActionFacts = ActionFacts()


@router.get("/resolutions", response={200: RegisterPage} | READING, summary="Find resolutions")
def list_resolutions(
    request: HttpRequest,
    q: Words = "",
    committee: Code = "",
    year: int | None = None,
    verb: Verb | None = None,
    project: Code = "",
    state: ResolutionState | None = None,
    after: After = None,
    limit: Limit = 25,
) -> RegisterPage:
    """The numbered resolutions of the committees that you see, by words, committee, year, verb, project and state."""
    seen = resolutions_for(asker(request), timezone.now())
    asked = Asked(text=q, committee=committee, year=year, verb=verb or "", project=project, state=state or "")
    found = found_by(seen, asked)
    if after:
        last = seen.filter(pk=after).first()
        found = behind(found, last) if last else found.none()
    rows = list(found[: limit + 1])
    shown = [
        RegisterRow(
            id=one.pk,
            number=one.called,
            committee=one.committee.code,
            meeting=one.meeting.called,
            item=one.item_id,
            matter=one.item.title,
            project=one.item.project.code if one.item.project else None,
            verb=Verb(one.verb),
            also=[Verb(said) for said in one.also],
            text=one.text,
            state=one.state,
            version=one.version,
        )
        for one in rows[:limit]
    ]
    return RegisterPage(resolutions=shown, next=rows[limit - 1].pk if len(rows) > limit else None)


@router.get("/letters", response={200: LetterPage} | READING, summary="Find letters on resolutions")
def list_letters(request: HttpRequest, after: After = None, limit: Limit = 25) -> LetterPage:
    """The letters of the committees that you see, and those to your agency."""
    found = letters_for(asker(request), timezone.now()).order_by("-pk")
    rows = list((found.filter(pk__lt=after) if after else found)[: limit + 1])
    return LetterPage(
        letters=[_letter(letter) for letter in rows[:limit]], next=rows[limit - 1].pk if len(rows) > limit else None
    )


@router.get("/letters/{int:pk}", response={200: LetterOut} | READING, summary="Read a letter on a resolution")
def read_letter(request: HttpRequest, pk: int) -> LetterOut:
    """What it says, and whether it holds."""
    return _letter(letter_for(asker(request), pk, timezone.now()))


@router.get("/letters/{int:pk}/explain", response={200: ActsOut} | READING, summary="What can be done with a letter")
def explain_letter(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> ActsOut:
    """Every act that starts in the present state: may I, what is missing, who can."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return acts_of(letter_for(user, pk, now), [], attempt_of(user, now))


@router.post("/letters/{int:pk}/transitions/{slug:name}", response={200: RecordOut} | REFUSALS, summary="Acknowledge")
def act_on_letter(
    request: HttpRequest,
    pk: int,
    name: str,
    body: ActBody,
    request_id: RequestId,
    if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:
    """Acknowledge a letter for its agency."""
    letter = letter_for(asker_under(request, acting_under), pk, timezone.now())
    return make_step(
        request, letter, name, body=body, request_id=request_id, if_match=if_match, delegation=acting_under, perform=act
    )


@router.get("/actions", response={200: ActionPage} | READING, summary="Find what was assigned")
def list_actions(
    request: HttpRequest, state: ActionState | None = None, after: After = None, limit: Limit = 25
) -> ActionPage:
    """What resolutions assigned: of the committees that you see, to your agency, and to you."""
    found = actions_for(asker(request), timezone.now()).order_by("-pk")
    if state:
        found = found.filter(state=state)
    rows = list((found.filter(pk__lt=after) if after else found)[: limit + 1])
    return ActionPage(
        actions=[_action(action) for action in rows[:limit]], next=rows[limit - 1].pk if len(rows) > limit else None
    )


@router.get("/actions/{int:pk}/explain", response={200: ActsOut} | READING, summary="What can be done with it")
def explain_assigned(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> ActsOut:
    """Every act on something assigned that starts in the present state: may I, what is missing, who can."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return acts_of(action_for(user, pk, now), [], attempt_of(user, now))


@router.post(
    "/actions/{int:pk}/transitions/{slug:name}",
    response={200: RecordOut} | REFUSALS,
    summary="Act on what is assigned",
)
def act_on_assigned(
    request: HttpRequest,
    pk: int,
    name: str,
    body: ActionAct,
    request_id: RequestId,
    if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:
    """Report, verify, send back, extend or close it."""
    action = action_for(asker_under(request, acting_under), pk, timezone.now())
    return make_step(
        request,
        action,
        name,
        body=body,
        request_id=request_id,
        if_match=if_match,
        delegation=acting_under,
        perform=act,
    )


@router.get(
    "/committees/{slug:code}/matters-arising", response={200: list[ArisingOut]} | READING, summary="Matters arising"
)
def list_matters_arising(request: HttpRequest, code: str) -> list[ArisingOut]:
    """What the committee's resolutions left open now, what is due first before."""
    user, now = asker(request), timezone.now()
    return [
        ArisingOut(
            kind=one.subject.kind,
            id=one.subject.pk,
            text=one.text,
            owner=one.owner,
            resolution=one.resolution,
            due_date=one.due_date,
            is_late=one.is_late,
            state=one.subject.state,
        )
        for one in matters_arising(committee_for(user, code, now), user, now)
    ]


def _letter(letter: DecisionLetter) -> LetterOut:
    return LetterOut(
        id=letter.pk,
        letter_number=letter.letter_number,
        agency=letter.agency.code,
        resolution=letter.resolution_id,
        sent_at=moment(letter.sent_at),
        sha256=letter.sha256,
        holding=whether_it_holds(letter).value,
        says=letter.snapshot,
        state=letter.state,
        version=letter.version,
    )


def _action(action: ActionItem) -> ActionOut:
    return ActionOut(
        id=action.pk,
        text=action.text,
        agency=action.agency.code if action.agency else None,
        person=action.person_id,
        due_date=action.due_date,
        resolution=action.resolution_id,
        state=action.state,
        version=action.version,
    )
