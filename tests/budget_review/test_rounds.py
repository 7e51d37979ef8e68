# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Workplans with targets and ceiling, rounds with windows, agencies that are late by permission, years side by side."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from budget_review.models import LatePermission, Round, RoundChange, Workplan
from budget_review.operations.rounds import permit_late, write_round
from budget_review.queries.criteria import latest_set
from tests.budget_review.pages import Visitor, text_of
from tests.refusing import refused
from tests.world import World
from workflows.refusals import GuardsUnmet, NotPermitted

Visit = Callable[[str], Visitor]
OPEN = "The round must be open for proposals."


def close(world: World) -> None:
    Round.objects.filter(pk=world.round.pk).update(closes_at=world.at - timedelta(days=1))


def permit(world: World, who: str = "screening_head", agency: str = "lead", days: int = 5, **more: Any) -> Any:
    held = Round.objects.select_related("workplan").get(pk=world.round.pk)
    given: dict[str, Any] = {"until": world.at + timedelta(days=days), "reason": "ระบบขัดข้อง", "at": world.at} | more
    return permit_late(held, world.agencies[agency], actor=world.people[who], **given)


def test_a_closed_round_takes_a_late_agency_by_permission_only(world: World) -> None:
    close(world)
    with refused(GuardsUnmet) as raised:
        world.act("propose", "officer")
    assert OPEN in raised.value.reasons
    permit(world, agency="north")  # another agency's leave is none for the lead
    with refused(GuardsUnmet):
        world.act("propose", "officer")
    permit(world)
    world.act("propose", "officer")
    assert world.project.state == "confirming"


@pytest.mark.parametrize(("later", "may"), [(timedelta(days=5, seconds=-1), True), (timedelta(days=5), False)])
def test_a_permission_ends_at_its_moment(world: World, later: timedelta, may: bool) -> None:
    close(world)
    permit(world)
    assert Round.objects.get(pk=world.round.pk).is_open_for(world.agencies["lead"].pk, world.at + later) is may


@pytest.mark.parametrize(
    ("who", "may"),
    [("admin", True), ("screening_head", True), ("screener", False), ("officer", False), ("budget", False)],
)
def test_only_administrators_and_heads_of_screening_keep_rounds(world: World, who: str, may: bool) -> None:
    close(world)
    held = Round.objects.select_related("workplan").get(pk=world.round.pk)
    if may:
        permit(world, who)
        write_round(held, actor=world.people[who], at=world.at, expected_revision=0)
    else:
        with refused(NotPermitted):
            permit(world, who)
        with refused(NotPermitted):
            write_round(held, actor=world.people[who], at=world.at, expected_revision=0)


@pytest.mark.parametrize("more", [{"reason": "  "}, {"days": -3}])
def test_a_permission_needs_a_reason_and_a_time_to_come(world: World, more: dict[str, Any]) -> None:
    close(world)
    with refused(GuardsUnmet):
        permit(world, **more)
    assert not LatePermission.objects.exists()


def test_a_permission_is_never_changed(world: World) -> None:
    close(world)
    given = permit(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        LatePermission.objects.filter(pk=given.pk).update(reason="อื่น")


def test_a_late_agency_finds_the_round_when_it_begins_a_proposal(world: World, visit: Visit) -> None:
    Round.objects.filter(pk=world.round.pk).update(closes_at=timezone.now() - timedelta(days=1))
    assert "รอบทดสอบ" not in text_of(visit("officer").get("project_new"))
    answer = visit("screening_head").post(
        "round_late", world.round.pk, agency=world.agencies["lead"].pk, reason="ระบบขัดข้อง",
        until=(timezone.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M"),
    )  # fmt: skip
    assert answer.status_code == 302
    assert "รอบทดสอบ" in text_of(visit("officer").get("project_new"))
    assert "รอบทดสอบ" not in text_of(visit("nora").get("project_new"))
    assert "ระบบขัดข้อง" in text_of(visit("officer").get("round", world.round.pk))


def workplan_form(world: World, **more: Any) -> dict[str, Any]:
    return {
        "expected_revision": 0, "fiscal_year": "๒๕๖๖",
        "name_th": "แผนงานบูรณาการรัฐบาลดิจิทัล", "host": world.agencies["dga"].pk,
        "ceiling_baht": "๕,๕๒๓,๙๑๑,๐๐๐", "targets-TOTAL_FORMS": 2, "targets-INITIAL_FORMS": 0,
        "targets-0-text": "บริการเบ็ดเสร็จ", "targets-0-indicator": "ร้อยละ ๘๐",
        "targets-0-approaches": "แพลตฟอร์มกลาง\nเชื่อมโยง",
    } | more  # fmt: skip


def test_a_workplan_is_written_with_its_targets_and_ceiling(world: World, visit: Visit) -> None:
    head = visit("screening_head")
    assert head.post("workplan_new", **workplan_form(world)).status_code == 302
    made = Workplan.objects.get(fiscal_year=2566)
    assert (made.ceiling_baht, made.targets.get().approach_list) == (
        Decimal(5523911000), ["แพลตฟอร์มกลาง", "เชื่อมโยง"],
    )  # fmt: skip
    page = text_of(visit("officer").get("workplan", made.pk))
    assert "5,523,911,000" in page
    assert "แพลตฟอร์มกลาง" in page
    other = workplan_form(world, ceiling_baht="5")
    assert head.post("workplan_new", **other).status_code == 422  # the name is taken
    assert Workplan.objects.count() == 2


def test_a_round_is_written_with_its_window(world: World, visit: Visit) -> None:
    head, workplan = visit("screening_head"), world.round.workplan_id
    window = {
        "name_th": "รอบสอง",
        "expected_revision": 0,
        "criteria_set": latest_set().pk,
        "opens_at": "2564-10-01T08:30",
        "closes_at": "2564-11-30T16:30",
    }
    assert head.post("round_new", workplan, **window).status_code == 302
    made = Round.objects.get(name_th="รอบสอง")
    assert made.opens_at.isoformat() == "2021-10-01T01:30:00+00:00"
    assert made.criteria_set == latest_set()
    wrong = window | {"expected_revision": 1} | {"closes_at": "2564-09-30T16:30"}
    assert head.post("round_edit", made.pk, **wrong).status_code == 422
    assert Round.objects.get(pk=made.pk).closes_at == made.closes_at


@pytest.mark.parametrize("who", ["officer", "screener", "budget", "auditor"])
def test_for_others_there_is_nothing_to_write(world: World, visit: Visit, who: str) -> None:
    workplan, held = world.round.workplan_id, world.round.pk
    for name, args in (
        ("workplan_new", ()), ("workplan_edit", (workplan,)), ("round_new", (workplan,)), ("round_edit", (held,)),
        ("round_late", (held,)),
    ):  # fmt: skip
        assert visit(who).get(name, *args).status_code == 404


def test_the_money_of_a_workplan_stands_against_its_ceiling(world: World, visit: Visit) -> None:
    world.act("propose", "officer")
    total = sum(map(Decimal, world.amounts().values()))
    Workplan.objects.filter(pk=world.round.workplan_id).update(ceiling_baht=total - 1)
    page = text_of(visit("officer").get("workplan", world.round.workplan_id))
    assert "Above the ceiling" in page
    assert "-1" in page


def test_lists_switch_between_the_years_that_live_at_once(world: World, visit: Visit) -> None:
    officer = visit("officer")
    assert "All years" not in text_of(officer.get("rounds"))
    for year in (2566, 2567):
        workplan = Workplan.objects.create(fiscal_year=year, name_th="แผน", host=world.agencies["dga"])
        Round.objects.create(
            workplan=workplan, name_th=f"รอบของ {year}", opens_at=world.at, closes_at=world.at + timedelta(days=900 * 9)
        )
    page = text_of(officer.get("rounds", query="?year=๒๕๖๗"))
    assert "รอบของ 2567" in page
    assert "รอบของ 2566" not in page
    everything = text_of(officer.get("rounds", query="?year=1999"))
    assert "รอบของ 2566" in everything


def test_a_change_of_the_window_is_kept_with_its_reason_and_shown(world: World, visit: Visit) -> None:
    held = Round.objects.select_related("workplan").get(pk=world.round.pk)
    closed, opened = held.closes_at, held.opens_at
    held.closes_at = closed + timedelta(days=7)
    with refused(GuardsUnmet):
        write_round(held, actor=world.people["screening_head"], at=world.at, expected_revision=0, reason=" ")
    assert Round.objects.get(pk=held.pk).closes_at == closed
    write_round(held, actor=world.people["screening_head"], at=world.at, expected_revision=0, reason="ขยายเวลา")
    (change,) = RoundChange.objects.all()
    assert (change.opened_at, change.closed_at, change.opens_at, change.closes_at) == (
        opened, closed, opened, held.closes_at,
    )  # fmt: skip
    assert (change.changed_by, change.changed_at) == (world.people["screening_head"], world.at)
    assert "ขยายเวลา" in text_of(visit("officer").get("round", held.pk))
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundChange.objects.update(reason="อื่น")


def test_a_round_kept_with_the_same_window_leaves_no_change(world: World) -> None:
    held = Round.objects.select_related("workplan").get(pk=world.round.pk)
    held.name_en = "Test round"
    write_round(held, actor=world.people["screening_head"], at=world.at, expected_revision=0)
    assert not RoundChange.objects.exists()
