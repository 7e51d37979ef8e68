# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is, told to them on whichever floor they work: when an act opens their desk, and when it is due."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, uuid4, uuid5

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

import agencies.queries
import committee.queries.groups
from accounts.models import User
from accounts.notifications.models import Kind, Way
from accounts.notifications.registry import GIVEN, SUBJECTS, Declared, Event, audience, declare
from accounts.notifications.telling import tell
from papers.templatetags.thai import thai_date
from project.tasks import telling as telling
from workflows.clocks.ladder import teller
from workflows.clocks.models import Fired, Rung
from workflows.lifecycle import Attempt
from workflows.models import Task
from workflows.nodes import subject_of
from workflows.tasks import may_sit_at


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


REMINDER, OVERDUE = "workflows.clock.reminder", "workflows.clock.overdue"
WAYS = {Rung.Channel.IN_APP: Way.HERE, Rung.Channel.MAIL: Way.MAIL}


@teller
def tell_of_the_ladder(fired: Sequence[Fired], at: datetime) -> None:
    """Tell those whom a rung names that a task is due soon, or late."""
    people = User.objects.in_bulk({pk for rung in fired for pk in rung.told})
    for one in fired:
        subject = subject_of(one.task)
        if subject.kind not in SUBJECTS:
            continue
        tell(
            REMINDER if one.due_at >= at else OVERDUE,
            subject,
            [people[pk] for pk in one.told if pk in people],
            at=at,
            # by the moment and not by the rung: who stands on two rungs that a sweep reaches at once is told once
            event_id=uuid5(NAMESPACE_URL, f"clock/{one.task_id}/{one.due_at.isoformat()}/{at.isoformat()}"),
            facts={"desk": one.task.flow_task.label, "due": lazy(thai_date, str)(one.due_at)},
            way=WAYS[Rung.Channel(one.rung.channel)],
        )


declare(
    Declared(
        topic=REMINDER,
        audience=GIVEN,
        kind=Kind.CLOCK,
        way=Way.MAIL,
        th="{desk}: {title} ครบกำหนด {due}",
        en="{desk}: {title} is due on {due}.",
    ),
    Declared(
        topic=OVERDUE,
        audience=GIVEN,
        kind=Kind.CLOCK,
        way=Way.MAIL,
        th="{desk}: {title} เลยกำหนดแล้ว (ครบกำหนด {due})",
        en="{desk}: {title} is late; it was due on {due}.",
    ),
    Declared(
        topic="budget_review.integrationproject.*",
        audience="next_desks",
        kind=Kind.TURN,
        way=Way.MAIL,
        th="{title} ({code}) รอการดำเนินการของท่าน สถานะ: {state}",
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
