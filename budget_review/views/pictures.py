# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The money in pictures: of one round, and of a fiscal year over all its rounds; as a table to be taken away."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.person import person_of
from budget_review.models import IntegrationProject, Round
from budget_review.queries import pictures, projects_for
from budget_review.views.round_tabs import round_tabs
from budget_review.views.years import chosen_year, year_switch, years_of_workplans
from papers.charts import Bars
from papers.spreadsheets.handing_out import sheet


def round_pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the money of a round by stage, by strategy and by ministry."""
    user, at = person_of(request), timezone.now()
    held = get_object_or_404(Round.objects.select_related("workplan"), pk=pk)
    context = {
        "round": held,
        "tabs": round_tabs(user, at, held.pk, "round_pictures"),
        "charts": _charts(projects_for(user, at).filter(round=held)),
    }
    return render(request, "budget_review/round_pictures.html", context)


def year_money(request: HttpRequest) -> HttpResponse:
    """Show the same of one fiscal year over all its rounds, or of all years; of what this person may see."""
    years = year_switch(request, years_of_workplans())
    if years.goes_to:
        return redirect(years.goes_to)
    query = f"?year={years.chosen}" if years.chosen else ""
    context = {
        "years": years.tabs,
        "year": years.chosen,
        "charts": _charts(_of_year(request, years.chosen)),
        "files": [(kind.upper(), f"{reverse('year_money_file', args=[kind])}{query}") for kind in ("xlsx", "csv")],
    }
    return render(request, "budget_review/year_money.html", context)


def year_money_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the numbers of the pictures in one table, in baht."""
    year = chosen_year(request, years_of_workplans())
    rows: list[list[Any]] = [
        [chart.heading, row.label, stage, value]
        for chart in _charts(_of_year(request, year))
        for row in chart.rows
        for stage, value in _named(chart, row.label, row.values)
        if value is not None
    ]
    headings = [_("Shown by"), _("Group"), _("Stage"), _("Amount (baht)")]
    return sheet(kind, f"money-{year or 'all'}", _("Money of the fiscal year"), headings, rows)


def _named(chart: Bars, label: Any, values: Any) -> list[tuple[Any, Any]]:
    """Each value with its stage; of the chart by stage the row itself names it."""
    return list(zip(chart.series, values, strict=True)) if chart.total else [(label, values[0])]


def _of_year(request: HttpRequest, year: int | None) -> QuerySet[IntegrationProject]:
    seen = projects_for(person_of(request), timezone.now())
    return seen.filter(round__workplan__fiscal_year=year) if year else seen


def _charts(projects: QuerySet[IntegrationProject]) -> list[Bars]:
    """The pictures of these projects, summed by the database, however many they are."""
    ids = projects.order_by().values("pk")
    found = [of(ids) for of in (pictures.by_stage, pictures.by_strategy, pictures.by_ministry)]
    return [chart for chart in found if chart is not None]
