# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Handing on what acts wrote in the outbox to those who hear of it.

The workers look for messages that are not marked as handed on, through a partial index of just those: an act pays for
one row and nothing more, where a job of its own would be a second one with three indexes.
"""

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from workflows.jobs.enqueuing import enqueue, take_up
from workflows.jobs.registry import SUBSCRIBERS
from workflows.models import OutboxMessage

log = logging.getLogger(__name__)

BATCH = 20


def relay(at: datetime, limit: int = BATCH) -> int:
    """Hand on the next messages to every subscriber, mark them, and return how many they were.

    All in one transaction: killed in the middle, nothing has been said. A subscriber that fails holds up nobody: what
    it had begun is undone, and it is asked again by a job, which is retried and parked like any other.
    """
    unsent = OutboxMessage.objects.filter(sent_at=None).order_by("id")
    if not unsent.exists():  # on SQLite the transaction below keeps every other writer waiting
        return 0
    with transaction.atomic():
        held = unsent.select_related("record").select_for_update(of=("self",), skip_locked=True)
        messages = list(held[:limit])
        for message in messages:
            for name in SUBSCRIBERS:
                _hand_on(message, name, at)
        OutboxMessage.objects.filter(pk__in=[message.pk for message in messages]).update(sent_at=at)
    return len(messages)


def _hand_on(message: OutboxMessage, name: str, at: datetime) -> None:
    try:
        with transaction.atomic():
            SUBSCRIBERS[name](message, at)
    except Exception as error:
        log.warning("Message %s could not be handed to %s; a job tries again.", message, name, exc_info=error)
        enqueue(hand_on_again, message_id=message.pk, name=name)


@task
def hand_on_again(message_id: int, name: str) -> None:
    """Ask a subscriber once more; done twice (its worker was killed after it), the second time does nothing."""
    at = timezone.now()
    with transaction.atomic():
        if take_up(f"{name} heard/{message_id}", at):
            SUBSCRIBERS[name](OutboxMessage.objects.select_related("record").get(pk=message_id), at)
