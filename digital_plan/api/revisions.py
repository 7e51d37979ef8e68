# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proposals to change plans for programs: reading, proposing, deciding; and the revision log of a plan."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema
from ninja.responses import Status

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
    record_out,
)
from accounts.api.problems import told
from agencies.asking import asker_under
from agencies.models import Agency
from agencies.standing import attempt_of
from digital_plan.models import Plan, PlanRevision, RevisionProposal
from digital_plan.operations.revisions import ChangeText, list_revision, propose_change
from digital_plan.permissions.revisions import change_decider, change_proposer
from digital_plan.queries.revisions import proposal_for, proposals_for, revisions_of
from digital_plan.states.revisions import ChangeKind, ProposalState
from workflows.records import moment
from workflows.refusals import Refused

router = Router(tags=["rolling plan"])
Year = Annotated[int, Field(ge=2500, le=2700)]


class ProposalOut(Schema):
    """A proposal to change a plan; ``listed_in`` is the number of the revision that lists it."""

    id: int
    plan: str
    fiscal_year: int
    change_kind: ChangeKind
    item: str
    what: str
    why: str
    agency: str
    state: ProposalState
    state_label: str
    version: int
    decision: str
    listed_in: int | None


class ProposalIn(Strict):
    """A change as it is proposed."""

    plan: Annotated[Words, Field(max_length=10, examples=["66-70"])]
    fiscal_year: Year
    change_kind: ChangeKind
    item: Annotated[Words, Field(max_length=20, examples=["66-70/1"])] = ""
    what: Annotated[Prose, Field(min_length=1, max_length=4000)]
    why: Annotated[Prose, Field(min_length=1, max_length=4000)]
    agency: Words


class RevisionIn(Strict):
    """For which fiscal year, and why."""

    fiscal_year: Year
    reason: Annotated[Prose, Field(min_length=1, max_length=4000)]


class RevisionOut(Schema):
    """A revision of a plan; ``content`` lists the changes that were taken."""

    number: int
    fiscal_year: int
    taken_at: Moment
    sha256: str
    content: dict[str, Any]


@router.get("/plan-proposals", response={200: list[ProposalOut]} | READING, summary="Proposals to change plans")
def list_plan_proposals(request: HttpRequest, acting_under: ActingUnder = None) -> list[ProposalOut]:
    """The latest two hundred that you may see: the offices all, an agency its own."""
    return [_proposal(one) for one in proposals_for(asker_under(request, acting_under), timezone.now())[:200]]


@router.post("/plan-proposals", response={200: RecordOut} | REFUSALS, summary="Propose a change of a plan")
def propose_plan_change(
    request: HttpRequest, body: ProposalIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """For an agency of your own."""
    text = ChangeText(
        plan=Plan.objects.filter(code=body.plan).values_list("pk", flat=True).first() or 0,
        agency=Agency.objects.filter(code=body.agency).values_list("pk", flat=True).first() or 0,
        item_code=body.item, fiscal_year=body.fiscal_year, change_kind=body.change_kind, what=body.what, why=body.why,
    )  # fmt: skip
    try:
        record = propose_change(
            text, actor=asker(request), at=timezone.now(), request_id=request_id, delegation=acting_under
        )
    except Refused as refused:
        return told(refused, change_proposer.sentence)
    return Status(200, record_out(record))


@router.get("/plan-proposals/{int:pk}", response={200: ProposalOut} | READING, summary="Read a proposal")
def read_plan_proposal(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> ProposalOut:
    """A proposal with what was decided."""
    return _proposal(proposal_for(asker_under(request, acting_under), pk, timezone.now()))


@router.get("/plan-proposals/{int:pk}/explain", response={200: ActsOut} | READING, summary="What can be done")
def explain_plan_proposal(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> ActsOut:
    """Every act that starts in the present state: may I, what is missing, who can."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return acts_of(proposal_for(user, pk, now), [], attempt_of(user, now))


class NoFacts(Strict):
    """Acts on a proposal take nothing along but the reason."""


class ProposalAct(ActBody):
    """An act on a proposal."""

    facts: NoFacts = NoFacts()


@router.post(
    "/plan-proposals/{int:pk}/transitions/{slug:name}", response={200: RecordOut} | REFUSALS,
    summary="Act on a proposal",
)  # fmt: skip
def act_on_plan_proposal(
    request: HttpRequest, pk: int, name: str, body: ProposalAct, request_id: RequestId, if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:  # fmt: skip
    """Take it, leave it, or withdraw it."""
    found = proposal_for(asker_under(request, acting_under), pk, timezone.now())
    return make_step(request, found, name, body=body, request_id=request_id, if_match=if_match, delegation=acting_under)


@router.get(
    "/plans/{slug:code}/revisions", response={200: list[RevisionOut]} | READING, summary="The revision log of a plan"
)
def list_plan_revisions(request: HttpRequest, code: str) -> list[RevisionOut]:
    """The latest first."""
    asker(request)
    return [_revision(one) for one in revisions_of(get_object_or_404(Plan, code=code))]


@router.post(
    "/plans/{slug:code}/revisions", response={200: RevisionOut} | REFUSALS, summary="List a revision of a plan"
)
def list_plan_revision(request: HttpRequest, code: str, body: RevisionIn, request_id: RequestId) -> Any:
    """With every change that was taken for the fiscal year and stands in no revision yet."""
    plan = get_object_or_404(Plan, code=code)
    try:
        made = list_revision(
            plan_id=plan.pk, fiscal_year=body.fiscal_year, reason=body.reason, actor=asker(request), at=timezone.now(),
            request_id=request_id,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, change_decider.sentence)
    return Status(200, _revision(made))


def _proposal(one: RevisionProposal) -> ProposalOut:
    named = ("fiscal_year", "change_kind", "what", "why", "state", "version", "decision")
    return ProposalOut(
        id=one.pk, plan=one.plan.code, item=one.item_code, agency=one.agency.code,
        state_label=one.get_state_display(), listed_in=one.listed_in.number if one.listed_in else None,
        **{name: getattr(one, name) for name in named},
    )  # fmt: skip


def _revision(one: PlanRevision) -> RevisionOut:
    return RevisionOut(
        number=one.number, fiscal_year=one.fiscal_year, taken_at=moment(one.taken_at), sha256=one.sha256,
        content=one.content,
    )  # fmt: skip
