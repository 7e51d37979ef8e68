# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Alternates who were named for the day of a meeting after it was convened, and are not on its roll yet."""

from agencies.roles import day_of
from committee.models import Alternate, Meeting
from committee.states import AT_WORK, CAME_TO_IT, EARLY


def named_since(meeting: Meeting) -> list[Alternate]:
    """Those who can still be put on the roll: their seat was not counted, and nobody took the line; in two queries."""
    if meeting.state not in (*EARLY, *AT_WORK):
        return []
    roll = list(meeting.roll.values_list("tenure", "user", "seat", "state"))
    counted = {seat for _tenure, _user, seat, state in roll if state in CAME_TO_IT}
    free = {tenure for tenure, _user, seat, _state in roll if seat not in counted}
    listed, day = {user for _tenure, user, _seat, _state in roll}, day_of(meeting.starts_at)
    named = Alternate.objects.filter(tenure__in=free).select_related("user", "tenure__user", "tenure__seat")
    return [
        one for one in named.order_by("tenure__seat__position", "pk") if one.user_id not in listed and one.holds_on(day)
    ]
