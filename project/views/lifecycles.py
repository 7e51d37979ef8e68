# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lifecycles for everyone who works here: the picture, the table, and where one project or meeting stands in it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.person import person_of
from budget_review.queries import project_for
from committee.queries import meeting_for
from project.lifecycles import KINDS, desks, flow_picture, name_of, picture
from workflows.lifecycle import Subject
from workflows.pictures import begins, rows


def index(request: HttpRequest) -> HttpResponse:
    """List the kinds of subject."""
    kinds = [{"slug": slug, "name": name_of(model), "count": len(rows(model))} for slug, model in KINDS.items()]
    return render(request, "project/lifecycles.html", {"kinds": kinds})


def lifecycle(request: HttpRequest, kind: str) -> HttpResponse:
    """Show one lifecycle; ``?project=DG65-001`` or ``?meeting=3`` lights the present state."""
    if kind not in KINDS:
        raise Http404
    model, subject = KINDS[kind], _shown(request, kind)
    context = {
        "name": name_of(model),
        "picture": picture(model, here=str(subject.state) if subject else ""),
        "subject": subject,
        "rows": [begins(model), *rows(model)],
        "desks": desks(model),
        "flow": flow_picture(model),
    }
    return render(request, "project/lifecycle.html", context)


def _shown(request: HttpRequest, kind: str) -> Subject | None:
    """The subject that is asked about, when this person may see it."""
    asked, user, now = request.GET.get(kind, ""), person_of(request), timezone.now()
    if not asked:
        return None
    if kind == "project":
        return project_for(user, asked, now)
    if kind == "meeting" and asked.isdecimal() and len(asked) < 19:
        return meeting_for(user, int(asked), now)
    raise Http404
