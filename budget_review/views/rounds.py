# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rounds: each at a glance, with its window, its projects by state and its money by stage."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.person import person_of
from agencies.standing import attempt_of, delegation_of
from budget_review.models import Round, Workplan
from budget_review.operations.rounds import may_keep
from budget_review.queries import projects_for, round_totals
from budget_review.queries.criteria import set_of
from budget_review.queries.listing import COUNTED, SUMMED, by_round, by_state, totals_of
from budget_review.views.assigning import heads_screening
from budget_review.views.many import acts_on_many
from budget_review.views.round_tabs import round_tabs
from budget_review.views.workplans import may_keep_any
from budget_review.views.years import year_switch, years_of_workplans


def rounds(request: HttpRequest) -> HttpResponse:
    """List the rounds, the latest first, with how many projects this person may see in each; of all years or of one."""
    user, at = person_of(request), timezone.now()
    counts = by_round(projects_for(user, at))
    years = year_switch(request, years_of_workplans())
    if years.goes_to:
        return redirect(years.goes_to)
    year = years.chosen
    found = Round.objects.select_related("workplan__host")
    workplans = Workplan.objects.filter(rounds=None).select_related("host")
    if year:
        found, workplans = found.filter(workplan__fiscal_year=year), workplans.filter(fiscal_year=year)
    context = {
        "rows": [{"round": held, "count": counts.get(held.pk, 0), "is_open": held.is_open_at(at)} for held in found],
        "now": at,
        "years": years.tabs,
        "year": year,
        "without_rounds": workplans,
        "may_keep": may_keep_any(user, at),
    }
    return render(request, "budget_review/rounds.html", context)


def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one round, of what this person may see."""
    user, at = person_of(request), timezone.now()
    held = get_object_or_404(Round.objects.select_related("workplan__host"), pk=pk)
    projects = projects_for(user, at).filter(round=held)
    states = by_state(projects)
    summed = totals_of(projects)
    count = sum(many for _state, many in states)
    by_stage = round_totals(projects.order_by().values_list("pk", flat=True)) if summed else {}
    address = f"{reverse('projects')}?round={held.pk}"
    caption = ngettext("%(total)s project open to you", "%(total)s projects open to you", count) % {"total": count}
    context = {
        "round": held,
        "tabs": round_tabs(user, at, held.pk, "round"),
        "is_open": held.is_open_at(at),
        "now": at,
        "criteria": set_of(held),
        "may_assign": heads_screening(user, at),
        "may_keep": may_keep(held.workplan.host_id, actor=user, at=at, delegation=delegation_of(user)),
        "changes": held.changes.select_related("changed_by"),
        "late": held.late_permissions.select_related("agency", "given_by"),
        "count": count,
        "acts": acts_on_many(attempt_of(user, at), dict(states)),
        "is_summed": summed is not None,
        "summed": SUMMED,
        "counted": COUNTED,
        "requested_baht": summed[1][0][1] if summed else None,
        "states": {
            "caption": caption,
            "whole": max((many for _state, many in states), default=1),
            "rows": [
                {"label": state.label, "value": many, "state": state.value, "href": f"{address}&state={state.value}"}
                for state, many in states
            ],
        },
        "money": {
            "caption": _("Money by stage, baht"),
            "whole": max(by_stage.values(), default=Decimal(1)),
            "rows": [
                {"label": stage.label, "value": total, "baht": total, "tone": "moving"}
                for stage, total in by_stage.items()
            ],
        },
    }  # fmt: skip
    return render(request, "budget_review/round.html", context)
