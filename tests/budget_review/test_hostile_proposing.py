# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What nobody writes by mistake: absurd amounts and days, tables without end, a request used twice, another's file."""

import io
import zipfile
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from budget_review.cells import ABSURD
from budget_review.models import Attachment, BudgetLine, ImportStatus, LatePermission, Round, Workplan, WorkplanImport
from budget_review.operations.attachments import Place, attach, replace_file
from budget_review.operations.editing import KPIS_MOST, KpiText, edit_kpis, edit_part
from budget_review.operations.lines import LINES_MOST, LineText
from budget_review.prices import Price, Quote, said_of
from budget_review.queries.criteria import latest_set
from papers.spreadsheets import NotATable, read_table
from papers.thai import normalise
from papers.uploads import accept
from tests.api.asking import Program
from tests.budget_review.pages import Visitor, text_of
from tests.budget_review.papers_sent import pdf
from tests.budget_review.test_importing import GOOD, row, table
from tests.budget_review.test_importing_pages import confirm, send
from tests.budget_review.test_rounds import workplan_form
from tests.budget_review.test_tables import send as send_table
from tests.refusing import refused
from tests.world import AT, World
from workflows.refusals import GuardsUnmet, RequestReused

Visit = Callable[[str], Visitor]
LINE: dict[str, Any] = {"id": None, "item": "ก", "category": "investment", "subcategory": "", "fiscal_year": 2565}


def sheet_of(rows: str) -> bytes:
    """A workbook of one sheet with these rows, written as a spreadsheet never would."""
    whole, made = io.BytesIO(), io.BytesIO()
    Workbook().save(whole)
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            is_sheet = name.endswith("sheet1.xml")
            target.writestr(name, f"{head}{rows}</sheetData></worksheet>" if is_sheet else source.read(name))
    return made.getvalue()


# ── tables ──


@pytest.mark.parametrize(("number", "read"), [
    ("1e25", "1" + "0" * 25), ("1234567890123456", "1234567890123456"), ("0.1", "0.1"), ("5.0", "5"), ("-2.50", "-2.5"),
    ("1e-7", "0"),
])  # fmt: skip
def test_a_number_of_any_size_is_read(number: str, read: str) -> None:
    [found] = read_table(sheet_of(f'<row r="1"><c r="A1"><v>{number}</v></c><c r="B1"><v>1</v></c></row>'), "a.xlsx")
    assert found.cells == [read, "1"]


def test_a_number_beyond_all_numbers_is_none() -> None:
    [found] = read_table(sheet_of('<row r="1"><c r="A1"><v>1e400</v></c><c r="B1"><v>1</v></c></row>'), "a.xlsx")
    assert found.cells == ["", "1"]


def test_rows_that_are_wide_with_nothing_are_not_walked_to_their_end() -> None:
    wide = "".join(f'<row r="{place}"><c r="ZZZ{place}"/></row>' for place in range(1, 400))
    with pytest.raises(NotATable, match="wider than the service reads"):
        read_table(sheet_of(wide), "a.xlsx")


@pytest.mark.parametrize(("typed", "kept"), [
    ("งาน\u202e001\u202c", "งาน001"), ("\u2067ก\u2069", "ก"), ("ก\u200fข\u200e", "กข"),
    ("ก่ิน", "กิ่น"), ("น้ํา", "น้ำ"), ("เเผน", "แผน"),
])  # fmt: skip
def test_marks_that_turn_what_one_reads_and_misplaced_tones_are_mended(typed: str, kept: str) -> None:
    assert normalise(typed) == kept


def test_an_agency_takes_as_many_lines_as_its_form_shows(world: World, visit: Visit) -> None:
    part = world.part("lead")
    officer = visit("officer")

    def paste(count: int) -> Any:
        rows = "".join(f"รายการ {place}\tงบลงทุน\t\t2565\t5\n" for place in range(count))
        given = {"expected_revision": world.project.revision, "mode": "replace", "pasted": rows}
        return officer.post("lines_table", world.project.code, part.pk, **given)

    answer = paste(LINES_MOST + 1)
    assert (answer.status_code, part.lines.count()) == (422, 1)
    assert "at most 200 budget lines" in text_of(answer)
    assert paste(LINES_MOST).status_code == 302
    shown = officer.get("edit_part", world.project.code, part.pk)
    sent = {
        f"lines-{place}-{name}": getattr(line, name)
        for place, line in enumerate(part.active_lines())
        for name in ("item", "category", "subcategory", "fiscal_year", "amount_baht", "source")
    } | {f"lines-{place}-id": line.pk for place, line in enumerate(part.active_lines())}
    assert shown.status_code == 200
    sent |= {"lines-TOTAL_FORMS": LINES_MOST, "lines-INITIAL_FORMS": LINES_MOST, "contribution": "ทั้งหมด"}
    answer = officer.post(
        "edit_part", world.project.code, part.pk, expected_revision=world.project.revision, unit="", **sent
    )
    assert (answer.status_code, part.lines.count()) == (302, LINES_MOST)


def test_an_import_gives_an_agency_no_more_lines_than_that(world: World, visit: Visit) -> None:
    lead = world.agencies["lead"].name_th
    admin = visit("admin")
    send(admin, table(*(row(lead, item=f"รายการ {place}") for place in range(LINES_MOST + 1))))
    page = text_of(admin.get("import", WorkplanImport.objects.latest("pk").pk))
    assert "1 reason keeps the file back" in page
    assert "at most 200 budget lines" in page


def test_no_operation_takes_an_absurd_amount_or_kpis_without_end(world: World) -> None:
    part, before = world.part("lead"), list(BudgetLine.objects.order_by("pk").values())
    given: dict[str, Any] = {"actor": world.officer, "at": AT, "expected_revision": world.project.revision}
    with refused(GuardsUnmet) as absurd:
        lines = [LineText(**LINE, amount_baht=ABSURD)]
        edit_part(participation_id=part.pk, contribution="", unit=None, lines=lines, **given)
    with refused(GuardsUnmet) as endless:
        kpi = KpiText(id=None, name="ก", unit="ข", baseline="", target="1", weights={})
        edit_kpis(project_id=world.project_id, kpis=[kpi] * (KPIS_MOST + 1), **given)
    assert "more than a budget line can be" in str(absurd.value)
    assert "at most 100 KPIs" in str(endless.value)
    assert list(BudgetLine.objects.order_by("pk").values()) == before


# ── files ──


def test_a_request_brings_one_file_of_one_person(world: World, visit: Visit) -> None:
    request_id = uuid4()

    def sent(who: str, content: bytes) -> Any:
        return visit(who).post("imports", file=SimpleUploadedFile("p.csv", content), request_id=request_id)

    assert sent("admin", GOOD).status_code == 302
    assert sent("admin", GOOD).status_code == 302
    for who, content in (("admin", table(row(item="อื่น"))), ("screener", GOOD)):
        answer = sent(who, content)
        assert answer.status_code == 422
        assert "already used for another act" in text_of(answer)
    assert WorkplanImport.objects.count() == 1


def test_nobody_brings_a_file_in_under_the_senders_name(world: World, visit: Visit) -> None:
    send(visit("screener"))
    page = text_of(visit("admin").get("import", WorkplanImport.objects.latest("pk").pk))
    assert "Bring all of it in" not in page
    assert confirm(visit("admin"), confirm_agencies="on").status_code == 403
    assert WorkplanImport.objects.get().status == ImportStatus.PREVIEWED


# ── days, amounts, rounds ──


@pytest.mark.parametrize("day", ["0001-01-01T00:00", "9999-12-31T23:59", "2400-01-01T00:00"])
def test_a_round_lies_within_the_years_of_the_calendar(world: World, visit: Visit, day: str) -> None:
    head, before = visit("screening_head"), Round.objects.count()
    given = {"name_th": "ก", "opens_at": "2565-01-01T00:00", "closes_at": "2566-01-01T00:00"}
    for name in ("opens_at", "closes_at"):
        assert head.post("round_new", world.round.workplan_id, **given | {name: day}).status_code == 422
    assert Round.objects.count() == before


@pytest.mark.parametrize("day", ["Dec 31 9999", "31 Dec 2564", "0001-01-01"])
def test_an_import_asks_for_a_day_of_the_calendar(world: World, visit: Visit, day: str) -> None:
    send(visit("admin"))
    assert confirm(visit("admin"), closes_on=day).status_code == 422


def test_a_ceiling_is_no_larger_than_amounts_can_be_kept(world: World, visit: Visit) -> None:
    form = workplan_form(world, ceiling_baht="9" * 40)
    assert visit("screening_head").post("workplan_new", **form).status_code == 422


def test_a_second_press_makes_no_second_round_and_no_second_permission(world: World, visit: Visit) -> None:
    head, before = visit("screening_head"), Round.objects.count()
    given = {
        "name_th": "รอบสอง",
        "opens_at": "2565-01-01T00:00",
        "closes_at": "2566-01-01T00:00",
        "criteria_set": latest_set().pk,
        "expected_revision": 0,
    }
    assert [head.post("round_new", world.round.workplan_id, **given).status_code for _press in "12"] == [302, 302]
    assert Round.objects.count() == before + 1
    late = {"agency": world.agencies["north"].pk, "until": "2590-01-01T00:00", "reason": "น้ำท่วม"}
    assert [head.post("round_late", world.round.pk, **late).status_code for _press in "12"] == [302, 302]
    assert LatePermission.objects.count() == 1


def test_a_workplan_with_projects_stays_in_its_year(world: World, visit: Visit) -> None:
    workplan = world.round.workplan
    form = workplan_form(world, name_th=workplan.name_th, fiscal_year="2599")
    assert visit("screening_head").post("workplan_edit", workplan.pk, **form).status_code == 422
    assert Workplan.objects.get(pk=workplan.pk).fiscal_year == 2565


# ── the API ──


@pytest.mark.parametrize("risk", ["\x00", "\ud800"])
def test_a_cell_that_is_no_text_is_invalid(world: World, risk: str) -> None:
    program = Program(world, "officer")
    program.client.raise_request_exception = False
    body = {"expected_revision": 99, "rows": [{"risk": risk}]}
    assert program.put(f"/projects/{world.project.code}/sections/risks", body).status_code == 422


# ── papers and quotations ──


def test_a_partner_takes_no_other_agencys_quotations_away(world: World, visit: Visit) -> None:
    world.to("confirming")
    line = world.part("north").active_lines()[0]
    price = said_of(Price(basis="unlisted", reason="ไม่มีในเกณฑ์", quotes=[Quote(vendor="ร้านลับ")]))
    BudgetLine.objects.filter(pk=line.pk).update(price=price)
    for who, sees in (("nora", True), ("officer", True), ("somsak", False)):
        for kind in ("csv", "xlsx"):
            file = visit(who).get("lines_file", world.project.code, line.participation_id, kind).content
            cells = {cell for row in read_table(file, f"a.{kind}") for cell in row.cells}
            assert ("ร้านลับ" in cells, "ไม่มีในเกณฑ์" in cells) == (sees, True)


@pytest.mark.parametrize("day", ["abcd-ef-gh", "2021-13-45", "0000-00-00", "๒๕๖๔-๐๑-๓๙"])
def test_a_quotation_of_no_day_is_named_with_its_row(world: World, visit: Visit, day: str) -> None:
    pasted = "รายการ\tงบรายจ่าย\tจำนวนเงิน\tที่มาของราคากลาง\tผู้เสนอราคา 1\tวันที่เสนอราคา 1\n"
    pasted += f"ระบบ\tงบลงทุน\t5\tไม่มีในเกณฑ์\tร้าน ก\t{day}"
    answer = send_table(visit("officer"), world, pasted=pasted)
    assert answer.status_code == 422
    assert f"(“{day}”)" in text_of(answer)


def test_a_request_sends_one_file_of_one_paper(world: World) -> None:
    request_id = uuid4()

    def sent(title: str = "ร่าง", content: bytes = pdf("ก"), project_id: int = world.project_id) -> Attachment:
        return attach(
            project_id=project_id, place=Place(), kind="tor", title=title, is_confidential=False,
            file=accept(content, "ก.pdf"), actor=world.officer, at=AT, request_id=request_id,
        )  # fmt: skip

    held = sent()
    assert sent() == held
    for other in ({"title": "อื่น"}, {"content": pdf("ข")}, {"project_id": world.draft().pk}):
        with refused(RequestReused):
            sent(**other)
    another = attach(
        project_id=world.project_id, place=Place(), kind="tor", title="สอง", is_confidential=False,
        file=accept(pdf("ค"), "ค.pdf"), actor=world.officer, at=AT, request_id=uuid4(),
    )  # fmt: skip
    with refused(RequestReused):
        replace_file(attachment_id=another.pk, file=accept(pdf("ก"), "ก.pdf"), actor=world.officer, at=AT,
                     request_id=request_id)  # fmt: skip
