# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is, told to them: the people of the desks that an act has opened, on whichever floor they work."""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

import agencies.queries
import committee.queries.groups
from accounts.models import User
from accounts.notifications.models import Kind, Way
from accounts.notifications.registry import Declared, Event, audience, declare
from workflows.claims import may_sit_at
from workflows.lifecycle import Attempt
from workflows.models import Task
from workflows.nodes import subject_of


@audience("next_desks", _("Whoever's turn it is next"))
def next_desks(event: Event, at: datetime) -> Iterable[User]:
    """The people of the open desks that this act opened, or the one who has taken the task already."""
    if event.record is None or event.subject.part_of:
        return []
    opened = Task.objects.filter(
        process__subject_type=event.subject.kind,
        process__subject_id=event.subject.pk,
        created=event.record.at,
        finished=None,
        flow_task_type="HUMAN",
    )
    found: dict[int, User] = {}
    for task in opened.select_related("process", "owner").order_by("pk"):
        people = [task.owner] if task.owner else [one for one in people_of_queue(task.unit, at) if _may(task, one, at)]
        found |= {person.pk: person for person in people}
    return list(found.values())


def people_of_queue(key: str, at: datetime) -> Iterable[User]:
    """The people who work on a queue, by role or by seat."""
    if key.startswith("person@") or "@committee/" in key:
        return committee.queries.groups.people_of_groups([key], at)
    return agencies.queries.people_of_groups([key] if key else [], at)


def _may(task: Task, person: User, at: datetime) -> bool:
    return may_sit_at(task, subject_of(task), Attempt(actor=person, at=at, request_id=uuid4()))


declare(
    Declared(
        topic="budget_review.integrationproject.*",
        audience="next_desks",
        kind=Kind.TURN,
        way=Way.MAIL,
        th="โครงการ {title} ({code}) รอการดำเนินการของท่าน สถานะ: {state}",
        en="The project {title} ({code}) waits for you. State: {state}",
    ),
    Declared(
        topic="committee.meeting.*",
        audience="next_desks",
        kind=Kind.TURN,
        way=Way.MAIL,
        th="การประชุม {title} รอการดำเนินการของท่าน สถานะ: {state}",
        en="{title} waits for you. State: {state}",
    ),
)
