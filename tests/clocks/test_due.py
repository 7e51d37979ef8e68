# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""When each desk is due, and clocks that stop while the agency owes an answer."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.clocks.telling import ANSWER, at, due_day, last_second, open_task, resume, stop
from tests.refusing import refused
from tests.world import World
from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.queries import clock_shown
from workflows.clocks.running import REASONS
from workflows.models import Task
from workflows.refusals import WrongState
from workflows.verification import faults

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "desk", "day"),
    [  # everything is done on Monday 2 November 2563; the 19th and 20th are special holidays
        ("draft", "writing", "2020-12-02"),
        ("confirming", "consenting", "2020-11-09"),
        ("agency_approval", "approving", "2020-11-09"),
        ("submitted", "intake", "2020-11-05"),
        ("screening", "screening", "2020-11-25"),
        ("recommended", "reviewing", "2020-11-09"),
        ("screened", "listing", "2020-11-16"),
        ("endorsed", "forwarding", "2020-11-09"),
        ("forwarded", "receiving", "2020-11-16"),
        ("decided", "reporting", "2020-11-25"),
    ],
)
def test_desk_is_due_in_working_days(state: str, desk: str, day: str) -> None:
    assert due_day(World().to(state), desk) == day
    assert list(faults()) == []


def test_desk_without_a_term_is_never_due() -> None:
    task = open_task(World().to("budgeting"), "deciding")
    assert (task.due_at, task.days_left, task.counted_from) == (None, None, None)


def test_calendar_is_read_once_for_all_desks_of_an_act() -> None:
    world = World()
    with CaptureQueriesContext(connection) as queries:
        world.act("propose", "officer")  # opens a desk for each of two partners
    assert sum("workflows_holiday" in query["sql"] for query in queries) == 1


def returned(world: World, day: str) -> None:
    facts = {"sections": ["essentials"]}
    world.act("return_for_revision", "screener", at=at(day), note="แก้", facts=facts)


def test_screening_goes_on_after_a_return_with_what_was_left() -> None:
    world = World().to("screening")
    returned(world, "2020-11-09")  # 3, 4, 5, 6 and 9 November are used: 10 of 15 are left
    assert due_day(world, "writing") == "2020-12-09"  # the agency's own clock runs instead: 20 days from the 9th
    world.act("resubmit", "officer", at=at("2020-11-18"))
    task = open_task(world, "screening")
    assert (task.days_left, due_day(world, "screening")) == (10, "2020-12-04")
    returned(world, "2020-12-01")  # 23 to 27, 30 November, 1 December: 3 are left
    world.act("resubmit", "officer", at=at("2021-01-04"))
    assert (open_task(world, "screening").days_left, due_day(world, "screening")) == (3, "2021-01-07")
    assert list(faults()) == []


def test_screening_that_was_late_before_a_return_stays_as_late() -> None:
    world = World().to("screening")
    returned(world, "2020-11-27")  # due on the 25th
    world.act("resubmit", "officer", at=at("2020-12-14"))
    task = open_task(world, "screening")
    assert task.days_left == -2
    assert due_day(world, "screening") == "2020-12-08"  # the 9th and the 14th are the two days late; 10 and 11 are off
    clock = clock_shown(task, at("2020-12-14"), calendar_in_force())
    assert (clock.is_late, clock.days) == (True, -2)


def test_screening_returned_on_its_last_day_is_due_the_day_it_comes_back() -> None:
    world = World().to("screening")
    returned(world, "2020-11-25")
    world.act("resubmit", "officer", at=at("2020-12-09"))
    assert due_day(world, "screening") == "2020-12-09"


def test_experts_clocks_stop_with_the_screening() -> None:
    world = World(amount=Decimal("50000000.00")).to("screening")
    returned(world, "2020-11-09")
    world.act("resubmit", "officer", at=at("2020-11-18"))
    assert (open_task(world, "advising").days_left, due_day(world, "advising")) == (5, "2020-11-27")


def test_screening_asked_to_be_reconsidered_has_its_whole_term() -> None:
    world = World().to("recommended")
    world.act("reconsider", "screening_head", at=at("2020-11-16"), note="ทบทวน")
    assert due_day(world, "screening") == "2020-12-09"


def test_stopped_clock_keeps_its_days_and_is_not_due() -> None:
    world = World().to("screening")
    task = open_task(world, "screening")
    stop(world, "screening", "2020-11-09")
    task = Task.objects.get(pk=task.pk)
    assert (task.due_at, task.days_left, task.stopped_at) == (None, 10, at("2020-11-09"))
    clock = clock_shown(task, at("2021-06-01"), calendar_in_force())
    assert (clock.days, clock.is_late, clock.stopped_for) == (10, False, REASONS[ANSWER])
    assert list(faults()) == []
    resume(world, "screening", "2020-11-18")
    assert due_day(world, "screening") == "2020-12-04"
    assert list(faults()) == []


def test_stopped_clock_is_not_stopped_again_nor_a_going_one_resumed() -> None:
    world = World().to("screening")
    with refused(WrongState):
        resume(world, "screening", "2020-11-09")
    stop(world, "screening", "2020-11-09")
    with refused(WrongState):
        stop(world, "screening", "2020-11-10")


def test_clock_of_a_closed_or_undated_task_is_not_stopped() -> None:
    world = World().to("screening")
    task = open_task(world, "screening")
    returned(world, "2020-11-09")
    with refused(WrongState):
        stop(world, "", "2020-11-09", task=task.pk)
    world = World("b").to("budgeting")
    with refused(WrongState):
        stop(world, "deciding", "2020-11-09", who="budget")


def test_screening_returned_while_its_clock_is_stopped_keeps_what_was_left() -> None:
    world = World().to("screening")
    stop(world, "screening", "2020-11-04")
    returned(world, "2020-11-17")
    world.act("resubmit", "officer", at=at("2020-11-18"))
    assert open_task(world, "screening").days_left == 13


def test_due_date_changed_behind_the_engine_is_found() -> None:
    world = World().to("screening")
    Task.objects.filter(pk=open_task(world, "screening").pk).update(due_at=last_second("2020-11-26"))
    assert [fault.split(" is due ")[1] for fault in faults()] == ["2020-11-26, where the calendar counts 2020-11-25."]
