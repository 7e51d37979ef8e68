# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The agency's own document beside the template, and taking sections of it over into the plan."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from digital_plan.models import ActionPlan
from digital_plan.operations.action_plans import comparison_of, may_write, take_over
from digital_plan.own_plans import Comparison
from digital_plan.queries.action_plans import document_for, sections_of
from digital_plan.template_sections import written_in
from digital_plan.views.action_plans.asked import AskedOfPlan, ask
from papers.section_page import refusal
from papers.sections import Written
from workflows.forms import status_of
from workflows.refusals import Refused


def compare(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show which sections the document has and lacks; who writes the plan chooses which of them to take over."""
    asked = ask(request, pk)
    held = document_for(asked.plan, asked.user, number, asked.at)
    writes = may_write(asked.plan, asked.attempt)
    try:
        comparison = comparison_of(held)
    except Refused as no:
        context = {"plan": asked.plan, "held": held, "refusal": refusal(no)}
        return render(request, "digital_plan/action_plan_comparison.html", context, status=status_of(no))
    chosen: set[str] | None = None
    refused: Refused | None = None
    if request.method == "POST":
        if not writes:
            raise Http404
        chosen = set(request.POST.getlist("take"))
        try:
            take_over(held=held, keys=chosen, expected_revision=_revision(request), **asked.by)
        except Refused as no:
            refused = no
        else:
            said = ngettext(
                "%(count)s section was taken over. Read it before the plan is sent.",
                "%(count)s sections were taken over. Read them before the plan is sent.", len(chosen),
            )  # fmt: skip
            messages.success(request, said % {"count": len(chosen)})
            return redirect("action_plan", pk)
    plan = ActionPlan.objects.get(pk=pk) if refused else asked.plan  # as another has written it meanwhile
    context = {
        "plan": plan,
        "held": held,
        "comparison": comparison,
        "rows": _rows(comparison, _here(asked, plan), chosen),
        "may_take": writes and any(one.can_be_taken for one in comparison.sections),
        "refused": refusal(refused) if refused else None,
    }
    status = status_of(refused) if refused else 200
    return render(request, "digital_plan/action_plan_comparison.html", context, status=status)


def _here(asked: AskedOfPlan, plan: ActionPlan) -> list[Written]:
    last = plan.last_sent()
    return sections_of(plan) if asked.reads_draft or last is None else written_in(last.content)


def _rows(comparison: Comparison, here: list[Written], chosen: set[str] | None) -> list[dict[str, Any]]:
    """Each section as both have it; what is empty here is offered ticked, what is written here never."""
    return [
        {
            "found": found,
            "written": written,
            "is_same": found.words == written.words,
            "ticked": found.section.key in chosen if chosen is not None else not written.is_written,
        }
        for found, written in zip(comparison.sections, here, strict=True)
    ]


def _revision(request: HttpRequest) -> int:
    typed = request.POST.get("expected_revision", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0
