# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting's life on one screen: every state, every step, who and when."""

from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from committee import guards as g
from committee import permissions as p
from committee.lifecycle.names import ITEM, REASON, RESOLUTION, ROLL_ENTRY
from committee.states import MeetingState
from workflows.back_moves import STANDS, Back, BackKind
from workflows.lifecycle import Subject, start, step

RETURN = Back(BackKind.RETURN, {ITEM: STANDS, ROLL_ENTRY: STANDS, RESOLUTION: STANDS})


class MeetingLifecycle(Subject):
    """From planning to the end of the session."""

    flow = "committee.flows.MeetingFlow"
    ends = (MeetingState.CONCLUDED, MeetingState.CANCELLED)
    state = FSMField(
        _("state"), choices=MeetingState.choices, default=MeetingState.PLANNED, protected=True, editable=False
    )
    begin = start(label=_("Plan a meeting"), who=p.secretary)

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [MeetingState.PLANNED], MeetingState.CONVENED, label=_("Convene"), who=p.secretary,
          guards=[g.has_members, g.has_rules], has_effect=True)
    def convene(self) -> None: ...

    @step(state, [MeetingState.CONVENED], MeetingState.FROZEN, label=_("Fix the agenda and issue the pack"),
          who=p.secretary, guards=[g.has_items, g.pack_is_current], has_effect=True)
    def freeze(self) -> None: ...

    @step(state, [MeetingState.FROZEN], MeetingState.CONVENED, label=_("Reopen the agenda"), who=p.secretary,
          asks=[REASON], back=RETURN)
    def thaw(self) -> None: ...

    @step(state, [MeetingState.FROZEN], MeetingState.IN_SESSION, label=_("Open the meeting"), who=p.chair_or_secretary,
          guards=[g.quorate, g.chair_present], has_effect=True)
    def open(self) -> None: ...

    @step(state, [MeetingState.IN_SESSION], MeetingState.CONCLUDED, label=_("End the meeting"),
          who=p.chair_or_secretary, guards=[g.no_resolution_waits], has_effect=True)
    def end(self) -> None: ...

    @step(state, [MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.FROZEN], MeetingState.CANCELLED,
          label=_("Cancel the meeting"), who=p.secretary, asks=[REASON], has_effect=True)
    def cancel(self) -> None: ...
    # fmt: on
