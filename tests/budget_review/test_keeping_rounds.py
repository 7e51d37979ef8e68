# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two who write one workplan or round: neither writes over the other unread, and one press makes one of them."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from budget_review.forms.fields import BuddhistYear
from budget_review.models import CriteriaSet, Round, Workplan
from budget_review.operations.rounds import TargetText, write_round, write_workplan
from budget_review.queries.criteria import latest_set
from tests.budget_review.pages import Visitor, text_of
from tests.databases import FreshDatabase
from tests.refusing import refused
from tests.together import at_once
from tests.world import World
from workflows.refusals import GuardsUnmet, VersionConflict

Visit = Callable[[str], Visitor]
WINDOW: dict[str, Any] = {"expected_revision": 0, "opens_at": "2564-10-01T08:30", "closes_at": "2564-11-30T16:30"}
TARGET = TargetText(text="บริการเบ็ดเสร็จ", indicator="ร้อยละ 80", approaches="แพลตฟอร์มกลาง")


def plan_form(world: World, **more: Any) -> dict[str, Any]:
    plan = world.round.workplan
    return {
        "expected_revision": 0, "fiscal_year": plan.fiscal_year, "name_th": plan.name_th, "host": plan.host_id,
        "targets-TOTAL_FORMS": 1, "targets-INITIAL_FORMS": 0, "targets-0-text": "ของฉัน",
    } | more  # fmt: skip


def stands(world: World) -> Any:
    plan = Workplan.objects.get(pk=world.round.workplan_id)
    return Workplan.objects.values().get(pk=plan.pk), list(plan.targets.values("text")), list(Round.objects.values())


def keep(world: World, held: Round | Workplan, revision: int, **more: Any) -> Any:
    by: dict[str, Any] = {"actor": world.people["screening_head"], "at": world.at, "expected_revision": revision}
    if isinstance(held, Workplan):
        return write_workplan(held, [TARGET], **by, **more)
    return write_round(held, **by, **more)


@pytest.mark.parametrize("kind", [Workplan, Round])
def test_who_read_an_earlier_revision_is_refused(world: World, kind: type[Workplan] | type[Round]) -> None:
    pk = world.round.workplan_id if kind is Workplan else world.round.pk
    mine, hers = kind.objects.get(pk=pk), kind.objects.get(pk=pk)
    hers.name_en = "Hers"
    assert keep(world, hers, 0).revision == 1
    mine.name_en, before = "Mine", stands(world)
    for read in (0, 2):
        with refused(VersionConflict):
            keep(world, mine, read)
        assert stands(world) == before
    assert keep(world, mine, 1).revision == 2
    assert kind.objects.get(pk=pk).name_en == "Mine"


def test_the_second_writer_of_a_workplan_sees_the_difference_and_loses_nothing(world: World, visit: Visit) -> None:
    plan, head = world.round.workplan, visit("screening_head")
    keep(world, Workplan.objects.get(pk=plan.pk), 0)
    before = stands(world)
    answer = head.post("workplan_edit", plan.pk, **plan_form(world, ceiling_baht="๑๐๐"))
    page = text_of(answer)
    assert answer.status_code == 409
    assert "What is saved now, and what you typed" in page
    assert "<td>บริการเบ็ดเสร็จ<br>ร้อยละ 80<br>แพลตฟอร์มกลาง</td>" in page
    assert "<td>ของฉัน</td>" in page
    assert "<td>100</td>" in page
    assert 'value="ของฉัน"' in page
    assert 'name="expected_revision" value="1"' in page
    assert stands(world) == before
    again = plan_form(world, ceiling_baht="๑๐๐", expected_revision=1)
    assert head.post("workplan_edit", plan.pk, **again).status_code == 302
    assert stands(world)[1] == [{"text": "ของฉัน"}]
    assert head.post("workplan_edit", plan.pk, **again).status_code == 302  # the same press twice
    assert Workplan.objects.get(pk=plan.pk).revision == 2


def test_the_second_writer_of_a_round_sees_both_windows(world: World, visit: Visit) -> None:
    held, head = Round.objects.get(pk=world.round.pk), visit("screening_head")
    held.closes_at += timedelta(days=7)
    keep(world, held, 0, reason="ขยายเวลา")
    before = stands(world)
    typed = WINDOW | {"name_th": held.name_th, "reason": "เหตุผลของฉัน"}
    answer = head.post("round_edit", held.pk, **typed)
    page = text_of(answer)
    assert answer.status_code == 409
    assert re.sub("<td>(.*?)</td>", r"\\1|", page)
    assert "เหตุผลของฉัน</textarea>" in page
    assert stands(world) == before
    assert head.post("round_edit", held.pk, **typed | {"expected_revision": 1}).status_code == 302


def test_a_new_one_sent_twice_is_made_once(world: World, visit: Visit) -> None:
    head, plan = visit("screening_head"), world.round.workplan_id
    for _time in range(2):
        answer = head.post("round_new", plan, name_th="รอบสอง", criteria_set=latest_set().pk, **WINDOW)
        assert answer.status_code == 302
    assert Round.objects.filter(name_th="รอบสอง").count() == 1
    other = head.post("round_new", plan, name_th="รอบสอง", criteria_set=latest_set().pk, **WINDOW | {"name_en": "x"})
    assert other.status_code == 422
    for _time in range(2):
        assert head.post("workplan_new", **plan_form(world, name_th="แผนใหม่")).status_code == 302
    assert Workplan.objects.filter(name_th="แผนใหม่").count() == 1
    assert head.post("workplan_new", **plan_form(world, name_th="แผนใหม่", ceiling_baht=5)).status_code == 422


@pytest.mark.postgresql
def test_presses_at_the_same_moment_make_one_round_and_one_workplan(fresh_database: FreshDatabase) -> None:
    world = World()
    plan = Workplan.objects.get(pk=world.round.workplan_id)

    def make_round(_number: int) -> Any:
        held = Round(workplan=plan, name_th="รอบสอง", opens_at=world.at, closes_at=world.at + timedelta(days=9))
        return keep(world, held, 0)

    def make_workplan(_number: int) -> Any:
        return keep(world, Workplan(name_th="แผนใหม่", fiscal_year=2566, host=plan.host), 0)

    for make, made in ((make_round, Round), (make_workplan, Workplan)):
        names = sorted(type(result).__name__ for result in at_once(4, make))
        assert names == ["GuardsUnmet"] * 3 + [made.__name__]
    assert Round.objects.filter(name_th="รอบสอง").count() == 1
    assert Workplan.objects.filter(name_th="แผนใหม่").count() == 1


def test_the_database_keeps_one_round_of_a_name(world: World) -> None:
    held = Round.objects.get(pk=world.round.pk)
    held.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        held.save()


# ── the criteria of a round ──


def next_version(world: World) -> CriteriaSet:
    return CriteriaSet.objects.create(number=99, reason="ปรับน้ำหนัก", made_by=world.admin, made_at=world.at)


def test_a_round_that_has_not_begun_takes_the_version_that_is_chosen(world: World, visit: Visit) -> None:
    first = CriteriaSet.objects.earliest("number")
    later = next_version(world)
    head = visit("screening_head")
    window = WINDOW | {"name_th": "รอบหน้า", "opens_at": "2643-10-01T08:30", "closes_at": "2643-11-30T16:30"}
    answer = head.post("round_new", world.round.workplan_id, criteria_set=first.pk, **window)
    assert answer.status_code == 302
    made = Round.objects.get(name_th="รอบหน้า")
    assert made.criteria_set == first
    page = text_of(head.get("round_edit", made.pk))
    assert "Version 99 · ปรับน้ำหนัก" in page
    chosen = window | {"criteria_set": later.pk, "expected_revision": 1}
    assert head.post("round_edit", made.pk, **chosen).status_code == 302
    assert Round.objects.get(pk=made.pk).criteria_set == later


@pytest.mark.parametrize(
    ("opens_in_days", "has_projects", "keeps"), [(-1, False, True), (5, True, True), (5, False, False)]
)
def test_a_round_that_has_begun_keeps_its_criteria(
    world: World, opens_in_days: int, has_projects: bool, keeps: bool
) -> None:
    held = Round.objects.get(pk=world.round.pk)
    if not has_projects:
        held.pk, held.name_th = None, "รอบสอง"
    held.opens_at = world.at + timedelta(days=opens_in_days)
    held.save()
    held.criteria_set, chosen = (next_version(world),) * 2
    if keeps:
        with refused(GuardsUnmet):
            keep(world, held, 0, reason="เหตุผล")
    else:
        keep(world, held, 0)
    assert (Round.objects.get(pk=held.pk).criteria_set == chosen) is not keeps


def test_the_page_of_a_round_that_has_begun_does_not_ask_for_criteria(world: World, visit: Visit) -> None:
    assert 'name="criteria_set"' not in text_of(visit("screening_head").get("round_edit", world.round.pk))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2028", "2028 is a year of the Common Era. Write 2571."),
        ("๒๐๒๘", "2028 is a year of the Common Era. Write 2571."),
        ("71", "2500"),
        ("๒๕๗๑", ""),
    ],
)
def test_a_year_of_the_other_era_is_refused_with_the_year_to_write(typed: str, told: str) -> None:
    field = BuddhistYear()
    if not told:
        assert field.clean(typed) == 2571
        return
    with pytest.raises(ValidationError, match=told):
        field.clean(typed)
