# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The invitation to a meeting, as a letter and as a calendar entry; a person's meetings as a feed for calendars."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import feeds
from accounts.models import User
from committee.invitation import calendar_of, snapshot_of
from committee.queries import meetings_for
from committee.states import MeetingState
from committee.translations import english_invitation
from committee.views.asking import asking
from papers.fonts import FontsMissing
from papers.icalendar import ICS
from papers.packs import build_invitation_pdf
from papers.rendering import RenderingRefused
from papers.text_gate import TextDiffers, Unprintable

SALT = "committee.calendar"
BACK = timedelta(days=366)  # how far a feed reaches into the past


def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The invitation as a letter: to the member who asks, or to all for who else sees the meeting.

    With ``?language=en`` its unofficial English rendition.
    """
    me = asking(request)
    meeting = me.meeting(pk)
    if meeting.state == MeetingState.PLANNED or not meeting.called:
        raise Http404
    entry = meeting.roll.filter(user=me.user).first()
    try:
        snapshot = snapshot_of(meeting, entry, me.at)
        is_english = request.GET.get("language") == "en"
        pdf = english_invitation(meeting, snapshot) if is_english else build_invitation_pdf(snapshot)
    except (FontsMissing, RenderingRefused, TextDiffers, Unprintable) as error:
        refusal = {"rule": _("The letter cannot be printed now."), "missing": [str(error)]}
        return render(
            request, "committee/invitation/refused.html", {"meeting": meeting, "refusal": refusal}, status=503
        )
    name = f"{meeting.committee.code}-{meeting.number}-{meeting.be_year}-invitation{'-en' if is_english else ''}.pdf"
    return _file(pdf, "application/pdf", name)


def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """The meeting as a calendar file."""
    me = asking(request)
    meeting = me.meeting(pk)
    text = calendar_of([meeting], me.at, name=meeting.committee.name)
    return _file(text.encode(), ICS, f"meeting-{meeting.pk}.ics")


@login_not_required
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The meetings that the token's owner sees now. A new password, or leaving the service, ends the address."""
    user = feeds.owner_of(token, SALT)
    now = timezone.now()
    found = meetings_for(user, now).filter(starts_at__gte=now - BACK).order_by("starts_at", "pk")
    text = calendar_of(found, now, name=_("Meetings"))
    return HttpResponse(text, content_type=ICS, headers={"Cache-Control": "private, no-store"})


def token_of(user: User) -> str:
    """What a person's feed is asked for with: it names them, and holds as long as their password does."""
    return feeds.token_of(user, SALT)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff",
               "Cache-Control": "private, no-cache"}  # fmt: skip
    return HttpResponse(content, content_type=media_type, headers=headers)
