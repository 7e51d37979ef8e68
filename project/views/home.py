# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first page: what waits for me, what waits in our queue, what I wait for and from whom, the round."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.person import person_of
from agencies.standing import attempt_of
from budget_review.operations.many import acts_for
from budget_review.views.under_way import own_under_way
from committee.queries.addenda import addenda_to_issue
from committee.queries.call import calls_at_home, is_secretary
from project import turns
from project.glance import glance
from project.queues import groups_of
from project.tasks.finding import in_our_queue, mine

SHOWN = 5


def home(request: HttpRequest) -> HttpResponse:
    """Show a person's day."""
    user, now = person_of(request), timezone.now()
    context = {
        "now": now,
        "under_way": own_under_way(user) if acts_for(attempt_of(user, now)) else [],
        "mine": turns.shelf(mine(user, now), user, now, size=SHOWN),
        "queue": turns.shelf(in_our_queue(user, now), user, now, size=SHOWN, units=groups_of(user, now)),
        "others": turns.others(user, now, size=SHOWN),
        "addenda": addenda_to_issue(user, now),
        "calls": calls_at_home(user, now),
        "calls_are_own": is_secretary(user, now),
        "glance": glance(user, now),
    }
    return render(request, "project/home.html", context)
