# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A round on the status of agencies' plans, and the life of each agency's return in it.

Source: DGA slides 2564: the status of carrying out the plan is tracked in rounds, 1/64 and 2/64.
"""

from django.utils.translation import gettext_lazy as _

from digital_plan.guards import status_rounds as g
from digital_plan.guards.campaigns import is_in_its_time, last_day_is_moved_on
from digital_plan.permissions import status_rounds as p
from digital_plan.states.status_rounds import ReturnState, RoundState
from workflows.back_moves import Back, BackKind
from workflows.fields import StateField
from workflows.lifecycle import Asked, Subject, start, step

ROUND = "digital_plan.statusround"
REASON = Asked("note", _("The reason must be given."))
NEW_DAY = Asked("due_date", _("The new last day must be given."))
STATUS = Asked("plan_status", _("Where the agency's plan stands must be told."))
CALLER = Asked("caller", _("Say who told it, by post."))
CAME_BY = Asked("came_by", _("Say how it came."))
QUESTION = Asked("text", _("The question must be written."))
ANSWER = Asked("text", _("The answer must be written."))


class StatusRoundLifecycle(Subject):
    """Written by an officer, opened by a head with the next number of the year, closed, and reported: then frozen."""

    flow = "digital_plan.flows.status_rounds.StatusRoundFlow"
    state = StateField(_("state"), choices=RoundState.choices, default=RoundState.DRAFT, protected=True, editable=False)
    ends = (RoundState.REPORTED, RoundState.WITHDRAWN)
    begin = start(label=_("Write a round"), who=p.round_officer)

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [RoundState.DRAFT], RoundState.OPEN, label=_("Open the round and ask every agency"), who=p.round_head,
          guards=[is_in_its_time, g.another_wrote_the_round, g.no_other_is_open], has_effect=True)
    def open_round(self) -> None: ...

    @step(state, [RoundState.DRAFT], RoundState.WITHDRAWN, label=_("Drop the round"), who=p.round_officer,
          asks=[REASON])
    def drop_round(self) -> None: ...

    @step(state, [RoundState.OPEN], RoundState.OPEN, label=_("Move the last day"), who=p.round_head,
          asks=[REASON, NEW_DAY], guards=[last_day_is_moved_on], has_effect=True)
    def move_last_day(self) -> None: ...

    @step(state, [RoundState.OPEN], RoundState.CLOSED, label=_("Close the round for returns"), who=p.round_officer,
          guards=[g.is_over_or_all_told], has_effect=True)
    def close_round(self) -> None: ...

    @step(state, [RoundState.CLOSED], RoundState.REPORTED, label=_("Freeze and report the result"), who=p.round_head,
          guards=[g.no_question_is_open], has_effect=True)
    def report_round(self) -> None: ...
    # fmt: on


class StatusReturnLifecycle(Subject):
    """The agency confirms or corrects what is known of its plan; DGA may enter it for a caller, and may ask back."""

    flow = "digital_plan.flows.status_rounds.StatusReturnFlow"
    state = StateField(
        _("state"), choices=ReturnState.choices, default=ReturnState.AWAITED, protected=True, editable=False
    )
    ends = (ReturnState.COUNTED, ReturnState.LAPSED)
    begin = start(label=_("Ask the agency for the status of its plan"), caused_by=ROUND)

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [ReturnState.AWAITED], ReturnState.ANSWERED, label=_("Tell the status of the plan"), who=p.teller,
          asks=[STATUS], guards=[g.round_is_open, g.status_is_sound], has_effect=True)
    def tell_status(self) -> None: ...

    @step(state, [ReturnState.ANSWERED], ReturnState.ANSWERED, label=_("Correct what was told"), who=p.teller,
          asks=[STATUS], guards=[g.round_is_open, g.status_is_sound], has_effect=True)
    def correct_status(self) -> None: ...

    @step(state, [ReturnState.AWAITED, ReturnState.QUESTIONED], ReturnState.ANSWERED,
          label=_("Enter it for a caller"), who=p.round_officer, asks=[STATUS, CALLER, CAME_BY],
          guards=[g.round_takes_this, g.status_is_sound, g.way_is_known], has_effect=True)
    def enter_for_caller(self) -> None: ...

    @step(state, [ReturnState.ANSWERED], ReturnState.QUESTIONED, label=_("Ask the agency back"), who=p.round_officer,
          asks=[QUESTION], back=Back(BackKind.RETURN))
    def ask_back(self) -> None: ...

    @step(state, [ReturnState.QUESTIONED], ReturnState.ANSWERED, label=_("Answer the question"), who=p.teller,
          asks=[STATUS, ANSWER], guards=[g.status_is_sound], has_effect=True)
    def answer_back(self) -> None: ...

    @step(state, [ReturnState.QUESTIONED], ReturnState.ANSWERED, label=_("Go on without the answer"),
          who=p.round_officer, asks=[REASON])
    def let_stand(self) -> None: ...

    @step(state, [ReturnState.AWAITED], ReturnState.LAPSED, label=_("Note that no return came"), caused_by=ROUND)
    def lapse(self) -> None: ...

    @step(state, [ReturnState.ANSWERED], ReturnState.COUNTED, label=_("Count it in the result"), caused_by=ROUND)
    def count_in(self) -> None: ...
    # fmt: on
