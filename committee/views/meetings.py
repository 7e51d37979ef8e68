# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of meetings; planning one, and changing its subject, time and place."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from budget_review.views.years import year_switch, years_of_workplans
from committee import operations
from committee.forms import MeetingForm
from committee.models import Committee, Meeting, RollEntry
from committee.permissions import SECRETARIES, keeps
from committee.queries import committees_for, meetings_for
from committee.queries.meetings import of_fiscal_year
from committee.states import OVER, TAKES_ITEMS
from committee.views.asking import Asking, asking
from committee.views.next_steps import next_of
from workflows.forms import status_of, typed_but
from workflows.refusals import Refused, VersionConflict, WrongState

SHOWN = 25


def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings of this person's committees: what comes first, then what has been, the latest first."""
    me = asking(request)
    years = year_switch(request, years_of_workplans())
    if years.goes_to:
        return redirect(years.goes_to)
    found = meetings_for(me.user, me.at)
    if years.chosen:
        found = found.filter(of_fiscal_year(years.chosen))
    committees = list(committees_for(me.user, me.at))
    code = request.GET.get("committee", "")
    if code:
        found = found.filter(committee__code=code)
    past, more = _page(found.filter(state__in=OVER).order_by("-starts_at", "-id"), request.GET.get("after", ""))
    ahead = [] if "after" in request.GET else list(found.exclude(state__in=OVER).order_by("starts_at", "id"))
    mine = _my_answers(me, [*ahead, *past])
    context = {
        "ahead": [(meeting, next_of(meeting, mine.get(meeting.pk))) for meeting in ahead],
        "past": [(meeting, next_of(meeting, None)) for meeting in past],
        "next": more,
        "is_first": "after" not in request.GET,
        "committees": committees,
        "code": code,
        "years": years.tabs,
        "year": years.chosen,
        "may_plan": bool(_kept(me)),
    }
    return render(request, "committee/meetings.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Plan a meeting of a committee that this person keeps."""
    me = asking(request)
    committees = _kept(me)
    if not committees:
        raise PermissionDenied(_("Only the committee's secretary plans its meetings."))
    form = MeetingForm.to_plan(committees, request.POST or None)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            meeting = operations.plan_meeting(
                committee=form.cleaned_data["committee"],
                **form.texts(),
                actor=me.user,
                at=me.at,
                delegation=me.delegation,
                request_id=form.cleaned_data["request_id"],
            )
        except Refused as no:
            refused = no
        else:
            messages.success(request, _("The meeting is planned. Next: put matters on its agenda and convene it."))
            return redirect("meeting", meeting.pk)
    return _form_page(request, form, refused, None)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change subject, time and place until the agenda is fixed."""
    me = asking(request)
    meeting = me.meeting(pk)
    if not keeps(meeting, me.attempt):
        raise PermissionDenied(_("Only the committee's secretary changes its meetings."))
    form = MeetingForm.to_edit(meeting, request.POST or None)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            operations.edit_meeting(
                meeting_id=meeting.pk,
                expected_revision=form.cleaned_data["revision"] or 0,
                **form.texts(),
                actor=me.user,
                at=me.at,
                delegation=me.delegation,
            )
        except Refused as no:
            refused = no
            if isinstance(no, VersionConflict):
                typed_but(form, revision=me.meeting(pk).revision)
        else:
            messages.success(request, _("The meeting is changed."))
            return redirect("meeting", meeting.pk)
    elif meeting.state not in TAKES_ITEMS:
        refused = WrongState(_("The meeting is fixed: reopen the agenda first."))
    return _form_page(request, form, refused, meeting)


def _form_page(request: HttpRequest, form: MeetingForm, no: Refused | None, meeting: Meeting | None) -> HttpResponse:
    status = status_of(no) if no else 422 if form.errors else 200
    context = {"form": form, "refused": no, "meeting": meeting}
    return render(request, "committee/meeting_form.html", context, status=status)


def _kept(me: Asking) -> list[Committee]:
    """The committees whose secretary this person is."""
    people = [person.pk for person in me.attempt.people]
    seated = Committee.objects.filter(tenures__user__in=people, tenures__seat__role__in=SECRETARIES).distinct()
    return [one for one in seated.prefetch_related("tenures") if keeps(Meeting(committee=one), me.attempt)]


def _my_answers(me: Asking, shown: list[Meeting]) -> dict[int, str]:
    """This person's state on the rolls of these meetings."""
    entries = RollEntry.objects.filter(user=me.user, meeting__in=[meeting.pk for meeting in shown])
    return dict(entries.values_list("meeting", "state"))


def _page(past: QuerySet[Meeting], after: str) -> tuple[list[Meeting], int | None]:
    """A page of the past behind a meeting, and the id to go on after when there is more."""
    if after.isdecimal() and len(after) < 19:
        last = get_object_or_404(past, pk=after)
        earlier = past.filter(starts_at__lt=last.starts_at)
        past = earlier | past.filter(starts_at=last.starts_at, pk__lt=last.pk)
    found = list(past[: SHOWN + 1])
    return found[:SHOWN], found[SHOWN - 1].pk if len(found) > SHOWN else None
