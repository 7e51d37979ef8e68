# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reminders and escalation: when each rung is fired, whom it tells, and that it is fired once."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from agencies.models import Membership
from tests.clocks.telling import at, just_after, last_second, open_task, stop
from tests.databases import FreshDatabase
from tests.refusing import refused
from tests.together import at_once
from tests.world import AT, World, everything
from workflows.clocks import ladder
from workflows.clocks.holidays import NewHoliday, change
from workflows.clocks.ladder import retire_rung, set_rung, sweep
from workflows.clocks.models import Fired, Rung, RungChange
from workflows.clocks.queries import escalations_of
from workflows.jobs.registry import PERIODIC
from workflows.refusals import GuardsUnmet, NotPermitted
from workflows.tasks import claim


@pytest.fixture
def told() -> Iterator[list[tuple[str, list[int]]]]:
    """What the tellers were given: ``[("head", [ids])]``."""
    heard: list[tuple[str, list[int]]] = []

    def hear(fired: Any, at: Any) -> None:
        heard.extend((one.rung.whom, one.told) for one in fired)

    ladder.TELLERS.append(hear)
    yield heard
    ladder.TELLERS.remove(hear)


def fired() -> list[str]:
    return [f"{one.rung.offset:+d} {one.rung.whom}" for one in Fired.objects.select_related("rung").order_by("pk")]


LADDER = ["-2 holder", "+0 holder", "+1 queue", "+3 head", "+10 administrator"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "rungs"),
    [  # screening is due on Wednesday 25 November 2563
        (at("2020-11-23", "08:29"), []),
        (at("2020-11-23", "08:30"), LADDER[:1]),  # two working days before
        (at("2020-11-24"), LADDER[:1]),
        (at("2020-11-25", "08:29"), LADDER[:1]),
        (at("2020-11-25", "08:30"), LADDER[:2]),  # the due day
        (just_after("2020-11-25"), LADDER[1:2]),  # late: no reminder from before is made up for
        (at("2020-11-26"), LADDER[1:3]),
        (at("2020-11-29"), LADDER[1:3]),  # Sunday
        (at("2020-11-30"), LADDER[1:4]),  # three working days after
        (at("2020-12-08"), LADDER[1:4]),
        (at("2020-12-09"), LADDER[1:]),  # ten
    ],
)
def test_rungs_are_fired_by_working_days(moment: Any, rungs: list[str]) -> None:
    world = World().to("screening")
    assert sweep(moment) == len(rungs)
    assert fired() == rungs
    assert {one.task for one in Fired.objects.all()} <= {open_task(world, "screening")}


@pytest.mark.django_db
def test_sweep_after_sweep_fires_nothing_twice() -> None:
    World().to("screening")
    for day in range(40):
        sweep(at("2020-11-20") + timedelta(days=day))
        assert sweep(at("2020-11-20") + timedelta(days=day)) == 0
    assert fired() == LADDER


@pytest.mark.django_db
def test_clock_that_jumps_neither_fires_twice_nor_takes_back() -> None:
    World().to("screening")
    sweep(at("2020-11-26"))
    before = everything()
    for moment in (at("2019-01-01"), at("2020-11-23"), at("2020-11-26")):
        assert sweep(moment) == 0
    assert everything() == before
    assert sweep(at("2031-01-01")) == 2
    assert sweep(at("2020-11-26")) == 0
    assert fired() == LADDER[1:]


@pytest.mark.django_db
def test_holder_is_told_once_the_task_is_taken_and_the_queue_before(told: list[tuple[str, list[int]]]) -> None:
    world = World().to("screening")
    sweep(at("2020-11-23"))
    claim(open_task(world, "screening").pk, actor=world.screener, at=at("2020-11-24"))
    sweep(at("2020-11-25"))
    both = sorted([world.screener.pk, world.other_screener.pk])
    assert told == [("holder", both), ("holder", [world.screener.pk])]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "head"), [("draft", "head"), ("screening", "screening_head"), ("agency_approval", "head")]
)
def test_head_of_whose_turn_it_is_hears_of_it(state: str, head: str, told: list[tuple[str, list[int]]]) -> None:
    world = World().to(state)
    sweep(at("2021-02-01"))
    assert ("head", [world.people[head].pk]) in told
    assert ("administrator", [world.admin.pk]) in told


@pytest.mark.django_db
def test_consents_escalate_to_the_head_of_each_partner(told: list[tuple[str, list[int]]]) -> None:
    world = World().to("confirming")
    sweep(at("2020-11-12"))  # south has no head: administrators hear of it
    assert [people for whom, people in told if whom == "head"] == [[world.north_head.pk], [world.admin.pk]]


@pytest.mark.django_db
def test_person_whose_role_has_ended_is_not_told(told: list[tuple[str, list[int]]]) -> None:
    world = World().to("screening")
    Membership.objects.filter(user=world.other_screener).update(to_date=at("2020-11-22").date())
    sweep(at("2020-11-23"))
    assert told == [("holder", [world.screener.pk])]


@pytest.mark.django_db
def test_due_date_that_moved_begins_the_ladder_anew() -> None:
    world = World().to("screening")
    sweep(at("2020-11-25"))
    special = NewHoliday(day=at("2020-11-24").date(), name_th="วันหยุด", source="มติ")
    change(add=[special], reason="ตามมติ", actor=world.admin, at=at("2020-11-23"), request_id=uuid4())
    assert sweep(at("2020-11-25")) == 1  # two working days before the 26th is the 23rd
    assert fired() == ["-2 holder", "+0 holder", "-2 holder"]
    assert [one.due_at for one in Fired.objects.order_by("pk")][-1] == last_second("2020-11-26")


@pytest.mark.django_db
def test_stopped_clock_and_closed_task_fire_nothing() -> None:
    world = World().to("screening")
    stop(world, "screening", "2020-11-09")
    assert sweep(at("2021-06-01")) == 0


@pytest.mark.django_db
def test_escalations_are_told_of_the_present_due_date_alone() -> None:
    world = World().to("screening")
    sweep(at("2020-12-01"))
    task = open_task(world, "screening")
    assert [(one.rung.whom, one.at) for one in escalations_of([task])[task.pk]] == [("head", at("2020-12-01"))]
    task.due_at = last_second("2021-01-29")
    assert escalations_of([task]) == {}


@pytest.mark.django_db
def test_rung_of_one_desk_is_fired_there_alone() -> None:
    world = World().to("screening")
    other = World("b").to("submitted")
    Rung.objects.update(retired_at=AT)
    task = open_task(world, "screening")
    stored = type(task)._meta.get_field("flow_task").get_prep_value(task.flow_task)
    set_rung(actor=world.admin, at=AT, reason="ลองใช้", offset=5, whom="queue", channel="mail", desk=stored)
    sweep(at("2021-02-01"))
    assert [one.task for one in Fired.objects.all()] == [task]
    assert open_task(other, "intake").due_at is not None


@pytest.mark.django_db
def test_ladder_is_changed_by_administrators_alone() -> None:
    world = World()
    first = Rung.objects.first()
    assert first is not None
    for who in set(world.people) - {"admin"}:
        with refused(NotPermitted):
            set_rung(actor=world.people[who], at=AT, reason="ลองใช้", offset=5, whom="head", channel="mail")
        with refused(NotPermitted):
            retire_rung(first.pk, actor=world.people[who], at=AT, reason="เลิกใช้")


@pytest.mark.django_db
def test_rung_that_is_there_or_says_nothing_is_refused() -> None:
    world = World()
    for given in ({"offset": 3, "whom": "head"}, {"offset": 5, "whom": "moon"}, {"offset": 999, "whom": "head"}):
        with refused(GuardsUnmet):
            set_rung(actor=world.admin, at=AT, reason="ลองใช้", channel="mail", **given)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_retired_rung_fires_no_more_and_what_it_fired_stays() -> None:
    world = World().to("screening")
    sweep(at("2020-11-23"))
    for rung in Rung.objects.all():
        retire_rung(rung.pk, actor=world.admin, at=at("2020-11-24"), reason="เลิกใช้")
    assert sweep(at("2021-11-24")) == 0
    assert fired() == LADDER[:1]
    with refused(GuardsUnmet):
        retire_rung(Rung.objects.earliest("pk").pk, actor=world.admin, at=at("2020-11-24"), reason="เลิกใช้")


@pytest.mark.django_db
def test_fired_rung_is_kept_and_unique() -> None:
    World().to("screening")
    sweep(at("2020-11-23"))
    one = Fired.objects.get()
    for spoil in (
        lambda: Fired.objects.filter(pk=one.pk).delete(),
        lambda: Fired.objects.filter(pk=one.pk).update(told=[]),
        lambda: Fired.objects.create(task=one.task, rung=one.rung, due_at=one.due_at, at=AT, sweep=uuid4()),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            spoil()


def test_sweep_is_periodic_work() -> None:
    assert PERIODIC["workflows.clocks.sweeping.fire_the_ladder"].every == timedelta(minutes=15)


@pytest.mark.postgresql
def test_twelve_sweeps_at_once_fire_and_tell_once(
    fresh_database: FreshDatabase, told: list[tuple[str, list[int]]]
) -> None:
    for number in range(6):
        World(f"-{number}").to("screening")
    results = at_once(12, lambda number: sweep(at("2020-12-14")))
    assert [result for result in results if isinstance(result, Exception)] == []
    assert sum(result for result in results if isinstance(result, int)) == 6 * 4
    assert Counter(whom for whom, _people in told) == {"holder": 6, "queue": 6, "head": 6, "administrator": 6}
    assert Counter(fired()) == dict.fromkeys(LADDER[1:], 6)


@pytest.mark.django_db
def test_change_of_the_ladder_keeps_who_when_and_why() -> None:
    world = World()
    rung = set_rung(actor=world.admin, at=AT, reason=" ตามหนังสือเวียน ", offset=5, whom="head", channel="mail")
    retire_rung(rung.pk, actor=world.admin, at=at("2020-11-24"), reason="เลิกใช้")
    assert list(RungChange.objects.order_by("pk").values_list("rung", "kind", "actor", "at", "reason")) == [
        (rung.pk, "set", world.admin.pk, AT, "ตามหนังสือเวียน"),
        (rung.pk, "retire", world.admin.pk, at("2020-11-24"), "เลิกใช้"),
    ]
    for spoil in (
        lambda: RungChange.objects.update(reason="อื่น"),
        lambda: RungChange.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            spoil()


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "  ", "ก\0"])
def test_ladder_is_not_changed_without_a_reason_that_can_be_kept(reason: str) -> None:
    world = World()
    first = Rung.objects.first()
    assert first is not None
    with refused(GuardsUnmet):
        set_rung(actor=world.admin, at=AT, reason=reason, offset=5, whom="head", channel="mail")
    with refused(GuardsUnmet):
        retire_rung(first.pk, actor=world.admin, at=AT, reason=reason)
