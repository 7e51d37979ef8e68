# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""My tasks and our queue: taking a task, and giving it back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.person import person_of
from project import turns
from workflows import tasks
from workflows.models import Task
from workflows.refusals import Refused


def my_tasks(request: HttpRequest) -> HttpResponse:
    """List what I have taken, and what I wait for and from whom."""
    user, now = person_of(request), timezone.now()
    context = {
        "now": now,
        "shelf": turns.shelf(turns.mine(user), waits=True, after=_after(request)),
        "is_first": "after" not in request.GET,
        "others": turns.others(user, now, after=_after(request, "others")),
        "is_others_first": "others" not in request.GET,
    }
    return render(request, "project/tasks.html", context)


def our_queue(request: HttpRequest) -> HttpResponse:
    """List what waits, untaken, where I work."""
    user, now = person_of(request), timezone.now()
    context = {
        "now": now,
        "shelf": turns.shelf(turns.in_our_queue(user, now), waits=True, after=_after(request)),
        "is_first": "after" not in request.GET,
    }
    return render(request, "project/queue.html", context)


@require_POST
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a task; the list is shown again."""
    return _move(request, pk, tasks.claim, _("The task is yours now: %(act)s"), "queue")


@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a task back to its queue."""
    return _move(request, pk, tasks.release, _("The task is back in the queue: %(act)s"), "tasks")


def _move(request: HttpRequest, pk: int, act: Callable[..., Task], done: Any, back: str) -> HttpResponse:
    user, now = person_of(request), timezone.now()
    task = turns.task_for(user, pk, now)
    try:
        task = act(task.pk, actor=user, at=now)
    except Refused as refused:
        messages.error(request, f"{refused.title} {refused}")
    else:
        messages.success(request, done % {"act": task.flow_task.label})
    return redirect(back)


def _after(request: HttpRequest, name: str = "after") -> int | None:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 19 else None
