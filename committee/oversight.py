# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who oversees the work of a committee's secretariat: its chair."""

from datetime import datetime

from accounts.models import User
from committee.queries.groups import chairs_group, groups_of, secretariat_group
from workflows.models import Task
from workflows.tasks.asking import oversight


@oversight
def oversees_the_secretariat(person: User, task: Task, at: datetime) -> bool:
    """The chair and vice-chair of the committee in whose secretariat's queue the task stands."""
    committee = task.unit.partition("@committee/")[2]
    if not committee or task.unit != secretariat_group(int(committee)):
        return False
    return chairs_group(int(committee)) in groups_of(person, at)
