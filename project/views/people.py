# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who has what: the people whose work one oversees, their open tasks, and moving all of them to another."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.person import person_of
from agencies.absences import absences_at, away
from agencies.oversight import HEADS, people_overseen
from agencies.queries import roles_of
from project import turns
from project.tasks.forms import PassingForm
from workflows import tasks
from workflows.models import Task
from workflows.queries import my_tasks


def index(request: HttpRequest) -> HttpResponse:
    """List the people whose work one oversees, those with late tasks and most tasks first."""
    user, now = person_of(request), timezone.now()
    if not roles_of(user, now) & HEADS:
        raise Http404
    people = list(people_overseen(user, now))
    tallies = Task.objects.filter(finished=None, flow_task_type="HUMAN", owner__in=people).order_by()
    counted = tallies.values("owner").annotate(open=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now)))
    open_of = {row["owner"]: (row["open"], row["late"]) for row in counted}
    absent = {one.person_id: one for one in absences_at(now)}
    rows = [(person, *open_of.get(person.pk, (0, 0)), absent.get(person.pk)) for person in people]
    rows.sort(key=lambda row: (-row[2], -row[1]))
    return render(request, "project/people.html", {"rows": rows})


def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person's open tasks; a press moves all of them, each for itself, and says what could not move."""
    user, now = person_of(request), timezone.now()
    overseen = people_overseen(user, now)
    if not roles_of(user, now) & HEADS:
        raise Http404
    whose = get_object_or_404(overseen, pk=pk)
    form = PassingForm(
        request.POST or None, people=list(overseen.filter(is_active=True).exclude(pk=pk)), prefix="move",
        note_label=_("Reason"), nobody=_("Nobody: back to the queue"),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        _move_all(request, whose, user, form)
        return redirect("task_person", pk=pk)
    context = {
        "whose": whose,
        "absence": away([pk], now).get(pk),
        "shelf": turns.shelf(my_tasks(whose), user, now, size=100),
        "form": form,
        "now": now,
    }
    return render(request, "project/person.html", context, status=422 if form.errors else 200)


def _move_all(request: HttpRequest, whose: User, user: User, form: PassingForm) -> None:
    done = tasks.reassign_all(whose, actor=user, to=form.to, note=form.cleaned_data["note"], at=timezone.now())
    count = sum(one.refused is None for one in done)
    if count:
        messages.success(request, ngettext("%(count)s task moved.", "%(count)s tasks moved.", count) % {"count": count})
    for one in done:
        if one.refused:
            text = _("“%(act)s” stays: %(reason)s") % {"act": one.task.flow_task.label, "reason": one.refused}
            messages.error(request, text)
    if not done:
        messages.info(request, _("There was no task to move."))
