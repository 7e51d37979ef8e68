# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One page for every act around a meeting: it takes the press of a button, asks for a reason, or says why not."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from committee import operations
from committee.forms import OneForm
from committee.guards.meetings import is_its_day, on_its_day
from committee.models import AgendaItem, Alternate, Meeting
from committee.states import OFF_THE_AGENDA
from committee.views.asking import Asking, asking, item_for
from committee.views.buttons import OWN, answers_of
from committee.views.meeting import page
from committee.views.packs import being_built
from workflows.explaining import Answer, elsewhere, explain
from workflows.forms import PAST_OWNER, ActForm, status_of
from workflows.judging import refuse
from workflows.lifecycle import Subject
from workflows.models import TransitionRecord
from workflows.queries import taken_by_another
from workflows.refusals import GuardsUnmet, Refused

OF_ITEM = (
    "list_it", "admit_late", "turn_away", "take_out", "take_off", "take_note", "reconsider", "drop",
    "release_report",
)  # fmt: skip
ISSUING = {"freeze": operations.fix_agenda, "issue_addendum": operations.issue_addendum}  # they build the pack
ROLL = {"arrive", "depart", *OWN}


def of_meeting(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """An act on the meeting itself; what issues a pack builds it."""
    me = asking(request)
    meeting = me.meeting(pk)
    perform: Any = partial(ISSUING[name], meeting=meeting) if name in ISSUING else None
    about = str(on_its_day.sentence) if name == "open" and not is_its_day(meeting, me.attempt) else ""
    return _act(request, me, meeting, meeting, name, about=about, perform=perform, back=reverse("meeting", args=[pk]))


def of_entry(request: HttpRequest, pk: int, entry: int, name: str) -> HttpResponse:
    """A member's own answer; the secretary's note of who arrived and who left."""
    me = asking(request)
    meeting = me.meeting(pk)
    subject = get_object_or_404(meeting.roll.select_related("user"), pk=entry)
    subject.meeting = meeting
    if name not in ROLL:
        raise Http404
    back = reverse("meeting", args=[pk]) + ("" if name in OWN else f"#roll-{entry}")
    return _act(request, me, meeting, subject, name, about=str(subject.user), back=back)


def put_on_roll(request: HttpRequest, pk: int, alternate: int) -> HttpResponse:
    """An alternate who was named after the meeting was convened gets a line on its roll."""
    if request.method != "POST":  # the address that a refusal leaves in the bar, opened anew
        return redirect(reverse("meeting", args=[pk]) + "#roll")
    me = asking(request)
    meeting = me.meeting(pk)
    named = get_object_or_404(Alternate, pk=alternate, tenure__committee=meeting.committee_id)
    form = OneForm(request.POST)
    if form.is_valid():
        try:
            entry = operations.put_on_roll(
                meeting=meeting, alternate=named, actor=me.user, at=me.at, delegation=me.delegation,
                request_id=form.cleaned_data["request_id"],
            )  # fmt: skip
        except Refused as no:
            return page(request, me, me.meeting(pk), refused=no)
        words = {"person": entry.user, "holder": named.tenure.user}
        messages.success(request, _("%(person)s is on the roll in the place of %(holder)s, and is told.") % words)
        return redirect(reverse("meeting", args=[pk]) + f"#roll-{entry.pk}")
    return redirect(reverse("meeting", args=[pk]) + "#roll")


def of_item(request: HttpRequest, pk: int, item: int, name: str) -> HttpResponse:
    """Admit a matter or turn it away, take it off, out of the consent items or note of it; come back to it, or not."""
    if name not in OF_ITEM:
        raise Http404
    me = asking(request)
    meeting = me.meeting(pk)
    subject = item_for(me, meeting, item)
    about = subject.title if subject.state in OFF_THE_AGENDA else f"{subject.label} {subject.title}"
    back = reverse("meeting", args=[pk]) + f"#item-{item}"
    if name == "release_report":
        back = reverse("cabinet_report", args=[pk, item])
    return _act(request, me, meeting, subject, name, about=about, matter=subject, back=back)


def _act(
    request: HttpRequest,
    me: Asking,
    meeting: Meeting,
    subject: Subject,
    name: str,
    *,
    back: str,
    about: str = "",
    matter: AgendaItem | None = None,
    perform: Callable[..., TransitionRecord] | None = None,
) -> HttpResponse:
    answer = _answer(me, meeting, subject, name)
    form = ActForm(subject, answer, data=request.POST or None)
    taken = taken_by_another(subject, name, me.user) if answer.may else None
    unticked = taken is not None and request.method == "POST" and PAST_OWNER not in request.POST
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid() and not unticked:
        try:
            (perform or partial(operations.act, subject, name, note=form.note, facts=form.facts))(
                actor=me.user,
                at=me.at,
                delegation=me.delegation,
                request_id=form.cleaned_data["request_id"],
                expected_version=form.cleaned_data["expected_version"],
            )
        except operations.PackNeeded:
            operations.want_pack(
                meeting_id=meeting.pk, actor=me.user, at=me.at, delegation=me.delegation,
                request_id=form.cleaned_data["request_id"],
            )  # fmt: skip
            return being_built(request, meeting.pk)
        except Refused as no:
            refused = no
            form.looked_again(type(subject)._default_manager.get(pk=subject.pk))
        else:
            messages.success(request, _("Done: %(act)s") % {"act": answer.label})
            return redirect(back)
    elif request.method != "POST":
        refused = _no(me, subject, name, answer)
    status = status_of(refused) if refused else 422 if form.errors or unticked else 200
    context: dict[str, Any] = {"taken": taken, "unticked": unticked}
    context |= {"meeting": meeting, "answer": answer, "about": about, "form": form, "refused": refused, "back": back}
    context["matter"] = matter
    context["typed"] = form.data.get("note", "")
    context["may_try"] = answer.may and _is_possible(me, meeting, subject, name)
    return render(request, "committee/act.html", context, status=status)


def _answer(me: Asking, meeting: Meeting, subject: Subject, name: str) -> Answer:
    """What ``explain`` says of the act; for one that is past, only what it is called. 404 for what nobody does."""
    answers = answers_of(me, meeting) if subject is meeting else explain(subject, me.attempt)
    for answer in answers:
        if answer.name == name:
            return answer
    past = elsewhere(subject, name)
    if past is None:
        raise Http404
    return past


def _is_possible(me: Asking, meeting: Meeting, subject: Subject, name: str) -> bool:
    """Whether the act still starts in the present state, read again after a refusal."""
    now = type(subject)._default_manager.get(pk=subject.pk)
    return any(answer.name == name and answer.permitted for answer in explain(now, me.attempt))


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
