# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agencies' action plans for programs: finding them, writing sections, what can be done, doing it, the revisions."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema
from ninja.responses import Status
from pydantic import AfterValidator, StringConstraints

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
    storable,
)
from accounts.api.problems import told
from accounts.models import User
from agencies.asking import asker_under
from agencies.models import Agency
from agencies.standing import attempt_of
from digital_plan.models import ActionPlan, ActionPlanRevision
from digital_plan.operations.action_plans import SectionText, attach_document, begin_plan, write_sections
from digital_plan.permissions.action_plans import plan_writer
from digital_plan.queries.action_plans import action_plan_for, action_plans_for, reads_drafts_of, sections_of
from digital_plan.states.action_plans import ActionPlanKind, ActionPlanState
from digital_plan.template_sections import BY_KEY, written_in
from papers.sections import CELL_MAX, ROWS_MAX, Written
from workflows.queries import history_of
from workflows.records import moment
from workflows.refusals import GuardsUnmet, Refused

router = Router(tags=["action plans"])
Cell = Annotated[str, StringConstraints(max_length=CELL_MAX), AfterValidator(storable)]
Year = Annotated[int, Field(ge=2500, le=2699, description="Buddhist era.")]


class ActionPlanOut(Schema):
    """An agency's action plan; ``sent_number`` counts the revisions that DGA was sent."""

    id: int
    agency: str
    kind: ActionPlanKind
    first_year: int
    last_year: int
    state: ActionPlanState
    version: int
    sent_number: int
    sent_at: Moment | None
    receipt_number: str
    received_at: Moment | None
    received_number: int


class PlanSectionOut(Schema):
    """A section of the template with what is written in it."""

    key: str
    label: str
    help: str
    columns: list[str]
    is_written: bool
    text: str
    rows: list[dict[str, str]]


class OwnDocumentOut(Schema):
    """The agency's own document: a file by its hash, or an address; ``number`` names it in addresses."""

    number: int
    filename: str
    sha256: str | None
    link: str
    sent_at: Moment


class ActionPlanWhole(ActionPlanOut):
    """A plan with its sections: as they are written to the agency, as they were sent last to everybody else."""

    revision: int | None = Field(description="What a write names as read; only to those who read what is written.")
    sections: list[PlanSectionOut]
    document: OwnDocumentOut | None
    revisions: list[int]


class ActionPlanPage(Schema):
    """Action plans in the order of their ids."""

    plans: list[ActionPlanOut]
    next: int | None


class RevisionOut(Schema):
    """A revision as it was sent; ``sha256`` is of its content as canonical JSON."""

    number: int
    sha256: str
    sent_at: Moment
    kind: ActionPlanKind
    first_year: int
    last_year: int
    sections: list[PlanSectionOut]


@router.get("", response={200: ActionPlanPage} | READING, summary="Find action plans")
def list_action_plans(
    request: HttpRequest, state: ActionPlanState | None = None, agency: Words | None = None, after: After = None,
    limit: Limit = 25, acting_under: ActingUnder = None,
) -> ActionPlanPage:  # fmt: skip
    """Your agencies' plans; for the offices also those that were sent."""
    found = action_plans_for(asker_under(request, acting_under), timezone.now()).order_by("pk")
    if state:
        found = found.filter(state=state)
    if agency:
        found = found.filter(agency__code=agency)
    rows = list((found.filter(pk__gt=after) if after else found)[: limit + 1])
    return ActionPlanPage(
        plans=[ActionPlanOut(**_facts(plan)) for plan in rows[:limit]],
        next=rows[limit - 1].pk if len(rows) > limit else None,
    )


class ActionPlanIn(Strict):
    """A plan that is begun."""

    agency: Annotated[Words, Field(description="Code of the agency.")]
    kind: ActionPlanKind
    first_year: Year
    last_year: Year


@router.post("", response={200: ActionPlanWhole} | REFUSALS, summary="Begin an action plan")
def begin_action_plan(
    request: HttpRequest, body: ActionPlanIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Begin the plan of your agency. An agency has one that has not ended."""
    now, user = timezone.now(), asker_under(request, acting_under)
    try:
        agency = Agency.objects.filter(code=body.agency).first()
        if agency is None:
            raise GuardsUnmet(_("There is no agency with the code %(codes)s.") % {"codes": body.agency})
        plan = begin_plan(
            agency=agency, plan_kind=body.kind, first_year=body.first_year, last_year=body.last_year,
            actor=asker(request), at=now, request_id=request_id, delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, plan_writer.sentence)
    return Status(200, whole_of(plan, user, now))


@router.get("/{int:pk}", response={200: ActionPlanWhole} | READING, summary="Read an action plan")
def read_action_plan(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> ActionPlanWhole:
    """A plan with its sections."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return whole_of(action_plan_for(user, pk, now), user, now)


@router.get("/{int:pk}/revisions/{int:number}", response={200: RevisionOut} | READING, summary="Read a sent revision")
def read_action_plan_revision(
    request: HttpRequest, pk: int, number: int, acting_under: ActingUnder = None
) -> RevisionOut:
    """A revision as it was sent; it never changes."""
    plan = action_plan_for(asker_under(request, acting_under), pk, timezone.now())
    found: ActionPlanRevision = get_object_or_404(plan.revisions, number=number)
    said = found.content
    return RevisionOut(
        number=found.number, sha256=found.sha256, sent_at=moment(found.sent_at), kind=said["kind"],
        first_year=said["first_year"], last_year=said["last_year"],
        sections=[_section(one) for one in written_in(said)],
    )  # fmt: skip


class PlanSectionIn(Strict):
    """A section as it is to stand; a table's ``text`` says why there is none, or is a remark."""

    expected_revision: int = Field(ge=0, description="The plan's revision that you have read.")
    text: Prose = ""
    rows: Annotated[list[dict[Cell, Cell]], Field(max_length=ROWS_MAX)] = []


@router.put("/{int:pk}/sections/{slug:key}", response={200: ActionPlanWhole} | REFUSALS, summary="Write a section")
def put_action_plan_section(
    request: HttpRequest, pk: int, key: str, body: PlanSectionIn, acting_under: ActingUnder = None
) -> Any:
    """Write one section. Refused when it changed after the revision that you have read; nothing has changed then."""
    now, user = timezone.now(), asker_under(request, acting_under)
    plan = action_plan_for(user, pk, now)
    if key not in BY_KEY:
        raise Http404
    try:
        write_sections(
            plan_id=plan.pk, sections=[SectionText(key, body.text, body.rows)],
            expected_revision=body.expected_revision, actor=asker(request), at=now, delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, plan_writer.sentence)
    return Status(200, whole_of(action_plan_for(user, pk, now), user, now))


class LinkIn(Strict):
    """Where the agency publishes its own document."""

    link: Annotated[Words, Field(max_length=500)]


@router.put("/{int:pk}/document", response={200: ActionPlanWhole} | REFUSALS, summary="Link the agency's own document")
def link_action_plan_document(
    request: HttpRequest, pk: int, body: LinkIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Keep the address of the agency's own document; it is never fetched. A file is attached on the plan's page."""
    now, user = timezone.now(), asker_under(request, acting_under)
    plan = action_plan_for(user, pk, now)
    try:
        attach_document(
            plan_id=plan.pk, link=body.link, actor=asker(request), at=now, request_id=request_id,
            delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, plan_writer.sentence)
    return Status(200, whole_of(action_plan_for(user, pk, now), user, now))


@router.get("/{int:pk}/explain", response={200: ActsOut} | READING, summary="What can be done, and by whom")
def explain_action_plan(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> ActsOut:
    """Every act that starts in the present state: may I, what is missing, who can."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return acts_of(action_plan_for(user, pk, now), [], attempt_of(user, now))


@router.get("/{int:pk}/history", response={200: HistoryPage} | READING, summary="Read the records")
def read_action_plan_history(
    request: HttpRequest, pk: int, after: After = None, limit: Limit = 25, acting_under: ActingUnder = None
) -> HistoryPage:
    """Every record of the plan."""
    plan = action_plan_for(asker_under(request, acting_under), pk, timezone.now())
    return history_page(history_of(plan), after, limit)


class ActionPlanFacts(Strict):
    """What acts on a plan take along."""

    receipt_number: Annotated[Words | None, Field(max_length=100, examples=["สพร 123/2566"])] = None


class ActionPlanAct(ActBody):
    """An act on an action plan."""

    facts: ActionPlanFacts = ActionPlanFacts()


@router.post("/{int:pk}/transitions/{slug:name}", response={200: RecordOut} | REFUSALS, summary="Act on an action plan")
def act_on_action_plan(
    request: HttpRequest, pk: int, name: str, body: ActionPlanAct, request_id: RequestId, if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:  # fmt: skip
    """Send, acknowledge, return, revise or end it."""
    plan = action_plan_for(asker_under(request, acting_under), pk, timezone.now())
    return make_step(request, plan, name, body=body, request_id=request_id, if_match=if_match, delegation=acting_under)


def whole_of(plan: ActionPlan, user: User, at: Any) -> ActionPlanWhole:
    """A plan as this person reads it. Raises Http404 where they read neither a draft nor a sent revision."""
    last = plan.last_sent()
    if reads_drafts_of(user, plan, at):
        sections, document, revision = sections_of(plan), plan.own_document(), plan.revision
    elif last is not None:
        sections, document, revision = written_in(last.content), last.own_document, None
    else:
        raise Http404
    shown = None
    if document is not None:
        sha256 = document.document.sha256 if document.document else None
        shown = OwnDocumentOut(
            number=document.pk,
            filename=document.filename,
            sha256=sha256,
            link=document.link,
            sent_at=moment(document.sent_at),
        )
    numbers = list(plan.revisions.order_by("number").values_list("number", flat=True))
    return ActionPlanWhole(
        **_facts(plan), revision=revision, sections=[_section(one) for one in sections], document=shown,
        revisions=numbers,
    )  # fmt: skip


def _facts(plan: ActionPlan) -> dict[str, Any]:
    own = ("first_year", "last_year", "state", "version", "sent_number", "receipt_number", "received_number")
    return {
        "id": plan.pk,
        "agency": plan.agency.code,
        "kind": plan.plan_kind,
        "sent_at": moment(plan.sent_at) if plan.sent_at else None,
        "received_at": moment(plan.received_at) if plan.received_at else None,
        **{name: getattr(plan, name) for name in own},
    }


def _section(one: Written) -> PlanSectionOut:
    section = one.section
    return PlanSectionOut(
        key=section.key, label=str(section.label), help=str(section.help),
        columns=[column.key for column in section.columns], is_written=one.is_written, text=one.text, rows=one.rows,
    )  # fmt: skip
