# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Carrying a project of an earlier year on, and reading what differs from the year before."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from agencies.models import Agency
from budget_review.forms.beginning import open_rounds
from budget_review.forms.carrying import CarryForm
from budget_review.operations.carrying import carry_over
from budget_review.permissions import lead_officer
from budget_review.queries.carrying import kin_of, since_last_year
from budget_review.views.reading import INVALID, STATUS, ask, fresh_request_id, refusal, saved
from budget_review.views.writing import refused_page
from workflows.refusals import NotPermitted, Refused


def carry(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a draft of a later year from this project."""
    asked = ask(request, code)
    if not lead_officer(asked.project, asked.attempt):
        return refused_page(asked, NotPermitted(lead_officer.sentence))
    year = asked.project.round.workplan.fiscal_year
    open_now = open_rounds(asked.at, Agency.objects.filter(pk=asked.project.lead_id))
    rounds = list(open_now.filter(workplan__fiscal_year__gt=year))
    context: dict[str, Any] = {"project": asked.project, "rounds": rounds, "form": None, "refusal": None}
    if request.method != "POST":
        if rounds:
            context["form"] = CarryForm(rounds=rounds, initial={"request_id": fresh_request_id()})
        return render(request, "budget_review/carry_over.html", context)
    form = CarryForm(request.POST, rounds=rounds)
    context["form"] = form
    if not form.is_valid():
        return render(request, "budget_review/carry_over.html", context, status=INVALID)
    given = form.cleaned_data
    try:
        begun = carry_over(
            source_id=asked.project.pk, round_id=given["round"].pk, what=given["what"], actor=asked.user, at=asked.at,
            request_id=given["request_id"], delegation=asked.delegation,
        )  # fmt: skip
    except Refused as refused:
        context["refusal"] = refusal(refused)
        return render(request, "budget_review/carry_over.html", context, status=STATUS[refused.code])
    told = _("%(old)s goes on as the draft %(new)s. Look at what is to be changed for the new year.")
    saved(request, told % {"old": asked.project.code, "new": begun.code})
    return redirect("project_edit", code=begun.code)


def last_year(request: HttpRequest, code: str) -> HttpResponse:
    """Show what differs from the project of the year before, as it was last submitted."""
    asked = ask(request, code)
    before, _after = kin_of(asked.project, asked.user, asked.at)
    if before is None:
        raise Http404
    context = {
        "project": asked.project, "before": before, "found": since_last_year(asked.project, before),
        "labels": (before.round.workplan.fiscal_year, asked.project.round.workplan.fiscal_year),
    }  # fmt: skip
    return render(request, "budget_review/last_year.html", context)
