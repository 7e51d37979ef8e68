# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The desks of a letter, by the engine's nodes and by viewflow's own."""

from viewflow import this
from viewflow.workflow import lock
from viewflow.workflow.base import Flow
from viewflow.workflow.nodes import End, StartHandle, Switch, View

from bench.letters.lifecycle import LetterLifecycle, State
from workflows.models import Process, Task, turn
from workflows.nodes import Desk, Start, lock_of_the_engine


def officers(letter: object) -> str:
    """The one queue."""
    return "officers"


class LetterFlow(Flow):
    """Routed by the state, as the service's flows are."""

    process_class = Process
    task_class = Task
    lock_impl = lock_of_the_engine

    start = Start().Next(this.route)
    route = (
        Switch()
        .Case(this.here, lambda activation: turn.get().subject.state == State.HERE)
        .Case(this.there, lambda activation: turn.get().subject.state == State.THERE)
        .Default(this.end)
    )
    here = Desk(
        [State.HERE], acts=[LetterLifecycle.send, LetterLifecycle.file], label="Send", unit=lambda letter: "officers"
    ).Next(this.route)
    there = Desk([State.THERE], acts=[LetterLifecycle.answer], label="Answer", unit=officers).Next(this.route)
    end = End()


class StockFlow(Flow):
    """viewflow as it comes, with the row lock that it offers; the shortest way between two tasks."""

    lock_impl = lock.select_for_update_lock

    start = StartHandle().Next(this.here)
    here = View(view=None).Next(this.there)
    there = View(view=None).Next(this.here)
