# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changing the holiday table: recorded, with its reason, and with every due date that it moves."""

import time
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from tests.clocks.telling import at, due_day, last_second, open_task, resume, stop
from tests.databases import FreshDatabase
from tests.refusing import refused
from tests.together import at_once
from tests.world import AT, World, everything
from workflows.clocks import calendars
from workflows.clocks.holidays import NewHoliday, change, last_change, plan
from workflows.clocks.models import Holiday, HolidayChange
from workflows.models import Task
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, VersionConflict
from workflows.verification import faults

PAUSE = 0.5  # seconds
SPECIAL = NewHoliday(day=date(2020, 11, 16), name_th="วันหยุดพิเศษ", source="มติคณะรัฐมนตรี 3 พฤศจิกายน 2563", kind="special")


def make(world: World, *, who: str = "admin", request_id: UUID | None = None, **more: Any) -> HolidayChange:
    given: dict[str, Any] = {"add": [SPECIAL], "reason": "ตามมติ"} | more
    return change(actor=world.people[who], at=AT, request_id=request_id or uuid4(), **given)


@pytest.mark.django_db
def test_new_holiday_moves_the_due_dates_after_it_and_says_which() -> None:
    world = World().to("screening")
    written = make(world)
    task = open_task(world, "screening")
    assert due_day(world, "screening") == "2020-11-26"
    assert written.facts == {
        "added": ["2020-11-16"],
        "retired": [],
        "moved": [[task.pk, "2020-11-25T16:59:59.000000Z", "2020-11-26T16:59:59.000000Z"]],
    }
    held = Holiday.objects.get(day="2020-11-16", retired_by=None)
    assert (held.kind, held.added_by, held.source) == ("special", written, "มติคณะรัฐมนตรี 3 พฤศจิกายน 2563")
    assert (written.actor, written.at, written.reason) == (world.admin, AT, "ตามมติ")
    assert list(faults()) == []


@pytest.mark.django_db
def test_retired_holiday_brings_due_dates_forward_and_stays_in_the_table() -> None:
    world = World().to("screening")
    written = make(world, add=[], retire=[date(2020, 11, 19), date(2020, 11, 20)])
    assert due_day(world, "screening") == "2020-11-23"
    assert Holiday.objects.filter(retired_by=written).count() == 2
    again = make(world, add=[NewHoliday(day=date(2020, 11, 19), name_th="วันหยุด", source="มติ")])
    assert due_day(world, "screening") == "2020-11-24"
    assert len(again.facts["moved"]) == 1


@pytest.mark.django_db
def test_preview_says_what_would_move_and_changes_nothing() -> None:
    world = World().to("screening")
    before = everything()
    planned = plan(add=[SPECIAL])
    assert [(task.pk, due.isoformat()) for task, due in planned.moved] == [
        (open_task(world, "screening").pk, "2020-11-26T23:59:59+07:00")
    ]
    assert everything() == before


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2020-11-02", "2020-11-26", "2020-11-14"])  # of the act, after the due day, Saturday
def test_holiday_outside_the_period_moves_nothing(day: str) -> None:
    world = World().to("screening")
    written = make(world, add=[NewHoliday(day=date.fromisoformat(day), name_th="วันหยุด", source="มติ")])
    assert (written.facts["moved"], due_day(world, "screening")) == ([], "2020-11-25")


@pytest.mark.django_db
def test_closed_tasks_keep_the_dates_they_had() -> None:
    world = World().to("screening")
    intake = open_task(World("b").to("submitted"), "intake")
    closed = [task.due_at for task in type(intake).objects.filter(finished__isnull=False)]
    make(world, add=[NewHoliday(day=date(2020, 11, 4), name_th="วันหยุด", source="มติ")])
    assert [task.due_at for task in type(intake).objects.filter(finished__isnull=False)] == closed


@pytest.mark.django_db
def test_change_by_anybody_but_an_administrator_is_refused() -> None:
    world = World().to("screening")
    for who in set(world.people) - {"admin"}:
        with refused(NotPermitted):
            make(world, who=who)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        ({"reason": "  "}, ["The reason must be given."]),
        ({"add": []}, ["There is nothing to change."]),
        ({"add": [SPECIAL, SPECIAL]}, ["A day is named twice."]),
        ({"retire": [SPECIAL.day]}, ["A day is named twice.", "2020-11-16 is not in the table."]),
        ({"add": [], "retire": [date(2020, 11, 18)]}, ["2020-11-18 is not in the table."]),
        (
            {"add": [NewHoliday(day=date(2020, 11, 19), name_th="วันหยุด", source="มติ")]},
            ["2020-11-19 is in the table already."],
        ),
        (
            {"add": [NewHoliday(day=SPECIAL.day, name_th=" ", source="มติ", kind="bank")]},
            ["Each holiday needs its Thai name and its source.", "The kind of a holiday must be one of those listed."],
        ),
    ],
)
def test_change_that_cannot_be_made_is_refused_with_the_reason(given: dict[str, Any], reasons: list[str]) -> None:
    world = World().to("screening")
    with refused(GuardsUnmet) as raised:
        make(world, **given)
    assert list(raised.value.reasons) == reasons


@pytest.mark.django_db
def test_change_after_somebody_elses_is_told_so() -> None:
    world, seen = World(), last_change()
    make(world)
    with refused(VersionConflict):
        make(world, add=[], retire=[SPECIAL.day], expected_change=seen)
    make(world, add=[], retire=[SPECIAL.day], expected_change=last_change())


@pytest.mark.django_db
def test_same_request_gives_the_same_change_and_no_other_request_may_use_its_id() -> None:
    world, request_id = World(), uuid4()
    first = make(world, request_id=request_id)
    assert make(world, request_id=request_id) == first
    with refused(RequestReused):
        make(world, request_id=request_id, reason="อื่น")
    with refused(RequestReused):
        make(world, request_id=request_id, who="auditor")


@pytest.mark.django_db
def test_log_of_changes_cannot_be_changed_or_removed() -> None:
    written = make(World())
    for spoil in (
        lambda: HolidayChange.objects.filter(pk=written.pk).update(reason="อื่น"),
        lambda: HolidayChange.objects.filter(pk=written.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            spoil()


@pytest.mark.postgresql
def test_tasks_opened_while_the_table_changes_count_by_the_new_one(fresh_database: FreshDatabase) -> None:
    worlds = [World(f"-{number}").to("submitted") for number in range(8)]

    def act(number: int) -> Any:
        if number == 0:
            return make(worlds[0])
        return worlds[number].act("take_up", "screener", at=moment)

    moment: datetime = at("2020-11-02", "15:00")
    results = at_once(8, act)
    assert [result for result in results if isinstance(result, Exception)] == []
    assert {due_day(world, "screening") for world in worlds[1:]} == {"2020-11-26"}
    assert list(faults()) == []


@pytest.mark.parametrize("goes_on", [True, False], ids=["resumed", "stopped"])
def test_clock_is_not_counted_by_a_table_that_is_being_changed(fresh_database: FreshDatabase, goes_on: bool) -> None:
    world = World().to("screening")
    if goes_on:
        stop(world, "screening", "2020-11-09")

    def hold(day: str) -> Any:
        with connection.execute_wrapper(slowly_recorded):
            return (resume if goes_on else stop)(world, "screening", day)

    def announce() -> Any:
        time.sleep(PAUSE / 2)  # the clock is counted by now, and has no record yet
        return make(world)

    results = at_once(2, lambda number: announce() if number else hold("2020-11-10"))
    assert [result for result in results if isinstance(result, Exception)] == []
    assert list(faults()) == []


def slowly_recorded(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """Wait before a record is written."""
    if sql.lstrip().startswith(("INSERT", "WITH")) and "workflows_transitionrecord" in sql:
        time.sleep(PAUSE)
    return execute(sql, params, many, context)


@pytest.mark.django_db
def test_new_holiday_moves_a_clock_that_went_on_when_it_was_late() -> None:
    world = World().to("screening")
    stop(world, "screening", "2020-12-01")
    resume(world, "screening", "2020-12-17")
    assert (due_day(world, "screening"), open_task(world, "screening").days_left) == ("2020-12-09", -4)
    make(world, add=[replace(SPECIAL, day=date(2020, 12, 15))])
    assert due_day(world, "screening") == "2020-12-08"
    assert list(faults()) == []


@pytest.mark.django_db
def test_days_known_later_are_delivered_once_and_move_the_due_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    delivery = import_module("workflows.migrations.0003_holidays")
    monkeypatch.setattr(delivery, "DELIVERED", uuid4())  # a later delivery has an id of its own
    deliver = delivery.deliver
    world = World().to("screening")
    Holiday.objects.filter(day__in=["2020-11-19", "2020-11-20"]).delete()
    monkeypatch.setattr(calendars, "_kept", None)  # the table became smaller behind its back
    task = open_task(world, "screening")
    Task.objects.filter(pk=task.pk).update(due_at=last_second("2020-11-23"))  # as the smaller table counted it
    assert list(faults()) == []
    deliver(apps, None)
    assert due_day(world, "screening") == "2020-11-25"
    written = HolidayChange.objects.first()
    assert written is not None
    assert (written.actor, written.facts["added"]) == (None, ["2020-11-19", "2020-11-20"])
    assert written.facts["moved"] == [[task.pk, "2020-11-23T16:59:59.000000Z", "2020-11-25T16:59:59.000000Z"]]
    assert list(faults()) == []
    before = everything()
    deliver(apps, None)
    assert everything() == before
