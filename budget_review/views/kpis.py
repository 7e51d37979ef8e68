# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing the KPIs with their owners' weights."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from budget_review.forms.kpis import RevisionForm, kpi_formset, years_of
from budget_review.models import IntegrationProject
from budget_review.operations.editing import edit_kpis
from budget_review.queries.consents import consents_given
from budget_review.views.reading import INVALID, STATUS, Asked, ask, refusal, renew
from budget_review.views.writing import back_to_overview, not_open, refused_page
from papers.differences import Difference, rows
from workflows.refusals import Refused, VersionConflict


def kpis(request: HttpRequest, code: str) -> HttpResponse:
    """Write every KPI of the project."""
    asked = ask(request, code)
    if request.method != "POST":
        if refused := not_open(asked):
            return refused_page(asked, refused)
        return _shown(asked, RevisionForm(initial={"expected_revision": asked.project.revision}), _forms(asked))
    form, kpi_forms = RevisionForm(request.POST), _forms(asked, request.POST)
    if "more" in request.POST:
        return _shown(asked, form, _forms(asked, _with_more(request.POST)))
    if not (form.is_valid() & kpi_forms.is_valid()):
        return _shown(asked, form, kpi_forms, status=INVALID)
    try:
        edit_kpis(
            project_id=asked.project.pk, actor=asked.user, at=asked.at, delegation=asked.delegation,
            expected_revision=form.cleaned_data["expected_revision"], kpis=kpi_forms.texts(),
        )  # fmt: skip
    except VersionConflict as conflict:
        now = IntegrationProject.objects.get(pk=asked.project.pk)
        told = _differences(now, kpi_forms)
        if not told:  # the same press twice: what is stored is what was typed
            return back_to_overview(asked)
        renew(form, expected_revision=now.revision)
        return _shown(asked, form, kpi_forms, refused=conflict, differences=told)
    except Refused as refused:
        return _shown(asked, form, kpi_forms, refused=refused)
    return back_to_overview(asked)


def _forms(asked: Asked, data: Any = None) -> Any:
    stored = list(asked.project.kpis.prefetch_related("shares"))
    years = years_of(asked.project, stored)
    return kpi_formset(data, kpis=stored, parts=asked.project.active_parts(), years=years)


def _with_more(data: Any) -> Any:
    """The same form with one more empty KPI; nothing is saved by asking for it."""
    data = data.copy()
    total = data.get("kpis-TOTAL_FORMS", "")
    data["kpis-TOTAL_FORMS"] = min(int(total) if total.isdecimal() and len(total) < 4 else 0, 99) + 1
    return data


def _shown(
    asked: Asked, form: RevisionForm, kpi_forms: Any, *, refused: Refused | None = None, status: int = 200,
    differences: list[Difference] | None = None,
) -> HttpResponse:  # fmt: skip
    context = {
        "project": asked.project, "form": form, "kpis": kpi_forms, "differences": differences,
        "refusal": refusal(refused) if refused else None, "consented": consents_given(asked.project),
    }  # fmt: skip
    status = STATUS[refused.code] if refused else status
    return render(asked.request, "budget_review/edit/kpis.html", context, status=status)


def _differences(now: IntegrationProject, kpi_forms: Any) -> list[Difference]:
    names = {part.pk: part.agency.abbreviation or part.agency.name for part in now.active_parts()}
    stored = [
        _words(kpi, {share.participation_id: share.weight_percent for share in kpi.shares.all()}, names)
        for kpi in now.kpis.prefetch_related("shares")
    ]
    return rows(_("KPI"), stored, [_words(text, text.weights, names) for text in kpi_forms.texts()])


def _words(kpi: Any, weights: dict[int, Any], names: dict[int, str]) -> str:
    owners = ", ".join(f"{names.get(part, '')} {weight.normalize():f}%" for part, weight in sorted(weights.items()))
    by_year = ", ".join(f"{year}: {target}" for year, target in sorted((kpi.targets or {}).items()) if target)
    return " · ".join(filter(None, [kpi.name, f"{kpi.baseline or '–'} → {kpi.target} {kpi.unit}", by_year, owners]))
