# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who asks, when, and the form of one act, shown, refused with the reason, or made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.person import person_of
from agencies.standing import attempt_of, delegation_of
from workflows.acting import act
from workflows.explaining import elsewhere, explain
from workflows.forms import PAST_OWNER, ActForm, status_of
from workflows.judging import refuse
from workflows.lifecycle import Attempt, Subject
from workflows.queries import taken_by_another
from workflows.refusals import NotPermitted, Refused

Trail = list[tuple[str, str]]  # words and addresses


@dataclass(frozen=True)
class Me:
    """A person at a moment."""

    user: User
    at: datetime

    @property
    def attempt(self) -> Attempt:
        """What this person would try now; it is only asked about."""
        return attempt_of(self.user, self.at)

    @property
    def by(self) -> dict[str, Any]:
        """Who acts, when and under which order, as operations take it."""
        return {"actor": self.user, "at": self.at, "delegation": delegation_of(self.user)}


def me_of(request: HttpRequest) -> Me:
    """The person who asks."""
    return Me(person_of(request), timezone.now())


def one_act(
    request: HttpRequest, me: Me, subject: Subject, name: str, *, trail: Trail, lead: str = "",
    fields: Mapping[str, forms.Field] | None = None,
) -> HttpResponse:  # fmt: skip
    """Show the form of an act, or make it and go back to the last address of ``trail``. Raises Http404."""
    answer = next((one for one in explain(subject, me.attempt) if one.name == name), None)
    is_past = answer is None  # pressed twice, it is the same act again; otherwise the refusal says what happened
    answer = answer or elsewhere(subject, name)
    if answer is None:
        raise Http404
    form = ActForm(subject, answer, data=request.POST or None, fields=fields)
    taken = taken_by_another(subject, name, me.user) if answer.may else None
    unticked = taken is not None and request.method == "POST" and PAST_OWNER not in request.POST
    refused: Refused | None = None
    if not answer.permitted and not is_past:
        refused = NotPermitted(answer.barred or answer.who)
    elif is_past and request.method != "POST":
        refused = _refusal(subject, name, me.attempt)
    elif request.method == "POST" and form.is_valid() and not unticked:
        given = form.cleaned_data
        try:
            act(
                subject, name, request_id=given["request_id"], expected_version=given["expected_version"],
                note=form.note, facts=_plain(form.facts), **me.by,
            )  # fmt: skip
        except Refused as no:
            refused = no
            form.looked_again(type(subject)._default_manager.get(pk=subject.pk))
        else:
            messages.success(request, _("Done: %(act)s") % {"act": answer.label})
            return redirect(trail[-1][1])
    context = {
        "answer": answer, "form": form, "refused": refused, "trail": trail, "lead": lead, "back": trail[-1][1],
        "taken": taken, "unticked": unticked,
    }  # fmt: skip
    status = status_of(refused) if refused else 422 if form.errors or unticked else 200
    return render(request, "digital_plan/campaigns/act.html", context, status=status)


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as a record keeps them: days in ISO, nothing for what was left empty."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in facts.items()
        if value not in ("", None)
    }


def _refusal(subject: Subject, name: str, attempt: Attempt) -> Refused | None:
    try:
        refuse(subject, name, attempt)
    except Refused as no:
        return no
    return None
