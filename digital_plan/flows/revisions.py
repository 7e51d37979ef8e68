# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is with a proposal to change a plan: a head of screening decides."""

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow.base import Flow
from viewflow.workflow.nodes import End, Switch

from digital_plan.flows.campaigns import heads
from digital_plan.lifecycle.revisions import RevisionProposalLifecycle
from digital_plan.states.revisions import ProposalState
from workflows.clocks import WorkingDays
from workflows.models import Process, Task
from workflows.nodes import Desk, Start, is_in, lock_of_the_engine


class RevisionProposalFlow(Flow):
    """One desk."""

    process_class = Process
    task_class = Task
    lock_impl = lock_of_the_engine

    start = Start().Next(this.route)
    route = Switch().Case(this.deciding_change, is_in(ProposalState.PROPOSED)).Default(this.end)
    deciding_change = Desk(
        [ProposalState.PROPOSED],
        acts=[RevisionProposalLifecycle.take_change, RevisionProposalLifecycle.leave_change],
        closed_by=[RevisionProposalLifecycle.withdraw_change],
        label=_("Decide on a proposal to change the plan"),
        due=WorkingDays(30),  # our decision
        unit=heads,
    ).Next(this.route)
    end = End()
