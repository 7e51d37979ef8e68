# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens inside the Budget Bureau's acts: a decision is a series of stages, each its own entries."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from budget_review.lifecycle import ProjectLifecycle
from budget_review.models import IntegrationProject, Stage
from budget_review.models.money import BUDGET_STAGES
from budget_review.operations.ledger import amounts_given, lines_of, refuse_above, total, write_amounts
from budget_review.queries import amounts_by_stage, latest_amounts
from budget_review.states import Outcome
from papers.packs import check_words
from papers.printing import fit_to_print
from workflows.lifecycle import Attempt, effect
from workflows.refusals import GuardsUnmet


@effect(ProjectLifecycle.record_stage)
def write_stage(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Write the amounts of one stage; of a stage that has some already, as a correction with its reason.

    Returns ``{"stage_baht": "…"}``, a correction also ``"before_baht"``. Raises GuardsUnmet for an unknown stage, for
    a correction without a reason, and for one without a difference.
    """
    stage = attempt.facts["stage"]
    if stage not in BUDGET_STAGES:
        raise GuardsUnmet(_("The budget stage must be one of those listed."))
    amounts = amounts_given(project, attempt.facts["amounts"])
    before = latest_amounts(project, Stage(stage))
    if before and not attempt.note.strip():
        raise GuardsUnmet(_("This stage has amounts already; to correct them, give the reason."))
    if amounts == before:
        raise GuardsUnmet(_("At least one amount must differ from what was recorded for this stage."))
    reasons = {line: attempt.note for line, amount in amounts.items() if before and amount != before.get(line)}
    write_amounts(project, attempt, Stage(stage), amounts, reasons=reasons, source=attempt.facts["source"])
    return {"stage_baht": total(amounts)} | ({"before_baht": total(before)} if before else {})


@effect(ProjectLifecycle.decide)
def write_decision(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Write the decided amounts as the Act's, and say whether the project is funded in full or in part.

    In full means: no line below what the committee endorsed. Returns ``{"outcome": "part", "decided_baht": "…"}``.
    """
    _refuse_unprintable(attempt)
    amounts = amounts_given(project, attempt.facts["amounts"])
    if not any(amounts.values()):
        raise GuardsUnmet(_("A decision of zero baht is “do not fund”."))
    endorsed = latest_amounts(project, Stage.ENDORSED)
    project.outcome = _outcome(project, amounts)
    project.save(update_fields=["outcome"])
    reasons = {line: attempt.note for line, amount in amounts.items() if amount < endorsed.get(line, amount)}
    write_amounts(project, attempt, Stage.ACT, amounts, reasons=reasons, source=attempt.facts["source"])
    return {"outcome": project.outcome, "decided_baht": total(amounts)}


@effect(ProjectLifecycle.correct_decision)
def write_correction(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Write the decided amounts anew; those before stay to be read. The result is then reported back again.

    Returns ``{"outcome": "part", "decided_baht": "…", "before_baht": "…"}``. Raises GuardsUnmet when nothing
    differs, and for a line of which more was allocated already: the allocation is corrected first.
    """
    _refuse_unprintable(attempt)
    by_stage = amounts_by_stage(project)
    before = by_stage.get(Stage.ACT, {})
    amounts = amounts_given(project, attempt.facts["amounts"])
    if amounts == before:
        raise GuardsUnmet(_("At least one amount must differ from what was decided."))
    if not any(amounts.values()):
        raise GuardsUnmet(_("A decision of zero baht is “do not fund”."))
    told = _(
        "“%(item)s”: %(amount)s baht were allocated already, more than the %(most)s baht of this decision. Correct the "
        "allocation first."
    )
    refuse_above(lines_of(project), by_stage.get(Stage.ALLOCATED, {}), amounts, told)
    project.outcome = _outcome(project, amounts)
    project.save(update_fields=["outcome"])
    reasons = {line: attempt.note for line, amount in amounts.items() if amount != before.get(line)}
    write_amounts(project, attempt, Stage.ACT, amounts, reasons=reasons, source=attempt.facts["source"])
    return {"outcome": project.outcome, "decided_baht": total(amounts), "before_baht": total(before)}


@effect(ProjectLifecycle.not_fund)
def write_nothing(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Write zero for every line as the Act's amount, and set the outcome."""
    _refuse_unprintable(attempt)
    project.outcome = Outcome.NONE
    project.save(update_fields=["outcome"])
    amounts = dict.fromkeys(lines_of(project), Decimal("0.00"))
    reasons = dict.fromkeys(amounts, attempt.note)
    write_amounts(project, attempt, Stage.ACT, amounts, reasons=reasons, source=attempt.facts["source"])
    return {"outcome": Outcome.NONE.value, "decided_baht": "0.00"}


def _refuse_unprintable(attempt: Attempt) -> None:
    """The reason is said in the letters on the result."""
    with fit_to_print():
        check_words(attempt.note)


def _outcome(project: IntegrationProject, amounts: Mapping[int, Decimal]) -> Outcome:
    """In full when no line is below what the committee endorsed."""
    endorsed = latest_amounts(project, Stage.ENDORSED)
    full = all(amount >= endorsed.get(line, Decimal(0)) for line, amount in amounts.items())
    return Outcome.FULL if full else Outcome.PART
