# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The money of a project and of a round, stage by stage, on a page and to be taken away."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.person import person_of
from budget_review.forms.money import UNITS, MoneyForm
from budget_review.models import IntegrationProject, Round, Stage
from budget_review.queries import projects_for, totals_by_stage
from budget_review.queries.listing import SUMMED
from budget_review.queries.money import series_of, stages_reached
from budget_review.views.reading import ask
from budget_review.views.round_tabs import round_tabs
from papers.spreadsheets.handing_out import sheet
from papers.thai import bangkok_time

PAGE = 100


def project_money(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Give every amount that was ever written for a project."""
    asked = ask(request, code)
    headings = [
        _("Agency"), _("Item"), _("Fiscal year"), _("Stage"), _("Before"), _("Amount (baht)"), _("Stands"), _("When"),
        _("By whom"), _("Reason"), _("Source"), _("Record"),
    ]  # fmt: skip
    rows = [
        [
            written.entry.line.participation.agency.name, written.entry.line.item, written.entry.line.fiscal_year,
            written.entry.get_stage_display(), written.before_baht, written.entry.amount_baht,
            _("Yes") if written.stands else _("No"), f"{bangkok_time(written.entry.at):%Y-%m-%d %H:%M}",
            str(written.record.actor), written.entry.reason, written.entry.source, written.entry.project_seq,
        ]
        for written in series_of(asked.project)
    ]  # fmt: skip
    return sheet(kind, f"{code}-money", _("Money"), headings, rows)


def round_money(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what each project of a round was worth at each stage, of what this person may see."""
    user, at = person_of(request), timezone.now()
    held = get_object_or_404(Round.objects.select_related("workplan"), pk=pk)
    found = projects_for(user, at).filter(round=held).select_related("lead").order_by("code")
    after = request.GET.get("after", "")
    page = list((found.filter(code__gt=after) if after else found)[: PAGE + 1])
    shown = page[:PAGE]
    totals = totals_by_stage(project.pk for project in shown)
    form = MoneyForm(request.GET, stages_reached(totals.values()) or [Stage.PROPOSED])
    context = {
        "round": held,
        "tabs": round_tabs(user, at, held.pk, "round_money"),
        "form": form,
        "units": UNITS,
        "money": _table(shown, totals, form) if shown else None,
        "is_first": not after,
        "next": shown[-1].code if len(page) > PAGE else "",
        "summed": SUMMED,
    }
    return render(request, "budget_review/round_money.html", context)


def round_money_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Give the same for at most ``SUMMED`` projects, amounts as numbers."""
    user, at = person_of(request), timezone.now()
    held = get_object_or_404(Round, pk=pk)
    found = list(projects_for(user, at).filter(round=held).select_related("lead").order_by("code")[:SUMMED])
    totals = totals_by_stage(project.pk for project in found)
    stages = stages_reached(totals.values())
    headings = [_("Code"), _("Project"), _("Lead agency"), _("State"), *(stage.label for stage in stages)]
    rows = [
        [
            project.code, project.title, project.lead.name, project.get_state_display(),
            *(totals.get(project.pk, {}).get(stage) for stage in stages),
        ]
        for project in found
    ]  # fmt: skip
    return sheet(kind, f"round-{pk}-money", _("Money by stage"), headings, rows)


def _table(
    projects: list[IntegrationProject], totals: dict[int, dict[Stage, Decimal]], form: MoneyForm
) -> dict[str, Any]:
    stages = form.stages
    rows = [
        {
            "label": project.title, "note": f"{project.code} · {project.lead.name}",
            "href": f"{reverse('project', args=[project.code])}?tab=money",
            "amounts": [totals.get(project.pk, {}).get(stage) for stage in stages],
        }
        for project in projects
    ]  # fmt: skip
    sums = [sum((of.get(stage, Decimal(0)) for of in totals.values()), Decimal(0)) for stage in stages]
    return {
        "caption": _("Money by stage"), "row_heading": _("Project"), "columns": [stage.label for stage in stages],
        "rows": rows, "totals": sums, "total_label": _("Total of those shown"), "unit": form.chosen_unit,
    }  # fmt: skip
