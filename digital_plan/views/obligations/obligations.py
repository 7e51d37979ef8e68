# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of obligations, writing one, and its page: what it asks, how far agencies are, and how it has changed."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from digital_plan.forms.obligations import ObligationForm, fields_of, said_of
from digital_plan.models import AgencyObligation, Obligation
from digital_plan.operations.obligations import begin_obligation
from digital_plan.permissions.obligations import duty_confirmer, obligation_keeper
from digital_plan.queries.campaigns import reads_all
from digital_plan.queries.obligations import (
    COUNTS,
    counts_by_ministry,
    counts_by_obligation,
    counts_of,
    obligation_for,
    obligations_for,
    own_duties,
)
from digital_plan.reference.obligations_2564 import OBLIGATIONS
from digital_plan.states.obligations import ObligationState
from digital_plan.story_of_obligations import entries
from digital_plan.views.obligations.shown import bars_by_ministry, ground_of, shown
from papers.one_act import Page, asking, one_act
from papers.section_page import refusal
from papers.templatetags.thai import thai_date
from workflows.acting import act as make
from workflows.explaining import explain
from workflows.forms import ActForm, button, status_of
from workflows.models import TransitionRecord
from workflows.queries import history_of
from workflows.refusals import Refused

ASIDE = ("drop_obligation", "retire_obligation", "amend_obligation", "rewrite_obligation")
WRITING = ("rewrite_obligation", "amend_obligation")


def obligations(request: HttpRequest) -> HttpResponse:
    """List what one's own agency is obliged to, and for the offices every obligation with how far agencies are."""
    me = asking(request)
    sees_all = reads_all(me.user, me.at)
    every = list(obligations_for(me.user, me.at))
    nothing = dict.fromkeys(COUNTS, 0)
    counts = counts_by_obligation(AgencyObligation.objects.all(), me.at) if sees_all else {}
    context = {
        "own": shown(own_duties(me.user, me.at), me.at),
        "sees_all": sees_all,
        "rows": [{"obligation": one, "ground": ground_of(one), "counts": counts.get(one.pk, nothing)} for one in every],
        "may_write": obligation_keeper(Obligation(), me.attempt),
    }
    return render(request, "digital_plan/obligations/obligations.html", context)


def obligation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an obligation: its ground, what it asks by when, how far agencies are, what can be done, its history."""
    me = asking(request)
    found = obligation_for(me.user, pk, me.at)
    sees_all = reads_all(me.user, me.at)
    context: dict[str, Any] = {
        "obligation": found,
        "facts": _facts(found),
        "own": shown((one for one in own_duties(me.user, me.at) if one.obligation_id == pk), me.at),
        "sees_all": sees_all,
        "buttons": [
            replace(button(found, answer, reverse("obligation_act", args=[pk, answer.name])),
                    aside=answer.name in ASIDE)
            for answer in explain(found, me.attempt)
        ] if sees_all else [],
        "story": entries(history_of(found), found)[::-1],
    }  # fmt: skip
    if sees_all and found.state != ObligationState.DRAFT:
        context |= {
            "counts": counts_of(found.duties.all(), me.at),
            "chart": bars_by_ministry(counts_by_ministry(found.duties.all(), me.at)),
            "may_confirm": duty_confirmer(AgencyObligation(obligation=found), me.attempt),
        }
    return render(request, "digital_plan/obligations/obligation.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Write a new obligation, empty or from one that the slides name."""
    me = asking(request)
    if not obligation_keeper(Obligation(), me.attempt):
        raise PermissionDenied(obligation_keeper.sentence)
    chosen = request.GET.get("from", "")
    form = ObligationForm(request.POST or None, said=OBLIGATIONS.get(chosen, {}))
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            record = begin_obligation(
                said=form.said, request_id=form.cleaned_data["request_id"], **me.by
            )  # fmt: skip
        except Refused as no:
            refused = no
        else:
            messages.success(request, _("The obligation is written. A head of screening puts it in force."))
            return redirect("obligation", record.subject_id)
    context = {
        "form": form,
        "refusal": refusal(refused) if refused else None,
        "known": [{"key": key, "obligation": Obligation(**_named(said))} for key, said in OBLIGATIONS.items()],
        "chosen": chosen,
    }
    status = status_of(refused) if refused else 422 if form.is_bound and form.errors else 200
    return render(request, "digital_plan/obligations/new.html", context, status=status)


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Put an obligation in force, change, retire or drop it, or say why not."""
    me = asking(request)
    found = obligation_for(me.user, pk, me.at)
    here = reverse("obligation", args=[pk])
    page = Page(
        about=found.name, back=here,
        trail=[{"label": _("Obligations"), "href": reverse("obligations")}, {"label": found.name, "href": here}],
    )  # fmt: skip

    def perform(form: ActForm, attempt: dict[str, Any]) -> TransitionRecord:
        facts = {"said": said_of(form.facts)} if name in WRITING else form.facts
        return make(found, name, note=form.note, facts=facts, **attempt)

    return one_act(request, me, found, name, page, perform, fields=fields_of(name, found))


def _named(said: dict[str, Any]) -> dict[str, str]:
    return {name: said[name] for name in ("name_th", "name_en")}


def _facts(found: Obligation) -> list[dict[str, Any]]:
    """As ``components/summary_list.html`` shows them."""
    unknown = _("Not known here")
    circular = [
        {"term": _("Number of the circular"), "value": found.number or unknown},
        {"term": _("Date of the circular"), "value": thai_date(found.issued_on) if found.issued_on else unknown},
    ]
    concerned = ", ".join(found.scope_of)
    return [
        {"term": _("What obliges"), "value": found.get_basis_display()},
        {"term": _("Source"), "value": found.source},
        *([{"term": _("Section of the law"), "value": found.section}] if found.basis == "law" else circular),
        {
            "term": _("Last day"),
            "value": thai_date(found.due_date) if found.due_date else _("None: it stands for good"),
        },
        {"term": _("Whom it concerns"), "value": found.get_scope_display(), "note": concerned},
        {"term": _("What is to be done"), "value": found.asked},
        {"term": _("Evidence asked for"), "value": found.evidence_asked},
    ]
