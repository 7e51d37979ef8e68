# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The people and letters of a bench, and the ways in which a letter moves."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from uuid import uuid4

from django.db import transaction
from django.db.models import prefetch_related_objects
from viewflow.workflow.models import Task as StockTask

from accounts.models import User
from agencies.models import Agency, Membership
from agencies.roles import Role
from bench.costing import Work
from bench.letters.flows import StockFlow
from bench.letters.models import Letter, PlainLetter
from workflows import engine

AT = datetime(2020, 11, 2, 3, 0, tzinfo=UTC)
OTHER = {"here": "send", "there": "answer"}


def officer() -> User:
    """The one who sends and answers."""
    user, is_new = User.objects.get_or_create(username="officer", defaults={"display_name": "เจ้าหน้าที่"})
    if is_new:
        agency = Agency.objects.create(code="bench", name_th="หน่วยงาน")
        Membership.objects.create(user=user, agency=agency, role=Role.AGENCY_OFFICER, from_date=date(2020, 1, 1))
    return user


def letters(count: int) -> list[int]:
    """The ids of so many new letters, each at its first desk."""
    made = []
    for _ in range(count):
        letter = Letter(title="เรื่อง")
        engine.create(letter, actor=officer(), at=AT, request_id=uuid4())
        made.append(letter.pk)
    return made


class Steps:
    """A full step of the engine on each of some letters, by a person whose memberships the request has read."""

    reads_once = True

    def __init__(self, count: int) -> None:
        self.letters, self.actor = letters(count), officer()
        if self.reads_once:
            prefetch_related_objects([self.actor], "memberships")

    def __call__(self) -> Sequence[Work]:
        states = dict(Letter._default_manager.filter(pk__in=self.letters).values_list("pk", "state"))
        return [partial(self._step, pk, OTHER[states[pk]]) for pk in self.letters]

    def _step(self, pk: int, name: str) -> None:
        engine.perform(Letter, pk, name, actor=self.actor, at=AT, request_id=uuid4())


class StepsOfStrangers(Steps):
    """The same when the permission must ask the database who the person is."""

    reads_once = False


class StockTasks:
    """viewflow's own completion of a human task, line by line as its task view does it, after the assignment.

    No record, no outbox, no permission asked: the task is locked, started and done, and the next one made.
    """

    def __init__(self, count: int) -> None:
        self.processes, self.actor = [StockFlow.start.run() for _ in range(count)], officer()

    def __call__(self) -> Sequence[Work]:
        waiting = StockTask.objects.filter(process__in=self.processes, finished=None)
        waiting.update(status="ASSIGNED", owner=self.actor)
        return [partial(self._complete, task.process_id, task.pk) for task in waiting]

    def _complete(self, process_id: int, task_id: int) -> None:
        with StockFlow.lock(process_id), transaction.atomic():
            task = StockTask.objects.get(pk=task_id)
            assert task.process.flow_class == StockFlow
            activation = task.flow_task.activation_class(task)
            activation.start(None)
            activation.execute()


class PlainMoves:
    """django-fsm without a lock, a record or a desk: read, move, save."""

    def __init__(self, count: int) -> None:
        self.letters = [PlainLetter._default_manager.create(title="เรื่อง").pk for _ in range(count)]

    def __call__(self) -> Sequence[Work]:
        return [partial(self._move, pk) for pk in self.letters]

    def _move(self, pk: int) -> None:
        letter = PlainLetter._default_manager.get(pk=pk)
        getattr(letter, OTHER[letter.state])()
        letter.save(update_fields=["state"])
