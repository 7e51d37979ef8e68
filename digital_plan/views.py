# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plans as pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from digital_plan.plans import ItemKind, Plan, plans


def plan(request: HttpRequest) -> HttpResponse:
    """Show every plan that is known, the latest first, with its source."""
    return render(request, "digital_plan/plan.html", {"plans": [_shown(each) for each in reversed(plans())]})


def _shown(each: Plan) -> dict[str, object]:
    return {"plan": each, "kinds": [(kind.label, each.of_kind(kind)) for kind in ItemKind]}
