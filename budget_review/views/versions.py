# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two frozen versions of a project side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from budget_review.queries.versions import compare
from budget_review.views.reading import ask


def versions(request: HttpRequest, code: str) -> HttpResponse:
    """Show what changed; which two stand in the address, the last two unless told otherwise."""
    project = ask(request, code).project
    last = project.content_version or 0
    to = _number(request.GET.get("to"), last)
    since = _number(request.GET.get("from"), to - 1)
    before = get_object_or_404(project.versions, number=since)
    after = get_object_or_404(project.versions, number=to)
    context = {
        "project": project,
        "before": before,
        "after": after,
        "found": compare(before, after),
        "numbers": list(project.versions.values_list("number", flat=True)),
    }
    return render(request, "budget_review/versions.html", context)


def _number(given: str | None, otherwise: int) -> int:
    return int(given) if given and given.isdecimal() and len(given) < 6 else otherwise
