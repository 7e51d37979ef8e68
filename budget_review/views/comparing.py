# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two to four projects side by side: money, agencies, KPIs, findings and sections."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.person import person_of
from budget_review.models import IntegrationProject, Stage
from budget_review.queries import may_see_screening, projects_for, totals_by_stage
from budget_review.queries.listing import being_written
from budget_review.queries.money import stages_reached
from budget_review.views import shapes
from budget_review.views.working import findings_of
from papers.templatetags.thai import thai_date

FEWEST, MOST = 2, 4
_CHOICE = re.compile(r"([1-9][0-9]{0,17}):[0-9]{1,9}")


def compare(request: HttpRequest) -> HttpResponse:
    """Show the projects that the address names; what was ticked in a list leads to their address."""
    user, at = person_of(request), timezone.now()
    seen = projects_for(user, at)
    if request.method == "POST":
        ids = [int(one[1]) for text in request.POST.getlist("projects") if (one := _CHOICE.fullmatch(text))]
        codes = list(seen.filter(pk__in=ids[: MOST + 1]).order_by("code").values_list("code", flat=True))
        if FEWEST <= len(codes) <= MOST:
            return redirect(f"{reverse('compare')}?{urlencode({'code': codes}, doseq=True)}")
        messages.error(request, _("Tick two to four projects to compare them."))
        return redirect(reverse("compare"))
    codes = list(dict.fromkeys(request.GET.getlist("code")))[:MOST]
    by_code = {project.code: project for project in seen.filter(code__in=codes)}
    found = [by_code[code] for code in codes if code in by_code]
    context = {
        "projects": found,
        "is_enough": len(found) >= FEWEST,
        "rows": _rows(found, [may_see_screening(project, user, at) for project in found]),
        "codes": codes,
    }
    return render(request, "budget_review/compare.html", context)


def _rows(projects: list[IntegrationProject], sees: list[bool]) -> list[dict[str, Any]]:
    """What is compared, in groups: ``{"title", "lines": [{"label", "cells", "kind", "differs"}]}``."""
    return [
        {"title": _("Essentials"), "lines": _essentials(projects)},
        {"title": _("Money by stage"), "lines": _money(projects)},
        {"title": _("Agencies"), "lines": [_line(_("Agencies"), [_agencies(p) for p in projects], "agencies")]},
        {"title": _("KPIs"), "lines": [_line(_("KPIs"), [_kpis(p) for p in projects], "kpis")]},
        {"title": _("Screening"), "lines": _screening(projects, sees)},
        {"title": _("Sections of the proposal"), "lines": _sections(projects)},
    ]


def _line(label: Any, cells: list[Any], kind: str = "text") -> dict[str, Any]:
    return {"label": label, "cells": cells, "kind": kind, "differs": any(cell != cells[0] for cell in cells[1:])}


def _essentials(projects: list[IntegrationProject]) -> list[dict[str, Any]]:
    lines = [
        _line(_("State"), [p.get_state_display() for p in projects]),
        _line(_("Review"), [p.get_tier_display() for p in projects]),
        _line(_("Lead agency"), [p.lead.name for p in projects]),
        _line(_("Round"), [f"{p.round.name} · {p.round.workplan.fiscal_year}" for p in projects]),
        _line(_("Time"), [_time(p) for p in projects]),
        _line(_("Objective"), [p.objective for p in projects]),
        _line(_("Target group"), [p.target_group for p in projects]),
    ]  # fmt: skip
    return [line for line in lines if any(line["cells"])]


def _time(project: IntegrationProject) -> str:
    begins, ends = thai_date(project.starts_on), thai_date(project.ends_on)
    return f"{begins} – {ends}" if begins or ends else ""


def _money(projects: list[IntegrationProject]) -> list[dict[str, Any]]:
    ids = [project.pk for project in projects]
    totals, drafted = totals_by_stage(ids), being_written(ids)
    for pk, amount in drafted.items():
        totals.setdefault(pk, {})[Stage.PROPOSED] = amount
    stages = stages_reached(totals.values())
    return [_line(stage.label, [totals.get(pk, {}).get(stage) for pk in ids], "money") for stage in stages]


def _agencies(project: IntegrationProject) -> list[tuple[str, bool, Any]]:
    """Each with whether it leads and what its lines come to."""
    return [
        (part.agency.name, part.is_lead, sum(line.amount_baht for line in part.active_lines()))
        for part in project.active_parts()
    ]


def _kpis(project: IntegrationProject) -> list[tuple[str, str, str]]:
    """Each with its target and its owners' weights."""
    return [
        (
            shown["kpi"].name,
            " ".join(filter(None, [shown["kpi"].baseline, "→", shown["kpi"].target, shown["kpi"].unit])),
            " · ".join(
                f"{owner.abbreviation or owner.name} {weight.normalize():f}%" for owner, weight in shown["owners"]
            ),
        )
        for shown in shapes.kpis(project)
    ]


def _screening(projects: list[IntegrationProject], sees: list[bool]) -> list[dict[str, Any]]:
    shown = [project.screening if may else None for project, may in zip(projects, sees, strict=True)]
    if not any(shown):
        return []
    findings = [_verdicts(project) if held else {} for project, held in zip(projects, shown, strict=True)]
    names = dict.fromkeys(name for of_one in findings for name in of_one)
    return [
        _line(_("Score"), [held.score() if held else None for held in shown], "number"),
        *(_line(name, [of_one.get(name) for of_one in findings], "finding") for name in names),
        _line(_("Opinion of the screening officer"), [held.opinion if held else "" for held in shown]),
    ]


def _verdicts(project: IntegrationProject) -> dict[str, tuple[str, str, str]]:
    """Each criterion's name with what was found, its tone and the note."""
    return {
        held.finding.criterion.name: (held.score or held.finding.get_verdict_display(), held.tone, held.finding.note)
        for held in findings_of(project, names_projects=False)
    }


def _sections(projects: list[IntegrationProject]) -> list[dict[str, Any]]:
    held = [{one.section: one.words for one in _written(project)} for project in projects]
    sections = dict.fromkeys(section for of_one in held for section in of_one)
    return [_line(section.label, [of_one.get(section, "") for of_one in held]) for section in sections]


def _written(project: IntegrationProject) -> list[Any]:
    return [shown["written"] for shown in shapes.sections(project)]
