# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What acts wrote in the outbox is handed on once; a subscriber that fails holds up nobody and is asked again."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from tests.databases import FreshDatabase
from tests.together import at_once
from tests.world import World
from workflows.acting import act
from workflows.jobs.outbox import hand_on_again, relay
from workflows.jobs.registry import SUBSCRIBERS, subscriber
from workflows.models import OutboxMessage

LATER = datetime(2020, 11, 3, tzinfo=UTC)


@pytest.fixture
def nobody_hears(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No subscriber but those of the test."""
    held = dict(SUBSCRIBERS)
    SUBSCRIBERS.clear()
    yield
    SUBSCRIBERS.clear()
    SUBSCRIBERS.update(held)


def unsent() -> int:
    return OutboxMessage.objects.filter(sent_at=None).count()


def test_each_message_is_handed_on_once_in_the_order_of_writing(db: None, nobody_hears: None) -> None:
    World()
    heard: list[tuple[str, datetime]] = []
    subscriber("test")(lambda message, at: heard.append((message.topic, at)))
    topics = list(OutboxMessage.objects.order_by("id").values_list("topic", flat=True))
    assert len(topics) >= 4
    assert relay(LATER, limit=3) == 3
    assert relay(LATER, limit=100) == len(topics) - 3
    assert relay(LATER) == 0
    assert heard == [(topic, LATER) for topic in topics]
    assert set(OutboxMessage.objects.values_list("sent_at", flat=True)) == {LATER}


def test_message_of_an_act_that_was_rolled_back_is_not_there(db: None, nobody_hears: None) -> None:
    world = World()
    relay(LATER, limit=100)
    with transaction.atomic():
        act(world.project, "propose", actor=world.officer, at=world.at, request_id=uuid4())
        assert unsent() > 0
        transaction.set_rollback(True)
    assert unsent() == 0


def test_looking_at_an_outbox_without_news_costs_one_query(
    db: None, nobody_hears: None, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert relay(LATER) == 0


def test_event_id_stays_the_same_and_is_of_one_record(db: None) -> None:
    World()
    ids = [message.event_id for message in OutboxMessage.objects.order_by("id")]
    assert ids == [message.event_id for message in OutboxMessage.objects.order_by("id")]
    assert len(set(ids)) == len(ids)


def test_subscriber_that_fails_holds_up_nobody_and_is_asked_again_by_a_job(db: None, nobody_hears: None) -> None:
    world = World()
    OutboxMessage.objects.exclude(pk=OutboxMessage.objects.latest("pk").pk).update(sent_at=LATER)
    heard: list[str] = []
    is_mended = False

    @subscriber("brittle")
    def hear(message: OutboxMessage, at: datetime) -> None:
        User.objects.filter(pk=world.officer.pk).update(display_name="half written")
        if not is_mended:
            raise ValueError("not today")

    subscriber("sound")(lambda message, at: heard.append(message.topic))
    assert relay(LATER) == 1
    assert len(heard) == 1
    assert unsent() == 0
    assert User.objects.get(pk=world.officer.pk).display_name == world.officer.display_name  # undone
    [job] = DBTaskResult.objects.filter(task_path=hand_on_again.module_path)
    words = job.args_kwargs["kwargs"]
    assert words == {"message_id": OutboxMessage.objects.latest("pk").pk, "name": "brittle"}
    with pytest.raises(ValueError, match="not today"), transaction.atomic():
        hand_on_again.call(**words)
    is_mended = True
    hand_on_again.call(**words)
    assert User.objects.get(pk=world.officer.pk).display_name == "half written"


def test_job_that_asks_again_says_it_once_though_it_runs_twice(db: None, nobody_hears: None) -> None:
    World()
    heard: list[str] = []
    subscriber("test")(lambda message, at: heard.append(message.topic))
    message = OutboxMessage.objects.latest("pk")
    hand_on_again.call(message.pk, "test")
    hand_on_again.call(message.pk, "test")
    assert heard == [message.topic]


def test_workers_at_once_hand_each_message_on_once(fresh_database: FreshDatabase, nobody_hears: None) -> None:
    World()
    heard: list[int] = []
    subscriber("test")(lambda message, at: heard.append(message.pk))
    for _ in range(6):
        counts = at_once(3, lambda _: relay(LATER, limit=2))
        assert not [one for one in counts if isinstance(one, Exception)]
    while relay(LATER):
        pass
    assert sorted(heard) == list(OutboxMessage.objects.order_by("id").values_list("pk", flat=True))
    assert unsent() == 0


def test_name_that_hears_already_is_refused(nobody_hears: None) -> None:
    subscriber("test")(lambda message, at: None)
    with pytest.raises(ValueError, match="test hears already"):
        subscriber("test")(lambda message, at: None)
