# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of rounds, writing one, and its page: DGA has the returns of all agencies, an agency its own."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.queries import agencies_of
from digital_plan.forms.status_rounds import FilterForm, StatusRoundForm, fields_of, written
from digital_plan.models import StatusReturn, StatusRound
from digital_plan.operations.status_rounds import begin_status_round, edit_status_round
from digital_plan.permissions.status_rounds import round_officer
from digital_plan.queries.campaigns import reads_all
from digital_plan.queries.status_rounds import (
    counts_of,
    filtered,
    ministries_of,
    status_returns_for,
    status_round_for,
    status_rounds_for,
)
from digital_plan.states.status_rounds import PlanStanding, RoundState
from digital_plan.story_of_status_rounds import entries
from digital_plan.views.status_rounds.asked import called, trail_to
from papers.differences import differences
from papers.one_act import Asking, Page, asking, one_act
from workflows.explaining import explain
from workflows.forms import button, status_of, typed_but
from workflows.queries import history_of
from workflows.refusals import Refused, VersionConflict

SHOWN = 50
ASIDE = ("drop_round", "move_last_day")


def rounds(request: HttpRequest) -> HttpResponse:
    """List the rounds that this person may see, the latest first; an agency's with its own return."""
    me = asking(request)
    own = {one.round_id: one for one in _own_returns(me)}
    rows = [(one, called(one), own.get(one.pk)) for one in status_rounds_for(me.user, me.at)[:SHOWN]]
    context = {"rows": rows, "may_write": round_officer(StatusRound(), me.attempt)}
    return render(request, "digital_plan/status_rounds/rounds.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Write a new round."""
    me = asking(request)
    if not round_officer(StatusRound(), me.attempt):
        raise PermissionDenied(round_officer.sentence)
    initial = {"request_id": uuid4(), "expected_revision": 0, "opens_on": me.at.date()}
    form = StatusRoundForm(request.POST or None, initial=initial)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            record = begin_status_round(form.text, request_id=form.cleaned_data["request_id"], **me.by)
        except Refused as no:
            refused = no
        else:
            messages.success(request, _("The round is written. A head of screening opens it."))
            return redirect("status_round", record.subject_id)
    return _form(request, form, refused, title=_("New round"), trail=trail_to())


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a round anew, while it is a draft."""
    me = asking(request)
    found = status_round_for(me.user, pk, me.at)
    if not round_officer(found, me.attempt):
        raise PermissionDenied(round_officer.sentence)
    form = StatusRoundForm(request.POST or None, initial=written(found) | {"request_id": uuid4()})
    refused: Refused | None = None
    told: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            edit_status_round(
                round_id=pk, text=form.text, expected_revision=form.cleaned_data["expected_revision"], **me.by
            )
        except Refused as no:
            refused = no
            if isinstance(no, VersionConflict):
                now = StatusRound.objects.get(pk=pk)
                told = differences(form, written(now))
                typed_but(form, expected_revision=now.revision)
        else:
            messages.success(request, _("The round was kept."))
            return redirect("status_round", pk)
    return _form(request, form, refused, title=_("Edit the round"), trail=trail_to(found), differences=told)


def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a round: until when it asks, what can be done, how far it is, and its returns."""
    me = asking(request)
    found = status_round_for(me.user, pk, me.at)
    context: dict[str, Any] = {
        "round": found,
        "called": called(found),
        "own": [one for one in _own_returns(me) if one.round_id == pk],
        "buttons": [
            replace(
                button(found, answer, reverse("status_round_act", args=[pk, answer.name])), aside=answer.name in ASIDE
            )
            for answer in explain(found, me.attempt)
        ],
        "reads_all": reads_all(me.user, me.at),
        "may_edit": found.state == RoundState.DRAFT and round_officer(found, me.attempt),
        "story": entries(history_of(found), found)[::-1],
    }
    if context["reads_all"]:
        context |= _returns(request, found)
    return render(request, "digital_plan/status_rounds/round.html", context)


def act_on_round(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Make an act on a round, or say why not."""
    me = asking(request)
    found = status_round_for(me.user, pk, me.at)
    page = Page(about=called(found), back=reverse("status_round", args=[pk]), trail=trail_to(found))
    return one_act(request, me, found, name, page, fields=fields_of(name))


def _returns(request: HttpRequest, found: StatusRound) -> dict[str, Any]:
    """How far it is, and the returns that are wanted, a page at a time."""
    form = FilterForm(request.GET or None, ministries=ministries_of(found))
    wanted = filtered(found.returns.select_related("agency"), form.wanted).order_by("agency__name_th", "pk")
    page = request.GET.get("page", "")
    place = int(page) if page.isdecimal() and len(page) < 6 else 0
    rows = list(wanted[place * SHOWN : (place + 1) * SHOWN + 1])
    counts = counts_of(found)
    return {
        "filters": form,
        "counts": counts,
        "standings": [(value.label, counts[value.value]) for value in PlanStanding],
        "rows": rows[:SHOWN],
        "next_page": place + 1 if len(rows) > SHOWN else None,
        "is_first": place == 0,
    }


def _own_returns(me: Asking) -> list[StatusReturn]:
    own = agencies_of(me.user, me.at)
    return list(status_returns_for(me.user, me.at).filter(agency__in=own).order_by("pk")) if own else []


def _form(
    request: HttpRequest, form: StatusRoundForm, refused: Refused | None, *, title: str, trail: list[dict[str, str]],
    **more: Any,
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form, "refused": refused, "title": title, "trail": trail,
        "back": trail[-1]["href"], **more,
    }  # fmt: skip
    status = status_of(refused) if refused else 422 if form.is_bound and form.errors else 200
    return render(request, "digital_plan/campaigns/form.html", context, status=status)
