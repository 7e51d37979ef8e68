# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lifecycles for everyone who works here: the picture, the table, and where one project or meeting stands in it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.person import person_of
from budget_review.queries import project_for
from committee.queries import meeting_for
from project.courses import (
    course_seen,
    desk_numbers,
    numbers_of,
    numbers_of_one,
    open_desk_names,
    subjects_seen,
    walk_of,
)
from project.lifecycles import KINDS, bpmn, desks, flow_picture, name_of, picture
from project.records import may_read_records
from workflows.lifecycle import Subject
from workflows.pictures import begins, rows


def index(request: HttpRequest) -> HttpResponse:
    """List the kinds of subject."""
    kinds = [{"slug": slug, "name": name_of(model), "count": len(rows(model))} for slug, model in KINDS.items()]
    return render(request, "project/lifecycles.html", {"kinds": kinds})


def lifecycle(request: HttpRequest, kind: str) -> HttpResponse:
    """Show one lifecycle with its numbers; ``?project=DG65-001`` or ``?meeting=3`` shows where that one stands."""
    if kind not in KINDS:
        raise Http404
    model, subject = KINDS[kind], _shown(request, kind)
    context = {
        "kind": kind,
        "name": name_of(model),
        "subject": subject,
        "rows": [begins(model), *rows(model)],
        "reads_records": may_read_records(person_of(request), timezone.now()),
        "desks": desks(model),
        **(_pictures_of_one(subject) if subject else _pictures_of_all(request, model)),
    }
    return render(request, "project/lifecycle.html", context)


def lifecycle_bpmn(request: HttpRequest, kind: str) -> HttpResponse:
    """Give a lifecycle's desks as BPMN 2.0, for a modelling tool."""
    text = bpmn(KINDS[kind]) if kind in KINDS else ""
    if not text:
        raise Http404
    response = HttpResponse(text, content_type="application/xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{kind}.bpmn"'
    return response


def _pictures_of_one(subject: Subject) -> dict[str, Any]:
    model = type(subject)
    now = timezone.now()
    return {
        "picture": picture(model, here=str(subject.state), numbers=numbers_of_one(walk_of(subject), now)),
        "flow": flow_picture(model, lit=open_desk_names(subject)),
    }


def _pictures_of_all(request: HttpRequest, model: type[Subject]) -> dict[str, Any]:
    user, now = person_of(request), timezone.now()
    course = course_seen(model, user, now)
    numbers = desk_numbers(model, subjects_seen(model, user, now)) if model.flow else {}
    return {
        "counted": course.subjects,
        "newest_only": course.newest_only,
        "picture": picture(model, numbers=numbers_of(course)),
        "flow": flow_picture(model, numbers=numbers),
    }


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
