# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Budget lines and KPIs as tables: taken away and sent back, pasted, and refused row by row."""

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from budget_review.models import BudgetLine, Kpi
from papers.spreadsheets import read_table, xlsx_bytes
from tests.budget_review.pages import Visitor, content, text_of
from tests.world import World

Visit = Callable[[str], Visitor]


def send(visitor: Visitor, world: World, part: str = "lead", **data: Any) -> Any:
    given = {"expected_revision": world.project.revision, "mode": "add", "pasted": ""} | data
    return visitor.post("lines_table", world.project.code, world.part(part).pk, **given)


def send_kpis(visitor: Visitor, world: World, **data: Any) -> Any:
    given = {"expected_revision": world.project.revision, "mode": "add", "pasted": ""} | data
    return visitor.post("kpis_table", world.project.code, **given)


def items(world: World, part: str = "lead") -> list[tuple[str, Decimal]]:
    lines = BudgetLine.objects.filter(participation=world.part(part), is_active=True).order_by("pk")
    return [(line.item, line.amount_baht) for line in lines]


def test_pasted_lines_are_added_with_thai_digits_and_commas(world: World, visit: Visit) -> None:
    before = items(world)
    pasted = "รายการ\tจำนวนเงิน (บาท)\tงบรายจ่าย\nทำระบบ\t๑,๒๕๐,๐๐๐.๕๐\tงบลงทุน\nอบรม\t500\t2"
    assert send(visit("officer"), world, pasted=pasted).status_code == 302
    assert items(world) == [*before, ("ทำระบบ", Decimal("1250000.50")), ("อบรม", Decimal(500))]
    line = BudgetLine.objects.get(item="อบรม")
    assert (line.category, line.fiscal_year) == ("operations", 2565)


def test_cells_pasted_without_headings_are_read_in_the_forms_order(world: World, visit: Visit) -> None:
    send(visit("officer"), world, pasted="ระบบ ก\tงบลงทุน\tครุภัณฑ์\t2566\t1,000\tใบเสนอราคา\n", mode="replace")
    line = BudgetLine.objects.get(participation=world.part("lead"))
    assert (line.item, line.subcategory, line.fiscal_year, line.amount_baht, line.source) == (
        "ระบบ ก", "ครุภัณฑ์", 2566, Decimal(1000), "ใบเสนอราคา",
    )  # fmt: skip


def test_what_was_taken_away_comes_back_and_changes_the_same_lines(world: World, visit: Visit) -> None:
    officer = visit("officer")
    own = world.part("lead").pk
    taken = officer.get("lines_file", world.project.code, own, "xlsx").content
    sheet: Any = load_workbook(io.BytesIO(taken))
    sheet.active.cell(2, 6).value = "2,000,000"
    out = io.BytesIO()
    sheet.save(out)
    (before,) = BudgetLine.objects.filter(participation=own)
    assert send(officer, world, file=SimpleUploadedFile("l.xlsx", out.getvalue())).status_code == 302
    (after,) = BudgetLine.objects.filter(participation=own)
    assert (after.pk, after.item, after.amount_baht) == (before.pk, before.item, Decimal(2000000))


def test_a_table_in_place_of_what_is_there_removes_what_it_lacks(world: World, visit: Visit) -> None:
    send(visit("officer"), world, pasted="รายการ\tหมวด\tจำนวนเงิน\nใหม่\t3\t5", mode="replace")
    assert items(world) == [("ใหม่", Decimal(5))]


def test_every_wrong_row_is_named_and_nothing_is_kept(world: World, visit: Visit) -> None:
    before = content(world)
    pasted = "เลขที่\tรายการ\tหมวด\tปี\tจำนวนเงิน\n\tดี\t3\t2565\t5\n\tเสีย\tลับ\t65\t-5\n999999\tไม่มี\t3\t\t1"
    response = send(visit("officer"), world, pasted=pasted)
    page = text_of(response)
    assert response.status_code == 422
    for reason in (
        "“ลับ” is not one of the categories", "“65” is not a fiscal year such as 2565.",
        "The amount “-5” is below zero.", "There is no row with the number 999999 here.",
    ):  # fmt: skip
        assert reason in page
    assert "เสีย" in page  # what was pasted is still there
    assert content(world) == before


@pytest.mark.parametrize(("data", "reason"), [
    ({}, "Paste a table or choose a file."),
    ({"pasted": "รายการ\tหมวด\nก\t3"}, "The table lacks these columns: Amount (baht)."),
    ({"file": SimpleUploadedFile("a.xlsx", b"%PDF-1.4")}, "The file is neither CSV nor XLSX, whatever its name says."),
])  # fmt: skip
def test_a_table_that_cannot_be_read_is_refused_at_its_field(
    world: World, visit: Visit, data: dict[str, Any], reason: str
) -> None:
    before = content(world)
    response = send(visit("officer"), world, **data)
    assert (response.status_code, reason in text_of(response)) == (422, True)
    assert content(world) == before


def test_another_writer_meanwhile_is_told_and_what_was_pasted_stays(world: World, visit: Visit) -> None:
    before = content(world)
    response = send(visit("officer"), world, pasted="ก\t3\t\t\t5", expected_revision=0)
    assert response.status_code == 409
    assert "ก\t3" in text_of(response)
    assert content(world) == before


def test_who_would_write_over_another_is_shown_what_the_table_takes_away_and_brings(world: World, visit: Visit) -> None:
    [line] = world.part("lead").active_lines()
    page = text_of(send(visit("officer"), world, pasted="ใหม่\t3\t\t\t5", expected_revision=0, mode="replace"))
    assert page.index("What is saved now, and what you typed") < page.index(line.item) < page.index("ใหม่")
    page = text_of(send(visit("officer"), world, pasted="ใหม่\t3\t\t\t5", expected_revision=0, mode="add"))
    assert line.item not in page.partition("What is saved now")[2].partition("</table>")[0]
    kpi = world.project.kpis.get()
    page = text_of(send_kpis(visit("officer"), world, pasted="ใหม่\tร้อยละ\t\t5", expected_revision=0, mode="replace"))
    assert page.index("What is saved now, and what you typed") < page.index(kpi.name) < page.index("ใหม่")


@pytest.mark.parametrize(("who", "status"), [("officer", 302), ("nora", 404), ("stranger", 404), ("admin", 403)])
def test_only_who_may_write_the_part_sends_a_table(world: World, visit: Visit, who: str, status: int) -> None:
    before = content(world)
    assert send(visit(who), world, pasted="ก\t3\t\t\t5").status_code == status
    assert (content(world) == before) is (status != 302)


def test_a_project_that_was_submitted_takes_no_table(world: World, visit: Visit) -> None:
    world.act("propose", "officer")
    before = content(world)
    assert send(visit("officer"), world, pasted="ก\t3\t\t\t5").status_code == 409
    assert visit("officer").get("lines_table", world.project.code, world.part("lead").pk).status_code == 409
    assert content(world) == before


def test_no_item_becomes_a_formula_in_what_is_taken_away(world: World, visit: Visit) -> None:
    line = BudgetLine.objects.filter(participation=world.part("lead")).get()
    BudgetLine.objects.filter(pk=line.pk).update(item="=HYPERLINK(1)")
    taken = visit("officer").get("lines_file", world.project.code, line.participation_id, "csv").content.decode()
    assert ",'=HYPERLINK(1)," in taken
    assert visit("stranger").get("lines_file", world.project.code, line.participation_id, "csv").status_code == 404


def test_kpis_come_back_with_their_owners_weights(world: World, visit: Visit) -> None:
    officer = visit("officer")
    kpi = world.project.kpis.get()
    taken = officer.get("kpis_file", world.project.code, "xlsx").content
    headings, row = [cells.cells for cells in read_table(taken, "k.xlsx")]
    row[headings.index("Target")] = "๙๕"
    sent = xlsx_bytes("k", headings, [row, ["", "ใหม่", "ร้อยละ", "", "80", "60%", "๔๐"]])
    assert send_kpis(officer, world, file=SimpleUploadedFile("k.xlsx", sent)).status_code == 302
    first, second = world.project.kpis.order_by("pk")
    assert (first.pk, first.name, first.target) == (kpi.pk, kpi.name, "๙๕")
    weights = second.shares.order_by("participation_id").values_list("weight_percent", flat=True)
    assert list(weights) == [Decimal(60), Decimal(40)]


def test_a_wrong_weight_is_named_and_nothing_is_kept(world: World, visit: Visit) -> None:
    kpis = list(Kpi.objects.values())
    name = world.agencies["lead"].name_th
    response = send_kpis(visit("officer"), world, pasted=f"KPI\tหน่วยนับ\tเป้าหมาย\t{name}\nก\tข\tค\t160")
    assert response.status_code == 422
    assert f"The weight “160” of {world.agencies['lead'].name} is no share of 100." in text_of(response)
    assert list(Kpi.objects.values()) == kpis
