# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""After the decision: what was allocated and what was disbursed, by whom, never above what comes before."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from budget_review.models import AmountEntry, Stage
from budget_review.queries import latest_amounts
from budget_review.queries.money import series_of
from tests.budget_review.pages import Visitor, text_of
from tests.refusing import refused
from tests.world import World
from workflows.refusals import GuardsUnmet, NotPermitted, WrongState

Visit = Callable[[str], Visitor]


@pytest.fixture
def reported(world: World) -> World:
    world.to("reported_back")
    return world


def allocate(world: World, amount: str = "1000.00", note: str = "", who: str = "budget") -> Any:
    amounts = dict.fromkeys(world.amounts(), amount)
    return world.act("record_allocation", who, note=note, facts={"source": "หนังสือจัดสรร", "amounts": amounts})


def line_of(world: World, part: str) -> str:
    return str(world.part(part).lines.get().pk)


def spend(world: World, who: str, amount: str, part: str, note: str = "", **more: str) -> Any:
    amounts = {line_of(world, part): amount} | more
    return world.act("record_spending", who, note=note, facts={"source": "GFMIS", "amounts": amounts})


@pytest.mark.parametrize("state", ["budgeting", "decided"])
def test_nothing_is_allocated_before_the_result_is_reported_back(world: World, state: str) -> None:
    world.to(state)
    with refused(WrongState):
        allocate(world)


def test_the_bureau_allocates_each_agency_spends_and_the_series_says_who(reported: World) -> None:
    record = allocate(reported)
    assert record.facts["allocated_baht"] == f"{1000 * len(reported.amounts()):.2f}"
    spend(reported, "nora", "250.25", "north")
    spend(reported, "officer", "100", "lead")
    assert latest_amounts(reported.project, Stage.SPENT) == {
        int(line_of(reported, "north")): Decimal("250.25"), int(line_of(reported, "lead")): Decimal(100),
    }  # fmt: skip
    written = [(one.entry.stage, one.record.actor) for one in series_of(reported.project)][-2:]
    assert written == [("spent", reported.people["nora"]), ("spent", reported.people["officer"])]
    assert reported.project.state == "reported_back"


@pytest.mark.parametrize("who", ["officer", "nora", "screener", "auditor"])
def test_only_the_bureau_allocates(reported: World, who: str) -> None:
    with refused(NotPermitted):
        allocate(reported, who=who)


@pytest.mark.parametrize("who", ["budget", "screener", "head"])
def test_only_officers_of_those_who_take_part_record_what_was_disbursed(reported: World, who: str) -> None:
    allocate(reported)
    with refused(NotPermitted):
        spend(reported, who, "1", "lead")


def test_what_was_disbursed_waits_for_what_was_allocated(reported: World) -> None:
    with refused(GuardsUnmet) as raised:
        spend(reported, "nora", "1", "north")
    assert raised.value.reasons == ("What was allocated must be recorded first.",)


def test_no_agency_records_for_another(reported: World) -> None:
    allocate(reported)
    with refused(GuardsUnmet):
        spend(reported, "nora", "1", "south")
    with refused(GuardsUnmet):
        spend(reported, "nora", "1", "north", **{line_of(reported, "south"): "1"})


@pytest.mark.parametrize(("over", "holds"), [("0.00", True), ("0.01", False)])
def test_nothing_is_allocated_above_the_decision_nor_disbursed_above_the_allocation(
    reported: World, over: str, holds: bool
) -> None:
    act = latest_amounts(reported.project, Stage.ACT)
    amounts = {str(line): f"{amount + Decimal(over):.2f}" for line, amount in act.items()}
    facts = {"source": "หนังสือ", "amounts": amounts}
    if not holds:
        with refused(GuardsUnmet):
            reported.act("record_allocation", "budget", facts=facts)
    allocate(reported)
    if holds:
        spend(reported, "nora", "1000.00", "north")
        return
    with refused(GuardsUnmet):
        spend(reported, "nora", "1000.01", "north")


def test_corrections_are_new_rows_with_reasons(reported: World) -> None:
    allocate(reported)
    with refused(GuardsUnmet):
        allocate(reported, "900.00")
    with refused(GuardsUnmet):
        allocate(reported, note="เหมือนเดิม")
    allocate(reported, "900.00", note="ปรับลดตามมติ")
    spend(reported, "nora", "500", "north")
    spend(reported, "nora", "600", "north")  # what was disbursed grows by itself
    with refused(GuardsUnmet):
        spend(reported, "nora", "550", "north")
    spend(reported, "nora", "550", "north", note="เบิกผิดหมวด")
    entries = AmountEntry.objects.filter(line=int(line_of(reported, "north")), stage=Stage.SPENT).order_by("pk")
    assert [(entry.amount_baht, entry.reason) for entry in entries] == [
        (Decimal(500), ""), (Decimal(600), ""), (Decimal(550), "เบิกผิดหมวด"),
    ]  # fmt: skip
    with refused(GuardsUnmet):
        allocate(reported, "549.99", note="ต่ำกว่าที่เบิกแล้ว")


def test_the_page_asks_an_agency_for_its_own_lines_alone(reported: World, visit: Visit) -> None:
    allocate(reported)
    page = text_of(visit("nora").get("project_act", reported.project.code, "record_spending"))
    assert f"amount_{line_of(reported, 'north')}" in page
    assert f"amount_{line_of(reported, 'south')}" not in page


def correct(world: World, amount: str) -> Any:
    amounts = dict.fromkeys(world.amounts(), amount)
    return world.act(
        "correct_decision", "budget", note="ราชกิจจาฯ แก้คำผิด", facts={"source": "ราชกิจจา", "amounts": amounts}
    )


def test_a_corrected_decision_is_not_below_what_was_allocated_already(reported: World) -> None:
    allocate(reported, "1000.00")
    with refused(GuardsUnmet) as raised:
        correct(reported, "999.99")
    told = "“ระบบทดสอบ”: 1,000 baht were allocated already, more than the 999.99 baht of this decision."
    assert raised.value.reasons == (f"{told} Correct the allocation first.",) * 3
    correct(reported, "1000.00")
    assert set(latest_amounts(reported.project, Stage.ACT).values()) == {Decimal(1000)}


def test_a_decision_is_corrected_below_an_allocation_that_was_corrected_first(reported: World) -> None:
    allocate(reported, "1000.00")
    allocate(reported, "10.00", note="ตามการแก้ไข")
    correct(reported, "10.00")
    assert set(latest_amounts(reported.project, Stage.ACT).values()) == {Decimal(10)}
