# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing a response as one goes: part 1, and each project by itself; never over a colleague's writing unread."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from digital_plan.models import Alignment, AlignmentResponse, OwnProject
from digital_plan.permissions.campaigns import respondent
from digital_plan.project_links import known_projects
from digital_plan.queries.campaigns import items_to_serve
from digital_plan.states.campaigns import WRITTEN_IN, PlanKind, PlanStatus
from papers.thai import normalise
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet, VersionConflict, WrongState

PART_ONE = (
    "plan_status", "plan_kind", "plan_title", "plan_first_year", "plan_last_year", "plan_url", "respondent_role",
    "respondent_mailbox", "has_none",
)  # fmt: skip
PROJECT = ("title", "fiscal_year", "budget_baht", "project_code", "note")
MOST_PROJECTS = 200  # of one response
OF_PERSONS = ("gmail.com", "googlemail.com", "hotmail.com", "outlook.com", "live.com", "yahoo.com", "icloud.com")
CHANGED_MEANWHILE = _("Somebody else saved this part meanwhile. What you typed is still here.")


@dataclass(frozen=True, kw_only=True)
class ProjectText:
    """A project as written; ``items`` are codes of the plan."""

    title: str
    fiscal_year: int
    budget_baht: Decimal | None = None
    project_code: str = ""
    note: str = ""
    items: Collection[str] = ()


@transaction.atomic
def save_part_one(
    *,
    response_id: int,
    given: dict[str, Any],
    expected_revision: int,
    actor: User,
    at: datetime,
    delegation: int | None = None,
) -> AlignmentResponse:
    """Save part 1, be it complete or not: ``given`` has every name of PART_ONE.

    Raises WrongState, NotPermitted, VersionConflict or GuardsUnmet - and then nothing has changed.
    """
    response = _in_hand(response_id, actor, at, delegation)
    if response.revision != expected_revision:
        raise VersionConflict(CHANGED_MEANWHILE)
    for name in PART_ONE:
        value = given[name]
        setattr(response, name, normalise(value).strip() if isinstance(value, str) else value)
    if faults := _faults(response):
        raise GuardsUnmet(*faults)
    response.revision += 1
    response.save(update_fields=[*PART_ONE, "revision"])
    return response


@transaction.atomic
def save_own_project(
    *,
    response_id: int,
    text: ProjectText,
    project_id: int | None = None,
    expected_revision: int = 0,
    actor: User,
    at: datetime,
    delegation: int | None = None,
) -> OwnProject:
    """Add a project of the agency, or write one anew with what it serves. Raises as ``save_part_one``."""
    response = _in_hand(response_id, actor, at, delegation)
    held = OwnProject.objects.filter(response=response)
    if project_id is None:
        if held.count() >= MOST_PROJECTS:
            raise GuardsUnmet(_("A response names at most %(most)s projects.") % {"most": MOST_PROJECTS})
        project = OwnProject(response=response)
    else:
        found = held.filter(pk=project_id).first()
        if found is None:
            raise WrongState(_("This project was taken out of the response meanwhile."))
        project = found
        if project.revision != expected_revision:
            raise VersionConflict(CHANGED_MEANWHILE)
    for name in PROJECT:
        value = getattr(text, name)
        setattr(project, name, normalise(value).strip() if isinstance(value, str) else value)
    wanted = _serves(response, text)
    if faults := _faults_of_project(project, response):
        raise GuardsUnmet(*faults)
    project.revision += 1
    project.save()
    project.alignments.all().delete()
    Alignment.objects.bulk_create(Alignment(own_project=project, item_code=code) for code in wanted)
    return project


@transaction.atomic
def remove_own_project(
    *, response_id: int, project_id: int, actor: User, at: datetime, delegation: int | None = None
) -> None:
    """Take a project out of the response; what was handed in before keeps it. Raises WrongState or NotPermitted."""
    response = _in_hand(response_id, actor, at, delegation)
    OwnProject.objects.filter(response=response, pk=project_id).delete()


def told(text: ProjectText) -> dict[str, Any]:
    """What was typed of a project, by its own names."""
    return asdict(text)


def _in_hand(response_id: int, actor: User, at: datetime, delegation: int | None) -> AlignmentResponse:
    """The response, locked, while its agency has it in hand. Raises NotPermitted or WrongState."""
    response = AlignmentResponse.objects.select_for_update().get(pk=response_id)
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    refuse_person(response, "edit", respondent, attempt, holding=True)
    if response.state not in WRITTEN_IN:
        raise WrongState(_("The response is not with the agency now: it stands as it was handed in."))
    return response


def _serves(response: AlignmentResponse, text: ProjectText) -> list[str]:
    """The codes that it serves. Raises GuardsUnmet for one that this questionnaire does not ask about."""
    known = {item.code for item in items_to_serve(response)}
    if unknown := sorted(set(text.items) - known):
        raise GuardsUnmet(_("This questionnaire does not ask about %(codes)s.") % {"codes": ", ".join(unknown)})
    return sorted(set(text.items))


def _faults(response: AlignmentResponse) -> list[str]:
    faults = []
    if response.plan_status and response.plan_status not in PlanStatus.values:
        faults.append(_("Where the plan stands must be one of those listed."))
    if response.plan_kind and response.plan_kind not in PlanKind.values:
        faults.append(_("The kind of plan must be one of those listed."))
    first, last = response.plan_first_year, response.plan_last_year
    if first and last and last < first:
        faults.append(_("The plan ends in or after the year in which it begins."))
    if response.respondent_mailbox.rpartition("@")[2].lower() in OF_PERSONS:
        faults.append(_("Give a mailbox of the agency, not a personal one."))
    return faults + _faults_of_fields(response, but=set())


def _faults_of_project(project: OwnProject, response: AlignmentResponse) -> list[str]:
    faults = _faults_of_fields(project, but={"response", "id"})
    if not 2500 <= project.fiscal_year <= 2700:
        faults.append(_("Write the fiscal year in the Buddhist era, such as 2565."))
    if project.project_code and project.project_code not in {
        one.code for one in known_projects(response.agency_id)
    }:  # fmt: skip
        faults.append(_("This integration project is not one of the agency's."))
    return faults


def _faults_of_fields(row: Any, but: set[str]) -> list[str]:
    """What the columns cannot hold, each with its name; addresses on the web are judged by their form, never asked."""
    fields = [*PART_ONE] if isinstance(row, AlignmentResponse) else [*PROJECT]
    try:
        row.clean_fields(exclude={field.name for field in row._meta.fields} - (set(fields) - but))
    except ValidationError as error:
        said = error.message_dict.items()
        return [f"{row._meta.get_field(name).verbose_name}: {' '.join(told)}" for name, told in said]
    return []
