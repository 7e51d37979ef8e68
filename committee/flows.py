# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is around a meeting."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow.base import Flow
from viewflow.workflow.nodes import End, Split, Switch

from committee.lifecycle import AgendaItemLifecycle, MeetingLifecycle, ResolutionLifecycle, RollEntryLifecycle
from committee.models import AgendaItem, Meeting, Resolution, RollEntry
from committee.queries.groups import (
    chairs_group,
    late_approvers_group,
    person_group,
    secretariat_group,
    senders_group,
)
from committee.rules.kinds import Certifier
from committee.states import (
    AFTER_THE_CALL,
    AT_WORK,
    EARLY,
    UNSEALED,
    Confidentiality,
    ItemState,
    MeetingState,
    ResolutionState,
    RollState,
)
from workflows.clocks.days import DAY, ByDay, day_of
from workflows.lifecycle import steps_for
from workflows.models import Process, Task
from workflows.nodes import Desk, Join, SplitEach, Start, is_in, lock_of_the_engine


def unanswered(meeting: Meeting) -> Iterable[RollEntry]:
    """The members who have not answered the invitation."""
    return meeting.roll.filter(state=RollState.INVITED).select_related("user").order_by("pk")


def unanswered_items(meeting: Meeting) -> Iterable[AgendaItem]:
    """The matters that wait for an answer when the call is closed, and of which nobody has been asked yet."""
    proposed = meeting.items.filter(state=ItemState.PROPOSED).order_by("pk")
    asked = Task.objects.filter(
        process__subject_type=Meeting._meta.label_lower,
        process__subject_id=meeting.pk,
        subject_type=AgendaItem._meta.label_lower,
        finished=None,
    ).values_list("subject_id", flat=True)
    return proposed.exclude(pk__in=list(asked))


def items_to_decide(meeting: Meeting) -> Iterable[AgendaItem]:
    """The items on which nothing is drafted yet."""
    return meeting.items.filter(state=ItemState.UNDER_CONSIDERATION).order_by("section", "position", "pk")


def unsealed(meeting: Meeting) -> Iterable[Resolution]:
    """The resolutions that nobody has certified yet: drafts, what was recorded, and corrections."""
    return meeting.resolutions.filter(state__in=UNSEALED).order_by("pk")


def untold(meeting: Meeting) -> Iterable[Resolution]:
    """The certified resolutions that are not made known yet; those of an older definition have no such act."""
    certified = meeting.resolutions.filter(state=ResolutionState.CERTIFIED).select_related("item").order_by("pk")
    return [one for one in certified if ResolutionLifecycle.communicate in steps_for(one).values()]


def who_admits(item: AgendaItem) -> str:
    """The queue of who answers what was handed in: the secretariat; of a late one, who approves it and may see it."""
    if not item.late_reason:
        return secretariat_group(item.meeting.committee_id)
    is_open = item.confidentiality == Confidentiality.OPEN
    return (late_approvers_group if is_open else chairs_group)(item.meeting.committee_id)


def who_certifies(resolution: Resolution) -> str:
    """The queue of those who certify by the rules of the meeting: the chairs, or the secretariat where it does."""
    meeting = resolution.meeting
    if meeting.rules.certified_by == Certifier.SECRETARY:
        return secretariat_group(meeting.committee_id)
    return chairs_group(meeting.committee_id)


def who_makes_known(resolution: Resolution) -> str:
    """The queue of the committee's secretariat, and of who sends by a mandate where the matter is open to all."""
    is_open = resolution.item.confidentiality == Confidentiality.OPEN
    return (senders_group if is_open else secretariat_group)(resolution.meeting.committee_id)


def day_of_meeting(subject: Any) -> date:
    """The day of a meeting, or of the meeting that a part belongs to."""
    meeting = subject if isinstance(subject, Meeting) else subject.meeting
    return day_of(meeting.starts_at)


# Administrative Procedure Act B.E. 2539, s.80: members are told in writing at least three days before
THREE_DAYS_BEFORE = ByDay(lambda subject: day_of_meeting(subject) - 3 * DAY, _("Three days before the meeting"))
THE_DAY_BEFORE = ByDay(lambda subject: day_of_meeting(subject) - DAY, _("The day before the meeting"))
ON_THE_DAY = ByDay(day_of_meeting, _("The day of the meeting"))
# our decision: resolutions are sealed within a week, and the agencies told within two
A_WEEK_AFTER = ByDay(lambda subject: day_of_meeting(subject) + 7 * DAY, _("A week after the meeting"))
TWO_WEEKS_AFTER = ByDay(lambda subject: day_of_meeting(subject) + 14 * DAY, _("Two weeks after the meeting"))


class MeetingFlow(Flow):
    """A meeting's desks."""

    process_class = Process
    task_class = Task
    lock_impl = lock_of_the_engine

    start = Start().Next(this.route)
    route = (
        Switch()
        .Case(this.planning, is_in(MeetingState.PLANNED))
        .Case(this.gather, is_in(*EARLY))
        .Case(this.deliberate, is_in(*AT_WORK))
        .Case(this.conclude, is_in(MeetingState.CONCLUDED))
        .Default(this.end)
    )

    planning = Desk(
        [MeetingState.PLANNED],
        acts=[MeetingLifecycle.convene],
        label=_("Convene the meeting"),
        due=THREE_DAYS_BEFORE,
        unit=lambda meeting: secretariat_group(meeting.committee_id),
    ).Next(this.route)

    gather = Split().Next(this.prepare).Next(this.ask_members)
    prepare = (
        Switch()
        .Case(this.calling, is_in(MeetingState.CONVENED))
        .Case(this.compile, is_in(MeetingState.COMPILING))
        .Case(this.stand_ready, is_in(MeetingState.FROZEN))
        .Default(this.route)
    )
    compile = Split().Next(this.compiling).Next(this.take_proposed)
    stand_ready = Split().Next(this.opening).Next(this.take_proposed)
    take_proposed = SplitEach(unanswered_items).Next(this.admitting)
    admitting = Desk(
        AFTER_THE_CALL,
        acts=[AgendaItemLifecycle.list_it, AgendaItemLifecycle.admit_late, AgendaItemLifecycle.turn_away],
        closed_by=[AgendaItemLifecycle.lapse],
        waits_in=[ItemState.PROPOSED],
        opens_beside=True,
        label=_("Put what was handed in on the agenda, or turn it away"),
        due=THE_DAY_BEFORE,
        unit=who_admits,
    ).Next(this.end)
    calling = Desk(
        [MeetingState.CONVENED],
        acts=[MeetingLifecycle.close_call],
        label=_("Close the call for items"),
        due=THREE_DAYS_BEFORE,
        unit=lambda meeting: secretariat_group(meeting.committee_id),
    ).Next(this.prepare)
    compiling = Desk(
        [MeetingState.COMPILING],
        acts=[MeetingLifecycle.freeze],
        label=_("Fix the agenda and issue the pack"),
        due=THE_DAY_BEFORE,
        unit=lambda meeting: secretariat_group(meeting.committee_id),
    ).Next(this.prepare)
    opening = Desk(
        [MeetingState.FROZEN],
        acts=[MeetingLifecycle.open, MeetingLifecycle.miss_quorum, MeetingLifecycle.thaw],
        label=_("Open the meeting"),
        due=ON_THE_DAY,
        unit=lambda meeting: secretariat_group(meeting.committee_id),
    ).Next(this.prepare)
    ask_members = SplitEach(unanswered).Next(this.answering)
    answering = Desk(
        EARLY,
        acts=[RollEntryLifecycle.accept, RollEntryLifecycle.send_regrets],
        closed_by=[RollEntryLifecycle.arrive],
        waits_in=[RollState.INVITED],
        opens_beside=True,  # for an alternate who is named after the meeting was convened
        label=_("Read the papers and answer the invitation"),
        due=THE_DAY_BEFORE,
        unit=lambda entry: person_group(entry.user_id),
    ).Next(this.all_answered)
    all_answered = Join().Next(this.end)

    deliberate = Split().Next(this.closing).Next(this.take_items).Next(this.take_resolutions)
    closing = Desk(
        AT_WORK,
        acts=[MeetingLifecycle.end],
        label=_("End the meeting"),
        due=ON_THE_DAY,
        unit=lambda meeting: secretariat_group(meeting.committee_id),
    ).Next(this.route)
    take_items = SplitEach(items_to_decide).Next(this.considering)
    considering = Desk(
        AT_WORK,
        acts=[AgendaItemLifecycle.draft],
        label=_("Draft the resolution"),
        due=ON_THE_DAY,
        unit=lambda item: secretariat_group(item.meeting.committee_id),
    ).Next(this.end)
    take_resolutions = SplitEach(unsealed).Next(this.certifying)
    certifying = Desk(
        AT_WORK,
        acts=[ResolutionLifecycle.certify],
        label=_("Certify the resolution"),
        due=ON_THE_DAY,
        unit=who_certifies,
        opens_beside=True,
    ).Next(this.end)

    conclude = Split().Next(this.filing).Next(this.seal_the_rest).Next(this.make_known)
    seal_the_rest = SplitEach(unsealed).Next(this.sealing)
    sealing = Desk(
        [MeetingState.CONCLUDED],
        acts=[ResolutionLifecycle.certify],
        label=_("Certify the resolution after the meeting"),
        due=A_WEEK_AFTER,
        unit=who_certifies,
        opens_beside=True,
    ).Next(this.end)
    make_known = SplitEach(untold).Next(this.communicating)
    communicating = Desk(
        [MeetingState.CONCLUDED],
        acts=[ResolutionLifecycle.communicate],
        label=_("Make the resolution known"),
        due=TWO_WEEKS_AFTER,
        unit=who_makes_known,
        opens_beside=True,
    ).Next(this.end)
    filing = Desk(
        [MeetingState.CONCLUDED],
        acts=[MeetingLifecycle.close],
        label=_("Close the file of the meeting"),
        undated=_("Until the minutes are adopted, which the next meeting does, and every resolution is made known"),
        unit=lambda meeting: secretariat_group(meeting.committee_id),
    ).Next(this.route)

    end = End()
