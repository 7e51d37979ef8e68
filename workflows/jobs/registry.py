# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done by itself: the functions that run every so often, and those that hear of each record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from workflows.models import OutboxMessage

Work = Callable[[datetime], None]
Hearer = Callable[["OutboxMessage", datetime], None]

PERIODIC: dict[str, "Periodic"] = {}
SUBSCRIBERS: dict[str, Hearer] = {}
MONDAY = datetime(2001, 1, 1)  # noqa: DTZ001 - slots are counted in local time from a Monday's midnight


@dataclass(frozen=True)
class Periodic:
    """A function that runs once in every slot of time, however many workers there are."""

    name: str
    work: Work
    every: timedelta
    after: timedelta

    @property
    def rhythm(self) -> str:
        """How often it runs, in words."""
        minutes = self.every // timedelta(minutes=1)
        days, hours = minutes // 1440, minutes // 60
        if minutes % 1440 == 0:
            return ngettext("every day", "every %(count)s days", days) % {"count": days}
        if minutes % 60 == 0:
            return ngettext("every hour", "every %(count)s hours", hours) % {"count": hours}
        return ngettext("every minute", "every %(count)s minutes", minutes) % {"count": minutes}

    def slot(self, at: datetime) -> datetime:
        """When the slot began that this moment lies in, in local time: days begin ``after`` midnight."""
        local = at.astimezone(ZoneInfo(settings.TIME_ZONE))
        first = MONDAY + self.after
        whole = (local.replace(tzinfo=None) - first) // self.every
        return (first + whole * self.every).replace(tzinfo=local.tzinfo)


def periodic(*, every: timedelta, after: timedelta = timedelta()) -> Callable[[Work], Work]:
    """Register a function ``(at) -> None`` to run every so often, with ``after`` counted from local midnight.

    It is called with the present moment. It may be called again for the same slot (its worker was killed), and a slot
    that nobody worked in is made up for once, so it does what is due at ``at`` and nothing that is done already.
    """
    if every <= timedelta() or not timedelta() <= after < every:
        raise ValueError("A slot has a length, and begins within it.")

    def register(work: Work) -> Work:
        name = f"{work.__module__}.{work.__qualname__}"
        PERIODIC[name] = Periodic(name, work, every, after)
        return work

    return register


def subscriber(name: str) -> Callable[[Hearer], Hearer]:
    """Register a function ``(message, at) -> None`` that hears of each record, in the order of writing.

    It runs in the transaction that marks the message as handed on: rows it writes and jobs it enqueues are there once
    per message. What leaves the database belongs in a job that it enqueues, with ``message.event_id``.
    """

    def register(hear: Hearer) -> Hearer:
        if name in SUBSCRIBERS:
            raise ValueError(f"{name} hears already")
        SUBSCRIBERS[name] = hear
        return hear

    return register
