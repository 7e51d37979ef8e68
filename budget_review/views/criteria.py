# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The criteria of screening as published, and the next version while it is written."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.person import person_of
from agencies.standing import attempt_of, delegation_of
from budget_review.forms.criteria import CriterionForm, PublishForm, RevisionForm
from budget_review.models import CriteriaDraft, CriteriaSet, Criterion
from budget_review.models.criteria import Kind
from budget_review.operations.criteria import (
    WHOLE,
    begin_draft,
    discard_draft,
    faults_of_all,
    may_write_criteria,
    open_draft,
    publish_draft,
    weight_of,
    write_row,
)
from budget_review.queries.criteria import latest_set, rule_of
from budget_review.views.reading import INVALID, STATUS, refusal, saved
from workflows.refusals import Refused

FIRST = {"kind": Kind.REVIEWER, "weight": 0, "from_tier": "light"}


def criteria_now(request: HttpRequest) -> HttpResponse:
    """Show the version that was published last."""
    return _version(request, latest_set())


def criteria(request: HttpRequest, number: int) -> HttpResponse:
    """Show one version."""
    return _version(request, get_object_or_404(CriteriaSet, number=number))


def _version(request: HttpRequest, held: CriteriaSet) -> HttpResponse:
    user, at = person_of(request), timezone.now()
    context = {
        "held": held,
        "groups": _grouped(list(held.criteria.order_by("position"))),
        "versions": CriteriaSet.objects.select_related("made_by"),
        "rounds": held.rounds.select_related("workplan"),
        "draft": open_draft(),
        "may_write": may_write_criteria(attempt_of(user, at)),
    }
    return render(request, "budget_review/criteria.html", context)


def _grouped(rows: list[Criterion]) -> list[tuple[Any, int, list[tuple[Criterion, str]]]]:
    """By kind: its label, the weight, and each criterion with the rule of an automatic one."""
    by_kind = {kind: [each for each in rows if each.kind == kind] for kind in Kind}
    return [
        (kind.label, sum(each.weight for each in own), [(each, rule_of(each)) for each in own])
        for kind, own in by_kind.items()
        if own
    ]


@require_POST
def criteria_begin(request: HttpRequest) -> HttpResponse:
    """Begin the next version from the last."""
    user, at = person_of(request), timezone.now()
    if not may_write_criteria(attempt_of(user, at)):
        raise Http404
    begin_draft(actor=user, at=at, delegation=delegation_of(user))
    return redirect("criteria_draft")


def criteria_draft(request: HttpRequest) -> HttpResponse:
    """Show the draft; publish it, or throw it away."""
    user, at, draft = _writing(request)
    form = PublishForm(request.POST if "publish" in request.POST else None, initial=_read(draft))
    refused, status = None, 200
    if request.method == "POST":
        made_by = {"actor": user, "at": at, "delegation": delegation_of(user)}
        read = form if "publish" in request.POST else RevisionForm(request.POST)
        status = INVALID
        if read.is_valid():
            try:
                if read is form:
                    made = publish_draft(**read.cleaned_data, **made_by)
                    saved(request, _("Version %(number)s of the criteria is published.") % {"number": made.number})
                    return redirect("criteria", number=made.number)
                discard_draft(**read.cleaned_data, **made_by)
            except Refused as why:
                refused, status = why, STATUS[why.code]
            else:
                saved(request, _("The draft was thrown away."))
                return redirect("criteria_now")
    rows = [Criterion(**row) for row in draft.rows]
    context = {
        "draft": draft,
        "groups": _grouped(rows),
        "total": weight_of(draft.rows),
        "whole": WHOLE,
        "faults": faults_of_all(draft.rows),
        "form": form,
        "refusal": refusal(refused) if refused else None,
    }
    return render(request, "budget_review/criteria_draft.html", context, status=status)


def criterion_write(request: HttpRequest, code: str = "") -> HttpResponse:
    """Write one criterion of the draft, a new one without ``code``; or leave it out."""
    user, at, draft = _writing(request)
    stored = next((row for row in draft.rows if row["code"] == code), None)
    if code and stored is None:
        raise Http404
    initial = (stored or FIRST | {"position": len(draft.rows) + 1}) | _read(draft)
    form = CriterionForm(request.POST or None, initial=initial)
    refused, status = None, 200
    if request.method == "POST":
        drops = "drop" in request.POST
        read: Any = RevisionForm(request.POST) if drops else form
        status = INVALID
        if read.is_valid():
            try:
                write_row(
                    code=code, row=None if drops else form.row(),
                    expected_revision=read.cleaned_data["expected_revision"], actor=user, at=at,
                    delegation=delegation_of(user),
                )  # fmt: skip
            except Refused as why:
                refused, status = why, STATUS[why.code]
            else:
                messages.success(request, _("The draft was kept."))
                return redirect("criteria_draft")
    context = {"form": form, "stored": stored, "refusal": refusal(refused) if refused else None}
    return render(request, "budget_review/criterion.html", context, status=status)


def _writing(request: HttpRequest) -> tuple[Any, Any, CriteriaDraft]:
    user, at = person_of(request), timezone.now()
    draft = open_draft()
    if draft is None or not may_write_criteria(attempt_of(user, at)):
        raise Http404
    return user, at, draft


def _read(draft: CriteriaDraft) -> dict[str, int]:
    return {"expected_revision": draft.revision}
