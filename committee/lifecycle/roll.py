# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The life of a member's place on the roll of one meeting."""

from django.utils.translation import gettext_lazy as _

from committee import guards as g
from committee import permissions as p
from committee.lifecycle.names import MEETING, REASON
from committee.states import RollState
from workflows.fields import StateField
from workflows.lifecycle import Asked, Subject, start, step

MARK = Asked("corrects", _("The mark that is corrected must be named."))


class RollEntryLifecycle(Subject):
    """A member of the day: invited, answering, arriving, leaving."""

    part_of = "meeting"
    state = StateField(_("state"), choices=RollState.choices, default=RollState.INVITED, protected=True, editable=False)
    fixed_in = tuple(RollState)
    begin = start(
        label=_("Invite"),
        who=p.secretary_of_part,
        caused_by=MEETING,  # who sits on the day; by hand an alternate who is named after the meeting was convened
        guards=[g.roll_is_open, g.named_for_the_day, g.is_not_on_the_roll, g.seat_is_uncounted],
    )

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [RollState.INVITED, RollState.NOT_COMING], RollState.COMING, label=_("I will attend"),
          who=p.the_member, guards=[g.meeting_is_ahead])
    def accept(self) -> None: ...

    @step(state, [RollState.INVITED, RollState.COMING], RollState.NOT_COMING, label=_("I cannot attend"),
          who=p.the_member, asks=[REASON], guards=[g.meeting_is_ahead])
    def send_regrets(self) -> None: ...

    @step(state, [RollState.INVITED, RollState.COMING], RollState.NOT_COMING, label=_("Note why absent"),
          who=p.secretary_of_part, asks=[REASON], guards=[g.meeting_stands])
    def note_absent(self) -> None: ...

    @step(state, [RollState.INVITED, RollState.COMING, RollState.NOT_COMING, RollState.AWAY], RollState.PRESENT,
          label=_("Arrived"), who=p.secretary_of_part, guards=[g.meeting_stands, g.seat_is_free], has_effect=True)
    def arrive(self) -> None: ...

    @step(state, [RollState.PRESENT], RollState.AWAY, label=_("Left"), who=p.secretary_of_part,
          guards=[g.meeting_stands], has_effect=True)
    def depart(self) -> None: ...

    # What was noted wrong is set right by another mark; which of the three follows from the intervals that then stand.
    @step(state, [RollState.PRESENT, RollState.AWAY, RollState.NOT_COMING], RollState.PRESENT,
          label=_("Correct: is present"), who=p.secretary_of_part, asks=[REASON, MARK],
          guards=[g.attendance_is_open, g.seat_is_free], has_effect=True)
    def correct_to_present(self) -> None: ...

    @step(state, [RollState.PRESENT, RollState.AWAY, RollState.NOT_COMING], RollState.AWAY,
          label=_("Correct: has left"), who=p.secretary_of_part, asks=[REASON, MARK],
          guards=[g.attendance_is_open], has_effect=True)
    def correct_to_away(self) -> None: ...

    @step(state, [RollState.PRESENT, RollState.AWAY, RollState.NOT_COMING], RollState.NOT_COMING,
          label=_("Correct: did not come"), who=p.secretary_of_part, asks=[REASON, MARK],
          guards=[g.attendance_is_open], has_effect=True)
    def correct_to_absent(self) -> None: ...
    # fmt: on
