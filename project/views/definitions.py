# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The numbered definitions of a lifecycle, what two of them say differently, and what a migration would do."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.person import person_of
from project.definitions import (
    Kept,
    between,
    is_too_long,
    kept_definitions,
    reported,
    state_word,
    states_to_map,
)
from project.forms import ComparisonForm, MigrationForm
from project.lifecycles import KINDS, name_of
from project.tones import TONES_OF_OUTCOMES
from project.views.records import for_readers
from workflows.definitions.judging import Verdict
from workflows.definitions.migrating import MigrationRefused
from workflows.lifecycle import Subject


@for_readers
def definitions(request: HttpRequest, kind: str) -> HttpResponse:
    """List the definitions with who lives under each; ``?old=1&new=2`` compares two."""
    model, kept = _kept(kind)
    by_number = {one.row.number: one for one in kept}
    form = ComparisonForm(request.GET or None, numbers=sorted(by_number))
    old, new = form.chosen()
    context = {
        "kind": kind,
        "name": name_of(model),
        "kept": kept,
        "form": form,
        "old": old,
        "new": new,
        "said": between(by_number[old], by_number[new]) if len(kept) > 1 else [],
        "newest": max(by_number, default=1),
    }
    return render(request, "project/definitions.html", context)


@for_readers
def migration(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Report what a migration to a definition would do with each in flight; it changes nothing."""
    model, kept = _kept(kind)
    if number not in {one.row.number for one in kept}:
        raise Http404
    gone = states_to_map(model, number)
    table = next(one.table for one in kept if one.row.number == number)
    form = MigrationForm(request.GET, gone=gone, states=[(state, state_word(model, state)) for state in table.states])
    context: dict[str, Any] = {"kind": kind, "name": name_of(model), "number": number, "form": form}
    if is_too_long(model):
        return render(request, "project/migration.html", context | {"too_long": True, "label": model._meta.label_lower})
    try:
        found = reported(model, number, form.states(), user=person_of(request), at=timezone.now())
    except MigrationRefused as refused:
        return render(request, "project/migration.html", context | {"refused": refused}, status=422)
    context |= {
        "counts": [(TONES_OF_OUTCOMES[outcome], count) for outcome, count in found.counts.items()],
        "rows": [_row(verdict) for verdict in found.verdicts],
    }
    return render(request, "project/migration.html", context)


def _row(verdict: Verdict) -> dict[str, Any]:
    subject = verdict.subject
    return {
        "subject": _called(subject),
        "definition": subject.definition,
        "state": state_word(subject, subject.state),
        "target": state_word(subject, verdict.target) if verdict.target != subject.state else "",
        "outcome": TONES_OF_OUTCOMES[verdict.outcome],
        "reasons": verdict.reasons,
    }


def _called(subject: Subject) -> str:
    """A whole by its code, a part by its whole's and its own number: no row is read for it."""
    whole = getattr(subject, subject.part_of) if subject.part_of else subject
    name = str(getattr(whole, "code", "") or f"{name_of(type(whole))} {whole.pk}")
    return f"{name} · {name_of(type(subject))} {subject.pk}" if subject.part_of else name


def _kept(kind: str) -> tuple[type[Subject], list[Kept]]:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind], kept_definitions(KINDS[kind])
