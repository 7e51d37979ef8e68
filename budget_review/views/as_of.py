# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project as it stood at a moment: past, whole, and read only."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from budget_review.attachment_kinds import kind_named
from budget_review.forms.as_of import AsOfForm
from budget_review.queries.as_of import Then, project_as_of
from budget_review.queries.versions.papers import frozen_papers
from budget_review.queries.visibility import quotes_open_to
from budget_review.views import shapes
from budget_review.views.reading import Asked, ask
from budget_review.withholding import withheld


def as_of(request: HttpRequest, code: str) -> HttpResponse:
    """Show the project as of the moment in the address; without one, ask for it."""
    asked = ask(request, code)
    form = AsOfForm(request.GET if "day" in request.GET else None, now=asked.at)
    context: dict[str, Any] = {"project": asked.project, "form": form, "is_asked": False}
    if form.is_bound and form.is_valid():
        moment = form.cleaned_data["moment"]
        then = project_as_of(asked.project, moment, reader=asked.user, now=asked.at)
        context |= {"moment": moment, "then": then, "is_asked": True}
        if then:
            context |= _shown(then) | {"attached": _attached(then, asked)}
    return render(request, "budget_review/as_of.html", context)


def _shown(then: Then) -> dict[str, Any]:
    content = then.version.content if then.version else None
    return {
        "title": content["title"] if content else "",
        "lead": then.agencies[content["lead"]] if content else None,
        "essentials": shapes.frozen_essentials(content["essentials"]) if content else [],
        "sections": shapes.sections_then(content) if content else [],
        "parts": [_part(then, part) for part in then.parts],
        "kpis": _kpis(then),
        "money": _money(then),
        "papers": [
            {
                "title": letter.participation.agency.name,
                "href": reverse("letter", args=[then.project.subject.code, letter.pk]),
                "kind": _("Result letter"),
                "number": letter.letter_number,
                "issued_at": letter.at,
                "sha256": letter.sha256,
            }
            for letter in then.letters
        ],
    }


def _attached(then: Then, asked: Asked) -> list[dict[str, Any]]:
    """The papers that the version was frozen with; of those that the reader may not read, kind and hash."""
    if then.version is None:
        return []
    content = withheld(then.version.content, quotes_open_to(asked.project, asked.user, asked.at))
    return [
        {
            "file": file, "kind": kind_named(file["kind"]).label,
            "agency": then.agencies[file["agency"]] if "agency" in file else None,
            "href": ""
            if file.get("withheld")
            else reverse("attachment_file", args=[asked.project.code, file["id"], file["number"]]),
        }
        for file in frozen_papers(content).values()
    ]  # fmt: skip


def _part(then: Then, stood: Any) -> dict[str, Any]:
    frozen = {part["agency"]: part for part in then.version.content["parts"]} if then.version else {}
    is_lead = bool(then.version and then.version.content["lead"] == stood.subject.agency_id)
    return {
        "agency": stood.subject.agency,
        "is_lead": is_lead,
        "state": stood.state,
        "label": stood.label,
        "consented_version": stood.consented_version,
        "contribution": frozen.get(stood.subject.agency_id, {}).get("contribution", ""),
    }


def _kpis(then: Then) -> list[dict[str, Any]]:
    """The KPIs with their owners' weights, as the version has them."""
    if then.version is None:
        return []
    parts = then.version.content["parts"]
    return [
        {
            "kpi": {"targets": {}} | kpi,
            "owners": [
                (then.agencies[part["agency"]], Decimal(share["weight_percent"]))
                for part in parts
                for share in part["kpis"]
                if share["name"] == kpi["name"]
            ],
        }
        for kpi in then.version.content["kpis"]
    ]


def _money(then: Then) -> dict[str, Any]:
    """The ledger as it stood, by stage."""
    rows = [
        {
            "label": line.item,
            "note": f"{line.agency.name} · {line.note}",
            "amounts": [line.amounts.get(stage) for stage in then.stages],
        }
        for line in then.lines
    ]
    return {
        "caption": _("Money by stage"),
        "columns": [str(stage.label) for stage in then.stages],
        "rows": rows,
        "totals": [then.totals[stage] for stage in then.stages],
    }
