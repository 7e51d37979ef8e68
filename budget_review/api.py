# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects for programs: finding and reading them, what can be done, doing it, the history."""

from collections.abc import Collection
from datetime import UTC
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router
from pydantic import AfterValidator, AwareDatetime, StringConstraints

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
    storable,
)
from agencies.asking import asker_under
from agencies.standing import attempt_of
from budget_review.models import Condition, ExpertOpinion, Participation
from budget_review.operations import act
from budget_review.queries import may_see_screening, parts_with_subjects, project_for, projects_for, story_of
from budget_review.queries.as_of import project_as_of
from budget_review.queries.inquiries import without_unreadable
from budget_review.queries.listing import Filters, matching
from budget_review.queries.versions import compare
from budget_review.queries.visibility import quotes_open_to
from budget_review.schemas import (
    ConditionFacts,
    OpinionFacts,
    PartFacts,
    ProjectFacts,
    ProjectOut,
    ProjectPage,
    VersionOut,
    project_out,
    project_page,
    version_out,
)
from budget_review.schemas_of_history import ComparisonOut, ThenOut, comparison_out, then_out
from budget_review.states import State, Tier
from budget_review.story import INSIDE_SCREENING
from workflows.lifecycle import Subject
from workflows.models import TransitionRecord

router = Router(tags=["projects"])
parts_router = Router(tags=["parts of projects"])

Sought = Annotated[str, StringConstraints(max_length=100), AfterValidator(storable)]


class ProjectAct(ActBody):
    """An act on a project."""

    facts: ProjectFacts = ProjectFacts()


class PartAct(ActBody):
    """An act on an agency's part."""

    facts: PartFacts = PartFacts()


class OpinionAct(ActBody):
    """An expert's act."""

    facts: OpinionFacts = OpinionFacts()


class ConditionAct(ActBody):
    """An act on a condition."""

    facts: ConditionFacts = ConditionFacts()


@router.get("", response={200: ProjectPage} | READING, summary="Find projects")
def list_projects(
    request: HttpRequest,
    state: State | None = None,
    tier: Tier | None = None,
    fiscal_year: Annotated[int | None, Query(ge=2500, le=2700, description="Buddhist era.")] = None,
    q: Annotated[Sought | None, Query(description="Part of the code or of the name.")] = None,
    after: Annotated[Sought | None, Query(description="Go on behind this code; ``next`` of the answer before.")] = None,
    limit: Limit = 25,
) -> ProjectPage:
    """The projects that you may see, by code, with their sums at each stage."""
    asked = Filters(text=q or "", state=state or "", tier=tier or "", year=fiscal_year)
    found = matching(projects_for(asker(request), timezone.now()), asked).order_by("code")
    if after:
        found = found.filter(code__gt=after)
    return project_page(list(found[: limit + 1]), limit)


@router.get("/{slug:code}", response={200: ProjectOut} | READING, summary="Read a project")
def read_project(request: HttpRequest, response: HttpResponse, code: str) -> ProjectOut:
    """The content, the parts with their lines and amounts, the KPIs, the frozen versions. Its ETag is its version."""
    project = project_for(asker(request), code, timezone.now())
    response["ETag"] = f'"{project.version}"'
    return project_out(project)


@router.get("/{slug:code}/as-of", response={200: ThenOut} | READING, summary="Read a project as it stood")
def read_project_as_of(
    request: HttpRequest,
    code: str,
    at: Annotated[AwareDatetime, Query(description="With its offset from UTC; a moment to come is taken as now.")],
) -> ThenOut:
    """State, frozen content, consents, amounts, opinions, conditions, letters and open turns at that moment.

    What you may not see now, you may not see as it was then. Before the project began there is nothing (404).
    """
    now, user = timezone.now(), asker(request)
    project = project_for(user, code, now)
    try:
        moment = min(at, now).astimezone(UTC)
    except OverflowError as before_all_time:  # the first day of the calendar, east of Greenwich
        raise Http404 from before_all_time
    then = project_as_of(project, moment, reader=user, now=now)
    if then is None:
        raise Http404
    return then_out(then, quotes_open_to(project, user, now))


@router.get("/{slug:code}/versions/{int:number}", response={200: VersionOut} | READING, summary="Read a frozen version")
def read_version(request: HttpRequest, code: str, number: int) -> VersionOut:
    """The content as partners consented to it and committees see it; its hash is that of its canonical JSON.

    Quotations of agencies whose confidential papers you may not read are replaced by their own hash.
    """
    user, now = asker(request), timezone.now()
    project = project_for(user, code, now)
    version = get_object_or_404(project.versions, number=number)
    return version_out(version, quotes_open_to(project, user, now))


@router.get(
    "/{slug:code}/versions/{int:before}/compare/{int:after}",
    response={200: ComparisonOut} | READING,
    summary="Compare two frozen versions",
)
def compare_versions(request: HttpRequest, code: str, before: int, after: int) -> ComparisonOut:
    """What changed, field by field: texts in runs, agencies, KPIs with weights, budget lines with sums."""
    project = project_for(asker(request), code, timezone.now())
    pair = [get_object_or_404(project.versions, number=number) for number in (before, after)]
    return comparison_out(compare(*pair))


@router.get("/{slug:code}/explain", response={200: ActsOut} | READING, summary="What can be done, and by whom")
def explain_project(request: HttpRequest, code: str, acting_under: ActingUnder = None) -> ActsOut:
    """Every act that starts in the present state, of the project and of its parts: may I, what is missing, who can."""
    now, user = timezone.now(), asker_under(request, acting_under)
    project, *parts = without_unreadable(parts_with_subjects(project_for(user, code, now)), user, now)
    return acts_of(project, parts, attempt_of(user, now))


@router.get("/{slug:code}/history", response={200: HistoryPage} | READING, summary="Read the records")
def read_project_history(request: HttpRequest, code: str, after: After = None, limit: Limit = 25) -> HistoryPage:
    """Every record of the project and of its parts, with the text that was hashed.

    While the project is being screened, what the screening says is withheld from those who may not read it yet; what
    was asked of one agency, always from the others.
    """
    now, user = timezone.now(), asker(request)
    project = project_for(user, code, now)
    hides = not may_see_screening(project, user, now)
    seen = {(one.kind, one.pk) for one in without_unreadable(parts_with_subjects(project), user, now)}
    return history_page(story_of(project), after, limit, lambda record: _is_withheld(record, seen, hides=hides))


@router.post("/{slug:code}/transitions/{slug:name}", response={200: RecordOut} | REFUSALS, summary="Act on a project")
def act_on_project(
    request: HttpRequest,
    code: str,
    name: str,
    body: ProjectAct,
    request_id: RequestId,
    if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:
    """Make the step ``name``; ``explain`` says which there are and what each asks for."""
    project = project_for(asker_under(request, acting_under), code, timezone.now())
    return _make(request, project, name, body, request_id, if_match, acting_under)


@parts_router.post(
    "/participations/{int:pk}/transitions/{slug:name}",
    response={200: RecordOut} | REFUSALS,
    summary="Act on an agency's part",
)
def act_on_participation(
    request: HttpRequest,
    pk: int,
    name: str,
    body: PartAct,
    request_id: RequestId,
    if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:
    """Consent, ask for changes, decline; or, for the lead, remove an agency and name it again."""
    return _make(
        request, _part(request, Participation, pk, acting_under), name, body, request_id, if_match, acting_under
    )


@parts_router.post(
    "/opinions/{int:pk}/transitions/{slug:name}",
    response={200: RecordOut} | REFUSALS,
    summary="Act on an expert opinion",
)
def act_on_opinion(
    request: HttpRequest,
    pk: int,
    name: str,
    body: OpinionAct,
    request_id: RequestId,
    if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:
    """Give the opinion that was asked for."""
    return _make(
        request, _part(request, ExpertOpinion, pk, acting_under), name, body, request_id, if_match, acting_under
    )


@parts_router.post(
    "/conditions/{int:pk}/transitions/{slug:name}", response={200: RecordOut} | REFUSALS, summary="Act on a condition"
)
def act_on_condition(
    request: HttpRequest,
    pk: int,
    name: str,
    body: ConditionAct,
    request_id: RequestId,
    if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:
    """Confirm that a condition of the committee is met."""
    return _make(request, _part(request, Condition, pk, acting_under), name, body, request_id, if_match, acting_under)


def _is_withheld(record: TransitionRecord, seen: Collection[tuple[str, int]], *, hides: bool) -> bool:
    if (record.subject_type, record.subject_id) not in seen:
        return True
    inside = record.transition in INSIDE_SCREENING or record.subject_type == ExpertOpinion._meta.label_lower
    return hides and inside


def _part(request: HttpRequest, model: Any, pk: int, acting_under: int | None) -> Subject:
    """A part of a project that this person may see, or 404."""
    seen = projects_for(asker_under(request, acting_under), timezone.now()).values("pk")
    part: Subject = get_object_or_404(model._default_manager.filter(project__in=seen), pk=pk)
    return part


def _make(
    request: HttpRequest,
    subject: Subject,
    name: str,
    body: ActBody,
    request_id: Any,
    if_match: str | None,
    acting_under: int | None,
) -> Any:
    return make_step(
        request,
        subject,
        name,
        body=body,
        request_id=request_id,
        if_match=if_match,
        delegation=acting_under,
        perform=act,
    )
