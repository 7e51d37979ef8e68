# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page behind the bar's field: what answers to a few words, by kind."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.person import person_of
from budget_review.views.years import year_switch, years_of_workplans
from papers.thai import normalise
from project.find import SHOWN, find

LONGEST = 200


def page(request: HttpRequest) -> HttpResponse:
    """Show what was found; the words stand in the address."""
    user, text = person_of(request), normalise(request.GET.get("q", "").replace("\0", "")[:LONGEST]).strip()
    years = year_switch(request, years_of_workplans())
    context = {
        "text": text,
        "found": find(user, timezone.now(), text, years.chosen),
        "shown": SHOWN,
        "longest": LONGEST,
        "years": years.tabs,
        "year": years.chosen,
    }
    return render(request, "project/find.html", context)
