# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ranking board of a round: what the ceiling carries, and what it would if things stood otherwise."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.person import person_of
from accounts.saved_beside import saved_beside
from budget_review.forms.board import query_of, scenario_in, typed_baht
from budget_review.models import Round
from budget_review.queries import projects_for
from budget_review.queries.ranking import BASES, ORDERS, SCOPES, Board, Scenario, board_of, may_rank, moved_to
from budget_review.views.round_tabs import round_tabs
from papers.spreadsheets.handing_out import sheet
from papers.thai import NotAnAmount

STEPS = {"up": -1, "down": 1}
Held = tuple[User, datetime, Round]


def board(request: HttpRequest) -> HttpResponse:
    """Show a round's projects in their order with the line; a press leads to the address of what is tried."""
    user, at, held = _asked(request)
    saved = saved_beside(request, "board")
    if saved.goes_to:
        return redirect(saved.goes_to)
    scenario = scenario_in(request.GET)
    shown = _board(user, at, held, scenario)
    if request.method == "POST":
        return _pressed(request, held, scenario, shown)
    edited = request.GET.get("edit", "")
    query = query_of(held.pk, scenario).urlencode()
    context = {
        "round": held,
        "rounds": Round.objects.select_related("workplan").order_by("-workplan__fiscal_year", "-opens_at"),
        "tabs": round_tabs(user, at, held.pk, "board"),
        "board": shown,
        "scenario": scenario,
        "orders": ORDERS.items(),
        "bases": BASES.items(),
        "scopes": SCOPES.items(),
        "ceiling_baht": held.workplan.ceiling_baht,
        "is_tried": scenario != Scenario(order=scenario.order, basis=scenario.basis, scope=scenario.scope),
        "edited": int(edited) if edited.isdecimal() and len(edited) < 19 else None,
        "query": query,
        "saved": saved,
        "as_it_is": f"{reverse('board')}?round={held.pk}",
        "all_href": f"{reverse('board')}?{query_of(held.pk, replace(scenario, scope='all')).urlencode()}",
    }
    return render(request, "budget_review/board.html", context)


def board_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the board that the address tells, with what was tried beside what is so."""
    user, at, held = _asked(request)
    shown = _board(user, at, held, scenario_in(request.GET))
    headings = [
        _("Rank"), _("Code"), _("Project"), _("Lead agency"), _("State"), _("Score"), _("Amount (baht)"),
        _("Amount tried (baht)"), _("Running total (baht)"), _("Within the ceiling"),
    ]  # fmt: skip
    rows: list[list[Any]] = [
        [
            row.place, row.project.code, row.project.title, row.project.lead.name, row.project.get_state_display(),
            row.score, row.amount_baht if row.own_baht is None else row.own_baht,
            None if row.own_baht is None else row.amount_baht, row.running_baht, _("Yes") if row.is_above else _("No"),
        ]
        for row in shown.rows
    ]  # fmt: skip
    return sheet(kind, f"round-{held.pk}-ranking", _("Ranking"), headings, rows)


def _asked(request: HttpRequest) -> Held:
    """Who asks about which round; without one, the last that has opened. Raises Http404."""
    user, at = person_of(request), timezone.now()
    if not may_rank(user, at):
        raise Http404
    asked = request.GET.get("round", "")
    rounds = Round.objects.select_related("workplan")
    if asked.isdecimal() and len(asked) < 19:
        held = rounds.filter(pk=int(asked)).first()
    else:
        held = rounds.filter(opens_at__lte=at).order_by("-opens_at").first()
    if held is None:
        raise Http404
    return user, at, held


def _board(user: User, at: datetime, held: Round, scenario: Scenario) -> Board:
    return board_of(projects_for(user, at).filter(round=held), scenario, held.workplan.ceiling_baht)


def _pressed(request: HttpRequest, held: Round, scenario: Scenario, shown: Board) -> HttpResponse:
    """Lead to the address in which what was pressed or typed is tried; nothing is written down."""
    order, focus = [row.project.pk for row in shown.rows], ""
    for name, by in STEPS.items():
        pk = request.POST.get(name, "")
        if pk.isdecimal() and len(pk) < 19 and int(pk) in order:
            scenario = replace(scenario, moves=moved_to(order, scenario.moves, int(pk), by))
            focus = f"#project-{pk}"
    typed = request.POST.get
    scenario = replace(
        scenario, order=typed("order", scenario.order), basis=typed("basis", scenario.basis),
        scope=typed("scope", scenario.scope),
    )  # fmt: skip
    try:
        if "ceiling" in request.POST:
            ceiling = _amount(typed("ceiling", ""))
            scenario = replace(scenario, ceiling_baht=None if ceiling == held.workplan.ceiling_baht else ceiling)
        pk = request.POST.get("of", "")
        if pk.isdecimal() and len(pk) < 19 and int(pk) in order:
            amount = _amount(typed("amount", ""))
            tried = {key: value for key, value in scenario.amounts_baht.items() if key != int(pk)}
            scenario = replace(scenario, amounts_baht=tried | ({} if amount is None else {int(pk): amount}))
            focus = f"#project-{pk}"
    except NotAnAmount as wrong:
        messages.error(request, f"{wrong}")
    scenario = scenario_in(query_of(held.pk, scenario))  # whatever was sent, only what an address may say
    return redirect(f"{reverse('board')}?{query_of(held.pk, scenario).urlencode()}{focus}")


def _amount(text: str) -> Decimal | None:
    """What was typed; nothing for an empty field. Raises NotAnAmount."""
    return typed_baht(text) if text.strip() else None
