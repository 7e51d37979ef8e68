# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our kinds of flow node: a desk where somebody acts, and a split over the parts of a subject.

Only where somebody waits stands a row: desks, joins, the start and the end. Switches and splits are passed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Node
from viewflow.workflow.nodes import Join as StockJoin
from viewflow.workflow.nodes import Split, StartHandle, Switch, View
from viewflow.workflow.nodes.join import JoinActivation
from viewflow.workflow.nodes.mixins import NextNodeMixin
from viewflow.workflow.nodes.start import StartHandleActivation
from viewflow.workflow.nodes.view import ViewActivation
from viewflow.workflow.status import STATUS
from viewflow.workflow.token import Token

from workflows.clocks.days import ByDay, Term, WorkingDaysOf
from workflows.clocks.running import clock_of
from workflows.lifecycle import Attempt, Step, Subject
from workflows.models import Task, turn


@contextmanager
def lock_of_the_engine(flow_class: Any, process_id: int) -> Iterator[None]:
    """A Flow's ``lock_impl``: the engine holds the subject's row, so only its transaction may move tasks."""
    if not connection.in_atomic_block:
        raise RuntimeError("Tasks move only inside the engine.")
    yield


def is_in(*states: str) -> Callable[[Any], bool]:
    """A Switch's condition: the whole is in one of these states."""
    return lambda activation: turn.get().subject.state in states


def subject_of(task: Task) -> Subject:
    """The subject that a task is about."""
    model = apps.get_model(task.subject_type)
    found: Subject = model._default_manager.get(pk=task.subject_id)
    return found


def behind(node: Node, last: Activation, token: Token, seed: Subject | None = None) -> Iterator[Activation]:
    """Open what comes next from ``node`` on. ``seed`` is the part that a split hands to the desk behind it.

    A gateway decides by the state alone, so no row is kept for it: viewflow's own would cost an insert, an update and
    a row in ``previous`` each. The branches of a split have its last task's number in their tokens, as a join expects.
    """
    if isinstance(node, Switch):
        chosen = next(branch for branch, holds in node._branches if holds is None or holds(last))
        yield from behind(chosen, last, token, seed)
    elif isinstance(node, Split | SplitEach):
        tokens = Token.split_token_source(token, last.task.pk)
        for (branch, part), of_branch in zip(_branches(node, last), tokens, strict=False):
            yield from behind(branch, last, of_branch, part)
    else:
        yield node._create(last, token, seed=seed)


def _branches(node: Any, last: Activation) -> Iterable[tuple[Node, Subject | None]]:
    if isinstance(node, SplitEach):
        return [(node._next, part) for part in node.parts(turn.get().subject)]
    return [(branch, None) for branch, holds, _ in node._branches if holds is None or holds(last)]


class GoesOn(Activation):
    """What every node of ours does when it is done."""

    @Activation.status.super()
    def create_next(self) -> Iterator[Activation]:
        """Open what comes next."""
        yield from behind(self.flow_task._next, self, self.task.token)


class DeskActivation(GoesOn, ViewActivation):
    """A human task that the engine completes. It is itself only: its row may not be written yet, and has no number."""

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    @classmethod
    def create(
        cls, flow_task: "Desk", prev_activation: Activation, token: Token, data: Any = None, seed: Subject | None = None
    ) -> "DeskActivation":
        """Open the desk for the part that a split handed over, for the last desk's subject, or for the whole."""
        subject = seed or cls._handed_on(flow_task, prev_activation.task) or turn.get().subject
        task = Task(
            process=prev_activation.process,
            flow_task=flow_task,
            flow_task_type=flow_task.task_type,
            token=token,
            subject_type=subject.kind,
            subject_id=subject.pk,
            unit=flow_task.unit(subject),
            **clock_of(flow_task, subject),
        )
        task.save()  # no row in ``previous``: only a Join reads it and writes its own; the records tell the way
        turn.get().opened.append(task)
        return cls(task)

    @staticmethod
    def _handed_on(flow_task: "Desk", last: Task) -> Subject | None:
        """What the desk before was about, or what this desk takes from it."""
        if flow_task.about is None:
            return None
        return flow_task.about(subject_of(last))

    @Activation.status.transition(source=[STATUS.NEW, STATUS.ASSIGNED], target=STATUS.STARTED)
    def take(self, attempt: Attempt) -> None:
        """Sit down and act at once: nobody is ever left in between."""
        self.task.owner, self.task.started = attempt.actor, attempt.at


class Desk(View):
    """Where somebody's turn is: open in these states of the whole, left by these acts.

    ``unit`` gives the key of the queue for a subject; ``about`` is for a desk behind another in a parallel branch:
    it makes this desk's subject from that one's; ``due`` is how long the desk has, or by which day of the subject, and
    ``undated`` says why it has neither; ``continues_after`` are acts that hand the matter to the other side: when the
    desk opens again, its clock goes on with what was left.
    ``closed_by`` are other acts that leave nothing to do here. ``waits_in`` are the subject's own states in which the
    desk waits; without it, all where one of the acts starts. It is for acts that may be made again when nobody waits
    for them any more. One that ``opens_beside`` is opened for a part that comes to where it waits while other desks
    of the whole are open, which it leaves as they are; behind it stands the end.
    """

    activation_class = DeskActivation

    def __init__(
        self,
        states: Sequence[str],
        *,
        acts: Sequence[Step],
        label: Any,
        unit: Callable[[Any], str],
        about: Callable[[Any], Subject] | None = None,
        due: Term | ByDay | WorkingDaysOf | None = None,
        undated: Any = "",
        continues_after: Sequence[Step] = (),
        closed_by: Sequence[Step] = (),
        waits_in: Sequence[str] = (),
        opens_beside: bool = False,
    ) -> None:
        super().__init__(view=None)
        self.states, self.waits_in = frozenset(states), frozenset(waits_in)
        self.acts = {act.__name__: act for act in acts}
        self.left_by = {*self.acts, *(act.__name__ for act in closed_by)}
        self.label, self.unit, self.about, self.due, self.undated = label, unit, about, due, undated
        self.continues_after = [act.__name__ for act in continues_after]
        self.opens_beside = opens_beside


class SplitEach(NextNodeMixin, Node):
    """Parallel desks, one for each part of the subject. viewflow's core splits over data, not over a list of rows."""

    task_type = "PARALLEL_GATEWAY"
    bpmn_element = "parallelGateway"
    shape = {
        "width": 50,
        "height": 50,
        "svg": '<path class="gateway" d="M25,0L50,25L25,50L0,25L25,0"/>'
        '<text class="gateway-marker" font-size="32px" x="25" y="35">+</text>',
    }

    def __init__(self, parts: Callable[[Any], Iterable[Subject]]) -> None:
        super().__init__()
        self.parts = parts


class StartActivation(GoesOn, StartHandleActivation):
    """The beginning of a process."""


class Start(StartHandle):
    """Where the engine starts the desks."""

    activation_class = StartActivation


class ReachedJoinActivation(GoesOn, JoinActivation):
    """A join that was reached."""

    @classmethod
    def create(cls, *args: Any, **kwargs: Any) -> "ReachedJoinActivation":
        """Reach the join, which asks the database for the branches that are still open."""
        turn.get().catch_up()
        reached: ReachedJoinActivation = super().create(*args, **kwargs)
        return reached


class Join(StockJoin):
    """Waits for the branches of a split."""

    activation_class = ReachedJoinActivation
