# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The life of a meeting's minutes on one screen, and that of a member's answer to them."""

from django.utils.translation import gettext_lazy as _

from committee.guards import minutes as g
from committee.lifecycle.names import ITEM, REASON
from committee.minutes import people as p
from committee.minutes.states import MinutesState, ReplyState
from workflows.back_moves import Back, BackKind
from workflows.fields import StateField
from workflows.lifecycle import Asked, Subject, start, step

MINUTES, REPLY = "committee.minutes", "committee.minutesreply"
WHICH = Asked("section", _("The section that is corrected must be named."))
WORDS = Asked("text", _("The corrected text must be written."))
ADOPTING = Asked("meeting", _("The meeting that adopted the correction must be named."))
TEXT_IS_READY = [g.facts_are_taken_up, g.sections_are_settled, g.form_is_whole, g.paper_is_current]


class MinutesLifecycle(Subject):
    """From a draft to adopted minutes, which never change: what is wrong in them is corrected beside them."""

    flow = "committee.flows_of_minutes.MinutesFlow"
    state = StateField(
        _("state"), choices=MinutesState.choices, default=MinutesState.DRAFTING, protected=True, editable=False
    )
    ends = (MinutesState.PUBLISHED,)
    fixed_in = (MinutesState.ADOPTED, MinutesState.PUBLISHED)
    begin = start(
        label=_("Draft the minutes"), who=p.secretary_of_minutes, guards=[g.meeting_has_begun], has_effect=True
    )

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [MinutesState.DRAFTING], MinutesState.CIRCULATED, label=_("Circulate to the members"),
          who=p.secretary_of_minutes, guards=[g.meeting_has_ended, *TEXT_IS_READY], has_effect=True)
    def circulate(self) -> None: ...

    @step(state, [MinutesState.CIRCULATED], MinutesState.DRAFTING, label=_("Return to drafting"),
          who=p.secretary_of_minutes, asks=[REASON], back=Back(BackKind.RETURN, {REPLY: "lapse"}), has_effect=True)
    def take_back(self) -> None: ...

    @step(state, [MinutesState.DRAFTING], MinutesState.ADOPTED, label=_("Adopt at this very meeting"),
          who=p.secretary_of_minutes, guards=[g.meeting_is_in_session, g.meeting_is_quorate, *TEXT_IS_READY],
          has_effect=True)
    def adopt_here(self) -> None: ...

    @step(state, [MinutesState.CIRCULATED], MinutesState.ADOPTED, label=_("Adopted at a later meeting"),
          caused_by=ITEM, guards=[*TEXT_IS_READY, g.comments_are_answered], has_effect=True)
    def adopt_at_meeting(self) -> None: ...

    @step(state, [MinutesState.CIRCULATED], MinutesState.ADOPTED, label=_("Adopt by circulation"),
          who=p.secretary_of_minutes, has_effect=True,
          guards=[g.members_have_confirmed, g.comments_are_answered, g.text_is_as_circulated, g.paper_is_current])
    def adopt_by_circulation(self) -> None: ...

    @step(state, [MinutesState.ADOPTED], MinutesState.PUBLISHED, label=_("Publish the minutes"),
          who=p.secretary_of_minutes, guards=[g.public_paper_is_current], has_effect=True)
    def publish(self) -> None: ...

    @step(state, [MinutesState.ADOPTED, MinutesState.PUBLISHED], MinutesState.ADOPTED, label=_("Issue a corrigendum"),
          who=p.chair_of_minutes, asks=[REASON, WHICH, WORDS, ADOPTING], back=Back(BackKind.CORRECT, {REPLY: ""}),
          has_effect=True)
    def correct(self) -> None: ...
    # fmt: on


class MinutesReplyLifecycle(Subject):
    """A member's answer to one circulation; it may be changed as long as that lasts."""

    part_of = "minutes"
    state = StateField(_("state"), choices=ReplyState.choices, default=ReplyState.ASKED, protected=True, editable=False)
    ends = (ReplyState.LAPSED,)
    begin = start(label=_("Ask for confirmation"), caused_by=MINUTES)

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [ReplyState.ASKED, ReplyState.AMENDMENT_ASKED], ReplyState.CONFIRMED, label=_("Confirm the minutes"),
          who=p.answering_member, guards=[g.is_circulated_now])
    def confirm(self) -> None: ...

    @step(state, [ReplyState.ASKED, ReplyState.CONFIRMED], ReplyState.AMENDMENT_ASKED,
          label=_("Ask for an amendment"), who=p.answering_member, asks=[REASON], guards=[g.is_circulated_now])
    def ask_amendment(self) -> None: ...

    @step(state, [ReplyState.ASKED, ReplyState.CONFIRMED, ReplyState.AMENDMENT_ASKED], ReplyState.LAPSED,
          label=_("Lapse"), caused_by=MINUTES)
    def lapse(self) -> None: ...
    # fmt: on
