# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who oversees the work of a committee's secretariat: its chair."""

from datetime import datetime

from accounts.models import User
from committee.queries.groups import OF_SECRETARIES, chairs_group, groups_of
from workflows.models import Task
from workflows.tasks.asking import oversight


@oversight
def oversees_the_secretariat(person: User, task: Task, at: datetime) -> bool:
    """The chair and vice-chair of the committee in whose secretariat's queue the task stands."""
    queue, _at, committee = task.unit.partition("@committee/")
    if not committee or queue not in OF_SECRETARIES:
        return False
    return chairs_group(int(committee)) in groups_of(person, at)
