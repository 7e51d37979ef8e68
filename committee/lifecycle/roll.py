# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The life of a member's place on the roll of one meeting."""

from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from committee import guards as g
from committee import permissions as p
from committee.lifecycle.names import MEETING, REASON
from committee.states import RollState
from workflows.lifecycle import Subject, start, step


class RollEntryLifecycle(Subject):
    """A member of the day: invited, answering, arriving, leaving."""

    part_of = "meeting"
    state = FSMField(_("state"), choices=RollState.choices, default=RollState.INVITED, protected=True, editable=False)
    fixed_in = tuple(RollState)
    begin = start(label=_("Invite"), caused_by=MEETING)

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [RollState.INVITED, RollState.NOT_COMING], RollState.COMING, label=_("I will attend"),
          who=p.the_member, guards=[g.meeting_is_ahead])
    def accept(self) -> None: ...

    @step(state, [RollState.INVITED, RollState.COMING], RollState.NOT_COMING, label=_("I cannot attend"),
          who=p.the_member, asks=[REASON], guards=[g.meeting_is_ahead])
    def send_regrets(self) -> None: ...

    @step(state, [RollState.INVITED, RollState.COMING, RollState.NOT_COMING, RollState.AWAY], RollState.PRESENT,
          label=_("Arrived"), who=p.secretary_of_part, guards=[g.meeting_stands, g.seat_is_free])
    def arrive(self) -> None: ...

    @step(state, [RollState.PRESENT], RollState.AWAY, label=_("Left"), who=p.secretary_of_part,
          guards=[g.meeting_stands])
    def depart(self) -> None: ...
    # fmt: on
