# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""My tasks and our queue: lists that can be filtered, and saved as each person likes them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.person import person_of
from accounts.saved_beside import saved_beside
from budget_review.views.years import year_switch
from project import turns
from project.queues import all_groups_of, groups_of, queue_names
from project.tasks.finding import fitting, in_our_queue, in_queue, mine
from project.tasks.forms import TasksForm


def my_tasks(request: HttpRequest) -> HttpResponse:
    """List what I have taken and for whom I stand in, and what I wait for and from whom."""
    user, now = person_of(request), timezone.now()
    saved = saved_beside(request, "tasks")
    if saved.goes_to:
        return redirect(saved.goes_to)
    form = TasksForm(request.GET, user=user, at=now)
    years = year_switch(request, form.years)
    if years.goes_to:
        return redirect(years.goes_to)
    context = _listed(request, form) | {
        "now": now,
        "years": years.tabs,
        "saved": saved,
        "shelf": turns.shelf(fitting(mine(user, now), form.wanted(), now), user, now, after=_after(request)),
        "others": turns.others(user, now, after=_after(request, "others")),
        "is_others_first": "others" not in request.GET,
    }
    return render(request, "project/tasks.html", context)


def our_queue(request: HttpRequest) -> HttpResponse:
    """List what waits where I work: nobody has it, or its owner is absent."""
    user, now = person_of(request), timezone.now()
    saved = saved_beside(request, "queue")
    if saved.goes_to:
        return redirect(saved.goes_to)
    names = queue_names(all_groups_of(user, now))
    form = TasksForm(request.GET, user=user, at=now, queues=names)
    years = year_switch(request, form.years)
    if years.goes_to:
        return redirect(years.goes_to)
    wanted = form.wanted()
    waiting = in_queue(user, wanted.queue, now) if wanted.queue else in_our_queue(user, now)
    units = () if wanted.queue else groups_of(user, now)
    context = _listed(request, form) | {
        "now": now,
        "years": years.tabs,
        "saved": saved,
        "shelf": turns.shelf(fitting(waiting, wanted, now), user, now, after=_after(request), names=names, units=units),
    }
    return render(request, "project/queue.html", context)


def _listed(request: HttpRequest, form: TasksForm) -> dict[str, Any]:
    return {
        "form": form,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
        "is_first": "after" not in request.GET,
    }


def _after(request: HttpRequest, name: str = "after") -> int | None:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 19 else None
