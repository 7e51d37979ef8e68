# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Edits of a draft's content. They move no state; what they leave is frozen when the project is proposed.

Every edit names the revision that its writer has read: a second writer is told, and nothing of either is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.models import Unit
from budget_review.models import BudgetLine, IntegrationProject, Kpi, KpiShare, Participation
from budget_review.permissions import lead_officer, partner_officer
from budget_review.states import EDITABLE, State
from workflows.authority import admit
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet, NotPermitted, VersionConflict, WrongState

SATANG = Decimal("0.01")  # the least that a line can hold


@dataclass(frozen=True, kw_only=True)
class LineText:
    """One budget line as written; ``id`` None for a new one."""

    id: int | None
    item: str
    category: str
    subcategory: str
    fiscal_year: int
    amount_baht: Decimal
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class KpiText:
    """One KPI as written, with its owners' weights by participation."""

    id: int | None
    name: str
    unit: str
    baseline: str
    target: str
    weights: dict[int, Decimal]


@transaction.atomic
def edit_essentials(
    *,
    project_id: int,
    actor: User,
    at: datetime,
    delegation: int | None = None,
    expected_revision: int,
    title: str,
    objective: str,
    rationale: str,
    target_group: str,
    starts_on: date | None,
    ends_on: date | None,
) -> IntegrationProject:
    """Write the essentials. Raises WrongState, NotPermitted, VersionConflict or GuardsUnmet."""
    project = _open_for(project_id, _attempt(actor, at, delegation), expected_revision)
    if starts_on and ends_on and ends_on < starts_on:
        raise GuardsUnmet(_("A project ends after it begins."))
    project.title, project.objective, project.rationale = title, objective, rationale
    project.target_group, project.starts_on, project.ends_on = target_group, starts_on, ends_on
    return _revised(project, "title", "objective", "rationale", "target_group", "starts_on", "ends_on")


@transaction.atomic
def edit_part(
    *,
    participation_id: int,
    actor: User,
    at: datetime,
    delegation: int | None = None,
    expected_revision: int,
    contribution: str,
    unit: Unit | None,
    lines: Sequence[LineText],
) -> Participation:
    """Write an agency's contribution and budget lines; the lead's officer or the agency's own may.

    A line left out is removed, or dropped when the ledger already knows it.
    """
    part = Participation.objects.select_related("agency").get(pk=participation_id)
    project = _open_for(part.project_id, _attempt(actor, at, delegation), expected_revision, part=part)
    part.project = project
    part.contribution, part.unit = contribution, unit
    part.save(update_fields=["contribution", "unit"])
    _write_lines(part, lines)
    _revised(project)
    return part


@transaction.atomic
def edit_kpis(
    *,
    project_id: int,
    actor: User,
    at: datetime,
    delegation: int | None = None,
    expected_revision: int,
    kpis: Sequence[KpiText],
) -> IntegrationProject:
    """Write the KPIs with their owners' weights; a KPI left out is removed."""
    project = _open_for(project_id, _attempt(actor, at, delegation), expected_revision)
    own = {part.pk for part in project.active_parts()}
    if any(set(kpi.weights) - own for kpi in kpis):
        raise GuardsUnmet(_("Only those who take part can own a KPI."))
    stored: dict[int | None, Kpi] = {kpi.pk: kpi for kpi in project.kpis.all()}  # typed ids never reach the database
    for pk in stored.keys() - {text.id for text in kpis}:
        stored[pk].delete()
    for text in kpis:
        kpi = stored.pop(text.id, None) or Kpi(project=project)
        kpi.name, kpi.unit, kpi.baseline, kpi.target = text.name, text.unit, text.baseline, text.target
        kpi.save()
        kpi.shares.all().delete()
        KpiShare.objects.bulk_create(
            KpiShare(kpi=kpi, participation_id=part, weight_percent=weight)
            for part, weight in sorted(text.weights.items())
            if weight
        )
    return _revised(project)


def may_edit(project: IntegrationProject, attempt: Attempt, part: Participation | None = None) -> bool:
    """Whether a person may write here now; partners write only their own part."""
    if project.state not in EDITABLE:
        return False
    try:
        _refuse_stranger(project, attempt, part)
    except NotPermitted:
        return False
    return True


def _attempt(actor: User, at: datetime, delegation: int | None) -> Attempt:
    return Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)


def _refuse_stranger(
    project: IntegrationProject, attempt: Attempt, part: Participation | None, *, holding: bool = False
) -> None:
    """Raise when this person may not write here; an order covers writing where it covers handing in what is written."""
    handed_in_by = "propose" if project.state == State.DRAFT else "resubmit"
    attempt = admit(project, handed_in_by, lead_officer, attempt, holding=holding)
    if not lead_officer(project, attempt) and not (part is not None and partner_officer(part, attempt)):
        raise NotPermitted(partner_officer.sentence if part else lead_officer.sentence)


def _open_for(
    project_id: int, attempt: Attempt, expected_revision: int, part: Participation | None = None
) -> IntegrationProject:
    project = IntegrationProject.objects.select_for_update().get(pk=project_id)
    if project.state not in EDITABLE:
        raise WrongState(
            _("The content can be changed only in draft or when returned; it is now “%(state)s”.")
            % {"state": project.get_state_display()}
        )
    _refuse_stranger(project, attempt, part, holding=True)
    if project.revision != expected_revision:
        raise VersionConflict(_("Somebody else changed the proposal meanwhile. What you typed is still here."))
    return project


def _revised(project: IntegrationProject, *fields: str) -> IntegrationProject:
    project.revision += 1
    project.save(update_fields=[*fields, "revision"])
    return project


def _write_lines(part: Participation, lines: Sequence[LineText]) -> None:
    if lines and not part.brings_budget:
        raise GuardsUnmet(_("Only government agencies have budget lines."))
    if any(line.amount_baht < SATANG for line in lines):
        raise GuardsUnmet(_("The amount of a budget line must be above zero."))
    stored: dict[int | None, BudgetLine] = {line.pk: line for line in part.lines.filter(is_active=True)}
    for pk in stored.keys() - {text.id for text in lines}:
        line = stored[pk]
        if line.entries.exists():
            line.is_active = False
            line.save(update_fields=["is_active"])
        else:
            line.delete()
    for text in lines:
        line = stored.pop(text.id) if text.id in stored else BudgetLine(participation=part)
        _fill(line, text)


def _fill(line: BudgetLine, text: LineText) -> Any:
    line.item, line.category, line.subcategory = text.item, text.category, text.subcategory
    line.fiscal_year, line.amount_baht, line.source = text.fiscal_year, text.amount_baht, text.source
    line.save()
