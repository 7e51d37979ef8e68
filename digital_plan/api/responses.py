# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Responses to campaigns for programs: reading, writing part by part, acting on them, the letter."""

from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema
from ninja.responses import Status

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
from digital_plan.models import AlignmentLetter, AlignmentResponse, OwnProject
from digital_plan.operations.campaigns import (
    ProjectText,
    remove_own_project,
    save_own_project,
    save_part_one,
)
from digital_plan.permissions.campaigns import respondent
from digital_plan.queries.campaigns import (
    campaign_for,
    response_for,
    responses_for,
    served_by,
    shows_finding,
)
from digital_plan.states.campaigns import TOLD, Finding, PlanKind, PlanStatus, ResponseState, Variant
from workflows.records import moment
from workflows.refusals import GuardsUnmet, Refused

router = Router(tags=["alignment campaigns"])
Long = Annotated[Prose, Field(max_length=400)]
Year = Annotated[int, Field(ge=2500, le=2700)]


class OwnProjectOut(Schema):
    """A project of the agency; ``serves`` are codes of the plan."""

    id: int
    title: str
    fiscal_year: int
    budget_baht: str | None
    project_code: str
    note: str
    serves: list[str]
    revision: int


class ResponseOut(Schema):
    """A response. ``finding`` is there for the offices, and for the agency from when it opened its letter."""

    id: int
    campaign: int
    agency: str
    variant: Variant
    state: ResponseState
    state_label: str
    version: int
    is_late: bool
    submitted_at: Moment | None
    finding: Finding | None


class ResponseWhole(ResponseOut):
    """A response with all that it says."""

    revision: int
    plan_status: str
    plan_kind: str
    plan_title: str
    plan_first_year: int | None
    plan_last_year: int | None
    plan_url: str
    respondent_role: str
    respondent_mailbox: str
    has_none: bool
    projects: list[OwnProjectOut]


class ResponsePage(Schema):
    """Responses, in the order of their invitation."""

    responses: list[ResponseOut]
    next: int | None


class PartOneIn(Strict):
    """Part 1, complete or not."""

    plan_status: PlanStatus | None = None
    plan_kind: PlanKind | None = None
    plan_title: Long = ""
    plan_first_year: Year | None = None
    plan_last_year: Year | None = None
    plan_url: Annotated[Prose, Field(max_length=500)] = ""
    respondent_role: Words = ""
    respondent_mailbox: Annotated[Prose, Field(max_length=254)] = ""
    has_none: bool = False
    expected_revision: Annotated[int, Field(ge=0)]


class OwnProjectIn(Strict):
    """A project of the agency with the items of the plan that it serves, by their codes."""

    title: Annotated[Long, Field(min_length=1)]
    fiscal_year: Year
    budget_baht: Annotated[str | None, Field(pattern=r"^[0-9]{1,13}(\.[0-9]{1,2})?$", examples=["1500000.00"])] = None
    project_code: Annotated[Words, Field(max_length=40)] = ""
    note: Annotated[Prose, Field(max_length=4000)] = ""
    serves: list[Annotated[Words, Field(max_length=20)]] = Field(default_factory=list, max_length=200)
    expected_revision: Annotated[int, Field(ge=0)] = 0


class ResponseFacts(Strict):
    """What acts on a response take along."""

    text: Prose | None = None
    alignment: Finding | None = None


class ResponseAct(ActBody):
    """An act on a response."""

    facts: ResponseFacts = ResponseFacts()


class AlignmentLetterOut(Schema):
    """A result letter; ``says`` is everything that its paper prints."""

    letter_number: str
    sent_at: Moment
    sha256: str
    says: dict[str, Any]


@router.get("/campaigns/{int:pk}/responses", response={200: ResponsePage} | READING, summary="Responses of a campaign")
def list_responses(
    request: HttpRequest, pk: int, state: ResponseState | None = None, after: After = None, limit: Limit = 25,
    acting_under: ActingUnder = None,
) -> ResponsePage:  # fmt: skip
    """Those that you may read: the offices all, an agency its own."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = responses_for(user, now).filter(campaign=campaign_for(user, pk, now)).order_by("pk")
    if state:
        found = found.filter(state=state)
    rows = list((found.filter(pk__gt=after) if after else found)[: limit + 1])
    shown = [ResponseOut(**_response(one, shows_finding(one, user, now))) for one in rows[:limit]]
    return ResponsePage(responses=shown, next=rows[limit - 1].pk if len(rows) > limit else None)


@router.get("/responses/{int:pk}", response={200: ResponseWhole} | READING, summary="Read a response")
def read_response(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> ResponseWhole:
    """A response with all that it says."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return _whole(response_for(user, pk, now), user, now)


@router.put("/responses/{int:pk}/part-1", response={200: ResponseWhole} | REFUSALS, summary="Save part 1")
def write_part_one(request: HttpRequest, pk: int, body: PartOneIn, acting_under: ActingUnder = None) -> Any:
    """Save part 1, complete or not, while the agency has the response in hand."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = response_for(user, pk, now)
    given = body.dict(exclude={"expected_revision"})
    given |= {"plan_status": body.plan_status or "", "plan_kind": body.plan_kind or ""}
    try:
        save_part_one(
            response_id=found.pk, given=given, expected_revision=body.expected_revision, actor=asker(request), at=now,
            delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, respondent.sentence)
    return Status(200, _whole(response_for(user, pk, now), user, now))


@router.post("/responses/{int:pk}/projects", response={200: ResponseWhole} | REFUSALS, summary="Name a project")
def add_own_project(request: HttpRequest, pk: int, body: OwnProjectIn, acting_under: ActingUnder = None) -> Any:
    """Name a project of the agency with what it serves."""
    return _write_project(request, pk, None, body, acting_under)


@router.put(
    "/responses/{int:pk}/projects/{int:project}", response={200: ResponseWhole} | REFUSALS, summary="Write a project"
)
def change_own_project(
    request: HttpRequest, pk: int, project: int, body: OwnProjectIn, acting_under: ActingUnder = None
) -> Any:
    """Write a project of the agency anew."""
    return _write_project(request, pk, project, body, acting_under)


@router.delete(
    "/responses/{int:pk}/projects/{int:project}", response={200: ResponseWhole} | REFUSALS, summary="Take out a project"
)
def delete_own_project(request: HttpRequest, pk: int, project: int, acting_under: ActingUnder = None) -> Any:
    """Take a project out of the response; what was handed in before keeps it."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = response_for(user, pk, now)
    get_object_or_404(OwnProject, response=found, pk=project)
    try:
        remove_own_project(
            response_id=found.pk, project_id=project, actor=asker(request), at=now, delegation=acting_under
        )
    except Refused as refused:
        return told(refused, respondent.sentence)
    return Status(200, _whole(response_for(user, pk, now), user, now))


@router.get("/responses/{int:pk}/explain", response={200: ActsOut} | READING, summary="What can be done")
def explain_response(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> ActsOut:
    """Every act that starts in the present state: may I, what is missing, who can."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return acts_of(response_for(user, pk, now), [], attempt_of(user, now))


@router.post(
    "/responses/{int:pk}/transitions/{slug:name}", response={200: RecordOut} | REFUSALS, summary="Act on a response"
)
def act_on_response(
    request: HttpRequest, pk: int, name: str, body: ResponseAct, request_id: RequestId, if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:  # fmt: skip
    """Hand in, check, ask, answer, record the finding, send the letter, open it."""
    found = response_for(asker_under(request, acting_under), pk, timezone.now())
    return make_step(request, found, name, body=body, request_id=request_id, if_match=if_match, delegation=acting_under)


@router.get("/responses/{int:pk}/letter", response={200: AlignmentLetterOut} | REFUSALS, summary="Read a result letter")
def read_alignment_letter(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> Any:
    """What it says; an agency makes the step ``open_result`` first."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = response_for(user, pk, now)
    letter = get_object_or_404(AlignmentLetter, response=found)
    if found.state in TOLD and not shows_finding(found, user, now):
        return told(GuardsUnmet(_("The agency opens its letter first.")), respondent.sentence)
    return Status(
        200,
        AlignmentLetterOut(
            letter_number=letter.letter_number, sent_at=moment(letter.sent_at), sha256=letter.sha256,
            says=letter.snapshot,
        ),
    )  # fmt: skip


def _write_project(
    request: HttpRequest, pk: int, project: int | None, body: OwnProjectIn, acting_under: int | None
) -> Any:
    now, user = timezone.now(), asker_under(request, acting_under)
    found = response_for(user, pk, now)
    given = body.dict(exclude={"serves", "expected_revision", "budget_baht"})
    budget = Decimal(body.budget_baht) if body.budget_baht else None
    text = ProjectText(items=body.serves, budget_baht=budget, **given)
    if project is not None:
        get_object_or_404(OwnProject, response=found, pk=project)
    try:
        save_own_project(
            response_id=found.pk, text=text, project_id=project, expected_revision=body.expected_revision,
            actor=asker(request), at=now, delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, respondent.sentence)
    return Status(200, _whole(response_for(user, pk, now), user, now))


def _response(one: AlignmentResponse, is_shown: bool) -> dict[str, Any]:
    return {
        "id": one.pk, "campaign": one.campaign_id, "agency": one.agency.code, "variant": one.variant,
        "state": one.state, "state_label": one.get_state_display(), "version": one.version, "is_late": one.is_late,
        "submitted_at": moment(one.submitted_at) if one.submitted_at else None,
        "finding": one.finding or None if is_shown else None,
    }  # fmt: skip


def _whole(one: AlignmentResponse, user: Any, now: Any) -> ResponseWhole:
    named = ("plan_status", "plan_kind", "plan_title", "plan_first_year", "plan_last_year", "plan_url",
             "respondent_role", "respondent_mailbox", "has_none", "revision")  # fmt: skip
    projects = [
        OwnProjectOut(
            id=held.pk, title=held.title, fiscal_year=held.fiscal_year,
            budget_baht=None if held.budget_baht is None else f"{held.budget_baht:.2f}",
            project_code=held.project_code, note=held.note, revision=held.revision,
            serves=sorted(row.item_code for row in held.alignments.all()),
        )
        for held in (row["project"] for row in served_by(one))
    ]  # fmt: skip
    facts = {name: getattr(one, name) for name in named}
    return ResponseWhole(**_response(one, shows_finding(one, user, now)), **facts, projects=projects)
