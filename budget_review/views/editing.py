# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing a proposal: the overview of what is there and what is missing, and its essentials."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from budget_review import guards
from budget_review.forms.essentials import EssentialsForm, written
from budget_review.models import IntegrationProject
from budget_review.operations.editing import edit_essentials, may_edit
from budget_review.permissions import lead_officer
from budget_review.queries.consents import consents_broken
from budget_review.queries.gates import gates_of
from budget_review.queries.sections import sections_of, share_of
from budget_review.views import shapes
from budget_review.views.reading import INVALID, STATUS, Asked, ask, refusal, renew
from budget_review.views.sent_back import sent_back
from budget_review.views.writing import back_to_overview, not_open, refused_page
from papers.differences import differences
from papers.thai import format_baht
from workflows.refusals import Refused, VersionConflict


def overview(request: HttpRequest, code: str) -> HttpResponse:
    """Show each part of the proposal with what is still missing, and the way on."""
    asked = ask(request, code)
    own = [part for part in asked.project.active_parts() if may_edit(asked.project, asked.attempt, part)]
    refused = None if own else not_open(asked)
    if refused:
        return refused_page(asked, refused)
    sections = sections_of(asked.project)
    context = {
        "project": asked.project,
        "reasons": sent_back(asked.project),
        "sections": [{"written": one, "is_needed": bool(one.section.before)} for one in sections],
        "share": share_of(sections),
        "places": _places(asked),
        "attached": len(asked.project.attached),
        "parts": own,
        "broken": consents_broken(asked.project),
        "gates": gates_of(asked.project, asked.attempt),
    }
    return render(request, "budget_review/edit/overview.html", context)


def essentials(request: HttpRequest, code: str) -> HttpResponse:
    """Write the essentials."""
    asked = ask(request, code)
    if request.method != "POST":
        if refused := not_open(asked):
            return refused_page(asked, refused)
        return _essentials(asked, EssentialsForm(initial=written(asked.project), use_required_attribute=False))
    form = EssentialsForm(request.POST, use_required_attribute=False)
    if not form.is_valid():
        return _essentials(asked, form, refused=not_open(asked), status=INVALID)
    try:
        edit_essentials(
            project_id=asked.project.pk, actor=asked.user, at=asked.at, delegation=asked.delegation, **form.cleaned_data
        )
    except VersionConflict as conflict:
        now = IntegrationProject.objects.get(pk=asked.project.pk)
        told = differences(form, written(now))
        if not told:  # the same press twice: what is stored is what was typed
            return back_to_overview(asked)
        renew(form, expected_revision=now.revision)
        return _essentials(asked, form, refused=conflict, differences=told)
    except Refused as refused:
        return _essentials(asked, form, refused=refused)
    return back_to_overview(asked)


def _essentials(
    asked: Asked, form: EssentialsForm, *, refused: Refused | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"project": asked.project, "form": form, "refusal": refusal(refused) if refused else None, **more}
    status = STATUS[refused.code] if refused else status
    return render(asked.request, "budget_review/edit/essentials.html", context, status=status)


def _places(asked: Asked) -> list[dict[str, Any]]:
    """What the lead writes besides the sections, each with the guards that speak of it."""
    project, attempt = asked.project, asked.attempt
    if not lead_officer(project, attempt):
        return []
    parts = project.active_parts()
    rows = (
        (_("Name and time"), "edit_essentials", (), project.title),
        (_("Agencies"), "edit_parts", (guards.two_agencies,), " · ".join(part.agency.name for part in parts)),
        (
            _("Budget lines"), "edit_parts", (guards.lines_add_up,),
            _("%(amount)s baht") % {"amount": format_baht(shapes.total_asked(project))},
        ),
        (
            _("KPIs"), "edit_kpis", (guards.shared_kpi, guards.weights_add_up),
            " · ".join(project.kpis.values_list("name", flat=True)),
        ),
    )  # fmt: skip
    return [
        {
            "label": label,
            "href": reverse(name, args=[project.code]),
            "missing": [rule.sentence for rule in rules if not rule(project, attempt)],
            "summary": summary,
        }
        for label, name, rules, summary in rows
    ]
