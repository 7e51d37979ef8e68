# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of projects that a person may see."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.person import person_of
from accounts.saved_beside import saved_beside
from agencies.roles import Role, exercises
from agencies.standing import attempt_of
from budget_review.forms.filters import FilterForm
from budget_review.operations.many import acts_for, starts_from
from budget_review.queries import projects_for
from budget_review.queries.listing import (
    COLUMNS,
    PAGE,
    SUMMED,
    by_state,
    labelled,
    listed,
    matching,
    offered_from,
    totals_of,
)
from budget_review.search_index import is_cut_short
from budget_review.views.many import acts_on_many
from budget_review.views.years import year_tabs
from papers.search import terms_of


def projects(request: HttpRequest) -> HttpResponse:
    """List projects by code; filters and the place in the list stand in the address."""
    user, at = person_of(request), timezone.now()
    saved = saved_beside(request, "projects")
    if saved.goes_to:
        return redirect(saved.goes_to)
    seen = projects_for(user, at)
    offered = offered_from(seen)
    form = FilterForm(request.GET, offered)
    found = matching(seen, form.filters()).order_by("code")
    after = request.GET.get("after", "")
    page = list((found.filter(code__gt=after) if after else found)[: PAGE + 1])
    summed = totals_of(found)
    count, totals = summed or (SUMMED, [])
    attempt = attempt_of(user, at)
    acts = acts_on_many(attempt, dict(by_state(found)) if summed else None) if acts_for(attempt) else []
    tickable = {state for act in acts for state in starts_from(act["name"])}
    context = {
        "form": form,
        "years": year_tabs(reverse("projects"), [pair[0] for pair in offered.years], form.filters().year, request.GET),
        "saved": saved,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
        "rows": listed(page[:PAGE]),
        "columns": [stage.label for stage in COLUMNS],
        "count": count,
        "is_more": summed is None,
        "is_short": is_cut_short(terms_of(form.filters().text)),
        "totals": labelled(totals) if totals else [],
        "next": page[PAGE - 1].code if len(page) > PAGE else "",
        "is_first": not after,
        "may_begin": exercises(attempt, Role.AGENCY_OFFICER),
        "acts": acts,
        "tickable": tickable,
        "is_tickable": any(project.state in tickable for project in page[:PAGE]),
        "request_id": uuid4(),
        "now": at,
    }
    return render(request, "budget_review/projects.html", context)
