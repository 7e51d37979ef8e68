# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting's life on one screen, and below it the lives of its parts: every state, every step, who and when."""

from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from committee import guards as g
from committee import permissions as p
from committee.states import ItemState, MeetingState, ResolutionState, RollState
from workflows.back_moves import STANDS, Back, BackKind
from workflows.lifecycle import Asked, Subject, start, step

REASON = Asked("note", _("The reason must be given."))
VERB = Asked("verb", _("What is resolved must be named."))
TEXT = Asked("text", _("The resolution's text must be written."))
MEETING, ITEM, RESOLUTION = "committee.meeting", "committee.agendaitem", "committee.resolution"
RETURN = Back(BackKind.RETURN, {ITEM: STANDS, "committee.rollentry": STANDS, RESOLUTION: STANDS})
SUPERSEDE = Back(BackKind.SUPERSEDE)


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
          guards=[g.has_members], has_effect=True)
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


class AgendaItemLifecycle(Subject):
    """A matter on the agenda. Its project moves with it, and never by itself."""

    part_of = "meeting"
    state = FSMField(_("state"), choices=ItemState.choices, default=ItemState.LISTED, protected=True, editable=False)
    ends = (ItemState.RESOLVED, ItemState.DEFERRED, ItemState.TAKEN_OFF, ItemState.NOTED, ItemState.NOT_REACHED)
    begin = start(
        label=_("Put on the agenda"),
        who=p.secretary_of_part,
        guards=[g.takes_items, g.project_is_ready],
        has_effect=True,
    )

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [ItemState.LISTED], ItemState.TAKEN_OFF, label=_("Take off the agenda"), who=p.secretary_of_part,
          asks=[REASON], guards=[g.takes_items], has_effect=True)
    def take_off(self) -> None: ...

    @step(state, [ItemState.LISTED], ItemState.UNDER_CONSIDERATION, label=_("Consider"), caused_by=MEETING,
          has_effect=True)
    def consider(self) -> None: ...

    @step(state, [ItemState.LISTED], ItemState.TAKEN_OFF, label=_("Fall off the agenda"), caused_by=MEETING,
          has_effect=True)
    def lapse(self) -> None: ...

    @step(state, [ItemState.UNDER_CONSIDERATION], ItemState.DRAFTED, label=_("Draft the resolution"),
          who=p.secretary_of_part, asks=[VERB, TEXT], guards=[g.in_session], has_effect=True)
    def draft(self) -> None: ...

    @step(state, [ItemState.DRAFTED], ItemState.RESOLVED, label=_("Resolve"), caused_by=RESOLUTION)
    def resolve(self) -> None: ...

    @step(state, [ItemState.DRAFTED], ItemState.DEFERRED, label=_("Put off"), caused_by=RESOLUTION)
    def put_off(self) -> None: ...

    @step(state, [ItemState.RESOLVED, ItemState.DEFERRED], ItemState.UNDER_CONSIDERATION, label=_("Reconsider"),
          who=p.secretary_of_part, asks=[REASON], guards=[g.in_session, g.project_has_not_moved_on], back=SUPERSEDE,
          has_effect=True)
    def reconsider(self) -> None: ...

    @step(state, [ItemState.LISTED], ItemState.NOTED, label=_("Note it"), caused_by=MEETING)
    def note_it(self) -> None: ...

    @step(state, [ItemState.LISTED], ItemState.NOTED, label=_("Take note"), who=p.secretary_of_part,
          guards=[g.in_session, g.is_for_information])
    def take_note(self) -> None: ...

    @step(state, [ItemState.UNDER_CONSIDERATION], ItemState.NOT_REACHED, label=_("Not reached"), caused_by=MEETING,
          has_effect=True)
    def leave_unreached(self) -> None: ...
    # fmt: on


class RollEntryLifecycle(Subject):
    """A member of the day: invited, answering, arriving, leaving."""

    part_of = "meeting"
    state = FSMField(_("state"), choices=RollState.choices, default=RollState.INVITED, protected=True, editable=False)
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
          label=_("Arrived"), who=p.secretary_of_part, guards=[g.meeting_stands])
    def arrive(self) -> None: ...

    @step(state, [RollState.PRESENT], RollState.AWAY, label=_("Left"), who=p.secretary_of_part,
          guards=[g.meeting_stands])
    def depart(self) -> None: ...
    # fmt: on


class ResolutionLifecycle(Subject):
    """What the committee resolves on an item; only when certified does it move the project."""

    part_of = "meeting"
    state = FSMField(
        _("state"), choices=ResolutionState.choices, default=ResolutionState.DRAFT, protected=True, editable=False
    )
    ends = (ResolutionState.CERTIFIED, ResolutionState.SUPERSEDED)
    fixed_in = ends  # what was certified stands as it was read
    begin = start(label=_("Draft"), caused_by=ITEM)

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [ResolutionState.DRAFT], ResolutionState.CERTIFIED, label=_("Certify the resolution"), who=p.chair,
          guards=[g.in_session, g.quorate_for], has_effect=True)
    def certify(self) -> None: ...

    @step(state, [ResolutionState.CERTIFIED], ResolutionState.SUPERSEDED, label=_("Set the resolution aside"),
          caused_by=ITEM, back=SUPERSEDE)
    def supersede(self) -> None: ...
    # fmt: on
