# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening the processes of wholes: one as viewflow does it, or many with their rows written together."""

from collections.abc import Sequence
from typing import Any

from viewflow.workflow.status import STATUS

from workflows import statements
from workflows.models import Turn, turn

Starting = tuple[Any, Turn]  # a flow, and the turn of the whole whose process it opens


def start_each(starting: Sequence[Starting]) -> None:
    """Open a process of each flow at ``flow.start``, which routes by the state of the turn's whole."""
    if len(starting) == 1:
        [(flow, now)] = starting
        _within(now, _opened(flow, now).execute)
    elif starting:
        _start_together(starting)


def _start_together(starting: Sequence[Starting]) -> None:
    """Two statements for all processes and starts, where viewflow writes each by itself; then all go on as one would.

    A test compares the rows with those that viewflow writes.
    """
    opened = [_opened(flow, now) for flow, now in starting]
    for (_flow, now), activation in zip(starting, opened, strict=True):
        activation.process.created = now.at
    statements.insert([activation.process for activation in opened])
    for (_flow, now), activation in zip(starting, opened, strict=True):
        task = activation.task
        task.process, task.flow_task_type, task.status = activation.process, activation.flow_task.task_type, STATUS.DONE
        task.created = task.started = task.finished = now.at
    statements.insert([activation.task for activation in opened])
    calendar = None
    for (_flow, now), activation in zip(starting, opened, strict=True):
        now.calendar = now.calendar or calendar
        _within(now, activation.activate_next)
        calendar = now.calendar


def _opened(flow: Any, now: Turn) -> Any:
    activation = flow.start.activation_class.create(flow.start, None, None)
    activation.process.subject_type, activation.process.subject_id = now.subject.kind, now.subject.pk
    return activation


def _within(now: Turn, do: Any) -> None:
    token = turn.set(now)
    try:
        do()
    finally:
        turn.reset(token)
