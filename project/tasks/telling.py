# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Telling people that a task came to them or left them, or that somebody spoke of it; nobody of what they did."""

from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5

from django.urls import reverse

from accounts.models import User
from accounts.notifications.models import Kind, Way
from accounts.notifications.registry import GIVEN, SUBJECTS, Declared, declare
from accounts.notifications.telling import tell
from project.queues import people_of
from workflows.models import Task, TaskEvent
from workflows.nodes import subject_of
from workflows.tasks.asking import hearer

HANDED, ASSIGNED, LEFT, SPOKEN, BACK = (
    f"workflows.task.{name}" for name in ("hand_over", "assign", "left", "comment", "put_back")
)
Did = TaskEvent.Kind
CAME = {Did.HAND_OVER: HANDED, Did.REASSIGN: ASSIGNED}
GONE = {Did.REASSIGN: LEFT, Did.TAKE_OVER: LEFT, Did.TAKE_BACK: LEFT}


@hearer
def tell_of_the_task(event: TaskEvent) -> None:
    """Tell who has the task now, who had it, and of a comment those who speak there."""
    if event.kind == Did.COMMENT:
        return _tell(SPOKEN, event, _speakers(event.task))
    kind = Did(event.kind)
    if kind == Did.LEFT:
        return _tell(BACK, event, {person.pk: person for person in _concerned(event)}.values())
    if event.to is not None and kind in CAME:
        _tell(CAME[kind], event, [event.to])
    if event.former is not None and kind in GONE:
        _tell(GONE[kind], event, [event.former])
    return None


def _concerned(event: TaskEvent) -> Iterable[User]:
    """Who works on the queue into which a task was put back, and who had it."""
    yield from people_of(event.task.unit, event.at)
    if event.former is not None:
        yield event.former


def _speakers(task: Task) -> Iterable[User]:
    """Who has the task, and who has said something about it."""
    said = task.events.filter(kind=Did.COMMENT).values("actor")
    found = {person.pk: person for person in User.objects.filter(pk__in=said).order_by("pk")}
    return (found | {task.owner.pk: task.owner} if task.owner else found).values()


def _tell(topic: str, event: TaskEvent, people: Iterable[User]) -> None:
    subject = subject_of(event.task)
    if subject.kind not in SUBJECTS:
        return
    tell(
        topic, subject, people, at=event.at, actor=event.actor, href=reverse("task", args=[event.task_id]),
        event_id=uuid5(NAMESPACE_URL, f"task-event/{event.pk}"),
        facts={"desk": event.task.flow_task.label, "note": event.note},
    )  # fmt: skip


declare(
    Declared(
        topic=HANDED,
        audience=GIVEN,
        kind=Kind.TURN,
        way=Way.MAIL,
        th="{person} ส่งต่องาน “{desk}” ให้ท่าน: {title} – {note}",
        en="{person} handed the task “{desk}” over to you: {title} – {note}",
    ),
    Declared(
        topic=ASSIGNED,
        audience=GIVEN,
        kind=Kind.TURN,
        way=Way.MAIL,
        th="{person} มอบหมายงาน “{desk}” ให้ท่าน: {title} – {note}",
        en="{person} assigned the task “{desk}” to you: {title} – {note}",
    ),
    Declared(
        topic=LEFT,
        audience=GIVEN,
        kind=Kind.TURN,
        way=Way.HERE,
        th="{person} ย้ายงาน “{desk}” ไปจากท่านแล้ว: {title} {note}",
        en="{person} took the task “{desk}” from you: {title} {note}",
    ),
    Declared(
        topic=BACK,
        audience=GIVEN,
        kind=Kind.TURN,
        way=Way.HERE,
        th="งาน “{desk}” กลับเข้าคิวแล้ว เพราะผู้รับงานเดิมไม่มีสิทธิดำเนินการอีก: {title}",
        en="The task “{desk}” is back in its queue, since its owner may act there no more: {title}",
    ),
    Declared(
        topic=SPOKEN,
        audience=GIVEN,
        kind=Kind.TURN,
        way=Way.DIGEST,
        th="{person} แสดงความเห็นในงาน “{desk}” ({title}): {note}",
        en="{person} commented on the task “{desk}” ({title}): {note}",
    ),
)
