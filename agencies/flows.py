# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is while an order waits."""

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow.base import Flow
from viewflow.workflow.nodes import End, StartHandle, Switch

from agencies.lifecycle import DelegationLifecycle, OrderState
from agencies.models import Delegation
from agencies.roles import Role, group
from workflows.clocks import WorkingDays
from workflows.models import Process, Task, turn
from workflows.nodes import Desk, lock_of_the_engine


def is_drafted(activation: object) -> bool:
    """Whether the order still waits."""
    return bool(turn.get().subject.state == OrderState.DRAFTED)


def queue_of(order: Delegation) -> str:
    """The giver's colleagues in the role see it and only the giver may confirm; a vacant post's order is registered."""
    return group(Role(order.role), order.agency_id) if order.giver_id else group(Role.ADMINISTRATOR)


class DelegationFlow(Flow):
    """One desk: somebody who may puts the order in force."""

    process_class = Process
    task_class = Task
    lock_impl = lock_of_the_engine

    start = StartHandle().Next(this.route)
    route = Switch().Case(this.confirming, is_drafted).Default(this.end)
    confirming = Desk(
        [OrderState.DRAFTED],
        acts=[DelegationLifecycle.confirm, DelegationLifecycle.register],
        label=_("Confirm or register an order"),
        due=WorkingDays(5),
        unit=queue_of,
    ).Next(this.route)
    end = End()
