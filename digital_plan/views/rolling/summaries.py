# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The year-end summary of a plan: as it is now, as it was frozen, as a spreadsheet and as a paper."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from digital_plan.in_force import in_force
from digital_plan.models import Plan
from digital_plan.operations.rolling import freeze_year, paper_of_summary
from digital_plan.placing import places_of
from digital_plan.project_states import state_in_words
from digital_plan.queries.campaigns import reads_all
from digital_plan.queries.rolling import may_freeze_year, summaries_for, summary_of, summary_with, years_of
from digital_plan.showing import of_summary
from digital_plan.states.action_plans import ActionPlanState
from digital_plan.states.revisions import ProposalState
from digital_plan.states.status_rounds import PlanStanding
from digital_plan.views.frozen import sheet_file
from papers.one_act import Asking, asking
from papers.printing_page import paper_of_document
from workflows.refusals import Refused

Row = dict[str, Any]


def years(request: HttpRequest) -> HttpResponse:
    """Lead to the proposals; to the offices, list the years of every plan with what was frozen of each."""
    me = asking(request)
    frozen: dict[tuple[int, int], list[Any]] = {}
    for one in summaries_for(me.user, me.at):
        frozen.setdefault((one.plan_id, one.fiscal_year), []).append(one)
    plans = [
        {"plan": plan, "years": [{"year": year, "frozen": frozen.get((plan.pk, year), [])} for year in years_of(plan)]}
        for plan in reversed(in_force().plans)
        if reads_all(me.user, me.at)
    ]
    return render(request, "digital_plan/rolling/years.html", {"plans": plans})


def present(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Show the summary as it is now."""
    me = _office(request)
    plan = _plan(code, year)
    context = _shown(summary_of(plan, year, me.at)) | {
        "plan": plan, "year": year, "may_freeze": may_freeze_year(me.user, me.at), "request_id": uuid4(),
        "summaries": summaries_for(me.user, me.at).filter(plan=plan, fiscal_year=year),
    }  # fmt: skip
    return render(request, "digital_plan/rolling/summary.html", context)


@require_POST
def freeze(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Freeze the summary as it is now."""
    me = _office(request)
    plan = _plan(code, year)
    try:
        request_id = UUID(request.POST.get("request_id", ""))
    except ValueError as none:
        raise Http404 from none
    try:
        made = freeze_year(plan_id=plan.pk, fiscal_year=year, actor=me.user, at=me.at, request_id=request_id)
    except Refused as refused:
        messages.error(request, f"{refused.title} {refused}")
        return redirect("year_present", code, year)
    messages.success(request, _("The summary is frozen as number %(number)s.") % {"number": made.number})
    return redirect("year_summary", made.pk)


def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a summary as it was frozen."""
    me = asking(request)
    found = summary_with(me.user, pk, me.at)
    context = _shown(found.content) | {
        "plan": found.plan, "year": found.fiscal_year, "frozen": found,
        "places": places_of(of_summary(found), me.user, me.at),
    }  # fmt: skip
    return render(request, "digital_plan/rolling/summary.html", context)


def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The tables of a frozen summary as a spreadsheet."""
    me = asking(request)
    found = summary_with(me.user, pk, me.at)
    headings = [
        _("Table"), _("Code"), _("Name"), _("Agencies"), _("Projects of agencies"), _("Integration projects"),
        _("Requested (baht)"), _("Decided (baht)"), _("Carried over from"), _("Carried over to"), _("State"),
    ]  # fmt: skip
    name = f"year-summary-{found.plan.code}-{found.fiscal_year}-{found.number}"
    return sheet_file(name, _("Year-end summary"), headings, _rows(found.content))


def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper of a frozen summary."""
    me = asking(request)
    found = summary_with(me.user, pk, me.at)
    rule = _("The paper cannot be printed now.")
    return paper_of_document(request, lambda: paper_of_summary(found, at=me.at), rule)


def _office(request: HttpRequest) -> Asking:
    """Who asks, of the offices that read every response; 404 for all others."""
    me = asking(request)
    if not reads_all(me.user, me.at):
        raise Http404
    return me


def _plan(code: str, year: int) -> Plan:
    plan = get_object_or_404(Plan, code=code)
    if not plan.covers(year):
        raise Http404
    return plan


def _shown(content: Row) -> Row:
    """The summary as its page shows it, in the reader's language."""
    states = dict(ActionPlanState.choices)
    return {
        "content": content,
        "totals": content["totals"],
        "tables": [
            (_("By strategy"), _("Strategy"), [row | {"label": _labelled(row)} for row in content["strategies"]]),
            (_("By mechanism and measure"), _("Mechanism or measure"),
             [row | {"label": _labelled(row)} for row in content["mechanisms"]]),
        ],
        "action_plans": [(states[row["state"]], row["plans"]) for row in content["action_plans"]],
        "standings": [label for _value, label in PlanStanding.choices],
        "status_rounds": [
            row | {"counts": [row[value] for value in PlanStanding.values]} for row in content["status_rounds"]
        ],
        "proposals": [(label, content["proposals"][value]) for value, label in ProposalState.choices],
        "obligations": [row | {"label": _named(row)} for row in content["obligations"]],
        "projects": [
            row | {"lead": _named(row, "lead"), "state_label": state_in_words(row["state"])}
            for row in content["projects"]
        ],
    }  # fmt: skip


def _named(row: Row, what: str = "name") -> str:
    return str(row[f"{what}_th"] if get_language() == "th" else row[f"{what}_en"] or row[f"{what}_th"])


def _labelled(row: Row) -> str:
    return " ".join(filter(None, (row["number"], _named(row))))


def _rows(content: Row) -> list[list[Any]]:
    counted = ("agencies", "own_projects", "projects", "requested_baht", "decided_baht")
    found: list[list[Any]] = [
        [table, row["code"], _labelled(row), *(row[name] for name in counted), None, None, None]
        for table, rows in ((_("Strategies"), content["strategies"]), (_("Mechanisms"), content["mechanisms"]))
        for row in rows
    ]
    found += [
        [
            _("Projects"), row["code"], row["title"], None, None, None, row["requested_baht"], row["decided_baht"],
            row["carries_on"], ", ".join(row["carried_into"]), state_in_words(row["state"]),
        ]
        for row in content["projects"]
    ]  # fmt: skip
    totals = content["totals"]
    money = (totals["projects"], totals["requested_baht"], totals["decided_baht"])
    return [*found, [_("All"), "", "", None, None, *money, totals["carried_from"], totals["carried_on"], None]]
