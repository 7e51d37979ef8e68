# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting what was frozen of the plans on the agenda of a meeting."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from committee.models import Meeting
from committee.operations.overviews import put_on_agenda
from committee.queries.overviews import meetings_that_take
from committee.views.asking import asking
from digital_plan.placing import SHOWABLE
from papers.choices import offer
from papers.templatetags.thai import thai_date
from workflows.forms import status_of
from workflows.refusals import Refused


class MeetingChoice(forms.Form):
    """The meeting whose agenda takes it."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    meeting = forms.TypedChoiceField(label=gettext_lazy("Meeting"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, meetings: list[Meeting], data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        offer(self, "meeting", [(one.pk, f"{one.title} · {thai_date(one.starts_at)}") for one in meetings])


def to_agenda(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Choose a meeting, and put something frozen on its agenda. Raises Http404."""
    me = asking(request)
    find = SHOWABLE.get(kind)
    if find is None:
        raise Http404
    frozen = find(me.user, pk, me.at)
    meetings = meetings_that_take(me.user, me.at)
    if not meetings:
        raise Http404
    form = MeetingChoice(meetings, request.POST or None)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        meeting = get_object_or_404(Meeting, pk=form.cleaned_data["meeting"])
        try:
            item = put_on_agenda(
                frozen=frozen, meeting=meeting, actor=me.user, at=me.at,
                request_id=form.cleaned_data["request_id"], delegation=me.delegation,
            )  # fmt: skip
        except Refused as no:
            refused = no
        else:
            messages.success(request, _("It is on the agenda, with its paper."))
            return redirect("meeting_item", item.meeting_id, item.pk)
    context = {"form": form, "refused": refused, "frozen": frozen}
    status = status_of(refused) if refused else 422 if form.errors else 200
    return render(request, "committee/frozen_to_agenda.html", context, status=status)
