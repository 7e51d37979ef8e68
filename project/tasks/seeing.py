# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One task as a person may see it, what befell it, and to whom it can be given."""

from datetime import datetime

from django.db.models import Q
from django.http import Http404

from accounts.models import User
from accounts.notifications.registry import SUBJECTS
from agencies.absences import away
from project.queues import all_groups_of, people_of
from project.tasks.finding import acted_for, mine
from workflows.explaining import Answer, explain
from workflows.models import Task, TaskEvent
from workflows.nodes import subject_of
from workflows.tasks.asking import attempt_by, oversees
from workflows.tasks.sitting import may_sit_at
from workflows.tasks.telling import with_people


def task_for(user: User, pk: int, at: datetime) -> Task:
    """A task, open or closed, that this person works on, has had, or oversees. Raises Http404."""
    task = Task.objects.select_related("process", "owner").filter(pk=pk, flow_task_type="HUMAN").first()
    if task is None or not may_open(task, user, at):
        raise Http404
    return task


def may_open(task: Task, user: User, at: datetime) -> bool:
    """Whether a task and what is said about it is this person's to read.

    Theirs who have it or had it in hand, who work on its queue, and who oversee it; when it is over or out of their
    hands, only while they may see what it is about: an agency that has left a project reads no more of it.
    """
    is_theirs = task.owner_id == user.pk or oversees(user, task, at) or _acts_for_owner(task, user, at)
    if is_theirs and task.finished is None:
        return True
    if is_theirs or task.unit in all_groups_of(user, at) or _had_it(task, user):
        return _sees_subject(task, user, at)
    return False


def _acts_for_owner(task: Task, user: User, at: datetime) -> bool:
    """Whether an order in force lets the person act at it for the one who has it."""
    return task.owner_id in acted_for(user, at) and mine(user, at).filter(pk=task.pk).exists()


def _had_it(task: Task, user: User) -> bool:
    return task.events.filter(Q(former=user) | Q(to=user)).exists()


def _sees_subject(task: Task, user: User, at: datetime) -> bool:
    """Whether the person may see what a task is about; an order's tasks are its parties' own."""
    subject = subject_of(task)
    told = SUBJECTS.get(subject.kind)
    return told is None or told.may_see(subject, user, at)


def events_of(task: Task) -> list[TaskEvent]:
    """What befell a task, newest first."""
    return list(with_people(task.events.all()).order_by("-pk"))


def receivers(task: Task, user: User, at: datetime) -> list[User]:
    """To whom the task can be given: those on its queue who are there and may act, but for its owner."""
    subject = subject_of(task)
    found = [person for person in people_of(task.unit, at) if person.pk != task.owner_id]
    absent = away([person.pk for person in found], at)
    with subject.held_still():
        return [
            person for person in found if person.pk not in absent and may_sit_at(task, subject, attempt_by(person, at))
        ]


def acts_at(task: Task, user: User, at: datetime) -> list[Answer]:
    """The acts of the task's desk that can be made now: may this person, what is missing, who can."""
    return [answer for answer in explain(subject_of(task), attempt_by(user, at)) if answer.name in task.flow_task.acts]
