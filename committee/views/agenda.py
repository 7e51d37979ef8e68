# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting projects and matters on the agenda, and in order."""

from typing import Any, cast
from uuid import uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from committee import operations
from committee.forms import MatterForm, MoveForm, NotesForm, ProjectsForm
from committee.states import ItemState
from committee.views.adding import preview
from committee.views.asking import asking, item_for
from committee.views.meeting import page
from workflows.refusals import Refused

WAITS = gettext_lazy("It waits for its late approval: %(code)s")


def add_projects(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the chosen projects under matters for consideration, each by itself: one refused keeps none of the others."""
    if request.method != "POST":  # the address that a refusal leaves in the bar, opened anew
        return redirect("meeting", pk)
    me = asking(request)
    meeting = me.meeting(pk)
    form = ProjectsForm(meeting, request.POST)
    if not form.is_valid():
        return page(request, me, meeting, projects=form)
    if "preview" in request.POST:
        return preview(request, me, meeting, form)
    for project in form.cleaned_data["projects"]:
        request_id = uuid5(form.cleaned_data["request_id"], project.code)
        try:
            item = operations.add_item(
                meeting=meeting,
                project=project,
                actor=me.user,
                at=me.at,
                delegation=me.delegation,
                request_id=request_id,
                kind=form.cleaned_data["kind"],
                late_reason=form.cleaned_data["late_reason"],
            )
        except Refused as no:
            messages.error(request, f"{project.code}: {no.title} {no}")
        else:
            words = {"label": item.label, "code": project.code}
            said = WAITS if item.state == ItemState.PROPOSED else _("On the agenda as %(label)s: %(code)s")
            messages.success(request, said % words)
    return redirect(_agenda(pk))


def add_matter(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a matter in words under a heading."""
    if request.method != "POST":  # the address that a refusal leaves in the bar, opened anew
        return redirect("meeting", pk)
    me = asking(request)
    meeting = me.meeting(pk)
    form = MatterForm(meeting, request.POST)
    if not form.is_valid():
        return page(request, me, meeting, matter=form)
    try:
        item = operations.add_item(
            meeting=meeting,
            **form.words(),
            actor=me.user,
            at=me.at,
            delegation=me.delegation,
            request_id=form.cleaned_data["request_id"],
        )
    except Refused as no:
        return page(request, me, meeting, matter=form, refused=no)
    waits = item.state == ItemState.PROPOSED
    said = _("It waits for its late approval.") if waits else _("On the agenda as %(label)s.") % {"label": item.label}
    messages.success(request, said)
    return redirect(_agenda(pk))


def take_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Take note of the ticked matters for information, each by itself."""
    if request.method != "POST":  # the address that a refusal leaves in the bar, opened anew
        return redirect("meeting", pk)
    me = asking(request)
    meeting = me.meeting(pk)
    form = NotesForm(meeting, request.POST)
    if not form.is_valid():
        return page(request, me, meeting, notes=form)
    outcomes = operations.note_items(
        [item.pk for item in form.cleaned_data["items"]],
        actor=me.user,
        at=me.at,
        delegation=me.delegation,
        request_id=form.cleaned_data["request_id"],
    )
    labels = {item.pk: item.label for item in form.cleaned_data["items"]}
    noted = [labels[outcome.item.subject_id] for outcome in outcomes if outcome.may]
    if noted:
        messages.success(request, _("Noted: %(about)s") % {"about": ", ".join(noted)})
    for outcome in outcomes:
        if outcome.refused:
            messages.error(request, f"{labels[outcome.item.subject_id]}: {outcome.refused.title} {outcome.refused}")
    return redirect(_agenda(pk))


@require_POST
def move(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Move a matter up or down under its heading, or before another."""
    me = asking(request)
    meeting = me.meeting(pk)
    subject = item_for(me, meeting, item)
    form = MoveForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        doing: Any = {"item_id": subject.pk, "actor": me.user, "at": me.at, "delegation": me.delegation}
        doing["expected_revision"] = given["revision"]
        try:
            if given["direction"]:
                operations.move_item(direction=cast("Any", given["direction"]), **doing)
            else:
                operations.place_item(before=given["before"] or None, **doing)
        except Refused as no:
            return page(request, me, me.meeting(pk), refused=no)
    return redirect(f"{reverse('meeting', args=[pk])}#item-{item}")


def _agenda(pk: int) -> str:
    return f"{reverse('meeting', args=[pk])}#agenda"
