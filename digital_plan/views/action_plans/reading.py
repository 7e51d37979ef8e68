# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading action plans: the register, one plan with what is there and what is missing, a revision that was sent."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from digital_plan.in_force import items_by_code
from digital_plan.models import ActionPlan, ActionPlanRevision
from digital_plan.operations.action_plans import may_write
from digital_plan.queries.action_plans import (
    action_plans_for,
    agencies_without_plan,
    changes_between,
    sections_of,
)
from digital_plan.queries.clinic import notes_on_plan
from digital_plan.states.action_plans import OPEN_FOR_WRITING, ActionPlanState
from digital_plan.story_of_action_plans import entries
from digital_plan.template_sections import served, written_in
from digital_plan.views.action_plans.asked import AskedOfPlan, ask
from papers.one_act import asking
from papers.sections import share_of
from workflows.explaining import explain
from workflows.forms import button
from workflows.queries import history_of

PAGE = 50
NOTES = 10  # of consultations; all of them stand on the clinic's own page
ASIDE = ("return_plan", "end_plan")


def action_plans(request: HttpRequest) -> HttpResponse:
    """List the action plans that this person may see, by state and by a word of the agency's name."""
    me = asking(request)
    state, words, after = (request.GET.get(name, "") for name in ("state", "q", "after"))
    found = action_plans_for(me.user, me.at).order_by("agency__name_th", "pk")
    if state in ActionPlanState.values:
        found = found.filter(state=state)
    if words.strip():
        found = found.filter(agency__name_th__icontains=words.strip())
    start = int(after) if after.isdecimal() and len(after) < 9 else 0
    rows = list(found[start : start + PAGE + 1])
    context = {
        "plans": rows[:PAGE],
        "next": start + PAGE if len(rows) > PAGE else None,
        "is_first": not start,
        "states": ActionPlanState.choices,
        "state": state,
        "words": words,
        "is_filtered": bool(state or words),
        "may_begin": bool(agencies_without_plan(me.user, me.at)),
    }
    return render(request, "digital_plan/action_plans.html", context)


def action_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a plan: as it is written to those who write it, as it was sent last to everybody else."""
    asked = ask(request, pk)
    plan = asked.plan
    last = plan.last_sent()
    if asked.reads_draft:
        sections, document = sections_of(plan), plan.own_document()
    elif last is not None:
        sections, document = written_in(last.content), last.own_document
    else:
        raise Http404
    answers = explain(plan, asked.attempt)
    known = items_by_code()
    context = {
        "plan": plan,
        "reads_draft": asked.reads_draft,
        "prints_draft": asked.reads_draft and (plan.state in OPEN_FOR_WRITING or last is None),
        "may_write": may_write(plan, asked.attempt),
        "sections": sections,
        "share": share_of(sections),
        "document": document,
        "served": [known[code] for code in served(sections) if code in known],
        "facts": _facts(plan),
        "buttons": [
            replace(
                button(plan, answer, reverse("action_plan_act", args=[pk, answer.name])), aside=answer.name in ASIDE
            )
            for answer in answers
        ],
        "returned_for": _reason(plan, "return_plan") if plan.state == ActionPlanState.RETURNED else "",
        "revisions": list(plan.revisions.select_related("sent_by").order_by("-number")),
        "notes": list(notes_on_plan(plan.agency_id, asked.user, asked.at)[:NOTES]),
        "story": entries(history_of(plan), plan)[::-1],
    }
    return render(request, "digital_plan/action_plan.html", context)


def revision(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show a revision as it was sent, and what it says otherwise than the one before."""
    asked = ask(request, pk)
    shown = _revision(asked, number)
    before = asked.plan.revisions.filter(number=number - 1).first()
    context = {
        "plan": asked.plan,
        "shown": shown,
        "before": before,
        "changes": changes_between(before, shown) if before else [],
        "sections": written_in(shown.content),
    }
    return render(request, "digital_plan/action_plan_revision.html", context)


def _revision(asked: AskedOfPlan, number: int) -> ActionPlanRevision:
    found: ActionPlanRevision = get_object_or_404(
        asked.plan.revisions.select_related("sent_by", "own_document__document"), number=number
    )
    return found


def _facts(plan: ActionPlan) -> list[dict[str, Any]]:
    """As ``components/summary_list.html`` shows them."""
    receipt = _("No. %(number)s, of revision %(revision)s") % {
        "number": plan.receipt_number, "revision": plan.received_number,
    }  # fmt: skip
    return [
        {"term": _("Agency"), "value": plan.agency.name, "note": plan.agency.ministry},
        {"term": _("Kind"), "value": plan.get_plan_kind_display()},
        {"term": _("Fiscal years"), "value": plan.years},
        {"term": _("Receipt"), "value": receipt if plan.received_at else ""},
    ]


def _reason(plan: ActionPlan, step: str) -> str:
    return next((str(one.note) for one in reversed(list(history_of(plan))) if one.transition == step), "")
