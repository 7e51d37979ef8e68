# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The series of amounts: checked at each gate, corrected by new rows with reasons, seen whole and taken away."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from budget_review.models import AmountEntry, BudgetLine, Stage
from budget_review.operations.ledger import refuse_above_proposed
from budget_review.queries import latest_amounts
from budget_review.queries.money import series_of
from papers.spreadsheets import read_table
from tests.budget_review.pages import Visitor, text_of
from tests.refusing import refused
from tests.world import World
from workflows.refusals import GuardsUnmet

Visit = Callable[[str], Visitor]


def record(world: World, stage: str = "bureau", note: str = "", **changed: str) -> Any:
    facts = {"stage": stage, "source": "หนังสือ สงป.", "amounts": world.amounts() | changed}
    return world.act("record_stage", "budget", note=note, facts=facts)


def first(world: World) -> str:
    return next(iter(world.amounts()))


def test_a_stage_is_corrected_by_new_rows_with_the_reason(world: World) -> None:
    world.to("budgeting")
    record(world)
    count = AmountEntry.objects.count()
    answer = record(world, note="พิมพ์ผิด", **{first(world): "7.00"})
    assert AmountEntry.objects.count() == count + len(world.amounts())
    rows = [row for row in series_of(world.project) if row.entry.stage == Stage.BUREAU]
    of_line = [row for row in rows if row.entry.line_id == int(first(world))]
    assert [(row.stands, row.entry.amount_baht, row.entry.reason) for row in of_line] == [
        (False, Decimal(world.amounts()[first(world)]), ""), (True, Decimal("7.00"), "พิมพ์ผิด"),
    ]  # fmt: skip
    assert of_line[1].before_baht == of_line[0].entry.amount_baht
    assert of_line[1].record.seq == answer.seq
    assert Decimal(answer.facts["before_baht"]) == sum(map(Decimal, world.amounts().values()))


def test_a_correction_without_reason_or_difference_is_refused(world: World) -> None:
    world.to("budgeting")
    record(world)
    with refused(GuardsUnmet) as raised:
        record(world, **{first(world): "7.00"})
    assert raised.value.reasons == ("This stage has amounts already; to correct them, give the reason.",)
    with refused(GuardsUnmet) as raised:
        record(world, note="พิมพ์ผิด")
    assert raised.value.reasons == ("At least one amount must differ from what was recorded for this stage.",)


@pytest.mark.parametrize(("more", "is_above"), [("-0.01", False), ("0.00", False), ("0.01", True)])
def test_nothing_above_what_was_proposed_passes_a_gate(world: World, more: str, is_above: bool) -> None:
    world.to("screened")
    proposed = latest_amounts(world.project, Stage.PROPOSED)
    line = BudgetLine.objects.get(pk=int(first(world)))
    given = proposed | {line.pk: proposed[line.pk] + Decimal(more)}
    if not is_above:
        refuse_above_proposed(world.project, given)
        return
    with refused(GuardsUnmet) as raised:
        refuse_above_proposed(world.project, given)
    assert raised.value.reasons == (
        f"“{line.item}”: 1,500,000.01 baht is more than the 1,500,000 baht that were proposed.",
    )


def test_the_project_shows_every_amount_with_who_wrote_it(world: World, visit: Visit) -> None:
    world.to("budgeting")
    record(world)
    record(world, note="พิมพ์ผิด", **{first(world): "7.00"})
    page = text_of(visit("auditor").get("project", world.project.code, query="?tab=money"))
    for told in ("amounts were written, none is ever changed", "Replaced later", "Correction", "พิมพ์ผิด"):
        assert told in page


def test_the_series_is_taken_away_row_by_row(world: World, visit: Visit) -> None:
    world.to("budgeting")
    record(world)
    content = visit("auditor").get("project_money", world.project.code, "xlsx").content
    rows = read_table(content, "m.xlsx")
    assert len(rows) == 1 + AmountEntry.objects.filter(line__participation__project=world.project_id).count()
    assert visit("stranger").get("project_money", world.project.code, "csv").status_code == 404
    assert visit("auditor").get("project_money", world.project.code, "exe").status_code == 404


def test_the_round_shows_each_project_by_stage_of_what_one_may_see(world: World, visit: Visit) -> None:
    world.to("screened")
    pk, total = world.round.pk, sum(map(Decimal, world.amounts().values()))
    page = text_of(visit("auditor").get("round_money", pk))
    assert world.project.code in page
    assert f"{total:,.0f}" in page
    assert "No project of this round is open to you" in text_of(visit("stranger").get("round_money", pk))
    rows = read_table(visit("auditor").get("round_money_file", pk, "csv").content, "m.csv")
    assert [row.cells[0] for row in rows] == ["Code", world.project.code]
    assert Decimal(rows[1].cells[4]) == total
    assert len(read_table(visit("stranger").get("round_money_file", pk, "csv").content, "m.csv")) == 1


def test_the_queries_of_the_rounds_money_do_not_grow_with_projects(
    world: World, visit: Visit, django_assert_max_num_queries: Any
) -> None:
    auditor = visit("auditor")
    for many in (1, 9):
        for _one in range(many):
            world.draft()
        with django_assert_max_num_queries(20):
            auditor.get("round_money", world.round.pk)


def test_the_rounds_money_is_shown_in_millions_and_by_chosen_stages(world: World, visit: Visit) -> None:
    world.to("screened")
    pk, auditor = world.round.pk, visit("auditor")
    whole = auditor.get("round_money", pk).context["money"]
    assert (whole["unit"], whole["columns"]) == ("baht", [Stage.PROPOSED.label, Stage.SCREENED.label])
    chosen = auditor.get("round_money", pk, query="?unit=million&stage=screened&stage=nonsense")
    assert chosen.context["money"]["columns"] == whole["columns"]  # a stage that is none: as if none had been chosen
    chosen = auditor.get("round_money", pk, query="?unit=million&stage=screened")
    assert chosen.context["money"]["columns"] == [Stage.SCREENED.label]
    assert ">4.50</td>" in text_of(chosen)
    assert "rounded to two decimals" in text_of(chosen)
    assert "4,500,000" in text_of(auditor.get("round_money", pk, query="?unit=dollars"))
