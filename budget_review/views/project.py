# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of a project: its head, what can be done now, and its tabs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from budget_review.models import Stage
from budget_review.queries import may_see_screening, turns_of
from budget_review.queries.likeness import likeness_of
from budget_review.queries.money import money_table
from budget_review.queries.turns import escalated
from budget_review.views import comments, inquiries, similar, tabs
from budget_review.views.doable import doable
from budget_review.views.reading import Asked, ask
from budget_review.views.sent_back import sent_back
from budget_review.views.way import way_of
from workflows.clocks.standing import standing_still

IN_HEAD = (Stage.PROPOSED, Stage.SCREENED, Stage.ENDORSED, Stage.ACT)
TABS = {
    "essentials": (_("Essentials"), tabs.essentials),
    "agencies": (_("Agencies and consent"), tabs.agencies),
    "money": (_("Money"), tabs.money),
    "kpis": (_("KPIs"), tabs.kpis),
    "attachments": (_("Attachments"), tabs.attachments),
    "screening": (_("Screening"), tabs.screening),
    "questions": (_("Questions and answers"), inquiries.tab),
    "comments": (_("Comments"), comments.tab),
    "similar": (_("Duplicates and connections"), similar.tab),
    "committee": (_("Committee"), tabs.committee),
    "letters": (_("Letters"), tabs.letters),
    "history": (_("History"), tabs.history),
}


def project(request: HttpRequest, code: str) -> HttpResponse:
    """Show a project; which tab stands in the address."""
    asked = ask(request, code)
    sees_screening = may_see_screening(asked.project, asked.user, asked.at)
    open_tabs = [name for name in TABS if name != "screening" or sees_screening]
    here = request.GET.get("tab", "")
    here = here if here in open_tabs else open_tabs[0]
    address = reverse("project", args=[code])
    context = {
        "project": asked.project,
        "now": asked.at,
        "turns": escalated(turns_of([asked.project.pk]).get(asked.project.pk, [])),
        "standing": standing_still(asked.project),
        "sums": _sums(asked),
        "sent_back": sent_back(asked.project),
        "way": way_of(asked.project),
        "likeness": likeness_of(asked.user, asked.at, [asked.project.pk]).get(asked.project.pk),
        "acts": doable(asked),
        "tabs": [
            {"label": TABS[name][0], "href": f"{address}?tab={name}", "is_here": name == here} for name in open_tabs
        ],
        "tab": f"budget_review/tabs/{here}.html",
        "tab_label": TABS[here][0],
        **TABS[here][1](asked),
    }
    return render(request, "budget_review/project.html", context)


def _sums(asked: Asked) -> list[tuple[Any, Any]]:
    table = money_table(asked.project)
    return [(stage.label, total) for stage, total in zip(table.stages, table.totals, strict=True) if stage in IN_HEAD]
