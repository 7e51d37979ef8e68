# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is late, due soon or stopped."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts.person import person_of
from budget_review.views.years import year_switch, years_of_workplans
from project import turns
from project.overdue import KINDS, SCOPES, desks, numbers, overdue
from workflows.clocks.queries import escalations_of


def list_overdue(request: HttpRequest) -> HttpResponse:
    """List it, due first; scope, kind, desk and place stand in the address."""
    user, now = person_of(request), timezone.now()
    years = year_switch(request, years_of_workplans())
    if years.goes_to:
        return redirect(years.goes_to)
    asked = {name: request.GET.get(name, "") for name in ("scope", "kind", "desk")}
    known = {name: label for _key, label, name in desks()}
    asked["desk"] = asked["desk"] if asked["desk"] in known else ""
    count = numbers(user, now, kind=asked["kind"], desk=asked["desk"], year=years.chosen)
    if not asked["scope"]:  # the page opens where something is
        asked["scope"] = next((scope for scope, many in count.items() if many), "")
    found = overdue(user, now, year=years.chosen, **asked)
    shelf = turns.shelf(found.tasks, user, now, after=_after(request))
    escalated = escalations_of(found.tasks.filter(pk__in=[card.task_id for card in shelf.cards]))
    here = reverse("overdue")

    def link(**changed: str) -> str:
        wanted = {"scope": found.scope, "kind": found.kind, "desk": asked["desk"]} | changed
        wanted |= {"year": str(years.chosen)} if years.chosen else {}
        return f"{here}?{urlencode({name: value for name, value in wanted.items() if value})}"

    context = {
        "now": now,
        "years": years.tabs,
        "year": years.chosen,
        "rows": [(card, escalated.get(card.task_id, [])) for card in shelf.cards],
        "next": shelf.next,
        "is_first": "after" not in request.GET,
        "first": link(),
        "tabs": [
            {"label": SCOPES[scope], "href": link(scope=scope), "is_here": scope == found.scope, "count": count[scope]}
            for scope in found.scopes
        ],
        "kinds": [
            {"label": label, "href": link(kind=kind), "is_here": kind == found.kind, "count": found.counts[kind]}
            for kind, label in KINDS.items()
        ],
        "kind": found.kind,
        "scope": found.scope,
        "desk": asked["desk"],
        "desks": known.items(),
    }
    return render(request, "project/overdue.html", context)


def _after(request: HttpRequest) -> int | None:
    asked = request.GET.get("after", "")
    return int(asked) if asked.isdecimal() and len(asked) < 19 else None
