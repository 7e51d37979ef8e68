# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that happened, one record with its proof, and the proof of all: for those who check."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.person import person_of
from budget_review.views.years import year_switch, years_of_workplans
from project.facts import facts_of
from project.forms import RecordsForm
from project.records import PAGE, may_read_records, records_of, steps, within_year
from project.story import told
from workflows import verification
from workflows.models import TransitionRecord
from workflows.proofs import prove

FAULTS_SHOWN = 100
View = Callable[..., HttpResponse]


def for_readers(view: View) -> View:
    """Let auditors and administrators in; for anybody else the page is not there."""

    @wraps(view)
    def checked(request: HttpRequest, *args: int, **kwargs: int) -> HttpResponse:
        if not may_read_records(person_of(request), timezone.now()):
            raise Http404
        return view(request, *args, **kwargs)

    return checked


@for_readers
def records(request: HttpRequest) -> HttpResponse:
    """List records, newest first; filters and the place in the list stand in the address."""
    years = year_switch(request, years_of_workplans())
    if years.goes_to:
        return redirect(years.goes_to)
    user, now = person_of(request), timezone.now()
    form = RecordsForm(request.GET)
    before = request.GET.get("before", "")
    found = records_of(
        within_year(form.wanted(), years.chosen), int(before) if before.isdecimal() and len(before) < 19 else None
    )
    page = list(found[: PAGE + 1])
    context = {
        "form": form,
        "years": years.tabs,
        "year": years.chosen,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
        "is_first": not before,
        "rows": told(page[:PAGE], user, now),
        "next": page[PAGE - 1].pk if len(page) > PAGE else None,
    }
    return render(request, "project/records.html", context)


@for_readers
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one record as it was written, and whether it still is."""
    found = get_object_or_404(TransitionRecord.objects.select_related("actor", "on_behalf_of"), pk=pk)
    named = {step: label for _kind, of_kind in steps() for step, label in of_kind}
    step = named.get(f"{found.subject_type}.{found.transition}", found.transition)
    [said] = told([found], person_of(request), timezone.now())
    facts = [] if said.is_closed else facts_of(found)
    context = {"told": said, "record": found, "step": step, "facts": facts, "proof": prove(found)}
    return render(request, "project/record.html", context)


@for_readers
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Prove every chain, state and open desk, and name each fault."""
    faults = verification.first_faults(FAULTS_SHOWN + 1)
    context = {
        "faults": faults[:FAULTS_SHOWN],
        "are_more": len(faults) > FAULTS_SHOWN,
        "counts": verification.counts(),
        "at": timezone.now(),
    }
    return render(request, "project/verified.html", context)
