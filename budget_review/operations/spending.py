# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""After the decision: what each line was allocated, and what of it was disbursed, as the Bureau and the agencies say.

Source: money stages "จัดสรร" and "เบิกจ่าย"; Budget Procedures Act 2561, s.4: an amount of the Act is the most that may
be paid, so nothing is allocated above it and nothing disbursed above what was allocated.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from budget_review.lifecycle import ProjectLifecycle
from budget_review.models import BudgetLine, IntegrationProject, Stage
from budget_review.operations.ledger import amounts_given, lines_of, refuse_above, total, write_amounts
from budget_review.permissions import partner_officer
from budget_review.queries import amounts_by_stage
from workflows.lifecycle import Attempt, effect
from workflows.refusals import GuardsUnmet


@effect(ProjectLifecycle.record_allocation)
def write_allocation(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Write what every line was allocated; what is recorded already is corrected with a reason.

    Returns ``{"allocated_baht": "…"}``, a correction also ``"before_baht"``. Raises GuardsUnmet.
    """
    by_stage = amounts_by_stage(project)
    amounts = amounts_given(project, attempt.facts["amounts"])
    told = _("“%(item)s”: %(amount)s baht is more than the %(most)s baht that were decided.")
    refuse_above(lines_of(project), amounts, by_stage.get(Stage.ACT, {}), told)
    spent = by_stage.get(Stage.SPENT, {})
    told = _("“%(item)s”: %(amount)s baht were disbursed already, more than the %(most)s baht of this allocation.")
    refuse_above(lines_of(project), spent, amounts, told)
    return _write(project, attempt, Stage.ALLOCATED, amounts, by_stage.get(Stage.ALLOCATED, {}), "allocated_baht")


@effect(ProjectLifecycle.record_spending)
def write_spending(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Write what the officer's own agency has disbursed of its lines until now; less than before needs a reason.

    Returns ``{"spent_baht": "…", "agencies": [ids]}``. Raises GuardsUnmet.
    """
    by_stage, own = amounts_by_stage(project), own_lines(project, attempt)
    amounts = amounts_given(project, attempt.facts["amounts"], {line.pk: line for line in own})
    told = _("“%(item)s”: %(amount)s baht is more than the %(most)s baht that were allocated.")
    refuse_above(lines_of(project), amounts, by_stage.get(Stage.ALLOCATED, {}), told)
    before = {line: amount for line, amount in by_stage.get(Stage.SPENT, {}).items() if line in amounts}
    if any(amounts[line] < amount for line, amount in before.items()) and not attempt.note.strip():
        raise GuardsUnmet(_("What was disbursed only grows; to correct it, give the reason."))
    return _write(project, attempt, Stage.SPENT, amounts, before, "spent_baht", may_grow=True) | {
        "agencies": sorted({line.participation.agency_id for line in own})
    }


def own_lines(project: IntegrationProject, attempt: Attempt) -> list[BudgetLine]:
    """The lines of the agencies that this person is an officer of."""
    return [line for part in project.active_parts() if partner_officer(part, attempt) for line in part.active_lines()]


def _write(
    project: IntegrationProject, attempt: Attempt, stage: Stage, amounts: Mapping[int, Decimal],
    before: Mapping[int, Decimal], name: str, *, may_grow: bool = False,
) -> dict[str, Any]:  # fmt: skip
    if before and amounts == before:
        raise GuardsUnmet(_("At least one amount must differ from what was recorded for this stage."))
    if before and not may_grow and not attempt.note.strip():
        raise GuardsUnmet(_("This stage has amounts already; to correct them, give the reason."))
    reasons = {line: attempt.note for line, amount in amounts.items() if before and amount != before.get(line)}
    lines = {line: held for line, held in lines_of(project).items() if line in amounts}
    write_amounts(project, attempt, stage, amounts, reasons=reasons, source=attempt.facts["source"], lines=lines)
    return {name: total(amounts)} | ({"before_baht": total(before)} if before else {})
