# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page before a meeting online: who one is, consent to the recording, and then the link.

Who does not consent is told how to take part all the same; nothing is kept of it.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from committee.forms.meetings import AdmissionForm
from committee.operations.session import be_admitted
from committee.permissions import SECRETARIES
from committee.states import STANDING, Mode
from committee.views.asking import asking
from workflows.forms import status_of
from workflows.refusals import Refused, WrongState


def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a member show who they are; the link follows. It stands on no other page, and in no letter or calendar."""
    me = asking(request)
    meeting = me.meeting(pk)
    entry = meeting.roll.filter(user=me.user).select_related("user").first()
    if entry is None or meeting.mode == Mode.IN_PERSON:
        raise Http404
    form = AdmissionForm(meeting, request.POST or None)
    no: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            be_admitted(
                meeting=meeting, user=me.user, consents=form.cleaned_data.get("consents", False), at=me.at,
                request_id=form.cleaned_data["request_id"], delegation=me.delegation,
            )  # fmt: skip
        except Refused as refused:
            no = refused
        else:
            return redirect("meeting_join", pk)
    elif meeting.state not in STANDING:
        no = WrongState(_("The meeting must be about to begin, or in session."))
    admitted = entry.admissions.order_by("-pk").first()
    lets_in = admitted is not None and admitted.lets_in(meeting)
    declines = meeting.is_recorded and not lets_in and ("consents" in form.errors or "declined" in request.GET)
    context = {
        "meeting": meeting, "entry": entry, "form": form, "refused": no, "admitted": admitted if lets_in else None,
        "may": meeting.state in STANDING, "declines": declines,
        "room": meeting.place if meeting.mode == Mode.HYBRID else "",
        "secretaries": meeting.roll.filter(role__in=SECRETARIES).select_related("user") if declines else [],
    }  # fmt: skip
    status = status_of(no) if no and request.method == "POST" else 422 if form.errors else 200
    answer = render(request, "committee/session/join.html", context, status=status)
    answer["Cache-Control"] = "private, no-store"  # what leads into the meeting is not left behind on a shared computer
    return answer
