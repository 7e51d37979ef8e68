# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of the filters that a person has saved, and saving one beside a list."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts import saved_filters
from accounts.models import SavedFilter
from accounts.person import person_of
from workflows.refusals import Refused

PAGES: dict[str, Any] = {
    "tasks": _("My tasks"), "queue": _("Our queue"), "projects": _("Projects"), "board": _("Ranking"),
    "workbench": _("Workbench"),
}  # fmt: skip


def index(request: HttpRequest) -> HttpResponse:
    """List a person's saved filters of every page, to be renamed, removed, or shown first."""
    held = SavedFilter.objects.filter(person=person_of(request))
    rows = [
        (one, label, f"{reverse(page)}?{one.query}")
        for page, label in PAGES.items()
        for one in held
        if one.page == page
    ]
    return render(request, "project/saved_filters.html", {"rows": rows})


@require_POST
def save(request: HttpRequest, page: str) -> HttpResponse:
    """Keep what the list shows now under a name."""
    if page not in PAGES:
        raise Http404
    query = saved_filters.wanted(request.POST.get("query", ""))
    try:
        saved_filters.save_filter(person=person_of(request), page=page, name=request.POST.get("name", ""), query=query)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The filter is saved."))
    return redirect(f"{reverse(page)}?{query or 'all=1'}")


@require_POST
def change(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Rename a filter, remove it, or let its page open with it."""
    saved = get_object_or_404(SavedFilter, pk=pk, person=person_of(request))
    try:
        if act == "rename":
            saved_filters.rename_filter(saved, name=request.POST.get("name", ""))
        elif act == "remove":
            saved_filters.remove_filter(saved)
        elif act in ("first", "not-first"):
            saved_filters.show_first(saved, is_default=act == "first")
        else:
            raise Http404
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The saved filters are changed."))
    return redirect("saved_filters")
