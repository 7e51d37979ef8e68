# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is with an agency's action plan."""

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow.base import Flow
from viewflow.workflow.nodes import End, StartHandle, Switch

from agencies.roles import Role, group
from digital_plan.lifecycle.action_plans import ActionPlanLifecycle
from digital_plan.models import ActionPlan
from digital_plan.states.action_plans import OPEN_FOR_WRITING, ActionPlanState
from workflows.clocks import WorkingDays
from workflows.models import Process, Task
from workflows.nodes import Desk, is_in, lock_of_the_engine

TO_ACKNOWLEDGE = WorkingDays(5)  # our decision


def officers_of(plan: ActionPlan) -> str:
    """The officers of the agency whose plan it is."""
    return group(Role.AGENCY_OFFICER, plan.agency_id)


def receivers(_plan: object) -> str:
    """DGA's screening officers."""
    return group(Role.SCREENING_OFFICER)


class ActionPlanFlow(Flow):
    """The agency writes and sends, DGA acknowledges. A plan that was acknowledged waits for nobody."""

    process_class = Process
    task_class = Task
    lock_impl = lock_of_the_engine

    start = StartHandle().Next(this.route)
    route = (
        Switch()
        .Case(this.writing_plan, is_in(*OPEN_FOR_WRITING))
        .Case(this.receiving_plan, is_in(ActionPlanState.SENT))
        .Default(this.end)
    )
    writing_plan = Desk(
        list(OPEN_FOR_WRITING),
        acts=[ActionPlanLifecycle.send_plan],
        label=_("Write the action plan, and send it to DGA"),
        undated=_("Until the agency's plan is ready"),
        unit=officers_of,
    ).Next(this.route)
    receiving_plan = Desk(
        [ActionPlanState.SENT],
        acts=[ActionPlanLifecycle.acknowledge_receipt, ActionPlanLifecycle.return_plan],
        label=_("Acknowledge receipt of an action plan"),
        due=TO_ACKNOWLEDGE,
        unit=receivers,
    ).Next(this.route)
    end = End()
