# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is at the clinic: who holds the consultation and writes what was said."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow.base import Flow
from viewflow.workflow.nodes import End, Switch

from agencies.roles import Role, group
from digital_plan.lifecycle.clinic import BookingLifecycle
from digital_plan.states.clinic import BookingState
from workflows.clocks.days import ByDay
from workflows.models import Process, Task, turn
from workflows.nodes import Desk, Start, lock_of_the_engine


def has_a_place(activation: Any) -> bool:
    """Whether the booking has a place; who waits, waits for a place and for nobody's act."""
    return bool(turn.get().subject.state == BookingState.BOOKED)


class BookingFlow(Flow):
    """One desk: the clinic's officers hold the consultation."""

    process_class = Process
    task_class = Task
    lock_impl = lock_of_the_engine

    start = Start().Next(this.route)
    route = Switch().Case(this.consulting, has_a_place).Default(this.end)
    consulting = Desk(
        [BookingState.BOOKED],
        acts=[BookingLifecycle.note_consultation, BookingLifecycle.miss],
        label=_("Hold the consultation, and write what was said"),
        due=ByDay(lambda booking: booking.day, _("The day of the consultation")),
        unit=lambda booking: group(Role.SCREENING_OFFICER),
    ).Next(this.route)
    end = End()
