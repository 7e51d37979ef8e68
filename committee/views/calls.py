# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The open calls for items, for agencies: what may still be handed in, and what became of what was."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from committee import operations
from committee.forms.reading import HandInForm
from committee.queries.call import (
    agencies_of,
    call_of,
    called_meetings,
    handed_in,
    is_secretary,
    open_calls,
    own_calls,
)
from committee.states import OPEN_CALL
from committee.views.asking import asking
from workflows.forms import status_of
from workflows.refusals import Refused, WrongState

SHOWN = 50


def calls(request: HttpRequest) -> HttpResponse:
    """The meetings that still take items: for agencies to hand in, for secretaries with what waits for them."""
    me = asking(request)
    agencies = agencies_of(me.user, me.at)
    own = own_calls(me.user, me.at)
    if not (agencies or own or is_secretary(me.user, me.at)):
        raise PermissionDenied(_("Agencies hand in items here, and secretaries of committees see their calls."))
    context = {
        "own": [(meeting, call_of(meeting)) for meeting in own],
        "is_of_an_agency": bool(agencies),
        "calls": [(meeting, call_of(meeting)) for meeting in open_calls()] if agencies else [],
        "handed_in": list(handed_in(me.user, me.at)[:SHOWN]),
        "now": me.at,
    }
    return render(request, "committee/calls/calls.html", context)


def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in a matter for one meeting; the secretary puts it on the agenda or turns it away."""
    me = asking(request)
    agencies = agencies_of(me.user, me.at)
    if not agencies:
        raise PermissionDenied(_("Officers and heads of agencies hand in items here."))
    meeting = get_object_or_404(called_meetings(), pk=pk)
    form = HandInForm(meeting, agencies, request.POST or None)
    no: Refused | None = None
    if meeting.state not in OPEN_CALL:  # whoever was still writing keeps the words, and learns whom to ask
        no = WrongState(_("The call for items is closed. Ask the committee's secretary to bring it as a late item."))
    elif request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            operations.add_item(
                meeting=meeting,
                agency=given["agency"],
                section=given["section"],
                title=given["title"],
                note=given["note"],
                actor=me.user,
                at=me.at,
                delegation=me.delegation,
                request_id=given["request_id"],
            )
        except Refused as refused:
            no = refused
        else:
            messages.success(request, _("Handed in. The committee's secretary has it now."))
            return redirect("calls")
    status = status_of(no) if no else 422 if form.errors else 200
    context = {"meeting": meeting, "call": call_of(meeting), "form": form, "refused": no, "open_call": OPEN_CALL}
    return render(request, "committee/calls/hand_in.html", context, status=status)
