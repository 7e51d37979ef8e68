# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bringing a project and its participants into being."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.models import Agency, Unit
from budget_review.models import IntegrationProject, Participation, Round, Workplan
from budget_review.models.parts import Sector
from budget_review.queries.names import WRITTEN, is_outsider
from budget_review.similarity.signing import sign
from papers.thai import normalise
from workflows import engine
from workflows.refusals import GuardsUnmet, RequestReused


@transaction.atomic
def begin_project(
    *,
    round_id: int,
    lead: Agency,
    title: str,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
    unit: Unit | None = None,
    code: str = "",
    facts: Mapping[str, Any] | None = None,
    **essentials: Any,
) -> IntegrationProject:
    """Begin a draft led by an agency, which is its first participant. Without ``code`` the next free one is given.

    Raises NotPermitted or GuardsUnmet - and then nothing has changed.
    """
    of_round = Round.objects.select_related("workplan").get(pk=round_id)
    # one code at a time within a fiscal year, whichever of its rounds asks
    list(Workplan.objects.select_for_update().filter(fiscal_year=of_round.workplan.fiscal_year).order_by("pk"))
    contribution = essentials.pop("contribution", "")
    project = IntegrationProject(
        round=of_round, lead=lead, title=title, code=code or _next_code(of_round), **essentials
    )
    record = engine.create(project, actor=actor, at=at, request_id=request_id, delegation=delegation, facts=facts)
    if record.subject_id != project.pk or project.version == 0:  # the same request again
        return IntegrationProject.objects.get(pk=record.subject_id)
    name_agency(
        project=project,
        agency=lead,
        unit=unit,
        contribution=contribution,
        actor=actor,
        at=at,
        request_id=uuid5(request_id, "lead"),
        delegation=delegation,
        facts=facts,
    )
    begun = IntegrationProject.objects.get(pk=project.pk)
    sign(begun)
    return begun


def name_agency(
    *,
    project: IntegrationProject,
    agency: Agency,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
    unit: Unit | None = None,
    facts: Mapping[str, Any] | None = None,
    **details: Any,
) -> Participation:
    """Name an agency, or another organisation without budget, as a participant. Raises NotPermitted or GuardsUnmet."""
    if is_outsider(agency) and details.get("sector", Sector.AGENCY) == Sector.AGENCY:
        raise GuardsUnmet(_("%(name)s is no government agency: choose its sector.") % {"name": agency.name})
    part = Participation(project=project, agency=agency, unit=unit, **details)
    record = engine.create(part, actor=actor, at=at, request_id=request_id, delegation=delegation, facts=facts)
    return Participation.objects.get(pk=record.subject_id)


@transaction.atomic
def name_outsider(
    *, project: IntegrationProject, name: str, sector: str, actor: User, at: datetime, request_id: UUID,
    delegation: int | None = None,
) -> Participation:  # fmt: skip
    """Name a company, university or association that is in no list; one of the same name is the same.

    Raises NotPermitted, GuardsUnmet or RequestReused - and then nothing has changed, nor is the organisation kept.
    """
    name = " ".join(normalise(name).split())
    if sector == Sector.AGENCY:
        raise GuardsUnmet(_("A government agency is chosen from the list; an administrator adds one that lacks."))
    if not name:
        raise GuardsUnmet(_("The organisation needs a name."))
    code = f"{WRITTEN}{sha256(name.encode()).hexdigest()[:16]}"
    found, _made = Agency.objects.get_or_create(name_th=name, defaults={"code": code})
    part = name_agency(
        project=project, agency=found, sector=sector, actor=actor, at=at, request_id=request_id, delegation=delegation
    )
    if (part.project_id, part.agency_id) != (project.pk, found.pk):
        raise RequestReused(_("This request id was used for something else."))
    return part


def _next_code(of_round: Round) -> str:
    """``DG65-008``: the year's two digits and a number of three that was never given before."""
    year = f"DG{of_round.workplan.fiscal_year % 100:02d}-"
    taken = IntegrationProject.objects.filter(code__startswith=year).values_list("code", flat=True)
    last = max((int(code.removeprefix(year)) for code in taken if code.removeprefix(year).isdigit()), default=0)
    return f"{year}{last + 1:03d}"
