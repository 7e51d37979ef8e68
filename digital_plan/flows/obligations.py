# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is with an obligation, and with an agency's own."""

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow.base import Flow
from viewflow.workflow.nodes import End, Switch

from agencies.roles import Role, group
from digital_plan.flows.campaigns import heads, officers
from digital_plan.lifecycle.obligations import AgencyObligationLifecycle, ObligationLifecycle
from digital_plan.models import AgencyObligation
from digital_plan.states.obligations import WITH_AGENCY, WITH_DGA, ObligationState
from workflows.clocks import ByDay, WorkingDays
from workflows.models import Process, Task
from workflows.nodes import Desk, Start, is_in, lock_of_the_engine

TO_CONFIRM = WorkingDays(10)  # our decision
LAST_DAY = _("The obligation's last day; a standing obligation has none")


def office_obliged(duty: AgencyObligation) -> str:
    """The officers of the agency that is obliged."""
    return group(Role.AGENCY_OFFICER, duty.agency_id)


class ObligationFlow(Flow):
    """A head puts it in force. What is in force waits for nobody: each agency has its own."""

    process_class = Process
    task_class = Task
    lock_impl = lock_of_the_engine

    start = Start().Next(this.route)
    route = Switch().Case(this.putting_in_force, is_in(ObligationState.DRAFT)).Default(this.end)
    putting_in_force = Desk(
        [ObligationState.DRAFT],
        acts=[ObligationLifecycle.put_in_force, ObligationLifecycle.drop_obligation],
        label=_("Put an obligation in force"),
        undated=_("Until it is complete"),
        unit=heads,
    ).Next(this.route)
    end = End()


class AgencyObligationFlow(Flow):
    """The agency reports or says why it does not apply; an officer of DGA confirms or asks back."""

    process_class = Process
    task_class = Task
    lock_impl = lock_of_the_engine

    start = Start().Next(this.route)
    route = (
        Switch()
        .Case(this.doing_duty, is_in(*WITH_AGENCY))
        .Case(this.confirming_duty, is_in(*WITH_DGA))
        .Default(this.end)
    )
    doing_duty = Desk(
        list(WITH_AGENCY),
        acts=[AgencyObligationLifecycle.report_done, AgencyObligationLifecycle.claim_exemption],
        closed_by=[AgencyObligationLifecycle.lapse],
        label=_("Fulfil an obligation, and report it"),
        due=ByDay(lambda duty: duty.obligation.due_date, LAST_DAY),
        unit=office_obliged,
    ).Next(this.route)
    confirming_duty = Desk(
        list(WITH_DGA),
        acts=[
            AgencyObligationLifecycle.confirm_done,
            AgencyObligationLifecycle.confirm_exemption,
            AgencyObligationLifecycle.return_duty,
        ],
        closed_by=[AgencyObligationLifecycle.withdraw_report, AgencyObligationLifecycle.lapse],
        label=_("Confirm what an agency reports on an obligation"),
        due=TO_CONFIRM,
        unit=officers,
    ).Next(this.route)
    end = End()
