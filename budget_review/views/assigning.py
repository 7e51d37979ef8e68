# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Giving a project to a screening officer: one with all who might have it, or a round's with a suggestion for each."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.person import person_of
from agencies.roles import Role, holds
from budget_review.forms.assigning import AssignForm, SuggestionsForm
from budget_review.models import Round
from budget_review.operations.assigning import MOST, Office, open_desks_of, suggestions
from budget_review.queries import projects_for
from budget_review.states import State
from budget_review.views.reading import INVALID, STATUS, ask, refusal, saved
from workflows.refusals import Refused
from workflows.tasks import reassign
from workflows.tasks.asking import oversees


def heads_screening(user: User, at: datetime) -> bool:
    """Whether a person gives out work: heads of screening and administrators, in person."""
    return holds(user, Role.SCREENING_HEAD, at) or holds(user, Role.ADMINISTRATOR, at)


def assign(request: HttpRequest, code: str) -> HttpResponse:
    """Show who can screen a project and who is barred, with the suggestion; give it to one of them."""
    asked = ask(request, code)
    task = open_desks_of([asked.project]).get(asked.project.pk)
    if task is None or not oversees(asked.user, task, asked.at):
        raise Http404
    office = Office(asked.at, [asked.project])
    with asked.project.held_still():
        candidates = office.candidates(asked.project)
        suggested = office.suggestion(asked.project)
    free = [one for one in candidates if not one.barred]
    form = AssignForm(request.POST or None, free=free, suggested=suggested)
    refused, status = None, 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            note = form.cleaned_data["note"]
            try:
                reassign(task.pk, actor=asked.user, to=form.person, note=note, at=asked.at)
            except Refused as why:
                refused, status = why, STATUS[why.code]
            else:
                saved(request, _("%(person)s has the project now.") % {"person": form.person})
                return redirect("project", code=code)
    context = {
        "project": asked.project,
        "task": task,
        "form": form,
        "free": free,
        "barred": [one for one in candidates if one.barred],
        "suggested": suggested,
        "own": asked.project.round.workplan.host_id in {part.agency_id for part in asked.project.active_parts()},
        "refusal": refusal(refused) if refused else None,
    }
    return render(request, "budget_review/assign.html", context, status=status)


def round_assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every project of a round that nobody has in hand, with a suggestion for each; give out those ticked."""
    user, at = person_of(request), timezone.now()
    held = get_object_or_404(Round.objects.select_related("workplan"), pk=pk)
    if not heads_screening(user, at):
        raise Http404
    waiting = projects_for(user, at).filter(round=held, state__in=(State.SUBMITTED, State.SCREENING)).order_by("code")
    desks = open_desks_of(list(waiting))
    free = {key: task for key, task in desks.items() if task.owner_id is None}
    projects = [project for project in waiting if project.pk in free][:MOST]
    found = suggestions(projects, at)
    offered = {(project.pk, one.person.pk): one for project, one in found if one is not None}
    form = SuggestionsForm(request.POST or None, offered=list(offered))
    outcomes: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        by_id = {project.pk: project for project in projects}
        for project, person in form.pairs():
            one = offered[project, person]
            why = _given(free[project].pk, one.person, user, one.reason, at)
            outcomes.append({"project": by_id[project], "person": one.person, "refused": why})
        count = sum(not one["refused"] for one in outcomes)
        if count == len(outcomes):
            said = ngettext("%(count)s project was given out.", "%(count)s projects were given out.", count)
            saved(request, said % {"count": count})
            return redirect("round_assign", pk=pk)
    context = {
        "round": held,
        "rows": [
            {"project": project, "one": one, "value": f"{project.pk}:{one.person.pk}" if one else ""}
            for project, one in found
        ],
        "form": form,
        "outcomes": outcomes,
    }
    status = INVALID if request.method == "POST" and not outcomes else 200
    return render(request, "budget_review/round_assign.html", context, status=status)


def _given(task_id: int, person: User, actor: User, note: str, at: Any) -> str:
    """Nothing when the task was given, otherwise why not."""
    try:
        reassign(task_id, actor=actor, to=person, note=note, at=at)
    except Refused as refused:
        return f"{refused.title} {refused}"
    return ""
