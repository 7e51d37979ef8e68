# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A workplan with its targets, ceiling and rounds; writing it, its rounds, and permissions to be late."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.person import person_of
from agencies.queries import seen_from
from agencies.roles import Role
from agencies.standing import delegation_of
from budget_review.forms.rounds import LateForm, RoundForm, WorkplanForm, target_formset, targets_of
from budget_review.models import Round, Workplan
from budget_review.operations.rounds import may_keep, permit_late, write_round, write_workplan
from budget_review.queries import projects_for, round_totals
from budget_review.queries.listing import SUMMED
from budget_review.views.reading import INVALID, STATUS, refusal, saved
from workflows.refusals import Refused


def may_keep_any(user: User, at: datetime) -> bool:
    """Whether a person may write workplans of some host."""
    hosts = [None, *(held.agency_id for held in seen_from(user, at) if held.role == Role.SCREENING_HEAD)]
    return any(may_keep(host, actor=user, at=at, delegation=delegation_of(user)) for host in hosts)


def workplan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a workplan: its targets and approaches, its money against the ceiling, its rounds."""
    user, at = person_of(request), timezone.now()
    held = get_object_or_404(Workplan.objects.select_related("host"), pk=pk)
    seen = projects_for(user, at).filter(round__workplan=held).order_by()
    ids = list(seen.values_list("pk", flat=True)[: SUMMED + 1])
    totals = round_totals(ids) if len(ids) <= SUMMED else {}
    context = {
        "workplan": held,
        "targets": held.targets.all(),
        "rounds": [{"round": one, "is_open": one.is_open_at(at)} for one in held.rounds.all()],
        "now": at,
        "count": len(ids),
        "is_summed": len(ids) <= SUMMED,
        "summed": SUMMED,
        "money": _against(held.ceiling_baht, totals),
        "may_keep": may_keep(held.host_id, actor=user, at=at, delegation=delegation_of(user)),
    }
    return render(request, "budget_review/workplan.html", context)


def workplan_write(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Write a workplan, a new one without ``pk``."""
    user, at = person_of(request), timezone.now()
    held = get_object_or_404(Workplan, pk=pk) if pk else None
    if held is None:
        may = may_keep_any(user, at)
    else:
        may = may_keep(held.host_id, actor=user, at=at, delegation=delegation_of(user))
    if not may:
        raise Http404
    initial = {name: getattr(held, name) for name in WorkplanForm.base_fields} if held else {}
    form = WorkplanForm(request.POST or None, initial=initial)
    targets = target_formset(request.POST or None, workplan=held)
    context: dict[str, Any] = {"form": form, "targets": targets, "workplan": held, "refusal": None}
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid() & targets.is_valid():
            try:
                kept = write_workplan(
                    form.workplan(held), targets_of(targets), actor=user, at=at, delegation=delegation_of(user)
                )
            except Refused as refused:
                context["refusal"], status = refusal(refused), STATUS[refused.code]
            else:
                saved(request, _("The workplan was kept."))
                return redirect("workplan", pk=kept.pk)
    return render(request, "budget_review/workplan_write.html", context, status=status)


def round_write(request: HttpRequest, workplan: int | None = None, pk: int | None = None) -> HttpResponse:
    """Write a round: a new one of a workplan, or the window of one that is there."""
    held = get_object_or_404(Round.objects.select_related("workplan"), pk=pk) if pk else None
    if held is None:
        held = Round(workplan=get_object_or_404(Workplan, pk=workplan))
    names = ("name_th", "name_en", "opens_at", "closes_at")
    initial = {name: getattr(held, name) for name in names} if held.pk else {}
    form = RoundForm(request.POST or None, initial=initial, is_new=held.pk is None)

    def keep(user: User, at: datetime) -> str:
        write_round(form.round(held), actor=user, at=at, delegation=delegation_of(user), reason=form.why)
        return _("The round was kept.")

    title = held.name if held.pk else _("New round")
    return _written(request, held, form, keep, title)


def late(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an agency hand in late."""
    held = get_object_or_404(Round.objects.select_related("workplan"), pk=pk)
    form = LateForm(request.POST or None)

    def keep(user: User, at: datetime) -> str:
        given = form.cleaned_data
        permit_late(held, given["agency"], until=given["until"], reason=given["reason"], actor=user, at=at,
                    delegation=delegation_of(user))  # fmt: skip
        return _("%(agency)s may hand in late.") % {"agency": given["agency"].name}

    return _written(request, held, form, keep, _("Let an agency hand in late"))


def _written(request: HttpRequest, held: Round, form: Any, keep: Any, title: str) -> HttpResponse:
    user, at = person_of(request), timezone.now()
    if not may_keep(held.workplan.host_id, actor=user, at=at, delegation=delegation_of(user)):
        raise Http404
    context: dict[str, Any] = {"form": form, "title": title, "round": held, "refusal": None}
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                saved(request, keep(user, at))
            except Refused as refused:
                context["refusal"], status = refusal(refused), STATUS[refused.code]
            else:
                return redirect("round", pk=held.pk)
    return render(request, "budget_review/round_write.html", context, status=status)


def _against(ceiling_baht: Decimal | None, totals: Any) -> list[dict[str, Any]]:
    """Each stage's total, and what it leaves of the ceiling."""
    left = {stage: ceiling_baht - total for stage, total in totals.items()} if ceiling_baht is not None else {}
    return [
        {"label": stage.label, "total_baht": total, "left_baht": left.get(stage)} for stage, total in totals.items()
    ]
