# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ladder of reminders and escalation: read and changed by administrators, with what each rung would fire now."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.person import person_of
from project.ladder_forms import RetireForm, RungForm
from project.overdue import desks
from workflows.clocks import ladder
from workflows.clocks.audiences import may_keep
from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.models import Rung, RungChange
from workflows.refusals import Refused

CHANGES_SHOWN = 20


def rungs(request: HttpRequest) -> HttpResponse:
    """Show the ladder; a new rung is first tried, then put on it."""
    user, now = person_of(request), timezone.now()
    if not may_keep(user, now):
        raise Http404
    form, would, status = RungForm(request.POST or None), None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            if "confirm" not in request.POST:
                rung = {name: value for name, value in form.cleaned_data.items() if name != "reason"}
                would, status = ladder.ripe(Rung(**rung), now, calendar_in_force()).count(), 200
            else:
                try:
                    ladder.set_rung(actor=user, at=now, **form.cleaned_data)
                except Refused as refused:
                    messages.error(request, f"{refused.title} {refused}")
                else:
                    messages.success(request, _("The rung is on the ladder."))
                return redirect("ladder")
    labels = {key: label for key, label, _name in desks()}
    found, made = Rung.objects.filter(retired_at=None), RungChange.objects.select_related("actor", "rung")
    context = {
        "form": form,
        "would": would,
        "rungs": [(rung, labels.get(rung.desk, "")) for rung in found],
        "changes": [(change, labels.get(change.rung.desk, "")) for change in made[:CHANGES_SHOWN]],
    }
    return render(request, "project/ladder.html", context, status=status)


def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a rung goes, and take it off the ladder."""
    user, now = person_of(request), timezone.now()
    rung = Rung.objects.filter(pk=pk).first()
    if rung is None or not may_keep(user, now):
        raise Http404
    form, status = RetireForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                ladder.retire_rung(pk, actor=user, at=now, reason=form.cleaned_data["reason"])
            except Refused as refused:
                messages.error(request, f"{refused.title} {refused}")
            else:
                messages.success(request, _("The rung is off the ladder."))
            return redirect("ladder")
    labels = {key: label for key, label, _name in desks()}
    context = {"form": form, "rung": rung, "desk": labels.get(rung.desk, "")}
    return render(request, "project/rung_retire.html", context, status=status)
