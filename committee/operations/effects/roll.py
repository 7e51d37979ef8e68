# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The roll of a meeting: who sits on its day, and who may attend in whose place, kept as they are now."""

from django.db.models import prefetch_related_objects

from agencies.roles import day_of
from committee.models import Meeting, RollEntry
from workflows.engine import begin
from workflows.lifecycle import Attempt


def call_the_roll(meeting: Meeting, follows: Attempt) -> int:
    """Put everybody who sits on the day on the roll, each alternate of the day beside them; return how many there are.

    What is written here is a copy: a seat, a tenure or an alternate that is changed later changes no roll.
    """
    day, count = day_of(meeting.starts_at), 0
    sitting = meeting.sitting()
    prefetch_related_objects(sitting, "user", "alternates__user")
    for tenure in sitting:
        seat = tenure.seat
        told = {"meeting": meeting, "seat": seat, "tenure": tenure, "title": seat.title}
        told |= {"role": seat.role, "is_voting": seat.is_voting}
        holder = RollEntry(**told, user=tenure.user, post=tenure.post or seat.ex_officio_post)
        begin(holder, follows, key=str(seat.pk))
        alternates = [alternate for alternate in tenure.alternates.all() if alternate.holds_on(day)]
        for alternate in alternates:
            beside = RollEntry(**told, user=alternate.user, post=alternate.post, alternate_for=holder)
            begin(beside, follows, key=f"{seat.pk}/{alternate.pk}")
        count += 1 + len(alternates)
    return count
