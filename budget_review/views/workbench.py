# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The workbench: the projects that are being screened, worked down by keyboard, each opening beside the list."""

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.person import person_of
from agencies.standing import attempt_of
from budget_review.forms.columns import ON_WORKBENCH, SCORE
from budget_review.models import IntegrationProject
from budget_review.operations.assigning import hands_of
from budget_review.operations.many import starts_from
from budget_review.queries import may_see_screening, money_table, turns_of
from budget_review.queries.likeness import likeness_of
from budget_review.queries.listing import PAGE, listed
from budget_review.queries.ranking import IN_SCREENING, may_rank
from budget_review.queries.workbench import ORDERS, codes_in_order
from budget_review.views import shapes
from budget_review.views.assigning import heads_screening
from budget_review.views.doable import doable
from budget_review.views.found import found_by
from budget_review.views.many import acts_on_many
from budget_review.views.reading import Asked, ask
from budget_review.views.under_way import own_under_way
from budget_review.views.working import findings_of
from budget_review.worklist import keep, place_of


def workbench(request: HttpRequest) -> HttpResponse:
    """Show the list and, beside it, the project that the address names, or the first; htmx asks for that one alone."""
    user, at = person_of(request), timezone.now()
    if not may_rank(user, at):
        raise Http404
    if request.headers.get("HX-Request") and request.GET.get("at"):
        return render(request, "budget_review/parts/beside.html", _beside(ask(request, request.GET["at"])))
    asked = found_by(request, "workbench", ON_WORKBENCH)
    if asked.goes_to:
        return redirect(asked.goes_to)
    found = asked.projects if asked.filters.state else asked.projects.filter(state__in=IN_SCREENING)
    order = request.GET.get("order", "")
    order = order if order in ORDERS else next(iter(ORDERS))
    codes, is_more = codes_in_order(found, order)
    query = request.GET.copy()
    for name in ("at", "after"):
        query.pop(name, None)
    address = f"{reverse('workbench')}?{query.urlencode()}"
    keep(request.session, codes, address)
    page, start = _page(codes, request)
    by_code = {project.code: project for project in asked.seen.filter(code__in=page)}
    shown = [by_code[code] for code in page if code in by_code]
    alike = likeness_of(user, at, [project.pk for project in shown])
    rows = listed(shown, asked.shows.stages, with_scores=SCORE in asked.shows.chosen, likenesses=alike)
    hands = hands_of(shown, user, at, gives=heads_screening(user, at))
    here = request.GET.get("at", "") or (page[0] if page else "")
    attempt = attempt_of(user, at)
    acts = acts_on_many(attempt, None)
    tickable = {state for act in acts for state in starts_from(act["name"])}
    context = {
        **asked.context,
        "orders": ORDERS.items(),
        "order": order,
        "rows": rows,
        "work": [(row, hands.get(row.project.pk)) for row in rows],
        "count": len(codes),
        "is_more": is_more,
        "here": here,
        "query": query.urlencode(),
        "first": address if start else "",
        "next": f"{address}&after={page[-1]}" if page and start + len(page) < len(codes) else "",
        "acts": acts,
        "under_way": own_under_way(user),
        "tickable": tickable,
        "request_id": uuid4(),
        **(_beside(ask(request, here)) if here else {"project": None}),
    }
    return render(request, "budget_review/workbench.html", context)


def _page(codes: list[str], request: HttpRequest) -> tuple[list[str], int]:
    """The page behind ``after``, or the one in which the chosen project stands; and how many stand before it."""
    after, at = request.GET.get("after", ""), request.GET.get("at", "")
    start = codes.index(at) // PAGE * PAGE if at in codes else 0
    if after in codes:
        start = codes.index(after) + 1
    return codes[start : start + PAGE], start


def _beside(asked: Asked) -> dict[str, Any]:
    """One project as far as an officer needs it to know what to do with it."""
    project: IntegrationProject = asked.project
    table = money_table(project)
    sees = may_see_screening(project, asked.user, asked.at)
    return {
        "project": project,
        "now": asked.at,
        "place": place_of(asked.request.session, project.code),
        "turns": turns_of([project.pk]).get(project.pk, []),
        "doable": doable(asked),
        "essentials": shapes.essentials(project),
        "sums": [(stage.label, total) for stage, total in zip(table.stages, table.totals, strict=True)],
        "parts": [(part, sum(line.amount_baht for line in part.active_lines())) for part in project.active_parts()],
        "screening": project.screening if sees else None,
        "findings": findings_of(project, names_projects=False) if sees else [],
        "opinions": project.opinions.all(),
        "likeness": likeness_of(asked.user, asked.at, [project.pk]).get(project.pk),
    }
