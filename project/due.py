# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long there still is, in words: working days left, late by so many, or stopped, since when and why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.template import Context
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from papers.templatetags.thai import thai_date
from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.days import Calendar
from workflows.clocks.queries import SOON
from workflows.clocks.running import REASONS


class Clocked(Protocol):
    """Whatever shows a task's clock: the task, a card, a desk whose clock stands still."""

    due_at: Any
    stopped_at: Any
    stopped_for: Any
    days_left: Any


@dataclass(frozen=True)
class Words:
    """A clock in words: how long, which day or why, and the tone late, soon, later or stopped."""

    left: str
    day: str
    tone: str


def calendar_of(context: Context) -> Calendar:
    """The calendar in force, read once while a page is made."""
    holder = getattr(context, "request", None) or context
    calendar: Calendar | None = getattr(holder, "calendar_in_force", None)
    if calendar is None:
        calendar = calendar_in_force()
        holder.calendar_in_force = calendar  # type: ignore[union-attr]
    return calendar


def told_in_words(of: datetime | Clocked | None, now: datetime, calendar: Callable[[], Calendar]) -> Words:
    """Say it in the reader's language; the calendar is asked for only where days are counted."""
    if of is None or isinstance(of, datetime):
        return _until(of, now, calendar)
    if of.stopped_at:
        since = _("Clock stopped since %(day)s") % {"day": thai_date(of.stopped_at)}
        why = str(REASONS.get(str(of.stopped_for), ""))
        return Words(since, " · ".join(filter(None, (why, left_in_words(of.days_left or 0)))), "stopped")
    return _until(of.due_at, now, calendar)


def left_in_words(days: int) -> str:
    """So many working days, left or late."""
    if days < 0:
        return ngettext("%(days)s working day late", "%(days)s working days late", -days) % {"days": f"{-days:,}"}
    return ngettext("%(days)s working day left", "%(days)s working days left", days) % {"days": days}


def _until(due_at: datetime | None, now: datetime, calendar: Callable[[], Calendar]) -> Words:
    if due_at is None:
        return Words(_("No due date"), "", "none")
    days, day = calendar().left(now, due_at), thai_date(due_at)
    if now > due_at:
        return Words(left_in_words(days) if days else _("Late"), day, "late")
    return Words(left_in_words(days) if days else _("Due today"), day, "soon" if days <= SOON else "later")
