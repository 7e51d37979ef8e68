# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of one act on a subject: asked, refused with the reason, or done. For the pages of every floor above."""

from collections.abc import Callable, Mapping
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
from papers.uploads import NotAccepted
from workflows.acting import act
from workflows.explaining import Answer, elsewhere, explain
from workflows.forms import PAST_OWNER, ActForm, status_of
from workflows.judging import refuse
from workflows.lifecycle import Attempt, Subject
from workflows.models import TransitionRecord
from workflows.queries import taken_by_another
from workflows.refusals import GuardsUnmet, NotPermitted, Refused

Perform = Callable[[ActForm, dict[str, Any]], TransitionRecord]


@dataclass(frozen=True)
class Asking:
    """A person at a moment."""

    user: User
    at: datetime

    @property
    def attempt(self) -> Attempt:
        """What rules are asked with; it performs nothing."""
        return attempt_of(self.user, self.at)

    @property
    def delegation(self) -> int | None:
        """The order under which this person acts, as acts take it."""
        return delegation_of(self.user)

    @property
    def by(self) -> dict[str, Any]:
        """Who acts, when and under which order, as operations take it."""
        return {"actor": self.user, "at": self.at, "delegation": self.delegation}


def asking(request: HttpRequest) -> Asking:
    """The logged-in person, now."""
    return Asking(person_of(request), timezone.now())


@dataclass(frozen=True)
class Page:
    """Where an act is made: what it is about, where it leads, and the way there."""

    about: str
    back: str
    trail: list[dict[str, str]]
    lead: str = ""


def one_act(
    request: HttpRequest,
    me: Asking,
    subject: Subject,
    name: str,
    page: Page,
    perform: Perform | None = None,
    *,
    fields: Mapping[str, forms.Field] | None = None,
) -> HttpResponse:
    """Show the form of an act, or make it. Raises Http404 for what nobody does with this subject.

    ``perform`` is for an act that its operation makes; without, the engine makes it with what the form asks for.
    """
    perform = perform or _as_it_is(subject, name)
    answer = _answer(me, subject, name)
    form = ActForm(subject, answer, data=request.POST or None, fields=fields)
    form.files = request.FILES
    taken = taken_by_another(subject, name, me.user) if answer.may else None
    unticked = taken is not None and request.method == "POST" and PAST_OWNER not in request.POST
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid() and not unticked:
        attempt = {
            **me.by,
            "request_id": form.cleaned_data["request_id"],
            "expected_version": form.cleaned_data["expected_version"],
        }
        try:
            perform(form, attempt)
        except NotAccepted as no:
            form.add_error("file", str(no))
        except Refused as no:
            refused = no
            form.looked_again(type(subject)._default_manager.get(pk=subject.pk))
        else:
            messages.success(request, _("Done: %(act)s") % {"act": answer.label})
            return redirect(page.back)
    elif request.method != "POST" or not (answer.may or unticked):
        refused = _no(me, subject, name, answer)
    status = status_of(refused) if refused else 422 if form.errors or unticked else 200
    context = {"page": page, "answer": answer, "form": form, "refused": refused, "taken": taken, "unticked": unticked}
    return render(request, "components/one_act.html", context, status=status)


def _as_it_is(subject: Subject, name: str) -> Perform:
    def perform(form: ActForm, attempt: dict[str, Any]) -> TransitionRecord:
        return act(subject, name, note=form.note, facts=_as_kept(form.facts), **attempt)

    return perform


def _as_kept(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as a record keeps them: days in ISO, nothing for what was left empty."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in facts.items()
        if value not in ("", None)
    }


def _answer(me: Asking, subject: Subject, name: str) -> Answer:
    found = next((one for one in explain(subject, me.attempt) if one.name == name), None) or elsewhere(subject, name)
    if found is None:
        raise Http404
    return found


def _no(me: Asking, subject: Subject, name: str, answer: Answer) -> Refused | None:
    """Why the act cannot be made, before anybody has filled anything in."""
    if answer.may:
        return None
    if answer.missing and answer.permitted:
        return GuardsUnmet(*answer.missing)
    if not answer.permitted and answer.who:
        return NotPermitted(answer.barred or answer.who)
    try:
        refuse(subject, name, me.attempt)
    except Refused as no:
        return no
    return None
