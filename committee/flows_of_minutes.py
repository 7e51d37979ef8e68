# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is with the minutes of a meeting."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow.base import Flow
from viewflow.workflow.nodes import End, Split, Switch

from committee.lifecycle import MinutesLifecycle, MinutesReplyLifecycle
from committee.minutes.states import MinutesState, ReplyState
from committee.models import Minutes, MinutesReply
from committee.queries.groups import person_group, secretariat_group
from workflows.clocks import WorkingDays
from workflows.clocks.days import ByDay
from workflows.models import Process, Task
from workflows.nodes import Desk, Join, SplitEach, Start, is_in, lock_of_the_engine

PREPARED_IN = WorkingDays(7)  # our decision: a week of work after the meeting
PUBLISHED_IN = WorkingDays(15)  # our decision


def unanswered(minutes: Minutes) -> Iterable[MinutesReply]:
    """The members who have not answered the present circulation."""
    return minutes.present_replies().filter(state=ReplyState.ASKED).order_by("pk")


def secretariat_of(minutes: Minutes) -> str:
    """The queue of the committee's secretariat."""
    return secretariat_group(minutes.meeting.committee_id)


COMMENTS_UNTIL = ByDay(lambda reply: reply.minutes.due_on, _("The last day for comments, by the committee's rules"))


class MinutesFlow(Flow):
    """The desks of minutes."""

    process_class = Process
    task_class = Task
    lock_impl = lock_of_the_engine

    start = Start().Next(this.route)
    route = (
        Switch()
        .Case(this.drafting, is_in(MinutesState.DRAFTING))
        .Case(this.circulating, is_in(MinutesState.CIRCULATED))
        .Case(this.publishing, is_in(MinutesState.ADOPTED))
        .Default(this.end)
    )
    drafting = Desk(
        [MinutesState.DRAFTING],
        acts=[MinutesLifecycle.circulate, MinutesLifecycle.adopt_here],
        label=_("Write the minutes and circulate them"),
        due=PREPARED_IN,
        unit=secretariat_of,
    ).Next(this.route)

    circulating = Split().Next(this.adopting).Next(this.ask_members)
    adopting = Desk(
        [MinutesState.CIRCULATED],
        acts=[MinutesLifecycle.adopt_by_circulation, MinutesLifecycle.take_back],
        closed_by=[MinutesLifecycle.adopt_at_meeting],
        label=_("Answer comments and have the minutes adopted"),
        undated=_("They are adopted when the members have confirmed them, or at the next meeting"),
        unit=secretariat_of,
    ).Next(this.route)
    ask_members = SplitEach(unanswered).Next(this.confirming)
    confirming = Desk(
        [MinutesState.CIRCULATED],
        acts=[MinutesReplyLifecycle.confirm, MinutesReplyLifecycle.ask_amendment],
        waits_in=[ReplyState.ASKED],
        label=_("Read the minutes and confirm them"),
        due=COMMENTS_UNTIL,
        unit=lambda reply: person_group(reply.user_id),
    ).Next(this.all_answered)
    all_answered = Join().Next(this.end)

    publishing = Desk(
        [MinutesState.ADOPTED],
        acts=[MinutesLifecycle.publish],
        label=_("Publish the minutes"),
        due=PUBLISHED_IN,
        unit=secretariat_of,
    ).Next(this.route)
    end = End()
