# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making what a file holds, in one transaction: agencies that were confirmed, rounds, drafts, parts and lines."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.models import Agency
from budget_review.cells import tight
from budget_review.models import BudgetLine, ImportedRow, IntegrationProject, Participation, Round, Workplan
from budget_review.models.imports import WorkplanImport
from budget_review.operations.beginning import begin_project, name_agency
from budget_review.operations.importing.planning import Plan, PlannedProject, known_agencies, plan_import
from budget_review.operations.importing.progress import tell
from budget_review.operations.importing.reading import Answers, Line, Sheet
from budget_review.permissions import brings_in
from budget_review.similarity.signing import sign
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet, NotPermitted

ROUND_TH, ROUND_EN = "รอบนำเข้าแผนงาน", "Imported workplan"
_VOLUME = re.compile(r"\s*\(\d+\)$")  # the budget books number the volumes of a large ministry
NAMED = 20  # reasons that one refusal names; the plan has them all


@dataclass(frozen=True)
class Brought:
    """What was made."""

    codes: list[str]
    line_count: int
    agency_names: list[str]
    amount_baht: Decimal

    def as_json(self) -> dict[str, Any]:
        """As the import keeps it."""
        return {
            "codes": self.codes, "lines": self.line_count, "agencies": self.agency_names,
            "amount_baht": f"{self.amount_baht:.2f}",
        }  # fmt: skip


@transaction.atomic
def bring_in(sheet: Sheet, answers: Answers, *, sent: WorkplanImport, actor: User, at: datetime) -> Brought:
    """Make everything that a file holds and that is not here yet.

    Raises NotPermitted or GuardsUnmet with the rows and their reasons - and then nothing has changed.
    """
    list(Workplan.objects.select_for_update().order_by("pk"))  # one import at a time, and it plans on what stands still
    plan = plan_import(sheet, answers, at)
    refuse_import(plan, actor, at)
    if not plan.is_ready:
        raise GuardsUnmet(*reasons_against(plan)[:NAMED])
    made = _make_agencies(plan)
    agencies = known_agencies()
    rounds = _make_rounds(plan, at)
    new = [planned for planned in plan.projects if planned.lines]
    touched: list[IntegrationProject] = []
    for planned in new:
        tell(sent.pk, len(touched), len(new))
        touched.append(_make_project(planned, agencies, rounds, sent, actor=actor, at=at))
    return Brought([project.code for project in touched], plan.new_lines, made, plan.amount_baht)


def refuse_import(plan: Plan, actor: User, at: datetime) -> None:
    """Raise NotPermitted when this person may not bring in what the file holds, for the hosts that it goes to."""
    hosts = {one.workplan.host_id if one.workplan else plan.answers.host_id for one in plan.rounds} - {None}
    hosts |= {planned.project.round.workplan.host_id for planned in plan.projects if planned.project is not None}
    attempt = Attempt(actor=actor, at=at, request_id=UUID(int=0))
    if not all(brings_in(host, attempt) for host in hosts or {None}):
        raise NotPermitted(_("An administrator, or a screening officer of the agency that hosts the workplan."))


def reasons_against(plan: Plan) -> list[str]:
    """Everything that keeps the file back, row by row, in one sentence each."""
    rows = [
        _("Row %(row)s, %(what)s: %(reason)s") % {"row": bad.number, "what": bad.what or "–", "reason": bad.reason}
        if bad.number
        else f"{bad.what}: {bad.reason}"
        for bad in plan.bad
    ]
    unknown = [] if plan.answers.confirm_agencies else plan.unknown
    return rows + [
        _("Row %(row)s: the agency “%(name)s” is not known here; confirm that it is to be made.")
        % {"row": found.rows[0], "name": found.name}
        for found in unknown
    ]


def _make_agencies(plan: Plan) -> list[str]:
    for found in plan.unknown:
        code = f"agency-{hashlib.sha256(tight(found.name).encode()).hexdigest()[:12]}"
        Agency.objects.create(code=code, name_th=found.name, ministry_th=_VOLUME.sub("", found.ministry))
    return [found.name for found in plan.unknown]


def _make_rounds(plan: Plan, at: datetime) -> dict[tuple[int, str], Round]:
    found = {}
    host_id, closes_at = plan.answers.host_id, plan.answers.closes_at
    for one in plan.rounds:
        workplan, held = one.workplan, one.round
        if workplan is None:
            assert host_id is not None  # else the plan would not be ready
            workplan = Workplan.objects.create(name_th=one.name, fiscal_year=one.fiscal_year, host_id=host_id)
        if held is None:
            if closes_at is None or closes_at <= at:
                raise GuardsUnmet(
                    _("The workplan %(name)s %(year)s has no open round; say until when one is to be open.")
                    % {"name": one.name, "year": one.fiscal_year}
                )
            held = Round.objects.create(
                workplan=workplan, name_th=ROUND_TH, name_en=ROUND_EN, opens_at=at, closes_at=closes_at
            )
        found[one.fiscal_year, tight(one.name)] = held
    return found


def _make_project(
    planned: PlannedProject, agencies: dict[str, Agency], rounds: dict[tuple[int, str], Round], sent: WorkplanImport,
    *, actor: User, at: datetime,
) -> IntegrationProject:  # fmt: skip
    facts = {
        "brought_in": {"file": sent.filename, "sha256": sent.sha256, "rows": [row.number for row in planned.lines]}
    }
    project = planned.project or begin_project(
        round_id=rounds[planned.fiscal_year, tight(planned.workplan)].pk,
        lead=agencies[tight(planned.lead)],
        title=planned.title,
        actor=actor,
        at=at,
        request_id=uuid5(sent.request_id, planned.key),
        facts=facts,
    )
    parts = {part.agency_id: part for part in project.participations.all()}
    lines: list[tuple[Line, BudgetLine]] = []
    for line in planned.lines:
        agency = agencies[tight(line.agency)]
        if agency.pk not in parts:
            parts[agency.pk] = name_agency(
                project=project, agency=agency, actor=actor, at=at, facts=facts,
                request_id=uuid5(sent.request_id, f"{planned.key}/{agency.code}"),
            )  # fmt: skip
        lines.append((line, _line_of(parts[agency.pk], line)))
    BudgetLine.objects.bulk_create(line for _row, line in lines)
    ImportedRow.objects.bulk_create(
        ImportedRow(
            brought_by=sent, number=row.number, key=row.key, project_key=planned.key, project=project, line=line,
            cells=row.cells,
        )
        for row, line in lines
    )  # fmt: skip
    project = IntegrationProject.objects.select_for_update().get(pk=project.pk)
    project.revision += 1
    project.save(update_fields=["revision"])
    changed = {line.participation_id for _row, line in lines}
    Participation.objects.filter(pk__in=changed).update(revision=project.revision)
    sign(project)
    return project


def _line_of(part: Participation, line: Line) -> BudgetLine:
    return BudgetLine(
        participation=part,
        item=line.item,
        category=line.category,
        subcategory=line.subcategory,
        fiscal_year=line.fiscal_year,
        amount_baht=line.amount_baht,
        source=line.source,
    )
