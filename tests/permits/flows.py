# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is while a permit lives; the routes go by the state."""

from collections.abc import Iterable

from viewflow import this
from viewflow.workflow.base import Flow
from viewflow.workflow.nodes import End, Split, Switch

from tests.permits.lifecycle import PermitLifecycle, PermitState, ReferenceLifecycle, ReferenceState
from tests.permits.models import Permit, Reference
from workflows.models import Process, Task
from workflows.nodes import Desk, Join, SplitEach, Start, is_in, lock_of_the_engine


def open_references(permit: Permit) -> Iterable[Reference]:
    return Reference._default_manager.filter(permit=permit, state=ReferenceState.ASKED).order_by("pk")


class PermitFlow(Flow):
    """A permit's desks. Nobody sits at a held one."""

    process_class = Process
    task_class = Task
    lock_impl = lock_of_the_engine

    start = Start().Next(this.route)
    route = (
        Switch()
        .Case(this.checking, is_in(PermitState.ASKED))
        .Case(this.look_and_refer, is_in(PermitState.CHECKED))
        .Case(this.deciding, is_in(PermitState.LOOKED))
        .Case(this.decide_and_refer, is_in(PermitState.VERIFIED))
        .Default(this.end)
    )
    look_and_refer = Split().Next(this.looking).Next(this.ask_references)
    decide_and_refer = Split().Next(this.deciding).Next(this.ask_references)
    checking = Desk(
        [PermitState.ASKED],
        acts=[PermitLifecycle.check_it, PermitLifecycle.verify],
        label="Check",
        unit=lambda permit: "clerks",
    ).Next(this.route)
    ask_references = SplitEach(open_references).Next(this.referring)
    referring = Desk(
        [PermitState.CHECKED, PermitState.VERIFIED],
        acts=[ReferenceLifecycle.give, ReferenceLifecycle.decline],
        label="Give a reference",
        unit=lambda reference: "friends",
    ).Next(this.all_given)
    all_given = Join().Next(this.end)
    looking = Desk(
        [PermitState.CHECKED],
        acts=[PermitLifecycle.look_again, PermitLifecycle.refuse],
        label="Look again",
        unit=lambda permit: "chiefs",
    ).Next(this.route)
    deciding = Desk(
        [PermitState.LOOKED, PermitState.VERIFIED],
        acts=[PermitLifecycle.grant, PermitLifecycle.grant_verified, PermitLifecycle.refuse_verified],
        label="Decide",
        unit=lambda permit: "chiefs",
    ).Next(this.route)
    end = End()
