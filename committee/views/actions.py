# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What resolutions assigned: the list to be followed up, and one action with its evidence and acts."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.roles import day_of
from committee import operations
from committee.forms.results import fields_of_extending, fields_of_reporting
from committee.models import ActionItem
from committee.queries import committees_for
from committee.queries.following import action_for, actions_for, arising_in
from committee.states import OPEN_ACTION
from committee.story import tell
from committee.views.asking import asking
from papers.one_act import Page, one_act
from papers.queries import document_content
from workflows.explaining import explain
from workflows.forms import ActForm, button
from workflows.models import TransitionRecord
from workflows.queries import history_of

ASIDE = ("send_back", "extend")
CLOSED_SHOWN = 50


def actions(request: HttpRequest) -> HttpResponse:
    """List what arises from resolutions: of the committees that this person sees, and what is theirs to do."""
    me = asking(request)
    committees = list(committees_for(me.user, me.at).order_by("code"))
    arising = arising_in(committees, me.user, me.at)
    seen = {(one.subject.kind, one.subject.pk) for one in arising}
    own = [one for one in actions_for(me.user, me.at).filter(state__in=OPEN_ACTION) if (one.kind, one.pk) not in seen]
    done = actions_for(me.user, me.at).exclude(state__in=OPEN_ACTION).order_by("-pk")[:CLOSED_SHOWN]
    context = {"arising": arising, "own": own, "done": list(done), "now": me.at}
    return render(request, "committee/results/actions.html", context)


def action(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one action: what, who, until when; what shows that it is done; what can be done now."""
    me = asking(request)
    found = action_for(me.user, pk, me.at)
    answers = explain(found, me.attempt)
    context = {
        "action": found,
        "is_late": found.is_late_on(day_of(me.at)),
        "evidence": list(found.evidence.select_related("given_by", "document").order_by("-pk")),
        "buttons": [
            replace(button(found, answer, reverse("action_act", args=[pk, answer.name])), aside=answer.name in ASIDE)
            for answer in answers
        ],
        "story": tell(history_of(found), [], []),
    }
    return render(request, "committee/results/action.html", context)


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Report, verify, return, extend or close it."""
    me = asking(request)
    found = action_for(me.user, pk, me.at)
    fields: dict[str, forms.Field] = {}
    if name == "report":
        fields = fields_of_reporting()
    elif name == "extend":
        fields = fields_of_extending()
    page = Page(
        about=found.text,
        back=reverse("action", args=[pk]),
        trail=[
            {"label": _("Follow-up"), "href": reverse("actions")},
            {"label": found.resolution.called, "href": reverse("action", args=[pk])},
        ],
    )
    return one_act(request, me, found, name, page, _performing(found, name), fields=fields)


def evidence(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Hand out a file that was brought as evidence."""
    me = asking(request)
    found = action_for(me.user, pk, me.at)
    kept = get_object_or_404(found.evidence.select_related("document"), pk=number)
    if kept.document is None:
        raise Http404
    document = kept.document
    return HttpResponse(
        document_content(document),
        content_type=document.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="evidence-{kept.pk}.{document.filename.rpartition(".")[2]}"',
            "X-Content-Type-Options": "nosniff",
            "ETag": f'"{document.sha256}"',
        },
    )


def _performing(found: ActionItem, name: str) -> Any:
    def perform(form: ActForm, attempt: dict[str, Any]) -> TransitionRecord:
        facts = form.facts
        if name == "report":
            file = facts.get("file")
            return operations.report_action(
                action=found,
                content=file.read() if file else b"",
                filename=file.name if file else "",
                link=facts.get("link") or "",
                note=form.note,
                **attempt,
            )
        if name == "extend":
            facts = {"due_date": facts["due_date"].isoformat()}
        return operations.act(found, name, note=form.note, facts=facts, **attempt)

    return perform
