# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing the budget lines of a part: what each asks for, what it binds later years to, where its price comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from budget_review.cells import ABSURD, too_much
from budget_review.later_years import FURTHEST, said
from budget_review.models import BudgetLine, Participation
from budget_review.prices import Price, said_of
from papers.thai import format_baht
from workflows.refusals import GuardsUnmet

SATANG = Decimal("0.01")  # the least that a line can hold
LINES_MOST = 200  # of one agency in one project: what one form shows and one browser sends


@dataclass(frozen=True, kw_only=True)
class LineText:
    """One budget line as written; ``id`` None for a new one.

    ``commitments``, ``is_ict`` and ``price``: None leaves them as they are.
    """

    id: int | None
    item: str
    category: str
    subcategory: str
    fiscal_year: int
    amount_baht: Decimal
    source: str = ""
    commitments: dict[int, Decimal] | None = None
    is_ict: bool | None = None
    price: Price | None = None


def write_lines(part: Participation, lines: Sequence[LineText]) -> None:
    """Keep these lines in place of the part's; what is left out goes, but stays dropped where the ledger knows it.

    Raises GuardsUnmet.
    """
    if lines and not part.brings_budget:
        raise GuardsUnmet(_("Only government agencies have budget lines."))
    if any(line.amount_baht < SATANG for line in lines):
        raise GuardsUnmet(_("The amount of a budget line must be above zero."))
    if absurd := [line.amount_baht for line in lines if line.amount_baht >= ABSURD]:
        raise GuardsUnmet(too_much(format_baht(absurd[0])))
    if len(lines) > LINES_MOST:
        raise GuardsUnmet(too_many_lines())
    if far := [line.item for line in lines if not _commits_well(line)]:
        raise GuardsUnmet(
            *(
                _("“%(item)s”: commitments are amounts above zero, of at most %(most)s years after the line's own.")
                % {"item": item, "most": FURTHEST}
                for item in far
            )
        )
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


def too_many_lines() -> str:
    """Why more lines are refused."""
    return _("An agency takes at most %(most)s budget lines in one project.") % {"most": LINES_MOST}


def _commits_well(text: LineText) -> bool:
    given = text.commitments or {}
    return all(amount >= 0 and text.fiscal_year < year <= text.fiscal_year + FURTHEST for year, amount in given.items())


def _fill(line: BudgetLine, text: LineText) -> None:
    line.item, line.category, line.subcategory = text.item, text.category, text.subcategory
    line.fiscal_year, line.amount_baht, line.source = text.fiscal_year, text.amount_baht, text.source
    if text.commitments is not None:
        line.commitments = said(text.commitments)
    if text.is_ict is not None:
        line.is_ict = text.is_ict
    if text.price is not None:
        line.price = said_of(text.price)
    line.save()
