# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a batch of projects would do to the agenda, before it does it; and changing one matter's words."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from budget_review.models import IntegrationProject
from committee import operations
from committee.agenda import for_consideration
from committee.forms import ItemForm, ProjectsForm
from committee.models import Meeting
from committee.permissions import keeps
from committee.queries.readiness import PROPOSED, readiness_of
from committee.states import AFTER_THE_CALL, TAKES_ITEMS, ItemState
from committee.views.asking import Asking, asking, item_for
from workflows.forms import status_of, typed_but
from workflows.refusals import Refused, VersionConflict, WrongState


@dataclass(frozen=True)
class Previewed:
    """One of the chosen: the label that it would get, or why it cannot come."""

    project: IntegrationProject
    label: str
    amount_baht: Decimal | None
    reasons: list[str]
    refused: str = ""


def preview(request: HttpRequest, me: Asking, meeting: Meeting, form: ProjectsForm) -> HttpResponse:
    """Show what the chosen projects would be on the agenda, in the order of their readiness, with their sum."""
    chosen = {project.pk for project in form.cleaned_data["projects"]}
    section = for_consideration(meeting)
    numbers = [int(label.split(".")[1]) for label in meeting.draft_labels.values() if label.startswith(f"{section}.")]
    last, is_late, rows = max(numbers, default=0), meeting.state in AFTER_THE_CALL, []
    for ready in readiness_of(meeting, me.at):
        if ready.project.pk not in chosen:
            continue
        refused = ready.reasons[0] if ready.rank == PROPOSED else ""
        if not refused:
            last += 1
        label = "–" if refused or is_late else f"{section}.{last}"
        rows.append(Previewed(ready.project, label, ready.amount_baht, ready.reasons, refused))
    amounts = [row.amount_baht for row in rows if row.amount_baht is not None and not row.refused]
    context = {
        "meeting": meeting,
        "rows": rows,
        "total_baht": sum(amounts, Decimal(0)),
        "form": form,
        "is_late": is_late,
        "kind": form.cleaned_data["kind"],
        "late_reason": form.cleaned_data["late_reason"],
        "may": any(not row.refused for row in rows),
    }
    return render(request, "committee/agenda/preview.html", context)


def edit(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Change a matter's words, its kind and who sees it, until it is issued."""
    me = asking(request)
    meeting = me.meeting(pk)
    if not keeps(meeting, me.attempt):
        raise PermissionDenied(_("Only the committee's secretary changes its meetings."))
    subject = item_for(me, meeting, item)
    form = ItemForm.of(subject, request.POST or None)
    no: Refused | None = None
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            operations.edit_item(
                item_id=subject.pk,
                expected_revision=given["revision"],
                given=given,
                actor=me.user,
                at=me.at,
                delegation=me.delegation,
            )
        except Refused as refused:
            no = refused
            if isinstance(no, VersionConflict):
                typed_but(form, revision=me.meeting(pk).revision)
        else:
            messages.success(request, _("The matter is changed."))
            return redirect(f"{reverse('meeting', args=[pk])}#item-{item}")
    elif meeting.state not in TAKES_ITEMS or subject.state not in (ItemState.PROPOSED, ItemState.LISTED):
        no = WrongState(_("The agenda is fixed: reopen it first."))
    status = status_of(no) if no else 422 if form.errors else 200
    context = {"meeting": meeting, "item": subject, "form": form, "refused": no}
    return render(request, "committee/agenda/edit.html", context, status=status)
