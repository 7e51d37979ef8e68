# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of projects that a person may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.person import person_of
from accounts.saved_beside import saved_beside
from agencies.roles import Role, exercises
from agencies.standing import attempt_of
from budget_review.forms.filters import FilterForm
from budget_review.queries import projects_for
from budget_review.queries.listing import COLUMNS, PAGE, SUMMED, labelled, listed, matching, offered_from, totals_of
from papers.search import is_short, terms_of


def projects(request: HttpRequest) -> HttpResponse:
    """List projects by code; filters and the place in the list stand in the address."""
    user, at = person_of(request), timezone.now()
    saved = saved_beside(request, "projects")
    if saved.goes_to:
        return redirect(saved.goes_to)
    seen = projects_for(user, at)
    form = FilterForm(request.GET, offered_from(seen))
    found = matching(seen, form.filters()).order_by("code")
    after = request.GET.get("after", "")
    page = list((found.filter(code__gt=after) if after else found)[: PAGE + 1])
    summed = totals_of(found)
    count, totals = summed or (SUMMED, [])
    context = {
        "form": form,
        "saved": saved,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
        "rows": listed(page[:PAGE]),
        "columns": [stage.label for stage in COLUMNS],
        "count": count,
        "is_more": summed is None,
        "is_short": is_short(terms_of(form.filters().text)),
        "totals": labelled(totals) if totals else [],
        "next": page[PAGE - 1].code if len(page) > PAGE else "",
        "is_first": not after,
        "may_begin": exercises(attempt_of(user, at), Role.AGENCY_OFFICER),
        "now": at,
    }
    return render(request, "budget_review/projects.html", context)
