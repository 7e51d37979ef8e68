# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The life of a matter on the agenda."""

from django.utils.translation import gettext_lazy as _

from committee import guards as g
from committee import permissions as p
from committee.guards import minutes
from committee.lifecycle.names import CORRECT, MEETING, REASON, RESOLUTION, SUPERSEDE
from committee.states import WAITS_TO_RETURN, ItemState
from workflows.fields import StateField
from workflows.lifecycle import Asked, Subject, start, step

VERB = Asked("verb", _("What is resolved must be named."))
LETTER_NUMBER = Asked("letter_number", _("The letter's number must be given."))
TEXT = Asked("text", _("The resolution's text must be written."))


class AgendaItemLifecycle(Subject):
    """A matter on the agenda. Its project moves with it, and never by itself."""

    part_of = "meeting"
    state = StateField(
        _("state"), choices=ItemState.choices, default=ItemState.PROPOSED, protected=True, editable=False
    )
    ends = (ItemState.RESOLVED, ItemState.DEFERRED, ItemState.TAKEN_OFF, ItemState.NOTED, ItemState.NOT_REACHED,
            ItemState.TURNED_AWAY, ItemState.DROPPED)  # fmt: skip
    begin = start(
        label=_("Propose for the agenda"),
        who=p.proposer,
        caused_by=MEETING,  # what was put off or not reached comes back by itself, and so does what is always there
        guards=[g.meeting_is_to_come, g.project_is_ready, g.says_why_late],
    )

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [ItemState.PROPOSED], ItemState.LISTED, label=_("Put on the agenda"), who=p.secretary_of_part,
          guards=[g.came_in_time, g.takes_items, g.project_is_ready], has_effect=True)
    def list_it(self) -> None: ...

    @step(state, [ItemState.PROPOSED], ItemState.LISTED, label=_("Admit the late item"), who=p.late_approver,
          guards=[g.call_is_closed, g.says_why_late, g.another_asked, g.project_is_ready], has_effect=True)
    def admit_late(self) -> None: ...

    @step(state, [ItemState.PROPOSED], ItemState.LISTED, label=_("Come by itself"), caused_by=MEETING,
          has_effect=True)
    def come_back(self) -> None: ...

    @step(state, [ItemState.PROPOSED], ItemState.TURNED_AWAY, label=_("Turn away"), who=p.admits, asks=[REASON])
    def turn_away(self) -> None: ...

    @step(state, [ItemState.LISTED], ItemState.LISTED, label=_("Take out of the consent items"), who=p.of_the_meeting,
          guards=[g.is_for_consent, g.meeting_is_not_over], has_effect=True)
    def take_out(self) -> None: ...

    @step(state, [ItemState.LISTED], ItemState.TAKEN_OFF, label=_("Take off the agenda"), who=p.secretary_of_part,
          asks=[REASON], guards=[g.takes_items], has_effect=True)
    def take_off(self) -> None: ...

    @step(state, [ItemState.LISTED], ItemState.UNDER_CONSIDERATION, label=_("Consider"), caused_by=MEETING,
          has_effect=True)
    def consider(self) -> None: ...

    @step(state, [ItemState.PROPOSED, ItemState.LISTED], ItemState.TAKEN_OFF, label=_("Fall off the agenda"),
          caused_by=MEETING, has_effect=True)
    def lapse(self) -> None: ...

    @step(state, [ItemState.UNDER_CONSIDERATION], ItemState.DRAFTED, label=_("Draft the resolution"),
          who=p.secretary_of_part, asks=[VERB, TEXT], guards=[g.in_session], has_effect=True)
    def draft(self) -> None: ...

    @step(state, [ItemState.DRAFTED], ItemState.RESOLVED, label=_("Resolve"), caused_by=RESOLUTION)
    def resolve(self) -> None: ...

    @step(state, [ItemState.DRAFTED], ItemState.DEFERRED, label=_("Put off"), caused_by=RESOLUTION)
    def put_off(self) -> None: ...

    @step(state, [ItemState.RESOLVED, ItemState.DEFERRED], ItemState.UNDER_CONSIDERATION, label=_("Reconsider"),
          who=p.secretary_of_part, asks=[REASON], back=SUPERSEDE, has_effect=True,
          guards=[g.in_session, g.project_has_not_moved_on, g.no_correction_waits, minutes.adopted_no_minutes])
    def reconsider(self) -> None: ...

    @step(state, [ItemState.RESOLVED], ItemState.RESOLVED, label=_("Correct the resolution"), who=p.secretary_of_part,
          asks=[REASON, TEXT], guards=[g.resolution_can_be_corrected], back=CORRECT, has_effect=True)
    def correct(self) -> None: ...

    @step(state, [ItemState.LISTED], ItemState.NOTED, label=_("Note it"), caused_by=MEETING,
          has_effect=True)
    def note_it(self) -> None: ...

    @step(state, [ItemState.LISTED], ItemState.NOTED, label=_("Take note"), who=p.secretary_of_part,
          guards=[g.in_session, g.is_for_information, minutes.carries_none, g.no_report_that_never_lay],
          has_effect=True)
    def take_note(self) -> None: ...

    @step(state, [ItemState.NOTED], ItemState.NOTED, label=_("Lay the report for release"), who=p.secretary_of_part,
          asks=[LETTER_NUMBER], guards=[g.lay_before_the_meeting, g.report_is_not_issued], has_effect=True)
    def lay_report(self) -> None: ...

    @step(state, [ItemState.NOTED], ItemState.NOTED, label=_("Release the report"), who=p.chair_of_part_in_person,
          guards=[g.lay_before_the_meeting, g.letter_is_laid, g.report_is_not_issued, g.another_wrote_the_report],
          has_effect=True)
    def release_report(self) -> None: ...

    @step(state, [ItemState.LISTED], ItemState.NOT_REACHED, label=_("Not reached: no quorum"), caused_by=MEETING,
          has_effect=True)
    def wait_for_quorum(self) -> None: ...

    @step(state, [ItemState.LISTED], ItemState.RESOLVED, label=_("Adopt the minutes"), who=p.secretary_of_part,
          guards=[minutes.carries_minutes, g.in_session, minutes.is_quorate_for_minutes], has_effect=True)
    def adopt_minutes(self) -> None: ...

    @step(state, [ItemState.LISTED, ItemState.UNDER_CONSIDERATION], ItemState.NOT_REACHED, label=_("Not reached"),
          caused_by=MEETING, has_effect=True)
    def leave_unreached(self) -> None: ...

    @step(state, WAITS_TO_RETURN, ItemState.DROPPED, label=_("Do not bring back"), who=p.secretary_of_part,
          asks=[REASON], guards=[g.has_not_come_back, g.meeting_is_over])
    def drop(self) -> None: ...
    # fmt: on
