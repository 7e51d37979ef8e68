# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tasks for programs: mine, our queue, one with what befell it, and everything that a person does with one."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema
from ninja.responses import Status
from pydantic import AfterValidator

from accounts.api import (
    READING,
    REFUSALS,
    After,
    Limit,
    PersonOut,
    Problem,
    Prose,
    RequestId,
    Strict,
    asker,
    person_out,
    storable,
)
from accounts.api.problems import told
from accounts.models import User
from project import turns
from project.queues import queue_names
from project.subjects import about
from project.tasks.finding import DESKS, Wanted, fitting, in_our_queue, key_of, mine
from project.tasks.seeing import events_of, task_for
from workflows import tasks
from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.queries import Clock, clock_shown
from workflows.models import Task
from workflows.refusals import GuardsUnmet, Refused
from workflows.tasks.telling import sentence_of

router = Router(tags=["tasks"])


class TaskOut(Schema):
    """An open turn: at which desk, about what, until when, and the acts that complete it."""

    id: int
    desk: str
    label: str
    acts: list[str]
    subject: str
    subject_id: int
    about: str
    title: str
    href: str
    due_at: datetime | None
    days_left: int | None = Field(description="Working days; negative when late. Kept while the clock is stopped.")
    is_late: bool
    stopped_at: datetime | None
    stopped_for: str = Field(description="Why the clock stands still, in words.")
    owed_by: str = Field(description="The queue whose answer is waited for.")
    owed_by_name: str
    owner: PersonOut | None
    taken_at: datetime | None
    queue: str
    queue_name: str


class TaskPage(Schema):
    """Turns, due first."""

    tasks: list[TaskOut]
    next: int | None


class EventOut(Schema):
    """What befell a task: taken, passed on, or spoken of. ``former`` had it before, ``to`` has it after."""

    kind: str = Field(examples=["hand_over"])
    sentence: str
    actor: PersonOut
    former: PersonOut | None
    to: PersonOut | None
    note: str
    at: datetime


class TaskWithEvents(TaskOut):
    """A task, open or closed, with what befell it, oldest first."""

    finished_at: datetime | None
    events: list[EventOut]


def known(desk: str) -> str:
    """The key of a desk. Raises ValueError for another word."""
    if desk and desk not in DESKS:
        raise ValueError("names no desk")
    return desk


class Asked(Schema):
    """What a list is narrowed to."""

    q: Annotated[str, AfterValidator(storable)] = Field(
        "", max_length=200, description="Words of the name, or the code."
    )
    desk: Annotated[str, AfterValidator(known)] = Field("", max_length=60, description="A desk's key: ``screening``.")
    due: Literal["late", "soon"] | None = None

    def wanted(self) -> Wanted:
        """The same for the lists' own filters."""
        return Wanted(text=self.q, desk=self.desk, due=self.due or "")


class Reason(Strict):
    """Why."""

    note: Prose = ""


class Receiver(Reason):
    """To whom, by id, and why or what they should know."""

    to: int


class NewOwner(Reason):
    """To whom, by id; nobody puts it back into its queue."""

    to: int | None


class Comment(Strict):
    """Plain text."""

    text: Prose


@router.get("/tasks", response={200: TaskPage} | READING, summary="My tasks")
def list_my_tasks(request: HttpRequest, asked: Query[Asked], after: After = None, limit: Limit = 25) -> TaskPage:
    """What you have taken, and what those have taken for whom you stand in or act by an order; ``owner`` says whose."""
    return _page(mine(asker(request), timezone.now()), asker(request), asked, after, limit)


@router.get("/queue", response={200: TaskPage} | READING, summary="Our queue")
def list_our_queue(request: HttpRequest, asked: Query[Asked], after: After = None, limit: Limit = 25) -> TaskPage:
    """What waits where you work, due first: nobody has it, or its owner is absent."""
    return _page(in_our_queue(asker(request), timezone.now()), asker(request), asked, after, limit)


@router.get("/tasks/{int:pk}", response={200: TaskWithEvents} | READING, summary="One task")
def read_task(request: HttpRequest, pk: int) -> TaskWithEvents:
    """A task that you work on, have had, or oversee; closed ones too."""
    task = task_for(asker(request), pk, timezone.now())
    (shown,) = _tasks_out([task], asker(request))
    events = [
        EventOut(
            kind=event.kind, sentence=sentence_of(event), actor=person_out(event.actor),
            former=person_out(event.former) if event.former else None,
            to=person_out(event.to) if event.to else None, note=event.note, at=event.at,
        )
        for event in reversed(events_of(task))
    ]  # fmt: skip
    return TaskWithEvents(**shown.model_dump(), finished_at=task.finished, events=events)


@router.post("/tasks/{int:pk}/claim", response={200: TaskOut} | REFUSALS, summary="Take a task")
def claim_task(request: HttpRequest, pk: int) -> Any:
    """Make it yours; one that is yours already stays so. That of an absent owner may be taken too."""
    return _move(request, pk, tasks.claim)


@router.post("/tasks/{int:pk}/release", response={200: TaskOut} | REFUSALS, summary="Give a task back")
def release_task(request: HttpRequest, pk: int) -> Any:
    """Give it back to its queue."""
    return _move(request, pk, tasks.release)


@router.post("/tasks/{int:pk}/take-over", response={200: TaskOut} | REFUSALS, summary="Take a task over")
def take_over_task(request: HttpRequest, pk: int, body: Reason) -> Any:
    """Take it from the one who has it, with the reason."""
    return _move(request, pk, tasks.take_over, note=body.note)


@router.post("/tasks/{int:pk}/hand-over", response={200: TaskOut} | REFUSALS, summary="Hand a task over")
def hand_over_task(request: HttpRequest, pk: int, body: Receiver) -> Any:
    """Give your own task to a colleague who may act there."""
    return _move(request, pk, tasks.hand_over, to=body.to, note=body.note)


@router.post("/tasks/{int:pk}/take-back", response={200: TaskOut} | REFUSALS, summary="Take a task back")
def take_back_task(request: HttpRequest, pk: int) -> Any:
    """Take back what you have handed over, while it is not done and has gone no further."""
    return _move(request, pk, tasks.take_back)


@router.post("/tasks/{int:pk}/assign", response={200: TaskOut} | REFUSALS, summary="Assign a task")
def assign_task(request: HttpRequest, pk: int, body: NewOwner) -> Any:
    """Say who has it: for those who oversee the queue, with the reason."""
    return _move(request, pk, tasks.reassign, to=body.to, note=body.note)


@router.post("/tasks/{int:pk}/comments", response={200: TaskWithEvents} | REFUSALS, summary="Comment on a task")
def comment_on_task(request: HttpRequest, pk: int, body: Comment, request_id: RequestId) -> Any:
    """Say something to those who may act there; the same key again says it once."""
    user, now = asker(request), timezone.now()
    try:
        tasks.comment(task_for(user, pk, now).pk, actor=user, text=body.text, at=now, request_id=request_id)
    except Refused as refused:
        return told(refused, None)
    return Status(200, read_task(request, pk))


def _move(request: HttpRequest, pk: int, move: Callable[..., Task], **given: Any) -> Status[TaskOut] | Status[Problem]:
    user, now = asker(request), timezone.now()
    task = task_for(user, pk, now)
    try:
        if given.get("to") is not None:
            given["to"] = _person(given["to"])
        moved = move(task.pk, actor=user, at=now, **given)
    except Refused as refused:
        return told(refused, None)
    return Status(200, _tasks_out([moved], user)[0])


def _person(pk: int) -> User:
    """Who is meant; whether they may have the task the engine says. Raises GuardsUnmet when there is nobody."""
    found = User.objects.filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise GuardsUnmet(_("There is no such person."))
    return found


def _page(found: QuerySet[Task], reader: User, asked: Asked, after: int | None, limit: int) -> TaskPage:
    held = list(turns.behind(fitting(found, asked.wanted(), timezone.now()), after)[: limit + 1])
    return TaskPage(tasks=_tasks_out(held[:limit], reader), next=held[limit - 1].pk if len(held) > limit else None)


def _tasks_out(tasks: Sequence[Task], reader: User) -> list[TaskOut]:
    """Turns as the API shows them, in a fixed number of queries for any number of them."""
    now, calendar = timezone.now(), calendar_in_force()
    names = queue_names({task.unit for task in tasks} | {task.owed_by for task in tasks})
    wholes = about({(task.process.subject_type, task.process.subject_id) for task in tasks}, reader, now)
    return [
        _task_out(
            task,
            wholes[task.process.subject_type, task.process.subject_id],
            names,
            Clock(task.due_at, None) if task.finished else clock_shown(task, now, calendar),
        )
        for task in tasks
    ]


def _task_out(task: Task, whole: Any, names: dict[str, str], clock: Clock) -> TaskOut:
    desk: Any = task.flow_task
    owner: User | None = task.owner
    return TaskOut(
        id=task.pk,
        desk=key_of(desk),
        label=str(desk.label),
        acts=list(desk.acts),
        subject=task.subject_type,
        subject_id=task.subject_id or 0,
        about=whole.note,
        title=whole.title,
        href=whole.href,
        due_at=task.due_at,
        days_left=clock.days,
        is_late=clock.is_late,
        stopped_at=clock.stopped_at,
        stopped_for=str(clock.stopped_for),
        owed_by=task.owed_by,
        owed_by_name=names.get(task.owed_by, ""),
        owner=person_out(owner) if owner else None,
        taken_at=task.assigned if owner else None,
        queue=task.unit,
        queue_name=names.get(task.unit, ""),
    )
