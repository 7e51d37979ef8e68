# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The small world, whose people have e-mail addresses, with nothing left to tell."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.models import Notice, User
from tests.world import World
from workflows.jobs.outbox import relay
from workflows.jobs.running import claim, run
from workflows.models import OutboxMessage

Tell = Callable[..., None]


@pytest.fixture
def world(db: None) -> World:
    """Everybody can be reached; what the making of the world wrote in the outbox is handed on already."""
    made = World()
    for person in made.people.values():
        person.email = f"{person.username}@example.org"
    User.objects.bulk_update(made.people.values(), ["email"])
    OutboxMessage.objects.update(sent_at=made.at)
    return made


def hand_on(at: datetime) -> None:
    """Hand on every message, then run every job that is ready."""
    while relay(at):
        pass
    work()


def work() -> None:
    """Run every job that is ready; none may fail."""
    while job := claim("test", timezone.now()):
        assert run(job), DBTaskResult.objects.get(pk=job.pk).traceback
    assert not DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL).exists()


def told(person: User) -> list[tuple[str, str, str]]:
    """Topic, channel and Thai text of everything a person was told, in order."""
    return list(Notice.objects.filter(person=person).order_by("id").values_list("topic", "channel", "text_th"))


def mailed() -> list[list[str]]:
    """To whom e-mails went, in order."""
    return [sent.to for sent in mail.outbox]
