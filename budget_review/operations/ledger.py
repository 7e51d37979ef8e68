# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing amounts: always a new row, never a change of one."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from budget_review.models import AmountEntry, BudgetLine, IntegrationProject, Stage
from budget_review.queries import latest_amounts
from papers.thai import MOST_BAHT, format_baht
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet


def write_amounts(
    project: IntegrationProject,
    attempt: Attempt,
    stage: Stage,
    amounts: Mapping[int, Decimal],
    *,
    reasons: Mapping[int, str] | None = None,
    source: str = "",
    lines: Mapping[int, BudgetLine] | None = None,
) -> None:
    """Write one entry for each line, tied to the record that the act is about to write.

    Every gate's sums are checked here: each present line (or each of ``lines``) once, and at screening and in
    committee none above what was proposed. Raises GuardsUnmet naming the lines.
    """
    _refuse_incomplete(lines_of(project) if lines is None else lines, amounts)
    if stage in (Stage.SCREENED, Stage.ENDORSED):
        refuse_above_proposed(project, amounts)
    AmountEntry.objects.bulk_create(
        AmountEntry(
            line_id=line,
            stage=stage,
            amount_baht=amount,
            reason=(reasons or {}).get(line, ""),
            source=source,
            project_seq=project.version + 1,
            at=attempt.at,
        )
        for line, amount in sorted(amounts.items())
    )


def refuse_above_proposed(project: IntegrationProject, amounts: Mapping[int, Decimal]) -> None:
    """Raise GuardsUnmet naming each line that would get more than its agency asked for. Source: our decision."""
    told = _("“%(item)s”: %(amount)s baht is more than the %(most)s baht that were proposed.")
    refuse_above(lines_of(project), amounts, latest_amounts(project, Stage.PROPOSED), told)


def refuse_above(
    lines: Mapping[int, BudgetLine], amounts: Mapping[int, Decimal], most: Mapping[int, Decimal], told: str
) -> None:
    """Raise GuardsUnmet with ``told`` of each line that would get more than its most; lines without one may."""
    above = [line for line, amount in amounts.items() if line in most and amount > most[line]]
    if above:
        raise GuardsUnmet(
            *(
                told % {"item": lines[line].item, "amount": format_baht(amounts[line]), "most": format_baht(most[line])}
                for line in above
            )
        )


def _refuse_incomplete(lines: Mapping[int, BudgetLine], amounts: Mapping[int, Decimal]) -> None:
    if set(amounts) != set(lines):
        raise GuardsUnmet(_("The amount of every line must be given."))


def lines_of(project: IntegrationProject) -> dict[int, BudgetLine]:
    """The project's present lines by id."""
    return {line.pk: line for line in project.active_lines()}


def amounts_given(
    project: IntegrationProject, given: Any, lines: Mapping[int, BudgetLine] | None = None
) -> dict[int, Decimal]:
    """The amounts of an attempt, ``{"7": "68500000.00"}``, checked: every line once, none below zero.

    The lines are the project's, or those given.

    Raises GuardsUnmet naming what is wrong.
    """
    try:
        amounts = {int(line): Decimal(str(amount)).quantize(Decimal("0.01")) for line, amount in dict(given).items()}
    except (ValueError, TypeError, InvalidOperation) as error:
        raise GuardsUnmet(_("An amount is not a number.")) from error
    _refuse_incomplete(lines_of(project) if lines is None else lines, amounts)
    if any(not amount.is_finite() or amount < 0 or amount > MOST_BAHT for amount in amounts.values()):
        raise GuardsUnmet(_("An amount must not be below zero, nor beyond what a budget can hold."))
    return amounts


def total(amounts: Mapping[int, Decimal]) -> str:
    """The sum as records write it."""
    return f"{sum(amounts.values(), Decimal(0)):.2f}"
