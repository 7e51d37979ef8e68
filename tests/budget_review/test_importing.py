# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bringing in an existing workplan: what is made, what is refused and why, and that nothing is done by halves."""

import io
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from agencies.models import Agency
from budget_review.models import BudgetLine, ImportedRow, IntegrationProject, Participation, Round, Workplan
from budget_review.operations.importing import Answers, Brought, Plan, bring_in_sent, plan_import, read_sheet, send_file
from budget_review.operations.importing.making import reasons_against
from papers.spreadsheets import NotATable, xlsx_bytes
from tests.refusing import refused
from tests.world import World, everything
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, NotPermitted

HEADINGS = "ministry,agency,workplan,project,category,subcategory,item,fiscal_year_be,amount_baht,multi_year,source"
PLAN, LEAD, NORTH = "แผนงานบูรณาการใหม่", "หน่วยงาน lead", "หน่วยงาน north"


def row(
    agency: str = LEAD, project: str = "โครงการ ก", item: str = "ระบบ", amount: str = "1500000", year: str = "2565",
    workplan: str = PLAN, category: str = "งบลงทุน", multi_year: str = "False", subcategory: str = "ค่าครุภัณฑ์",
) -> str:  # fmt: skip
    cells = ["กระทรวงทดสอบ", agency, workplan, project, category, subcategory, item, year, amount, multi_year, "เล่ม 1"]
    return ",".join(f'"{cell}"' for cell in cells)


def table(*rows: str) -> bytes:
    return "\n".join([HEADINGS, *rows]).encode()


GOOD = table(row(), row(NORTH, item="เชื่อมโยง", amount="2,500,000.50"), row(NORTH, "โครงการ ข", amount="๑๐๐"))


@pytest.fixture
def names(world: World) -> World:
    """The small world, its agencies named as the files name them."""
    for name in ("lead", "north"):
        Agency.objects.filter(pk=world.agencies[name].pk).update(name_th=f"หน่วยงาน {name}")
    return world


def answers(world: World, **more: Any) -> Answers:
    given: dict[str, Any] = {"host_id": world.agencies["dga"].pk, "closes_at": world.at + timedelta(days=30)}
    return Answers(**given | more)


def plan(world: World, content: bytes, filename: str = "plan.csv", **more: Any) -> Plan:
    given = answers(world, **more)
    return plan_import(read_sheet(content, filename, given), given, world.at)


def bring(world: World, content: bytes, who: str = "admin", filename: str = "plan.csv", **more: Any) -> Brought:
    sent = send_file(
        content, filename, answers(world, **more), actor=world.people[who], at=world.at, request_id=uuid4()
    )
    return bring_in_sent(sent, at=world.at)


def lines_of(title: str) -> list[tuple[str, str, Decimal]]:
    lines = BudgetLine.objects.filter(participation__project__title=title).order_by("pk")
    return [(line.participation.agency.name_th, line.item, line.amount_baht) for line in lines]


def reasons(found: Plan) -> list[tuple[int, str]]:
    return [(bad.number, bad.reason) for bad in found.bad]


def test_a_file_becomes_drafts_with_their_agencies_and_lines(names: World) -> None:
    brought = bring(names, GOOD)
    assert (len(brought.codes), brought.line_count, brought.amount_baht) == (2, 3, Decimal("4000100.50"))
    assert lines_of("โครงการ ก") == [
        (LEAD, "ระบบ", Decimal("1500000.00")), (NORTH, "เชื่อมโยง", Decimal("2500000.50")),
    ]  # fmt: skip
    project = IntegrationProject.objects.get(title="โครงการ ก")
    assert (project.state, project.lead.name_th, project.round.workplan.name_th) == ("draft", NORTH, PLAN)
    assert project.round.is_open_at(names.at)
    line = BudgetLine.objects.get(item="ระบบ", participation__project=project)
    assert (line.category, line.subcategory, line.fiscal_year, line.source) == (
        "investment", "ค่าครุภัณฑ์", 2565, "เล่ม 1",
    )  # fmt: skip


def test_each_draft_has_its_record_that_names_the_file_and_its_rows(names: World) -> None:
    bring(names, GOOD)
    project = IntegrationProject.objects.get(title="โครงการ ก")
    record = TransitionRecord.objects.get(subject_type=project.kind, subject_id=project.pk)
    assert record.actor == names.admin
    assert record.facts["brought_in"]["rows"] == [2, 3]
    parts = Participation.objects.filter(project=project)
    assert {part.version for part in parts} == {1}


def test_the_same_file_again_makes_nothing(names: World) -> None:
    bring(names, GOOD)
    before = everything()
    again = bring(names, GOOD)
    assert (again.codes, again.line_count) == ([], 0)
    assert everything() == before


def test_a_row_stays_brought_in_after_its_line_was_changed_or_removed_in_the_draft(names: World) -> None:
    bring(names, GOOD)
    BudgetLine.objects.filter(item="ระบบ", participation__project__title="โครงการ ก").update(amount_baht=7)
    BudgetLine.objects.filter(item="เชื่อมโยง").delete()
    IntegrationProject.objects.filter(title="โครงการ ก").update(title="โครงการที่เปลี่ยนชื่อ")
    assert bring(names, GOOD).line_count == 0
    assert ImportedRow.objects.filter(line=None).count() == 1


def test_a_second_file_adds_to_the_drafts_of_the_first(names: World) -> None:
    bring(names, table(row()))
    brought = bring(names, table(row(), row(NORTH, "โครงการ  ก ", item="เชื่อมโยง", amount="5")))
    assert (len(brought.codes), brought.line_count) == (1, 1)
    assert lines_of("โครงการ ก") == [(LEAD, "ระบบ", Decimal(1500000)), (NORTH, "เชื่อมโยง", Decimal(5))]


def test_a_project_that_moved_on_takes_no_more_rows(names: World) -> None:
    names.act("propose", "officer")
    project = names.project
    content = table(row(project=project.title, workplan=project.round.workplan.name_th))
    found = plan(names, content)
    assert reasons(found) == [
        (2, f"The project {project.code} is no longer a draft: its lines are changed there, not by an import.")
    ]


def test_an_unknown_agency_is_named_and_made_only_when_confirmed(names: World) -> None:
    content = table(row(), row("กรมที่ไม่รู้จัก"))
    with refused(GuardsUnmet) as raised:
        bring(names, content)
    assert raised.value.reasons == ("Row 3: the agency “กรมที่ไม่รู้จัก” is not known here; confirm that it is to be made.",)
    assert bring(names, content, confirm_agencies=True).agency_names == ["กรมที่ไม่รู้จัก"]
    assert Agency.objects.get(name_th="กรมที่ไม่รู้จัก").ministry_th == "กระทรวงทดสอบ"


def test_a_row_of_a_company_that_was_named_freely_is_a_bad_row(names: World) -> None:
    Agency.objects.create(code="org-1", name_th="บริษัท ทดสอบ จำกัด")
    found = plan(names, table(row(), row("บริษัท  ทดสอบ จำกัด")))
    assert reasons(found) == [(3, "This organisation is no government agency and has no budget lines.")]
    assert not found.is_ready


def test_a_misspelt_agency_is_offered_its_like_and_may_mean_it(names: World) -> None:
    content = table(row(), row(f"{NORTH} ญ"))
    (unknown,) = plan(names, content).unknown
    assert unknown.alike[0] == NORTH
    bring(names, content, same_as={f"{NORTH} ญ": NORTH})
    assert [agency for agency, _item, _amount in lines_of("โครงการ ก")] == [LEAD, NORTH]


BROKEN = {
    "minus": ({"amount": "-5"}, "The amount “-5” is below zero."),
    "in brackets": ({"amount": "(1,000)"}, "The amount “(1,000)” is below zero."),
    "words": ({"amount": "ห้าล้าน"}, "An amount holds digits, commas and one decimal point only. (“ห้าล้าน”)"),
    "commas": ({"amount": "1,2500"}, "Write the amount like 1,250,000 or 1,250,000.50. (“1,2500”)"),
    "no amount": ({"amount": ""}, "Enter an amount in baht."),
    "absurd": ({"amount": "9999999999999"}, "The amount “9999999999999” is more than a budget line can be."),
    "category": (
        {"category": "งบลับ"},
        "“งบลับ” is not one of the categories: Personnel, Operations, Investment, Subsidy, Other expenditure.",
    ),
    "year": ({"year": "65"}, "“65” is not a fiscal year such as 2565."),
    "no agency": ({"agency": ""}, "Agency is missing."),
    "no project": ({"project": ""}, "Project is missing."),
    "long item": ({"item": "ก" * 501}, "Item is longer than 500 characters."),
}


@pytest.mark.parametrize("case", BROKEN, ids=str)
def test_a_row_that_cannot_be_read_is_named_with_its_reason_and_keeps_all_back(names: World, case: str) -> None:
    wrong, reason = BROKEN[case]
    content = table(row(), row(NORTH, **{"item": "ชื่อ"} | wrong) if "agency" not in wrong else row(**wrong))
    assert reasons(plan(names, content)) == [(3, reason)]
    with refused(GuardsUnmet):
        bring(names, content)


def test_everything_wrong_with_every_row_is_named_at_once(names: World) -> None:
    found = plan(names, table(row(amount="-1", year="x"), row(), row(category="")))
    assert [number for number, _reason in reasons(found)] == [2, 2, 4]
    assert len(reasons_against(found)) == 3


@pytest.mark.parametrize(("year", "told"), [("2565", []), ("๒๕๖๕", []), ("2022", [2]), ("ปีงบประมาณ พ.ศ. 2565", [])])
def test_years_of_either_era_come_in_as_buddhist_ones(names: World, year: str, told: list[int]) -> None:
    found = plan(names, table(row(year=year), row(NORTH)))
    assert [remark.number for remark in found.remarks] == told
    assert {planned.fiscal_year for planned in found.projects} == {2565}


def test_years_of_a_commitment_stay_in_the_workplan_of_their_project(names: World) -> None:
    committed = [row(NORTH, year=str(year), multi_year="True", item="อาคาร") for year in (2564, 2565, 2566)]
    bring(names, table(row(), *committed))
    assert IntegrationProject.objects.filter(round__workplan__name_th=PLAN).count() == 1
    years = BudgetLine.objects.filter(item="อาคาร").order_by("pk").values_list("fiscal_year", flat=True)
    assert list(years) == [2564, 2565, 2566]


def test_several_years_become_several_workplans(names: World) -> None:
    bring(names, table(row(), row(NORTH), row(year="2566"), row(NORTH, year="2566")))
    years = Workplan.objects.filter(name_th=PLAN).order_by("fiscal_year").values_list("fiscal_year", flat=True)
    assert list(years) == [2565, 2566]
    assert IntegrationProject.objects.filter(title="โครงการ ก").count() == 2


def test_a_project_of_one_agency_comes_in_with_a_remark(names: World) -> None:
    found = plan(names, table(row()))
    assert found.is_ready
    assert [remark.reason for remark in found.remarks] == [
        "Only one agency takes part; the project stays a draft until a second one joins."
    ]


def test_a_zero_comes_in_but_cannot_be_submitted(names: World) -> None:
    brought = bring(names, table(row(), row(NORTH, amount="0")))
    project = IntegrationProject.objects.get(code=brought.codes[0])
    with refused(GuardsUnmet) as raised:
        names.act("propose", "officer", project)
    assert (
        "Every agency that takes part must have a budget line, and every line an amount above zero."
        in raised.value.reasons
    )


def test_equal_rows_become_two_lines_and_totals_none(names: World) -> None:
    content = table(row(), row(), row(NORTH), row("รวม", "รวม", "รวมทั้งสิ้น", "4500000"))
    assert bring(names, content).line_count == 3


def test_an_open_round_of_the_workplan_is_taken(names: World) -> None:
    own = names.round.workplan.name_th
    bring(names, table(row(workplan=own), row(NORTH, workplan=own)), host_id=None, closes_at=None)
    assert IntegrationProject.objects.get(title="โครงการ ก").round == names.round
    assert Round.objects.count() == 1


def test_a_workplan_to_be_made_needs_a_host_and_a_closing(names: World) -> None:
    assert [bad.reason for bad in plan(names, GOOD, host_id=None).bad] == [
        "There is no such workplan yet; name its host agency, and it is made."
    ]
    with refused(GuardsUnmet):
        bring(names, GOOD, closes_at=None)


@pytest.mark.parametrize(("who", "may"), [
    ("admin", True), ("screener", True), ("screening_head", True), ("officer", False), ("budget", False),
    ("auditor", False), ("secretary", False),
])  # fmt: skip
def test_only_administrators_and_those_who_screen_for_the_host_bring_in(names: World, who: str, may: bool) -> None:
    if may:
        assert bring(names, GOOD, who).line_count == 3
    else:
        with refused(NotPermitted):
            bring(names, GOOD, who)


def test_a_screening_officer_of_another_agency_brings_in_nothing(names: World) -> None:
    with refused(NotPermitted):
        bring(names, GOOD, "screener", host_id=names.agencies["bureau"].pk)


def test_a_failure_in_the_middle_leaves_nothing(names: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from budget_review.operations.importing import making

    made = making._make_project

    def fall(planned: Any, *rest: Any, **more: Any) -> Any:
        if planned.title == "โครงการ ข":
            raise RuntimeError
        return made(planned, *rest, **more)

    monkeypatch.setattr(making, "_make_project", fall)
    before = everything()
    with pytest.raises(RuntimeError):
        bring(names, GOOD)
    assert everything() == before
    assert not Workplan.objects.filter(name_th=PLAN).exists()


def test_the_same_rows_in_a_workbook_with_thai_headings_come_in_alike(names: World) -> None:
    headings = ["ลำดับ", "หน่วยรับงบประมาณ", "แผนงานบูรณาการ", "โครงการ", "หมวดงบรายจ่าย", "รายการ", "ปีงบประมาณ", "วงเงิน"]
    rows: Iterable[list[Any]] = [
        [1, LEAD, PLAN, "โครงการ ก", "ลงทุน", "ระบบ", 2565, Decimal("1500000.00")],
        [2, NORTH, PLAN, "โครงการ ก", "3", "=เชื่อมโยง", 2565, Decimal("0.30")],
    ]
    brought = bring(names, xlsx_bytes("แผน", headings, rows), filename="plan.xlsx")
    assert (brought.line_count, brought.amount_baht) == (2, Decimal("1500000.30"))


def test_a_file_without_workplan_and_year_takes_them_from_the_answers(names: World) -> None:
    content = f"หน่วยงาน,โครงการ,งบรายจ่าย,รายการ,จำนวนเงิน\n{LEAD},ก,งบลงทุน,ข,5\n{NORTH},ก,งบลงทุน,ค,6\n".encode()
    with translation.override("en"), pytest.raises(NotATable) as raised:
        plan(names, content)
    assert str(raised.value) == "The table lacks these columns: Workplan, Fiscal year."
    assert bring(names, content, workplan=PLAN, fiscal_year=2566).line_count == 2
    assert Workplan.objects.get(name_th=PLAN).fiscal_year == 2566


def test_the_queries_of_a_plan_do_not_grow_with_its_rows(names: World, django_assert_num_queries: Any) -> None:
    for many in (1, 40):
        content = table(*(row(project=f"โครงการ {number}") for number in range(many)))
        with django_assert_num_queries(8):
            plan(names, content)


class TestCommand:
    """``import_workplan``."""

    def call(self, tmp_path: Any, *more: str, content: bytes = GOOD, name: str = "plan.csv") -> str:
        file, out = tmp_path / name, io.StringIO()
        file.write_bytes(content)
        call_command("import_workplan", str(file), "--by", "admin", "--host", "dga", *more, stdout=out, stderr=out)
        return out.getvalue()

    def test_a_dry_run_tells_all_and_changes_nothing(self, names: World, tmp_path: Any) -> None:
        before = everything()
        told = self.call(tmp_path, "--dry-run")
        assert "3 rows: 2 new projects, 3 new lines, 4,000,100.50 baht; 0 there before." in told
        assert everything() == before

    def test_the_second_run_brings_in_nothing(self, names: World, tmp_path: Any) -> None:
        assert "Brought in: 2 projects, 3 lines" in self.call(tmp_path)
        assert "Brought in: 0 projects, 0 lines" in self.call(tmp_path)

    @pytest.mark.parametrize(
        ("content", "name"), [(table(row(amount="x")), "plan.csv"), (b"%PDF", "plan.csv"), (GOOD, "plan.xlsx")]
    )
    def test_what_stands_against_it_ends_the_command(
        self, names: World, tmp_path: Any, content: bytes, name: str
    ) -> None:
        before = everything()
        with pytest.raises(CommandError):
            self.call(tmp_path, content=content, name=name)
        assert everything() == before

    def test_a_person_who_may_not_is_refused(self, names: World, tmp_path: Any) -> None:
        with pytest.raises(CommandError):
            self.call(tmp_path, "--by", "officer")
