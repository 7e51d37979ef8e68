# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A campaign of alignment questionnaires, and the life of each agency's response in it.

Source: DGA slides 2564: the questionnaire is returned by a day, DGA checks, the result is reported back to agencies.
"""

from django.utils.translation import gettext_lazy as _

from digital_plan.guards import campaigns as g
from digital_plan.permissions import campaigns as p
from digital_plan.states.campaigns import CampaignState, ResponseState
from workflows.back_moves import Back, BackKind
from workflows.fields import StateField
from workflows.lifecycle import Asked, Subject, start, step

CAMPAIGN = "digital_plan.alignmentcampaign"
REASON = Asked("note", _("The reason must be given."))
NEW_DAY = Asked("due_date", _("The new last day must be given."))
QUESTION = Asked("text", _("The question must be written."))
ANSWER = Asked("text", _("The answer must be written."))
FINDING = Asked("alignment", _("The finding must be named."))


class CampaignLifecycle(Subject):
    """Written by an officer, opened by another, closed after its last day, over when every agency has its result."""

    flow = "digital_plan.flows.campaigns.CampaignFlow"
    state = StateField(
        _("state"), choices=CampaignState.choices, default=CampaignState.DRAFT, protected=True, editable=False
    )
    ends = (CampaignState.REPORTED, CampaignState.WITHDRAWN)
    begin = start(label=_("Write a campaign"), who=p.campaign_officer)

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [CampaignState.DRAFT], CampaignState.OPEN, label=_("Open the campaign and invite the agencies"),
          who=p.campaign_head, guards=[g.somebody_is_invited, g.is_in_its_time, g.another_wrote_the_campaign],
          has_effect=True)
    def open_campaign(self) -> None: ...

    @step(state, [CampaignState.DRAFT], CampaignState.WITHDRAWN, label=_("Drop the campaign"),
          who=p.campaign_officer, asks=[REASON])
    def drop_campaign(self) -> None: ...

    @step(state, [CampaignState.OPEN], CampaignState.OPEN, label=_("Move the last day"), who=p.campaign_head,
          asks=[REASON, NEW_DAY], guards=[g.last_day_is_moved_on], has_effect=True)
    def move_last_day(self) -> None: ...

    @step(state, [CampaignState.OPEN], CampaignState.CLOSED, label=_("Close the campaign for responses"),
          who=p.campaign_officer, guards=[g.is_over_or_complete], has_effect=True)
    def close_campaign(self) -> None: ...

    @step(state, [CampaignState.CLOSED], CampaignState.REPORTED, label=_("Declare the results reported"),
          who=p.campaign_head, guards=[g.all_are_told])
    def declare_reported(self) -> None: ...
    # fmt: on


class ResponseLifecycle(Subject):
    """The agency hands in, DGA checks and may ask, and the result goes back by letter: no step leads past it."""

    flow = "digital_plan.flows.campaigns.ResponseFlow"
    state = StateField(
        _("state"), choices=ResponseState.choices, default=ResponseState.AWAITED, protected=True, editable=False
    )
    ends = (ResponseState.ACKNOWLEDGED, ResponseState.LAPSED)
    begin = start(label=_("Invite the agency"), caused_by=CAMPAIGN)

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [ResponseState.AWAITED], ResponseState.SUBMITTED, label=_("Hand in the response"), who=p.respondent,
          guards=[g.campaign_is_open, g.part_one_is_filled_in, g.projects_are_named_or_none,
                  g.projects_serve_something],
          has_effect=True)
    def hand_over(self) -> None: ...

    @step(state, [ResponseState.SUBMITTED], ResponseState.CHECKING, label=_("Take up the check"), who=p.checker,
          guards=[g.another_handed_it_in])
    def take_up_check(self) -> None: ...

    @step(state, [ResponseState.CHECKING], ResponseState.CLARIFYING, label=_("Ask the agency to clarify"),
          who=p.checker, asks=[QUESTION], guards=[g.another_handed_it_in],
          back=Back(BackKind.RETURN))
    def ask_to_clarify(self) -> None: ...

    @step(state, [ResponseState.CLARIFYING], ResponseState.CHECKING, label=_("Answer, and hand in again"),
          who=p.respondent, asks=[ANSWER],
          guards=[g.part_one_is_filled_in, g.projects_are_named_or_none, g.projects_serve_something],
          has_effect=True)
    def clarify(self) -> None: ...

    @step(state, [ResponseState.CLARIFYING], ResponseState.CHECKING, label=_("Go on without the answer"),
          who=p.checker, asks=[REASON])
    def go_on_without(self) -> None: ...

    @step(state, [ResponseState.SUBMITTED, ResponseState.CHECKING], ResponseState.CHECKED,
          label=_("Record the finding"), who=p.checker, asks=[FINDING],
          guards=[g.finding_is_sound, g.another_handed_it_in], has_effect=True)
    def record_finding(self) -> None: ...

    @step(state, [ResponseState.CHECKED], ResponseState.CHECKING, label=_("Have it checked again"), who=p.releaser,
          asks=[REASON], back=Back(BackKind.RETURN))
    def check_again(self) -> None: ...

    @step(state, [ResponseState.CHECKED], ResponseState.REPORTED, label=_("Send the result letter"), who=p.releaser,
          guards=[g.another_checked_it], has_effect=True)
    def send_result(self) -> None: ...

    @step(state, [ResponseState.REPORTED], ResponseState.ACKNOWLEDGED, label=_("Open the result letter"),
          who=p.respondent)
    def open_result(self) -> None: ...

    @step(state, [ResponseState.AWAITED], ResponseState.LAPSED, label=_("Note that nothing was received"),
          caused_by=CAMPAIGN)
    def lapse(self) -> None: ...
    # fmt: on
