# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rounds on the status of plans for programs: reading, writing one, acting on rounds and returns, the result."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
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
    record_out,
)
from accounts.api.problems import told
from agencies.asking import asker_under
from agencies.standing import attempt_of
from digital_plan.models import Plan, StatusResult, StatusReturn, StatusRound
from digital_plan.operations.status_rounds import RoundText, begin_status_round, edit_status_round
from digital_plan.permissions.status_rounds import round_officer
from digital_plan.queries.campaigns import reads_all
from digital_plan.queries.status_results import result_of
from digital_plan.queries.status_rounds import (
    as_facts,
    counts_of,
    known_of,
    status_return_for,
    status_returns_for,
    status_round_for,
    status_rounds_for,
)
from digital_plan.states.action_plans import ActionPlanKind
from digital_plan.states.clinic import Channel
from digital_plan.states.status_rounds import PlanStanding, ReturnState, RoundState
from workflows.records import moment
from workflows.refusals import Refused

router = Router(tags=["status of plans"])
Year = Annotated[int, Field(ge=2500, le=2700)]


class StatusRoundOut(Schema):
    """A round; ``number`` is "1/2564" from its opening on, ``counts`` for those alone who read every return."""

    id: int
    number: str
    previous: str
    plan: str
    opens_on: date
    due_date: date
    guidance: str
    is_example: bool
    revision: int
    state: RoundState
    state_label: str
    version: int
    counts: dict[str, int] | None


class StatusRoundIn(Strict):
    """A round as it is written."""

    plan: Annotated[Words, Field(max_length=10, examples=["63-65"])]
    opens_on: date
    due_date: date
    guidance: Annotated[Prose, Field(max_length=4000)] = ""


class StatusRoundEdit(StatusRoundIn):
    """The same, written anew."""

    expected_revision: Annotated[int, Field(ge=0)]


class KnownStatus(Schema):
    """What is known of an agency's plan before it tells, and where from."""

    plan_status: str
    plan_kind: str
    first_year: int | None
    last_year: int | None
    source: str


class StatusReturnOut(Schema):
    """A return. ``is_for_caller`` says that DGA entered what the agency told, ``caller`` by post who told it."""

    id: int
    round: str
    agency: str
    state: ReturnState
    state_label: str
    version: int
    plan_status: str
    plan_kind: str
    first_year: int | None
    last_year: int | None
    remark: str
    told_at: Moment | None
    is_late: bool
    is_for_caller: bool
    caller: str
    came_by: str


class StatusReturnWhole(StatusReturnOut):
    """A return with what is known of the plan: confirm it by sending the same."""

    known: KnownStatus


class StatusReturnPage(Schema):
    """Returns, in the order of their asking."""

    returns: list[StatusReturnOut]
    next: int | None


class StatusRoundFacts(Strict):
    """What acts on a round take along: the new day with ``move_last_day``."""

    due_date: date | None = None


class StatusRoundAct(ActBody):
    """An act on a round."""

    facts: StatusRoundFacts = StatusRoundFacts()


class StatusReturnFacts(Strict):
    """What acts on a return take along: the status with every telling, ``text`` with a question or an answer."""

    plan_status: PlanStanding | None = None
    plan_kind: ActionPlanKind | None = None
    first_year: Year | None = None
    last_year: Year | None = None
    remark: Annotated[Prose | None, Field(max_length=2000)] = None
    text: Annotated[Prose | None, Field(max_length=4000)] = None
    caller: Annotated[Words | None, Field(max_length=200)] = None
    came_by: Channel | None = None


class StatusReturnAct(ActBody):
    """An act on a return."""

    facts: StatusReturnFacts = StatusReturnFacts()


class StatusResultOut(Schema):
    """The result of a round; ``sha256`` is the hash of what was frozen when it was reported."""

    taken_at: Moment | None
    sha256: str | None
    content: dict[str, Any]


@router.get("/status-rounds", response={200: list[StatusRoundOut]} | READING, summary="Rounds on the status of plans")
def list_status_rounds(request: HttpRequest, acting_under: ActingUnder = None) -> list[StatusRoundOut]:
    """The rounds that you may see, the latest first: the offices all, an agency those that ask it."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return [_round(one, None) for one in status_rounds_for(user, now)[:200]]


@router.post("/status-rounds", response={200: RecordOut} | REFUSALS, summary="Write a round")
def write_status_round(
    request: HttpRequest, body: StatusRoundIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Write a new round. It asks nobody until another person opens it."""
    try:
        record = begin_status_round(
            _text(body), actor=asker(request), at=timezone.now(), request_id=request_id, delegation=acting_under
        )
    except Refused as refused:
        return told(refused, round_officer.sentence)
    return Status(200, record_out(record))


@router.get("/status-rounds/{int:pk}", response={200: StatusRoundOut} | READING, summary="Read a round")
def read_status_round(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> StatusRoundOut:
    """A round; with how far it is, for those who read every return."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = status_round_for(user, pk, now)
    return _round(found, counts_of(found) if reads_all(user, now) else None)


@router.put("/status-rounds/{int:pk}", response={200: StatusRoundOut} | REFUSALS, summary="Write a round anew")
def change_status_round(request: HttpRequest, pk: int, body: StatusRoundEdit, acting_under: ActingUnder = None) -> Any:
    """While it is a draft."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = status_round_for(user, pk, now)
    try:
        kept = edit_status_round(
            round_id=found.pk, text=_text(body), expected_revision=body.expected_revision, actor=asker(request), at=now,
            delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, round_officer.sentence)
    return Status(200, _round(kept, None))


@router.get("/status-rounds/{int:pk}/explain", response={200: ActsOut} | READING, summary="What can be done")
def explain_status_round(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> ActsOut:
    """Every act that starts in the present state: may I, what is missing, who can."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return acts_of(status_round_for(user, pk, now), [], attempt_of(user, now))


@router.post(
    "/status-rounds/{int:pk}/transitions/{slug:name}", response={200: RecordOut} | REFUSALS, summary="Act on a round"
)
def act_on_status_round(
    request: HttpRequest, pk: int, name: str, body: StatusRoundAct, request_id: RequestId, if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:  # fmt: skip
    """Open, drop or close it, move its last day, or freeze and report its result."""
    found = status_round_for(asker_under(request, acting_under), pk, timezone.now())
    return make_step(request, found, name, body=body, request_id=request_id, if_match=if_match, delegation=acting_under)


@router.get("/status-rounds/{int:pk}/returns", response={200: StatusReturnPage} | READING, summary="Returns of a round")
def list_status_returns(
    request: HttpRequest, pk: int, state: ReturnState | None = None, after: After = None, limit: Limit = 25,
    acting_under: ActingUnder = None,
) -> StatusReturnPage:  # fmt: skip
    """Those that you may read: the offices all, an agency its own."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = status_returns_for(user, now).filter(round=status_round_for(user, pk, now)).order_by("pk")
    if state:
        found = found.filter(state=state)
    rows = list((found.filter(pk__gt=after) if after else found)[: limit + 1])
    shown = [StatusReturnOut(**_return(one)) for one in rows[:limit]]
    return StatusReturnPage(returns=shown, next=rows[limit - 1].pk if len(rows) > limit else None)


@router.get("/status-rounds/{int:pk}/result", response={200: StatusResultOut} | READING, summary="A round's result")
def read_status_result(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> StatusResultOut:
    """As it was frozen, or as it is now before it is reported; for those who read every return."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = status_round_for(user, pk, now)
    if not found.number or not reads_all(user, now):
        raise Http404
    frozen = StatusResult.objects.filter(round=found).first()
    if frozen is None:
        return StatusResultOut(taken_at=None, sha256=None, content=result_of(found, now))
    return StatusResultOut(taken_at=moment(frozen.taken_at), sha256=frozen.sha256, content=frozen.content)


@router.get("/status-returns/{int:pk}", response={200: StatusReturnWhole} | READING, summary="Read a return")
def read_status_return(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> StatusReturnWhole:
    """A return with what is known of the agency's plan."""
    found = status_return_for(asker_under(request, acting_under), pk, timezone.now())
    known = known_of(found)
    return StatusReturnWhole(**_return(found), known=KnownStatus(**as_facts(known), source=known.source))


@router.get("/status-returns/{int:pk}/explain", response={200: ActsOut} | READING, summary="What can be done")
def explain_status_return(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> ActsOut:
    """Every act that starts in the present state: may I, what is missing, who can."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return acts_of(status_return_for(user, pk, now), [], attempt_of(user, now))


@router.post(
    "/status-returns/{int:pk}/transitions/{slug:name}", response={200: RecordOut} | REFUSALS, summary="Act on a return"
)
def act_on_status_return(
    request: HttpRequest, pk: int, name: str, body: StatusReturnAct, request_id: RequestId, if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:  # fmt: skip
    """Tell the status, correct it, enter it for a caller, ask back, answer."""
    found = status_return_for(asker_under(request, acting_under), pk, timezone.now())
    return make_step(request, found, name, body=body, request_id=request_id, if_match=if_match, delegation=acting_under)


def _text(body: StatusRoundIn) -> RoundText:
    plan = Plan.objects.filter(code=body.plan).values_list("pk", flat=True).first()
    return RoundText(plan=plan or 0, opens_on=body.opens_on, due_date=body.due_date, guidance=body.guidance)


def _round(round_: StatusRound, counts: dict[str, int] | None) -> StatusRoundOut:
    named = ("opens_on", "due_date", "guidance", "is_example", "revision", "state", "version")
    return StatusRoundOut(
        id=round_.pk, number=round_.called, previous=round_.previous.called if round_.previous else "",
        plan=round_.plan.code, state_label=round_.get_state_display(), counts=counts,
        **{name: getattr(round_, name) for name in named},
    )  # fmt: skip


def _return(return_: StatusReturn) -> dict[str, Any]:
    named = ("state", "version", "plan_status", "plan_kind", "first_year", "last_year", "remark", "is_late",
             "is_for_caller", "caller", "came_by")  # fmt: skip
    return {name: getattr(return_, name) for name in named} | {
        "id": return_.pk,
        "round": return_.round.called,
        "agency": return_.agency.code,
        "state_label": return_.get_state_display(),
        "told_at": moment(return_.told_at) if return_.told_at else None,
    }
