# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agencies' obligations: the table with its filters and files, one of them, its evidence, and the acts on it."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from digital_plan.forms.obligations import EvidenceForm, WantedForm, fields_of
from digital_plan.models import AgencyObligation, DutyEvidence
from digital_plan.operations.obligations import add_evidence, may_report, remove_evidence
from digital_plan.queries.campaigns import reads_all
from digital_plan.queries.obligations import (
    counts_by_ministry,
    counts_of,
    duties_for,
    duty_for,
    ministries_asked,
    obligations_for,
    wanted_of,
)
from digital_plan.states.obligations import DutyState
from digital_plan.story_of_obligations import entries
from digital_plan.views.obligations.shown import bars_by_ministry, ground_of, late_of, shown, turn_of
from papers.handing_out import handed_out
from papers.one_act import Asking, Page, asking, one_act
from papers.section_page import refusal
from papers.spreadsheets.handing_out import sheet
from workflows.clocks.days import day_of
from workflows.clocks.standing import standing_still
from workflows.explaining import explain
from workflows.forms import button, status_of
from workflows.queries import history_of, open_tasks
from workflows.refusals import Refused

SHOWN = 50
MOST = 10_000  # rows in a file
ASIDE = ("withdraw_report", "return_duty", "reopen_duty", "correct_confirmation", "claim_exemption")


def duties(request: HttpRequest) -> HttpResponse:
    """Show every agency's obligations that are wanted, with the counts of all that are."""
    me = _reader(request)
    form, found = _wanted(request, me)
    after = request.GET.get("after", "")
    start = int(after) if after.isdecimal() and len(after) < 9 else 0
    rows = list(found.order_by("agency__name_th", "obligation", "pk")[start : start + SHOWN + 1])
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        "filters": form,
        "counts": counts_of(found, me.at),
        "chart": bars_by_ministry(counts_by_ministry(found, me.at)),
        "rows": shown(rows[:SHOWN], me.at),
        "next": start + SHOWN if len(rows) > SHOWN else None,
        "is_first": not start,
        "query": f"?{query.urlencode()}" if query else "",
        "most": MOST,
    }
    return render(request, "digital_plan/obligations/duties.html", context)


def duties_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Hand out the same rows with their evidence as a file."""
    me = _reader(request)
    standing = DutyEvidence.objects.filter(removed_at=None).select_related("document").order_by("pk")
    found = _wanted(request, me)[1].prefetch_related(Prefetch("evidence", standing, to_attr="shown_evidence"))
    headings = [
        _("Code"), _("Agency"), _("Ministry"), _("Obligation"), _("Section of the law"), _("Last day"), _("State"),
        _("Whose turn"), _("Late"), _("First reported"), _("Done on"), _("What the agency says"), _("Evidence"),
        _("Confirmed by DGA"),
    ]  # fmt: skip
    rows = [_cells(one, me) for one in found.order_by("agency__name_th", "obligation", "pk")[:MOST]]
    return sheet(kind, "obligations", _("Obligations"), headings, rows)


def duty(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one agency's obligation: what is asked by when, what was reported with which evidence, what can be done."""
    me = asking(request)
    found = duty_for(me.user, pk, me.at)
    history = list(history_of(found))
    asked = next((one for one in reversed(history) if one.transition in ("return_duty", "reopen_duty")), None)
    context = {
        "duty": found,
        "obligation": found.obligation,
        "ground": ground_of(found.obligation),
        "late": late_of(found, me.at),
        "turn": turn_of(found),
        "question": str(asked.facts.get("text", "")) if asked and found.state == DutyState.RETURNED else "",
        "evidence": found.evidence_that_stands().select_related("document", "sent_by"),
        "removed": found.evidence.exclude(removed_at=None).select_related("document", "sent_by").order_by("pk"),
        "may_report": may_report(found, me.attempt),
        "task": open_tasks().filter(subject_type=found.kind, subject_id=pk).first(),
        "still": standing_still(found),
        "buttons": [
            replace(button(found, answer, reverse("duty_act", args=[pk, answer.name])), aside=answer.name in ASIDE)
            for answer in explain(found, me.attempt)
        ],
        "story": entries(history, found)[::-1],
        "sees_all": reads_all(me.user, me.at),
        "now": me.at,
    }
    return render(request, "digital_plan/obligations/duty.html", context)


def act_on_duty(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Report, take back, confirm, ask back, correct or reopen, or say why not."""
    me = asking(request)
    found = duty_for(me.user, pk, me.at)

    page = Page(
        about=found.obligation.name, lead=found.agency.name, back=reverse("duty", args=[pk]), trail=_trail(found)
    )
    return one_act(request, me, found, name, page, fields=fields_of(name))


def evidence_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a file or an address as evidence."""
    me = asking(request)
    found = duty_for(me.user, pk, me.at)
    if not may_report(found, me.attempt):
        raise Http404
    refused: Refused | None = None
    form = EvidenceForm(request.POST, request.FILES) if request.method == "POST" else EvidenceForm()
    if request.method == "POST" and form.is_valid():
        try:
            add_evidence(duty_id=pk, **form.cleaned_data, **me.by)
        except Refused as no:
            refused = no
        else:
            messages.success(request, _("The evidence is kept."))
            return redirect("duty", pk)
    status = status_of(refused) if refused else 422 if form.is_bound and form.errors else 200
    context = {
        "duty": found, "form": form, "trail": _trail(found), "refusal": refusal(refused) if refused else None,
    }  # fmt: skip
    return render(request, "digital_plan/obligations/evidence.html", context, status=status)


@require_POST
def evidence_remove(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take evidence out."""
    me = asking(request)
    found = duty_for(me.user, pk, me.at)
    try:
        remove_evidence(duty_id=found.pk, evidence_id=number, **me.by)
    except Refused as refused:
        messages.error(request, f"{refused.title} {refused}")
    else:
        messages.success(request, _("The evidence was taken out."))
    return redirect("duty", pk)


def evidence(request: HttpRequest, pk: int, number: int) -> FileResponse:
    """Hand out a file that was given as evidence."""
    me = asking(request)
    found = duty_for(me.user, pk, me.at)
    held: DutyEvidence = get_object_or_404(found.evidence.select_related("document"), pk=number)
    if held.document is None:
        raise Http404
    return handed_out(held.document, held.filename)


def _reader(request: HttpRequest) -> Asking:
    """Who reads every agency's; 404 for all others."""
    me = asking(request)
    if not reads_all(me.user, me.at):
        raise Http404
    return me


def _wanted(request: HttpRequest, me: Asking) -> tuple[WantedForm, Any]:
    form = WantedForm(
        request.GET or None, obligations=list(obligations_for(me.user, me.at)), ministries=ministries_asked()
    )
    return form, wanted_of(duties_for(me.user, me.at), form.wanted, me.at)


def _cells(one: Any, me: Asking) -> list[Any]:
    obligation = one.obligation
    return [
        one.agency.code, one.agency.name, one.agency.ministry, obligation.name, obligation.section,
        obligation.due_date, one.get_state_display(), turn_of(one), late_of(one, me.at),
        day_of(one.reported_at) if one.reported_at else None, one.done_on, one.report,
        "\n".join(f"{held.title}: {held.told}" for held in one.shown_evidence),
        day_of(one.settled_at) if one.settled_at else None,
    ]  # fmt: skip


def _trail(found: AgencyObligation) -> list[dict[str, str]]:
    return [
        {"label": _("Obligations"), "href": reverse("obligations")},
        {"label": found.obligation.name, "href": reverse("obligation", args=[found.obligation_id])},
        {"label": found.agency.name, "href": reverse("duty", args=[found.pk])},
    ]
