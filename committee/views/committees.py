# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A committee's page: its rules, its meetings, and the register of what it has resolved."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from agencies.roles import day_of
from committee.queries import committee_for, meetings_for, register_of
from committee.queries.profiles import rules_in_words
from committee.views.asking import asking
from committee.views.next_steps import next_of
from committee.views.registers.pages import frame_of

SHOWN = 25


def committee(request: HttpRequest, code: str) -> HttpResponse:
    """Show a committee."""
    me = asking(request)
    found = committee_for(me.user, code, me.at)
    register = register_of(found, me.user, me.at)
    after = request.GET.get("after", "")
    if after.isdecimal() and len(after) < 19:
        last = get_object_or_404(register, pk=after)
        earlier = register.filter(be_year__lt=last.be_year)
        register = earlier | register.filter(be_year=last.be_year, number__lt=last.number)
    resolutions = list(register[: SHOWN + 1])
    meetings = list(meetings_for(me.user, me.at).filter(committee=found)[:10])
    in_force = found.profile_on(day_of(me.at))
    context = frame_of(me, found, "committee") | {
        "now": me.at,
        "rules": rules_in_words(in_force) if in_force else [],
        "meetings": [(meeting, next_of(meeting, None)) for meeting in meetings],
        "register": resolutions[:SHOWN],
        "next": resolutions[SHOWN - 1].pk if len(resolutions) > SHOWN else None,
        "is_first": not after,
    }
    return render(request, "committee/committee.html", context)
