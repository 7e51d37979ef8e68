# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who left a role leaves its tasks: once an hour they are put back into their queues, in the system's own name."""

from datetime import datetime, timedelta

from accounts.models import User
from accounts.system import system_account
from agencies.queries import ready_for
from agencies.standing import take_up
from workflows.jobs import periodic
from workflows.models import Task
from workflows.tasks import put_back
from workflows.tasks.sitting import may_take


@periodic(every=timedelta(hours=1))
def put_back_what_was_left(at: datetime) -> None:
    """Put back the tasks of those who may act at them no more, neither in person nor by an order."""
    put_back(actor=system_account(), may_act=may_still_act, at=at)


def may_still_act(task: Task, owner: User, at: datetime) -> bool:
    """Whether the owner of a task may act at it, in person or by one of the orders in force for them."""
    try:
        for order in (None, *ready_for(owner, at)):
            take_up(owner, order)
            if may_take(task, owner, at):
                return True
    finally:
        take_up(owner, None)
    return False
