# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Clocks that stand still while the matter lies with the other side and their desk is closed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.running import days_left, reason
from workflows.desks import desks_of, flow_of
from workflows.lifecycle import Subject, sources_of, steps_for
from workflows.models import Task, TransitionRecord
from workflows.own_steps import OF_CLOCKS

HANDED_OVER = reason("handed_over", _("the other side owes an answer"))


@dataclass(frozen=True)
class Still:
    """A desk whose clock goes on when the matter comes back, with the days that it then has."""

    label: Any
    stopped_at: datetime
    days_left: int
    stopped_for: str = HANDED_OVER
    due_at: None = None


def standing_still(whole: Subject) -> list[Still]:
    """The desks of a whole whose turn was ended by handing it over, as long as it lies there."""
    if not whole.flow:
        return []
    steps = steps_for(whole)
    desks = [
        desk
        for desk in desks_of(flow_of(whole))
        if any(name in steps and whole.state in sources_of(steps[name]).values() for name in desk.continues_after)
    ]
    last = _last_act(whole) if desks else None
    if last is None:
        return []
    ended = Task.objects.filter(
        process__subject_type=whole.kind,
        process__subject_id=whole.pk,
        flow_task__in=[desk for desk in desks if last.transition in desk.continues_after],
        finished=last.at,
    ).exclude(days_left=None)
    calendar = calendar_in_force()
    return [
        Still(task.flow_task.label, task.stopped_at or last.at, days_left(task, last.at, calendar))
        for task in ended.order_by("pk")
    ]


def _last_act(whole: Subject) -> TransitionRecord | None:
    """The whole's last record that is an act on it: that a clock was stopped meanwhile hands nothing over."""
    own = TransitionRecord.objects.filter(subject_type=whole.kind, subject_id=whole.pk)
    return own.exclude(transition__in=OF_CLOCKS).order_by("-seq").first()
