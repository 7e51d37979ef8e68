# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking a project, or giving it to whom the service suggests, from its row on the workbench."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budget_review.operations.assigning import Office, open_desks_of
from budget_review.views.assigning import heads_screening
from budget_review.views.reading import Asked, ask, number_in, saved
from workflows.models import Task
from workflows.refusals import Refused, WrongState
from workflows.tasks import claim, reassign


@require_POST
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Take the project's turn; back to the row on the workbench, which says why when it cannot be taken."""
    asked = ask(request, code)
    try:
        claim(_task(asked).pk, actor=asked.user, at=asked.at)
    except Refused as refused:
        messages.error(request, f"{refused.title} {refused}")
    else:
        saved(request, _("%(code)s is yours now.") % {"code": code})
    return _back(request, code)


@require_POST
def give(request: HttpRequest, code: str) -> HttpResponse:
    """Give the project to the person whom the row suggested, with the reason of the suggestion."""
    asked = ask(request, code)
    if not heads_screening(asked.user, asked.at):
        raise Http404
    task = _task(asked)
    with asked.project.held_still():
        suggested = Office(asked.at, [asked.project]).suggestion(asked.project)
    try:
        if suggested is None or suggested.person.pk != number_in(request.POST.get("to", "")):
            raise WrongState(_("Somebody else is suggested by now. Look again."))
        reassign(task.pk, actor=asked.user, to=suggested.person, note=suggested.reason, at=asked.at)
    except Refused as refused:
        messages.error(request, f"{refused.title} {refused}")
    else:
        saved(request, _("%(person)s has the project now.") % {"person": suggested.person})
    return _back(request, code)


def _task(asked: Asked) -> Task:
    """The open turn of taking up or screening; Http404 where there is none."""
    task = open_desks_of([asked.project]).get(asked.project.pk)
    if task is None:
        raise Http404
    return task


def _back(request: HttpRequest, code: str) -> HttpResponse:
    query: Any = QueryDict(request.POST.get("query", ""), mutable=True)
    query["at"] = code
    return redirect(f"{reverse('workbench')}?{query.urlencode()}")
