# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proposals to change plans: the list, proposing one, its page and acts; and listing a revision."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.queries import roles_of
from agencies.roles import Role
from digital_plan.forms.revisions import ProposalForm, RevisionForm
from digital_plan.models import Plan, RevisionProposal
from digital_plan.operations.revisions import list_revision, propose_change
from digital_plan.permissions.revisions import change_proposer
from digital_plan.queries.revisions import may_propose_for, proposal_for, proposals_for
from digital_plan.states.revisions import ProposalState
from digital_plan.story_of_revisions import entries
from papers.one_act import Page, asking, one_act
from papers.thai import fiscal_year
from workflows.explaining import explain
from workflows.forms import button, status_of
from workflows.queries import history_of, open_tasks
from workflows.refusals import Refused

SHOWN = 100


def proposals(request: HttpRequest) -> HttpResponse:
    """List the proposals that this person may see, the latest first."""
    me = asking(request)
    state = request.GET.get("state", "")
    found = proposals_for(me.user, me.at)
    if state in ProposalState.values:
        found = found.filter(state=state)
    context = {
        "rows": found[:SHOWN],
        "states": ProposalState.choices,
        "state": state,
        "may_propose": bool(may_propose_for(me.user, me.at)),
        "plans_to_list": Plan.objects.filter(proposals__state=ProposalState.TAKEN, proposals__listed_in=None).distinct()
        if Role.SCREENING_HEAD in roles_of(me.user, me.at)
        else [],
    }
    return render(request, "digital_plan/rolling/proposals.html", context)


def propose(request: HttpRequest) -> HttpResponse:
    """Propose a change of a plan."""
    me = asking(request)
    agencies = may_propose_for(me.user, me.at)
    if not agencies:
        raise PermissionDenied(change_proposer.sentence)
    initial = {"fiscal_year": fiscal_year(me.at.date()) + 1}
    form = ProposalForm(request.POST or None, agencies=agencies, initial=initial)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            record = propose_change(form.text, request_id=form.cleaned_data["request_id"], **me.by)
        except Refused as no:
            refused = no
        else:
            messages.success(request, _("The change is proposed. A head of screening decides on it."))
            return redirect("plan_proposal", record.subject_id)
    return _form(request, form, refused, title=_("Propose a change of the plan"), back=reverse("plan_proposals"))


def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a proposal: what, why, what was decided, and how it came here."""
    me = asking(request)
    found = proposal_for(me.user, pk, me.at)
    context = {
        "proposal": found,
        "facts": _facts(found),
        "buttons": [
            replace(
                button(found, answer, reverse("plan_proposal_act", args=[pk, answer.name])),
                aside=answer.name == "withdraw_change",
            )
            for answer in explain(found, me.attempt)
        ],
        "task": open_tasks().filter(subject_type=found.kind, subject_id=pk).first(),
        "story": entries(history_of(found), found)[::-1],
        "now": me.at,
    }
    return render(request, "digital_plan/rolling/proposal.html", context)


def act_on_proposal(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Make an act on a proposal, or say why not."""
    me = asking(request)
    found = proposal_for(me.user, pk, me.at)
    back = reverse("plan_proposal", args=[pk])
    trail = [
        {"label": _("Proposals to change the plan"), "href": reverse("plan_proposals")},
        {"label": str(found.plan.name), "href": back},
    ]
    return one_act(request, me, found, name, Page(about=found.what[:200], back=back, trail=trail))


def revise(request: HttpRequest, code: str) -> HttpResponse:
    """List what was taken as the plan's next revision."""
    me = asking(request)
    plan = get_object_or_404(Plan, code=code)
    if Role.SCREENING_HEAD not in roles_of(me.user, me.at):
        raise PermissionDenied(_("Only a DGA head of screening lists a revision of the plan."))
    form = RevisionForm(request.POST or None, plan=plan)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            made = list_revision(plan_id=plan.pk, actor=me.user, at=me.at, **given)
        except Refused as no:
            refused = no
        else:
            messages.success(request, _("Revision %(number)s is listed on the plan.") % {"number": made.number})
            return redirect("one_plan", code)
    return _form(request, form, refused, title=_("List a revision of the plan"), back=reverse("plan_proposals"))


def _facts(found: RevisionProposal) -> list[dict[str, Any]]:
    """As ``components/summary_list.html`` shows them."""
    item = found.item()
    return [
        {"term": _("Plan"), "value": found.plan.name},
        {"term": _("For the fiscal year (B.E.)"), "value": found.fiscal_year},
        {"term": _("Kind of change"), "value": found.get_change_kind_display()},
        {"term": _("What of the plan"), "value": item.name if item else found.item_code, "note": found.item_code},
        {"term": _("What is to change"), "value": found.what},
        {"term": _("Why"), "value": found.why},
        {"term": _("Agency that proposes"), "value": found.agency.name},
        {"term": _("Reason of the decision"), "value": found.decision},
    ]


def _form(request: HttpRequest, form: Any, refused: Refused | None, *, title: str, back: str) -> HttpResponse:
    context = {
        "form": form, "refused": refused, "title": title, "back": back,
        "trail": [{"label": _("Proposals to change the plan"), "href": reverse("plan_proposals")}],
    }  # fmt: skip
    status = status_of(refused) if refused else 422 if form.is_bound and form.errors else 200
    return render(request, "digital_plan/campaigns/form.html", context, status=status)
