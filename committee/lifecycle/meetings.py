# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting's life on one screen: every state, every step, who and when."""

from django.utils.translation import gettext_lazy as _

from committee import guards as g
from committee import permissions as p
from committee.guards.minutes import minutes_are_adopted
from committee.lifecycle.names import ITEM, REASON, RECUSAL, RESOLUTION, ROLL_ENTRY, VOTE_ROUND
from committee.states import AT_WORK, EARLY, MeetingState
from workflows.back_moves import STANDS, Back, BackKind
from workflows.fields import StateField
from workflows.lifecycle import Subject, start, step

RETURN = Back(BackKind.RETURN, dict.fromkeys((ITEM, ROLL_ENTRY, RESOLUTION, RECUSAL, VOTE_ROUND), STANDS))


class MeetingLifecycle(Subject):
    """From planning through call, agenda and session to the closed file."""

    flow = "committee.flows.MeetingFlow"
    ends = (MeetingState.CLOSED, MeetingState.INQUORATE, MeetingState.CANCELLED)
    state = StateField(
        _("state"), choices=MeetingState.choices, default=MeetingState.PLANNED, protected=True, editable=False
    )
    begin = start(label=_("Plan a meeting"), who=p.secretary, guards=[g.recalls_in_time])

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [MeetingState.PLANNED], MeetingState.CONVENED, label=_("Convene"), who=p.secretary,
          guards=[g.has_members, g.has_rules, g.notice_is_given], has_effect=True)
    def convene(self) -> None: ...

    @step(state, [MeetingState.PLANNED], MeetingState.PLANNED, label=_("Call it urgently"), who=p.chair_in_person,
          asks=[REASON], guards=[g.not_urgent_yet], has_effect=True)
    def make_urgent(self) -> None: ...

    @step(state, [MeetingState.CONVENED], MeetingState.COMPILING, label=_("Close the call for items"), who=p.secretary,
          has_effect=True)
    def close_call(self) -> None: ...

    @step(state, [MeetingState.COMPILING], MeetingState.FROZEN, label=_("Fix the agenda and issue the pack"),
          who=p.secretary, guards=[g.has_items, g.reports_are_written, g.pack_is_current], has_effect=True)
    def freeze(self) -> None: ...

    @step(state, [MeetingState.FROZEN], MeetingState.FROZEN, label=_("Issue the addendum to the agenda"),
          who=p.secretary, guards=[g.agenda_has_changed, g.reports_are_written, g.pack_is_current], has_effect=True)
    def issue_addendum(self) -> None: ...

    @step(state, [MeetingState.FROZEN], MeetingState.COMPILING, label=_("Reopen the agenda"), who=p.secretary,
          asks=[REASON], back=RETURN)
    def thaw(self) -> None: ...

    @step(state, [MeetingState.FROZEN], MeetingState.IN_SESSION, label=_("Open the meeting"), who=p.chair_or_secretary,
          guards=[g.on_its_day, g.quorate, g.chair_present], has_effect=True)
    def open(self) -> None: ...

    @step(state, [MeetingState.FROZEN], MeetingState.INQUORATE, label=_("Record that there is no quorum"),
          who=p.chair_or_secretary, guards=[g.time_has_come, g.falls_short], has_effect=True)
    def miss_quorum(self) -> None: ...

    @step(state, [MeetingState.IN_SESSION], MeetingState.SUSPENDED, label=_("Suspend the meeting"),
          who=p.chair_or_secretary, asks=[REASON])
    def suspend(self) -> None: ...

    @step(state, [MeetingState.SUSPENDED], MeetingState.IN_SESSION, label=_("Resume the meeting"),
          who=p.chair_or_secretary, guards=[g.quorate, g.chair_present], has_effect=True)
    def resume(self) -> None: ...

    @step(state, AT_WORK, MeetingState.CONCLUDED, label=_("End the meeting"),
          who=p.chair_or_secretary, guards=[g.no_resolution_waits, g.no_vote_is_open], has_effect=True)
    def end(self) -> None: ...

    @step(state, [MeetingState.CONCLUDED], MeetingState.CLOSED, label=_("Close the file of the meeting"),
          who=p.secretary, guards=[g.every_item_is_settled, g.resolutions_are_made_known, minutes_are_adopted])
    def close(self) -> None: ...

    @step(state, [MeetingState.PLANNED, *EARLY], MeetingState.CANCELLED, label=_("Cancel the meeting"),
          who=p.secretary, asks=[REASON], has_effect=True)
    def cancel(self) -> None: ...
    # fmt: on
