# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Calling a meeting again that had no quorum: a new meeting, linked to the one that failed."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committee import operations
from committee.forms import MeetingForm
from committee.models import Meeting
from committee.permissions import keeps
from committee.states import MeetingState
from committee.views.asking import asking
from papers.templatetags.thai import thai_date
from workflows.forms import status_of
from workflows.refusals import Refused


def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan the meeting that takes the place of one without a quorum."""
    me = asking(request)
    first = me.meeting(pk)
    if first.state != MeetingState.INQUORATE:
        raise Http404
    if not keeps(first, me.attempt):
        raise PermissionDenied(_("Only the committee's secretary plans its meetings."))
    form = MeetingForm.to_recall(first, request.POST or None)
    no: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            meeting = operations.plan_meeting(
                committee=first.committee,
                **form.texts(),
                recall_of=first,
                actor=me.user,
                at=me.at,
                delegation=me.delegation,
                request_id=form.cleaned_data["request_id"],
            )
        except Refused as refused:
            no = refused
        else:
            messages.success(request, _("The meeting is planned again. What it was to take up comes on its agenda."))
            return redirect("meeting", meeting.pk)
    status = status_of(no) if no else 422 if form.errors else 200
    context = {"form": form, "refused": no, "meeting": None, "first": first, "lower": _lower(first)}
    return render(request, "committee/meeting_form.html", context, status=status)


def _lower(first: Meeting) -> str:
    """Until when the lower quorum can hold for the meeting that is called again."""
    rules = first.rules
    if rules.recall_days is None:
        return _("The rules of the committee know no lower quorum for a meeting called again.")
    last = first.starts_at + timedelta(days=rules.recall_days)
    words = {"share": f"{rules.recall_numerator}/{rules.recall_denominator}", "date": thai_date(last)}
    return _("Up to %(date)s a quorum of %(share)s is enough for what was put off, if this invitation says so.") % words
