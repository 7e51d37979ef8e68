# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project's content in the shapes that components show: rows of a summary, of a table of money, of KPIs."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from budget_review.later_years import year_sums
from budget_review.models import BudgetLine, IntegrationProject, Participation, Stage
from budget_review.operations.screening import screened_amounts
from budget_review.prices import ict_baht
from budget_review.queries.money import money_table
from budget_review.queries.sections import frozen_sections, sections_of
from budget_review.queries.versions import labels_of_essentials
from budget_review.queries.visibility import quotes_open_to
from papers.templatetags.thai import thai_date

Amounts = list[Decimal | None]


def essentials(project: IntegrationProject) -> list[dict[str, Any]]:
    """The essentials for ``components/summary_list.html``."""
    begins, ends = thai_date(project.starts_on), thai_date(project.ends_on)
    return [
        {"term": _("Objective"), "value": project.objective},
        {"term": _("Rationale"), "value": project.rationale},
        {"term": _("Target group"), "value": project.target_group},
        {"term": _("Time"), "value": f"{begins} – {ends}" if begins or ends else ""},
    ]


def sections(project: IntegrationProject, changed: Iterable[str] = ()) -> list[dict[str, Any]]:
    """The sections that are written, besides those of the essentials, for ``budget_review/parts/sections.html``."""
    return [
        {"written": one, "is_changed": one.section.key in changed}
        for one in sections_of(project)
        if one.is_written and not one.section.on_project
    ]


def sections_then(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The same of a frozen version's content."""
    return [{"written": one, "is_changed": False} for one in frozen_sections(content) if not one.section.on_project]


def frozen_essentials(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The same of a frozen version's content, with the models' own words for each."""
    labels = labels_of_essentials()
    days = {name: thai_date(date.fromisoformat(content[name])) for name in ("starts_on", "ends_on") if content[name]}
    return [{"term": labels[name], "value": days.get(name, value or "")} for name, value in content.items()]


def money(project: IntegrationProject, caption: str = "") -> dict[str, Any]:
    """Every line under its agency's sub-total, a column for each stage reached."""
    table = money_table(project)
    amounts = {row.line.pk: row.amounts for row in table.rows}
    return _table(project, [str(stage.label) for stage in table.stages], amounts, table.totals, caption)


def screened_money(project: IntegrationProject) -> dict[str, Any]:
    """What is proposed, and what the screening officer would let stand."""
    own = screened_amounts(project)
    lines = project.active_lines()
    amounts: dict[int, Amounts] = {line.pk: [line.amount_baht, own[line.pk]] for line in lines}
    totals = [sum((line.amount_baht for line in lines), Decimal(0)), sum(own.values(), Decimal(0))]
    reasons = dict(project.screening.lines.values_list("line_id", "reason")) if project.screening else {}
    columns = [str(Stage.PROPOSED.label), str(Stage.SCREENED.label)]
    return _table(project, columns, amounts, totals, _("Screened amounts"), reasons)


def part_money(part: Participation) -> dict[str, Any]:
    """One agency's lines."""
    lines = part.active_lines()
    return {
        "caption": _("Budget lines"),
        "columns": [_("Amount")],
        "rows": [{"label": line.item, "note": note_of(line), "amounts": [line.amount_baht]} for line in lines],
        "totals": [sum((line.amount_baht for line in lines), Decimal(0))],
    }


def kpis(project: IntegrationProject) -> list[dict[str, Any]]:
    """The KPIs with their owners, the heaviest weight first."""
    names = {part.pk: part.agency for part in project.active_parts()}
    found = []
    for kpi in project.kpis.prefetch_related("shares"):
        shares = [share for share in kpi.shares.all() if share.participation_id in names]
        shares.sort(key=lambda share: -share.weight_percent)
        found.append(
            {"kpi": kpi, "owners": [(names[share.participation_id], share.weight_percent) for share in shares]}
        )
    return found


def total_asked(project: IntegrationProject) -> Decimal:
    """The sum of the lines as they are written now."""
    return sum((line.amount_baht for line in project.active_lines()), Decimal(0))


def note_of(line: BudgetLine) -> str:
    """What stands under a line's item."""
    return " · ".join(
        filter(None, [
            str(line.get_category_display()), line.subcategory, str(line.fiscal_year), line.source,
            _("ICT item") if line.is_ict else "",
        ])
    )  # fmt: skip


def later_years(project: IntegrationProject) -> dict[str, Any] | None:
    """This year beside what later years are bound to, a row for each line that binds any; None where none does."""
    own_year, lines = project.round.workplan.fiscal_year, project.active_lines()
    sums = year_sums(lines, own_year)
    if not sums.later:
        return None
    years = list(sums.later)
    of_lines = [(line, year_sums([line], own_year)) for line in lines]
    rows = [
        {
            "label": line.item, "note": line.participation.agency.name,
            "amounts": [own.this_year_baht, *(own.later.get(year) for year in years), own.whole_baht],
        }
        for line, own in of_lines if own.later
    ]  # fmt: skip
    only = sum((own.this_year_baht for _line, own in of_lines if not own.later), Decimal(0))
    if only:
        rows.append({"label": _("Lines without commitments"), "amounts": [only, *(None for _year in years), only]})
    return {
        "caption": _("This year and later years"),
        "columns": [str(own_year), *map(str, years), _("Altogether")],
        "rows": rows,
        "totals": [sums.this_year_baht, *sums.later.values(), sums.whole_baht],
    }


def ict(project: IntegrationProject, reader: User, at: datetime) -> dict[str, Any] | None:
    """The ICT items with where their prices come from, quotations as far as the reader may; None where none is."""
    lines = [line for line in project.active_lines() if line.is_ict]
    if not lines:
        return None
    quotes_of = quotes_open_to(project, reader, at)
    rows = [
        {"line": line, "price": line.price_basis, "sees_quotes": line.participation.agency_id in quotes_of}
        for line in lines
    ]
    return {"rows": rows, "total_baht": ict_baht(lines)}


def _table(
    project: IntegrationProject, columns: list[str], amounts: dict[int, Amounts], totals: list[Decimal],
    caption: str, reasons: dict[int, str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    rows: list[dict[str, Any]] = []
    for part in project.active_parts():
        lines = part.active_lines()
        if lines:
            rows.append(
                {"label": part.agency.name, "kind": "sub", "amounts": _sums([amounts[line.pk] for line in lines])}
            )
        rows += [
            {"label": line.item, "kind": "part", "amounts": amounts[line.pk], "note": _with_reason(line, reasons or {})}
            for line in lines
        ]
    return {"caption": caption or _("Money by stage"), "columns": columns, "rows": rows, "totals": totals}


def _with_reason(line: BudgetLine, reasons: dict[int, str]) -> str:
    return f"{note_of(line)} — {reasons[line.pk]}" if reasons.get(line.pk) else note_of(line)


def _sums(rows: Iterable[Amounts]) -> Amounts:
    return [
        sum((amount or Decimal(0) for amount in column), Decimal(0))
        if any(amount is not None for amount in column)
        else None
        for column in zip(*rows, strict=True)
    ]
