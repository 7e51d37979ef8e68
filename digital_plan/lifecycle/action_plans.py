# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The life of an agency's action plan: written, sent to DGA for its information, acknowledged; revised, and sent again.

Source: Digital Government Act B.E. 2562, s.5: agencies make or revise their plans to follow the plan, and send them to
DGA for its information. So DGA acknowledges the receipt, or asks for what is missing; it does not approve.
"""

from django.utils.translation import gettext_lazy as _

from digital_plan.guards import action_plans as g
from digital_plan.permissions import action_plans as p
from digital_plan.states.action_plans import OPEN_FOR_WRITING, ActionPlanState
from workflows.back_moves import Back, BackKind
from workflows.fields import StateField
from workflows.lifecycle import Asked, Subject, start, step

REASON = Asked("note", _("The reason must be given."))
RECEIPT = Asked("receipt_number", _("The receipt number must be given."))


class ActionPlanLifecycle(Subject):
    """Each sending freezes a numbered revision; the earlier ones stay as they were."""

    flow = "digital_plan.flows.action_plans.ActionPlanFlow"
    state = StateField(
        _("state"), choices=ActionPlanState.choices, default=ActionPlanState.WRITING, protected=True, editable=False
    )
    ends = (ActionPlanState.ENDED,)
    begin = start(label=_("Begin an action plan"), who=p.plan_writer, guards=[g.agency_has_no_other, g.years_are_sound])

    class Meta:
        abstract = True

    # fmt: off
    @step(state, OPEN_FOR_WRITING, ActionPlanState.SENT, label=_("Send to DGA for information"), who=p.plan_writer,
          guards=[g.years_are_sound, g.whole_or_with_a_document, g.says_something_new], has_effect=True)
    def send_plan(self) -> None: ...

    @step(state, [ActionPlanState.SENT], ActionPlanState.ACKNOWLEDGED, label=_("Acknowledge receipt"),
          who=p.plan_receiver, asks=[RECEIPT], has_effect=True)
    def acknowledge_receipt(self) -> None: ...

    @step(state, [ActionPlanState.SENT], ActionPlanState.RETURNED, label=_("Return for completion"),
          who=p.plan_receiver, asks=[REASON], back=Back(BackKind.RETURN))
    def return_plan(self) -> None: ...

    @step(state, [ActionPlanState.ACKNOWLEDGED], ActionPlanState.WRITING, label=_("Revise the plan"),
          who=p.plan_writer, asks=[REASON], back=Back(BackKind.REOPEN))
    def revise_plan(self) -> None: ...

    @step(state, [*OPEN_FOR_WRITING, ActionPlanState.ACKNOWLEDGED], ActionPlanState.ENDED, label=_("End the plan"),
          who=p.plan_writer, asks=[REASON])
    def end_plan(self) -> None: ...
    # fmt: on
