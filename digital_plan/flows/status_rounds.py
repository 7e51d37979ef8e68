# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is in a round on the status of plans, and with each agency's return."""

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow.base import Flow
from viewflow.workflow.nodes import End, Switch

from agencies.roles import Role, group
from digital_plan.flows.campaigns import heads, officers
from digital_plan.lifecycle.status_rounds import StatusReturnLifecycle, StatusRoundLifecycle
from digital_plan.models import StatusReturn
from digital_plan.states.status_rounds import ReturnState, RoundState
from workflows.clocks import WorkingDays
from workflows.clocks.days import ByDay
from workflows.models import Process, Task
from workflows.nodes import Desk, Start, is_in, lock_of_the_engine

TO_EXPLAIN = WorkingDays(5)  # our decision
LAST_DAY = _("The round's last day")


def office_asked(return_: StatusReturn) -> str:
    """The officers of the agency that is asked."""
    return group(Role.AGENCY_OFFICER, return_.agency_id)


class StatusRoundFlow(Flow):
    """It is opened, closed when its time is over, and reported when no question is open."""

    process_class = Process
    task_class = Task
    lock_impl = lock_of_the_engine

    start = Start().Next(this.route)
    route = (
        Switch()
        .Case(this.opening_round, is_in(RoundState.DRAFT))
        .Case(this.closing_round, is_in(RoundState.OPEN))
        .Case(this.reporting_round, is_in(RoundState.CLOSED))
        .Default(this.end)
    )
    opening_round = Desk(
        [RoundState.DRAFT],
        acts=[StatusRoundLifecycle.open_round, StatusRoundLifecycle.drop_round],
        label=_("Open the round on the status of plans"),
        undated=_("Until the day on which it is to begin"),
        unit=heads,
    ).Next(this.route)
    closing_round = Desk(
        [RoundState.OPEN],
        acts=[StatusRoundLifecycle.close_round],
        label=_("Close the round after its last day"),
        undated=_("After the round's last day"),
        unit=officers,
    ).Next(this.route)
    reporting_round = Desk(
        [RoundState.CLOSED],
        acts=[StatusRoundLifecycle.report_round],
        label=_("Freeze and report the round's result"),
        undated=_("Until the last question is answered"),
        unit=heads,
    ).Next(this.route)
    end = End()


class StatusReturnFlow(Flow):
    """The agency tells the status, and answers what it is asked back."""

    process_class = Process
    task_class = Task
    lock_impl = lock_of_the_engine

    start = Start().Next(this.route)
    route = (
        Switch()
        .Case(this.telling_status, is_in(ReturnState.AWAITED))
        .Case(this.answering_back, is_in(ReturnState.QUESTIONED))
        .Default(this.end)
    )
    telling_status = Desk(
        [ReturnState.AWAITED],
        acts=[StatusReturnLifecycle.tell_status],
        closed_by=[StatusReturnLifecycle.lapse, StatusReturnLifecycle.enter_for_caller],
        label=_("Tell the status of the agency's plan"),
        due=ByDay(lambda return_: return_.round.due_date, LAST_DAY),
        unit=office_asked,
    ).Next(this.route)
    answering_back = Desk(
        [ReturnState.QUESTIONED],
        acts=[StatusReturnLifecycle.answer_back],
        closed_by=[StatusReturnLifecycle.let_stand, StatusReturnLifecycle.enter_for_caller],
        label=_("Answer what was asked on the status"),
        due=TO_EXPLAIN,
        unit=office_asked,
    ).Next(this.route)
    end = End()
