# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Obligations for programs: reading and writing them, each agency's own, giving evidence, acting, the records."""

from datetime import date
from typing import Annotated, Any, Literal

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
    HistoryPage,
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
    history_page,
    make_step,
    record_out,
)
from accounts.api.problems import told
from accounts.models import User
from agencies.asking import asker_under
from agencies.standing import attempt_of
from digital_plan.models import AgencyObligation, Obligation
from digital_plan.operations.obligations import add_evidence, begin_obligation, remove_evidence
from digital_plan.permissions.obligations import obligation_keeper, obliged_officer
from digital_plan.queries.campaigns import reads_all
from digital_plan.queries.obligations import (
    Wanted,
    counts_of,
    duties_for,
    duty_for,
    is_late,
    obligation_for,
    obligations_for,
    wanted_of,
)
from digital_plan.states.obligations import Basis, DutyState, ObligationState, Scope
from workflows.queries import history_of
from workflows.records import moment
from workflows.refusals import Refused

router = Router(tags=["obligations"])
Line = Annotated[Words, Field(max_length=400)]
Text = Annotated[Prose, Field(max_length=4000)]


class ObligationSaid(Strict):
    """What an obligation says. ``scope_of``: ministries' Thai names or agencies' codes, where not all are meant."""

    name_th: Annotated[Line, Field(min_length=1)]
    name_en: Line = ""
    basis: Basis
    section: Annotated[Words, Field(max_length=20)] = ""
    source: Annotated[Line, Field(min_length=1)]
    number: Annotated[Words, Field(max_length=100)] = ""
    issued_on: date | None = None
    due_date: date | None = None
    asked: Annotated[Text, Field(min_length=1)]
    evidence_asked: Text = ""
    lacks: Line = ""
    scope: Scope = Scope.ALL
    scope_of: list[Words] = Field(default_factory=list, max_length=3000)


class ObligationOut(ObligationSaid):
    """An obligation; ``counts`` are for those alone who read every agency's."""

    id: int
    state: ObligationState
    state_label: str
    version: int
    is_example: bool
    counts: dict[str, int] | None


class EvidenceOut(Schema):
    """A piece of evidence: a file by its hash, or an address."""

    id: int
    title: str
    filename: str
    sha256: str | None
    link: str
    sent_at: Moment


class DutyOut(Schema):
    """One agency's obligation."""

    id: int
    obligation: int
    agency: str
    state: DutyState
    state_label: str
    version: int
    due_date: date | None
    is_late: bool
    reported_at: Moment | None
    settled_at: Moment | None


class DutyWhole(DutyOut):
    """With what was reported."""

    done_on: date | None
    report: str
    evidence: list[EvidenceOut]


class DutyPage(Schema):
    """Agencies' obligations in the order of their ids."""

    duties: list[DutyOut]
    next: int | None


class EvidenceIn(Strict):
    """The address of a page that shows it; the service keeps it, and never fetches it."""

    title: Annotated[Words, Field(min_length=1, max_length=200)]
    link: Annotated[Words, Field(max_length=500)]


class SaidAnew(Strict):
    """What an obligation is to say; what is not named stays. A day that is empty is none."""

    name_th: Line | None = None
    name_en: Line | None = None
    basis: Basis | None = None
    section: Annotated[Words, Field(max_length=20)] | None = None
    source: Line | None = None
    number: Annotated[Words, Field(max_length=100)] | None = None
    issued_on: date | Literal[""] | None = None
    due_date: date | Literal[""] | None = None
    asked: Text | None = None
    evidence_asked: Text | None = None
    lacks: Line | None = None
    scope: Scope | None = None
    scope_of: Annotated[list[Words], Field(max_length=3000)] | None = None


class ObligationFacts(Strict):
    """What acts on an obligation take along: what it is to say, to ``rewrite_obligation`` and ``amend_obligation``."""

    said: SaidAnew | None = None


class ObligationAct(ActBody):
    """An act on an obligation."""

    facts: ObligationFacts = ObligationFacts()


class DutyFacts(Strict):
    """What acts on an agency's obligation take along."""

    done_on: date | None = None
    text: Text | None = None


class DutyAct(ActBody):
    """An act on an agency's obligation."""

    facts: DutyFacts = DutyFacts()


@router.get("/obligations", response={200: list[ObligationOut]} | READING, summary="Obligations")
def list_obligations(request: HttpRequest, acting_under: ActingUnder = None) -> list[ObligationOut]:
    """Laws before circulars. Drafts are for the offices alone."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return [_obligation(one, None) for one in obligations_for(user, now)[:500]]


@router.post("/obligations", response={200: RecordOut} | REFUSALS, summary="Write an obligation")
def write_obligation(
    request: HttpRequest, body: ObligationSaid, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Write a new obligation. It asks nobody until another person puts it in force."""
    try:
        record = begin_obligation(
            said=body.model_dump(mode="json"), actor=asker(request), at=timezone.now(), request_id=request_id,
            delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, obligation_keeper.sentence)
    return Status(200, record_out(record))


@router.get("/obligations/{int:pk}", response={200: ObligationOut} | READING, summary="Read an obligation")
def read_obligation(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> ObligationOut:
    """An obligation; with how far agencies are, for those who read every agency's."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = obligation_for(user, pk, now)
    return _obligation(found, dict(counts_of(found.duties.all(), now)) if reads_all(user, now) else None)


@router.get("/obligations/{int:pk}/explain", response={200: ActsOut} | READING, summary="What can be done")
def explain_obligation(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> ActsOut:
    """Every act that starts in the present state: may I, what is missing, who can."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return acts_of(obligation_for(user, pk, now), [], attempt_of(user, now))


@router.get("/obligations/{int:pk}/history", response={200: HistoryPage} | READING, summary="Read the records")
def read_obligation_history(
    request: HttpRequest, pk: int, after: After = None, limit: Limit = 25, acting_under: ActingUnder = None
) -> HistoryPage:
    """Every record of an obligation, with how it read before each change; for the offices."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = obligation_for(user, pk, now)
    if not reads_all(user, now):
        raise Http404
    return history_page(history_of(found), after, limit)


@router.post(
    "/obligations/{int:pk}/transitions/{slug:name}",
    response={200: RecordOut} | REFUSALS,
    summary="Act on an obligation",
)  # fmt: skip
def act_on_obligation(
    request: HttpRequest, pk: int, name: str, body: ObligationAct, request_id: RequestId, if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:  # fmt: skip
    """Put it in force, change, retire or drop it, or ask agencies that were not asked yet."""
    found = obligation_for(asker_under(request, acting_under), pk, timezone.now())
    return make_step(request, found, name, body=body, request_id=request_id, if_match=if_match, delegation=acting_under)


@router.get("/duties", response={200: DutyPage} | READING, summary="Obligations of agencies")
def list_duties(
    request: HttpRequest, obligation: int | None = None, state: DutyState | None = None, agency: Words | None = None,
    ministry: Words | None = None, late: bool = False, after: After = None, limit: Limit = 25,
    acting_under: ActingUnder = None,
) -> DutyPage:  # fmt: skip
    """Those that you may read: the offices every agency's, an agency its own."""
    now, user = timezone.now(), asker_under(request, acting_under)
    wanted = Wanted(obligation=obligation, state=state or "", ministry=ministry or "", late=late)
    found = wanted_of(duties_for(user, now), wanted, now).order_by("pk")
    if agency:
        found = found.filter(agency__code=agency)
    rows = list((found.filter(pk__gt=after) if after else found)[: limit + 1])
    return DutyPage(
        duties=[DutyOut(**_duty(one, now)) for one in rows[:limit]],
        next=rows[limit - 1].pk if len(rows) > limit else None,
    )


@router.get("/duties/{int:pk}", response={200: DutyWhole} | READING, summary="Read an agency's obligation")
def read_duty(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> DutyWhole:
    """With what was reported, and its evidence."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return _whole(user, pk, now)


@router.post("/duties/{int:pk}/evidence", response={200: DutyWhole} | REFUSALS, summary="Give evidence")
def give_evidence(
    request: HttpRequest, pk: int, body: EvidenceIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Give the address of a page as evidence. A file is attached on the page."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = duty_for(user, pk, now)
    try:
        add_evidence(
            duty_id=found.pk, title=body.title, link=body.link, actor=asker(request), at=now, request_id=request_id,
            delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, obliged_officer.sentence)
    return Status(200, _whole(user, pk, now))


@router.delete(
    "/duties/{int:pk}/evidence/{int:number}", response={200: DutyWhole} | REFUSALS, summary="Take evidence out"
)
def take_evidence_out(request: HttpRequest, pk: int, number: int, acting_under: ActingUnder = None) -> Any:
    """It stays, marked so."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = duty_for(user, pk, now)
    try:
        remove_evidence(duty_id=found.pk, evidence_id=number, actor=asker(request), at=now, delegation=acting_under)
    except Refused as refused:
        return told(refused, obliged_officer.sentence)
    return Status(200, _whole(user, pk, now))


@router.get("/duties/{int:pk}/explain", response={200: ActsOut} | READING, summary="What can be done")
def explain_duty(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> ActsOut:
    """Every act that starts in the present state: may I, what is missing, who can."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return acts_of(duty_for(user, pk, now), [], attempt_of(user, now))


@router.get("/duties/{int:pk}/history", response={200: HistoryPage} | READING, summary="Read the records")
def read_duty_history(
    request: HttpRequest, pk: int, after: After = None, limit: Limit = 25, acting_under: ActingUnder = None
) -> HistoryPage:
    """Every record of an agency's obligation."""
    found = duty_for(asker_under(request, acting_under), pk, timezone.now())
    return history_page(history_of(found), after, limit)


@router.post(
    "/duties/{int:pk}/transitions/{slug:name}",
    response={200: RecordOut} | REFUSALS,
    summary="Act on an agency's obligation",
)  # fmt: skip
def act_on_duty(
    request: HttpRequest, pk: int, name: str, body: DutyAct, request_id: RequestId, if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:  # fmt: skip
    """Report, say that it does not apply, take back, confirm, ask back, correct or reopen."""
    found = duty_for(asker_under(request, acting_under), pk, timezone.now())
    return make_step(request, found, name, body=body, request_id=request_id, if_match=if_match, delegation=acting_under)


def _obligation(one: Obligation, counts: dict[str, int] | None) -> ObligationOut:
    said = one.content() | {"issued_on": one.issued_on, "due_date": one.due_date}
    return ObligationOut(
        **said, id=one.pk, state=one.state, state_label=one.get_state_display(), version=one.version,
        is_example=one.is_example, counts=counts,
    )  # fmt: skip


def _duty(one: AgencyObligation, at: Any) -> dict[str, Any]:
    return {
        "id": one.pk, "obligation": one.obligation_id, "agency": one.agency.code, "state": one.state,
        "state_label": one.get_state_display(), "version": one.version, "due_date": one.obligation.due_date,
        "is_late": is_late(one, at), "reported_at": moment(one.reported_at) if one.reported_at else None,
        "settled_at": moment(one.settled_at) if one.settled_at else None,
    }  # fmt: skip


def _whole(user: User, pk: int, at: Any) -> DutyWhole:
    one = duty_for(user, pk, at)
    given = [
        EvidenceOut(
            id=held.pk, title=held.title, filename=held.filename, link=held.link, sent_at=moment(held.sent_at),
            sha256=held.document.sha256 if held.document else None,
        )
        for held in one.evidence_that_stands().select_related("document")
    ]  # fmt: skip
    return DutyWhole(**_duty(one, at), done_on=one.done_on, report=one.report, evidence=given)
