# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The acts on minutes: beginning, drafting anew, every step, a member's answer, and adoption through an agenda item."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from committee import operations
from committee.forms.minutes import OfferForm, correction_fields
from committee.models import Minutes
from committee.operations.minutes import (
    adopt_through_item,
    answers_to_minutes,
    begin_minutes,
    draft_anew,
    make_act,
    offer_minutes,
)
from committee.queries.minutes import begin_answer
from committee.views.asking import Asking, asking
from committee.views.meeting import page as meeting_page
from committee.views.minutes.page import minutes_of, page
from workflows.explaining import Answer, elsewhere, explain
from workflows.forms import ActForm, status_of
from workflows.judging import refuse
from workflows.lifecycle import Subject
from workflows.refusals import GuardsUnmet, Refused


class PressForm(forms.Form):
    """What a button sends."""

    request_id = forms.UUIDField()
    expected_version = forms.IntegerField(min_value=0, required=False)


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the minutes for the first time."""
    me = asking(request)
    meeting = me.meeting(pk)
    form = PressForm(request.POST)
    if form.is_valid():
        try:
            begin_minutes(
                meeting=meeting, actor=me.user, at=me.at, request_id=form.cleaned_data["request_id"],
                delegation=me.delegation,
            )  # fmt: skip
        except Refused as refused:
            context = {"meeting": meeting, "answer": begin_answer(meeting, me.attempt), "refused": refused}
            context["request_id"] = uuid4()
            return render(request, "committee/minutes/none.html", context, status=status_of(refused))
        messages.success(request, _("The minutes are drafted. Look them through, section by section."))
    return redirect("minutes", pk)


@require_POST
def redraft(request: HttpRequest, pk: int) -> HttpResponse:
    """Take up the facts as they are now."""
    me = asking(request)
    found = minutes_of(me, pk)
    try:
        changed = draft_anew(minutes_id=found.pk, actor=me.user, at=me.at, delegation=me.delegation)
    except Refused as refused:
        return page(request, me, found, refused=refused)
    messages.success(
        request, _("Drafted anew: %(count)s sections. What people wrote stands.") % {"count": len(changed)}
    )
    return redirect("minutes", pk)


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Make a step on the minutes; what it asks for is asked on its page."""
    me = asking(request)
    found = minutes_of(me, pk)
    answers = answers_to_minutes(found, me.attempt)
    return _act(request, me, found, found, name, answers, correction_fields(found) if name == "correct" else {})


def reply(request: HttpRequest, pk: int, reply: int, name: str) -> HttpResponse:
    """A member confirms the minutes, or asks for an amendment."""
    me = asking(request)
    found = minutes_of(me, pk)
    mine = get_object_or_404(found.replies.filter(user=me.user), pk=reply)
    mine.minutes = found
    return _act(request, me, found, mine, name, explain(mine, me.attempt), {})


@require_POST
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the minutes on the agenda of a later meeting."""
    me = asking(request)
    found = minutes_of(me, pk)
    form = OfferForm(found, request.POST)
    if not form.is_valid():
        return page(request, me, found, offer=form, wrong=True)
    try:
        item = offer_minutes(
            minutes_id=found.pk, meeting=form.cleaned_data["meeting"], actor=me.user, at=me.at,
            request_id=form.cleaned_data["request_id"], delegation=me.delegation,
        )  # fmt: skip
    except Refused as refused:
        return page(request, me, found, refused=refused)
    messages.success(request, _("On the agenda as %(label)s.") % {"label": item.label})
    return redirect("minutes", pk)


@require_POST
def adopt(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """The meeting adopts the minutes that an item of its agenda puts before it."""
    me = asking(request)
    meeting = me.meeting(pk)
    subject = get_object_or_404(meeting.items.all(), pk=item)
    form = PressForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            adopt_through_item(
                subject, actor=me.user, at=me.at, request_id=given["request_id"], delegation=me.delegation,
                expected_version=given["expected_version"],
            )  # fmt: skip
        except Refused as refused:
            return meeting_page(request, me, meeting, refused=refused)
        messages.success(request, _("Done: %(act)s") % {"act": _("Adopt the minutes")})
    return redirect("meeting", pk)


def _act(
    request: HttpRequest, me: Asking, found: Minutes, subject: Subject, name: str, answers: list[Answer],
    fields: dict[str, forms.Field],
) -> HttpResponse:  # fmt: skip
    here = next((one for one in answers if one.name == name), None)
    answer = here or elsewhere(subject, name)
    if answer is None:
        raise Http404
    form = ActForm(subject, answer, data=request.POST or None, fields=fields if here else {})
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            _perform(me, subject, name, form)
        except Refused as no:
            refused = no
            form.looked_again(type(subject)._default_manager.get(pk=subject.pk))
        else:
            messages.success(request, _("Done: %(act)s") % {"act": answer.label})
            return redirect("minutes", found.meeting_id)
    elif request.method != "POST":
        refused = _no(me, subject, name, answer)
    context: dict[str, Any] = {
        "meeting": found.meeting, "minutes": found, "answer": answer, "form": form, "refused": refused,
        "may_try": answer.may, "typed": form.data.get("note", ""),
    }  # fmt: skip
    status = status_of(refused) if refused else 422 if form.errors else 200
    return render(request, "committee/minutes/act.html", context, status=status)


def _perform(me: Asking, subject: Subject, name: str, form: ActForm) -> None:
    made: dict[str, Any] = {
        "actor": me.user, "at": me.at, "delegation": me.delegation, "request_id": form.cleaned_data["request_id"],
        "expected_version": form.cleaned_data["expected_version"], "note": form.note, "facts": form.facts,
    }  # fmt: skip
    if isinstance(subject, Minutes):
        make_act(subject, name, **made)
    else:
        operations.act(subject, name, **made)


def _no(me: Asking, subject: Subject, name: str, answer: Answer) -> Refused | None:
    """Why the act cannot be made, before anybody has filled anything in."""
    if answer.may:
        return None
    if answer.missing and answer.permitted:
        return GuardsUnmet(*answer.missing)
    try:
        refuse(subject, name, me.attempt)
    except Refused as no:
        return no
    return None
