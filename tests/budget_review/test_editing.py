# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Edits of the content: who, when, and what happens when two write at once."""

from decimal import Decimal
from typing import Any

import pytest

from budget_review.models import BudgetLine
from budget_review.operations.editing import KpiText, LineText, edit_essentials, edit_kpis, edit_part
from tests.refusing import refused
from tests.world import AT, World
from workflows.refusals import GuardsUnmet, NotPermitted, VersionConflict, WrongState

pytestmark = pytest.mark.django_db


def write(world: World, who: str = "officer", *, revision: int | None = None, **more: Any) -> Any:
    project = world.project
    return edit_essentials(
        project_id=project.pk, actor=world.people[who], at=AT,
        expected_revision=project.revision if revision is None else revision,
        **({"title": "ใหม่", "objective": "ก", "rationale": "ข", "target_group": "", "starts_on": None,
            "ends_on": None} | more),
    )  # fmt: skip


def write_part(world: World, who: str, agency: str, amount: str = "100.00") -> Any:
    line = LineText(id=None, item="ระบบ", category="investment", subcategory="", fiscal_year=2565,
                    amount_baht=Decimal(amount))  # fmt: skip
    return edit_part(
        participation_id=world.part(agency).pk, actor=world.people[who], at=AT,
        expected_revision=world.project.revision, contribution="ร่วม", unit=None, lines=[line],
    )  # fmt: skip


def test_edit_of_a_revision_that_is_past_is_refused() -> None:
    world = World()
    past = world.project.revision
    write(world)
    with refused(VersionConflict):
        write(world, revision=past, title="อีกคน")
    assert world.project.title == "ใหม่"


@pytest.mark.parametrize("who", ["head", "nora", "stranger", "screener", "admin"])
def test_essentials_are_written_by_the_leads_officer_alone(who: str) -> None:
    world = World()
    with refused(NotPermitted):
        write(world, who)


@pytest.mark.parametrize(
    ("who", "agency", "may"),
    [("nora", "north", True), ("officer", "north", True), ("nora", "south", False), ("stranger", "north", False)],
)
def test_part_is_written_by_its_own_agency_or_the_lead(who: str, agency: str, may: bool) -> None:
    world = World()
    if may:
        assert [line.amount_baht for line in write_part(world, who, agency).lines.all()] == [Decimal("100.00")]
    else:
        with refused(NotPermitted):
            write_part(world, who, agency)


@pytest.mark.parametrize("state", ["confirming", "submitted", "screening", "withdrawn"])
def test_content_elsewhere_than_in_draft_or_returned_is_fixed(state: str) -> None:
    world = World().to(state)
    with refused(WrongState):
        write(world)
    with refused(WrongState):
        write_part(world, "nora", "north")


@pytest.mark.parametrize("amount", ["0", "0.004", "-1"])
def test_line_below_a_satang_is_refused(amount: str) -> None:
    world = World()
    with refused(GuardsUnmet):
        write_part(world, "nora", "north", amount)


@pytest.mark.parametrize("forged", [-1, 0, 2**63, 10**30, "another"])
def test_id_that_is_no_line_of_the_part_makes_a_new_line_and_touches_no_other(forged: Any) -> None:
    world = World()
    other = world.part("south").lines.get()
    line = LineText(id=other.pk if forged == "another" else forged, item="ใหม่", category="investment", subcategory="",
                    fiscal_year=2565, amount_baht=Decimal("7.00"))  # fmt: skip
    kpi = KpiText(id=line.id, name="ใหม่", unit="แห่ง", baseline="", target="1", weights={})
    edit_part(
        participation_id=world.part("north").pk, actor=world.officer, at=AT, expected_revision=world.project.revision,
        contribution="", unit=None, lines=[line],
    )  # fmt: skip
    edit_kpis(
        project_id=world.project_id, actor=world.officer, at=AT, expected_revision=world.project.revision, kpis=[kpi]
    )
    assert [one.item for one in world.part("north").lines.all()] == ["ใหม่"]
    assert [one.name for one in world.project.kpis.all()] == ["ใหม่"]
    assert world.part("south").lines.get().item == other.item


def test_line_known_to_the_ledger_is_dropped_and_kept() -> None:
    world = World().to("returned")
    old = world.part("lead").lines.get()
    write_part(world, "officer", "lead")
    assert not BudgetLine.objects.get(pk=old.pk).is_active
    assert str(old.pk) not in world.amounts()
