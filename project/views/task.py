# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of one task, and everything that a person does with it besides its act."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.person import person_of
from agencies.absences import away
from project import turns
from project.queues import queue_names
from project.tasks.forms import CommentForm, PassingForm, ReasonForm
from project.tasks.seeing import acts_at, events_of, receivers, task_for
from workflows import tasks
from workflows.definitions.files import told_of
from workflows.forms import status_of
from workflows.models import Task, TaskEvent, TransitionRecord
from workflows.queries import clock_records_of
from workflows.refusals import Refused
from workflows.tasks.asking import oversees
from workflows.tasks.commenting import may_speak
from workflows.tasks.sitting import may_take, why_free
from workflows.tasks.telling import sentence_of

DONE: dict[str, Any] = {
    "claim": _("The task is yours now: %(act)s"),
    "release": _("The task is back in the queue: %(act)s"),
    "take-over": _("The task is yours now: %(act)s"),
    "hand-over": _("The task was handed over: %(act)s"),
    "take-back": _("The task is yours now: %(act)s"),
    "assign": _("The task was assigned: %(act)s"),
    "comment": _("The comment is kept."),
}
BACK = {"claim": "queue", "release": "tasks"}  # where a press in a list leads, when it does not say
TONES = {TaskEvent.Kind.COMMENT: "quiet", TaskEvent.Kind.CLAIM: "good"}


@dataclass
class Desk:
    """One task before one person: what they may do with it, each form once."""

    task: Task
    user: User
    at: datetime

    def __post_init__(self) -> None:
        is_open, task, user = self.task.finished is None, self.task, self.user
        is_mine = task.owner_id == user.pk
        may_act = is_open and may_take(task, user, self.at)
        self.is_open, self.is_mine = is_open, is_mine
        self.may_speak = is_open and may_speak(task, user, self.at)
        self.may_claim = may_act and not is_mine and (task.owner is None or bool(why_free(task, self.at)))
        self.may_take_over = may_act and not is_mine and not self.may_claim
        self.may_release = self.may_hand_over = is_open and is_mine
        self.may_take_back = may_act and not is_mine and task.owner is not None and tasks.handed_over_by(task, user)
        self.may_assign = is_open and oversees(user, task, self.at)
        people = receivers(task, user, self.at) if self.may_hand_over or self.may_assign else []
        self.colleagues = [person for person in people if person != user]
        self.people = people

    def form(self, act: str, data: Any = None) -> forms.Form | None:
        """The form of an act, where this person may make it and it asks for something."""
        made: dict[str, Callable[[], forms.Form | None]] = {
            "hand-over": lambda: (
                PassingForm(data, people=self.colleagues, note_label=_("What they should know"), prefix="hand")
                if self.may_hand_over
                else None
            ),
            "assign": lambda: (
                PassingForm(
                    data,
                    people=self.people,
                    note_label=_("Reason"),
                    prefix="assign",
                    nobody=_("Nobody: back to the queue") if self.task.owner else None,
                )
                if self.may_assign
                else None
            ),
            "take-over": lambda: ReasonForm(data, prefix="over") if self.may_take_over else None,
            "comment": lambda: CommentForm(data) if self.may_speak else None,
        }
        return made[act]() if act in made else None


def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a task is about, who has it, what befell it, and what can be done with it."""
    user, now = person_of(request), timezone.now()
    return _shown(request, Desk(task_for(user, pk, now), user, now))


@require_POST
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Do something with a task; a no is said where it was pressed, and what was typed is kept."""
    if act not in DONE:
        raise Http404
    user, now = person_of(request), timezone.now()
    task = task_for(user, pk, now)
    desk = Desk(task, user, now)
    form = desk.form(act, request.POST)
    if form is not None and not form.is_valid():
        return _shown(request, desk, bound={act: form}, status=422)
    try:
        _do(act, task, form, actor=user, at=now)
    except Refused as refused:
        if form is None:
            messages.error(request, f"{refused.title} {refused}")
            return _back(request, act, pk)
        desk = Desk(task_for(user, pk, now), user, now)
        return _shown(request, desk, bound={act: form}, refused=refused, status=status_of(refused))
    messages.success(request, DONE[act] % {"act": task.flow_task.label})
    if act in ("claim", "take-over", "take-back") and away([user.pk], now):
        messages.warning(request, _("You are entered as absent: others may take this task over from you."))
    return _back(request, act, pk)


def _do(act: str, task: Task, form: forms.Form | None, *, actor: User, at: datetime) -> None:
    given: dict[str, Any] = form.cleaned_data if form is not None else {}
    note, to = given.get("note", ""), form.to if isinstance(form, PassingForm) else None
    if act == "claim":
        tasks.claim(task.pk, actor=actor, at=at)
    elif act == "release":
        tasks.release(task.pk, actor=actor, at=at)
    elif act == "take-over":
        tasks.take_over(task.pk, actor=actor, note=note, at=at)
    elif act == "take-back":
        tasks.take_back(task.pk, actor=actor, at=at)
    elif act == "hand-over":
        tasks.hand_over(task.pk, actor=actor, to=to or actor, note=note, at=at)
    elif act == "assign":
        tasks.reassign(task.pk, actor=actor, to=to, note=note, at=at)
    else:
        request_id: UUID = given.get("request_id") or uuid4()
        tasks.comment(task.pk, actor=actor, text=given.get("text", ""), at=at, request_id=request_id)


def _back(request: HttpRequest, act: str, pk: int) -> HttpResponse:
    """To the list where it was pressed; to the task's page when that is where one was and may still be."""
    if "here" in request.POST:
        return redirect("task", pk=pk)
    return redirect(BACK.get(act, "tasks"))


def _shown(
    request: HttpRequest, desk: Desk, *, bound: dict[str, forms.Form] | None = None, refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    task, bound = desk.task, bound or {}
    (card,) = turns.cards([task], desk.user, desk.at, waits=True)
    absence = away([task.owner_id] if task.owner_id and desk.is_open else [], desk.at).get(task.owner_id or 0)
    made = {name: bound.get(name) or desk.form(name) for name in ("hand-over", "assign", "take-over", "comment")}

    context = {
        "card": card,
        "task": task,
        "desk": desk,
        "absence": absence,
        "now": desk.at,
        "acts": [_act(answer, card.href) for answer in acts_at(task, desk.user, desk.at)] if desk.is_open else [],
        "forms": {name.replace("-", "_"): form for name, form in made.items()},
        "refusal": {"rule": refused.title, "missing": refused.reasons} if refused else None,
        "owed_by": queue_names([task.owed_by]).get(task.owed_by, "") if task.owed_by else "",
        "entries": sorted(
            [*map(_entry, events_of(task)), *map(_of_clock, clock_records_of(task))],
            key=lambda entry: entry["at"],
            reverse=True,
        ),
        "address": reverse("task", args=[task.pk]),
    }
    return render(request, "project/task.html", context, status=status)


def _act(answer: Any, href: str) -> dict[str, Any]:
    """An act for the tag ``requirement_list``; it is made on the page of what the task is about."""
    return {
        "label": answer.label, "href": href, "may": answer.may, "permitted": answer.permitted,
        "missing": answer.missing, "who": answer.who,
    }  # fmt: skip


def _of_clock(record: TransitionRecord) -> dict[str, Any]:
    sentence = told_of(apps.get_model(record.subject_type), record)
    return {"at": record.at, "sentence": sentence, "actor": record.actor, "note": record.note, "tone": "stopped"}


def _entry(event: TaskEvent) -> dict[str, Any]:
    return {
        "at": event.at, "sentence": sentence_of(event), "actor": event.actor, "note": event.note,
        "tone": TONES.get(TaskEvent.Kind(event.kind), "moving"),
    }  # fmt: skip
