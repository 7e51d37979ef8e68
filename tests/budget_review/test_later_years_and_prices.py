# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lines bind later years to, and where ICT items' prices come from: written, summed apart, asked at the gate."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from budget_review import guards as g
from budget_review.content import content_of, content_sha256
from budget_review.later_years import fits, year_sums
from budget_review.models import BudgetLine, IntegrationProject
from budget_review.prices import Price, Quote, price_of, said_of
from budget_review.withholding import withheld
from papers.spreadsheets import read_table, xlsx_bytes
from tests.budget_review.pages import Visitor, content, text_of
from tests.budget_review.test_guards import attempt
from tests.budget_review.test_tables import send, send_kpis
from tests.world import World

Visit = Callable[[str], Visitor]


def quotes(*vendors: str, day: date | None = date(2021, 1, 31), price: str | None = "900") -> tuple[Quote, ...]:
    amount = Decimal(price) if price else None
    return tuple(
        Quote(vendor=vendor, day=day, price_baht=amount, attachment=place) for place, vendor in enumerate(vendors, 1)
    )


STANDARD: dict[str, Any] = {"edition": "พ.ค. 2564", "item_no": "3", "page": "12", "unit_price_baht": Decimal(23000)}
THREE = quotes("ก", "ข", "ค")
ASKED, NAMED, WHY, QUOTED, WHOLE = (
    "Say where the price comes from.", "Name the standard's edition, item, page and price.",
    "Say why the standard price is not used.", "Give three quotations, each of another vendor.",
    "Each quotation needs its date, its price and its file.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("price", "lacks"),
    [
        (Price(), [ASKED]),
        (Price(basis="guess"), [ASKED]),
        (Price(basis="standard", **STANDARD), []),
        (Price(basis="standard", **(STANDARD | {"page": ""})), [NAMED]),
        (Price(basis="standard", **(STANDARD | {"unit_price_baht": None})), [NAMED]),
        (Price(basis="otherwise", **STANDARD, reason="ต้องการความเร็วสูงกว่า", quotes=THREE), []),
        (Price(basis="otherwise", reason="เหตุผล", quotes=THREE), [NAMED]),
        (Price(basis="unlisted", reason="ไม่มีในเกณฑ์", quotes=THREE), []),
        (Price(basis="unlisted", reason=" ", quotes=THREE), [WHY]),
        (Price(basis="unlisted", reason="x", quotes=THREE[:2]), [QUOTED]),
        (Price(basis="unlisted", reason="x", quotes=quotes("ก", "ข", "ก")), [QUOTED]),
        (Price(basis="unlisted", reason="x", quotes=quotes("ก", "ข", "ค", day=None)), [WHOLE]),
        (Price(basis="unlisted", reason="x", quotes=quotes("ก", "ข", "ค", price=None)), [WHOLE]),
    ],
)  # fmt: skip
def test_a_price_basis_says_what_it_lacks(price: Price, lacks: list[str]) -> None:
    assert price.lacks == lacks
    assert price_of(said_of(price)) == price


@pytest.mark.parametrize(
    ("commitments", "ends_on", "holds"),
    [
        ({}, None, True),
        ({"2566": "1.00"}, None, True),
        ({"2574": "1.00"}, None, True),
        ({"2575": "1.00"}, None, False),
        ({"2565": "1.00"}, None, False),
        ({"2566": "0.00"}, None, False),
        ({"2566": "1.00"}, date(2022, 9, 30), False),
        ({"2566": "1.00"}, date(2022, 10, 1), True),
    ],
)
def test_commitments_lie_after_the_lines_year_and_within_the_project(
    commitments: dict[str, str], ends_on: date | None, holds: bool
) -> None:
    line = BudgetLine(fiscal_year=2565, amount_baht=Decimal(1), commitments=commitments)
    assert fits(line, ends_on) is holds


def test_later_years_are_summed_apart_to_the_satang() -> None:
    lines = [
        BudgetLine(fiscal_year=2565, amount_baht=Decimal("100.10"), commitments={"2566": "0.20", "2567": "5.00"}),
        BudgetLine(fiscal_year=2565, amount_baht=Decimal("0.20"), commitments={"2566": "0.10"}),
        BudgetLine(fiscal_year=2566, amount_baht=Decimal(7)),
    ]
    sums = year_sums(lines, 2565)
    assert (sums.this_year_baht, sums.later) == (Decimal("100.30"), {2566: Decimal("7.30"), 2567: Decimal(5)})
    assert sums.whole_baht == Decimal("112.60")


def test_what_is_not_said_leaves_a_content_as_it_was(world: World) -> None:
    line = content_of(world.project)["parts"][0]["lines"][0]
    assert set(line) == {"id", "item", "category", "subcategory", "fiscal_year", "amount_baht"}


def _mark(world: World, **said: Any) -> BudgetLine:
    line = world.part("lead").lines.get()
    BudgetLine.objects.filter(pk=line.pk).update(is_ict=True, **said)
    return line


def test_an_ict_item_without_its_price_basis_stops_the_proposal_and_one_not_marked_does_not(world: World) -> None:
    assert g.ict_priced(world.project, attempt(world))
    _mark(world)
    assert not g.ict_priced(world.project, attempt(world))
    _mark(world, price=said_of(Price(basis="standard", **STANDARD)))
    assert g.ict_priced(world.project, attempt(world))


def _form(world: World, line: BudgetLine, **more: Any) -> dict[str, Any]:
    return {
        "expected_revision": world.project.revision, "basis": "unlisted", "reason": "ไม่มีในเกณฑ์",
        "quotes-TOTAL_FORMS": 3, "quotes-INITIAL_FORMS": 0,
    } | more  # fmt: skip


def test_a_price_is_written_with_thai_digits_and_buddhist_days(world: World, visit: Visit) -> None:
    line = world.part("lead").lines.get()
    sent = _form(world, line, **{
        "quotes-0-vendor": "บริษัท ก จ\u0e4dา\u200bกัด", "quotes-0-day": "๓๑/๑/๒๕๖๔", "quotes-0-price_baht": "๑,๐๐๐.๕๐",
    })  # fmt: skip
    answer = visit("officer").post("edit_price", world.project.code, line.pk, **sent)
    line.refresh_from_db()
    assert answer.status_code == 302
    assert line.is_ict
    quote = line.price_basis.quotes[0]
    assert (quote.vendor, quote.day, quote.price_baht) == ("บริษัท ก จำกัด", date(2021, 1, 31), Decimal("1000.50"))


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("quotes-0-price_baht", "-5", "An amount must not be below zero."),
        ("quotes-0-price_baht", "0", "The amount of a budget line must be above zero."),
        ("unit_price_baht", "9999999999999", "is more than a budget line can be."),
        ("quotes-0-day", "31/1/2021", "Write the year in the Buddhist era"),
        ("quotes-0-day", "31/2/2564", "There is no such day."),
    ],
)
def test_a_wrong_price_is_refused_at_its_field_and_stays_typed(
    world: World, visit: Visit, field: str, typed: str, told: str
) -> None:
    line, before = world.part("lead").lines.get(), content(world)
    answer = visit("officer").post(
        "edit_price", world.project.code, line.pk, **_form(world, line, **{"quotes-0-vendor": "ก", field: typed})
    )
    assert answer.status_code == 422
    assert content(world) == before
    assert told in text_of(answer)
    assert f'value="{typed}"' in text_of(answer)


def test_a_second_writer_of_a_price_reads_the_first_and_loses_nothing(world: World, visit: Visit) -> None:
    line, read = world.part("lead").lines.get(), world.project.revision
    visit("officer").post("edit_price", world.project.code, line.pk, **_form(world, line))
    answer = visit("officer").post(
        "edit_price",
        world.project.code,
        line.pk,
        **(_form(world, line, reason="อีกเหตุผล") | {"expected_revision": read}),
    )
    assert answer.status_code == 409
    assert "อีกเหตุผล" in text_of(answer)
    assert "ไม่มีในเกณฑ์" in text_of(answer)
    line.refresh_from_db()
    assert line.price_basis.reason == "ไม่มีในเกณฑ์"


@pytest.mark.parametrize("who", ["nora", "screener", "stranger"])
def test_nobody_else_writes_a_price(world: World, visit: Visit, who: str) -> None:
    line, before = world.part("lead").lines.get(), content(world)
    assert visit(who).post("edit_price", world.project.code, line.pk, **_form(world, line)).status_code in (403, 404)
    assert content(world) == before


def test_quotations_of_others_are_withheld_and_their_hash_stands_there(world: World) -> None:
    _mark(world, price=said_of(Price(basis="unlisted", reason="x", quotes=THREE)))
    whole = content_of(IntegrationProject.objects.get(pk=world.project.pk))
    lead, north = world.agencies["lead"].pk, world.agencies["north"].pk
    told = withheld(whole, {north})
    assert told["parts"][0]["lines"][0]["price"]["quotes"]["withheld"] == 3
    assert "ข" not in str(told["parts"][0]["lines"][0]["price"]["quotes"])
    assert withheld(whole, {lead}) == whole
    assert content_sha256(withheld(whole, {lead})) == content_sha256(whole)


def test_partners_see_that_there_are_quotations_but_not_whose(world: World, visit: Visit) -> None:
    _mark(world, price=said_of(Price(basis="unlisted", reason="ไม่มี", quotes=quotes("บริษัทลับ", "ข", "ค"))))
    world.act("propose", "officer")
    for who, sees in (("nora", False), ("officer", True), ("auditor", True)):
        page = text_of(visit(who).get("project", world.project.code, query="?tab=money"))
        assert "ICT items and where their prices come from" in page
        assert ("บริษัทลับ" in page) is sees


def test_lines_go_out_and_come_back_with_later_years_and_prices(world: World, visit: Visit) -> None:
    line = _mark(
        world, commitments={"2566": "5.00", "2567": "6.00"}, price=said_of(Price(basis="unlisted", quotes=THREE))
    )
    officer, own = visit("officer"), world.part("lead").pk
    taken = officer.get("lines_file", world.project.code, own, "xlsx").content
    headings, row = [cells.cells for cells in read_table(taken, "l.xlsx")]
    row[headings.index("Committed for 2566 (baht)")] = "๗"
    row[headings.index("Date of quotation 2")] = "2564-02-01"
    sent = SimpleUploadedFile("l.xlsx", xlsx_bytes("l", headings, [row]))
    assert send(officer, world, file=sent).status_code == 302
    line.refresh_from_db()
    assert line.commitments == {"2566": "7.00", "2567": "6.00"}
    second = line.price_basis.quotes[1]
    assert line.is_ict
    assert (second.vendor, second.day, second.attachment) == ("ข", date(2021, 2, 1), 2)


def test_a_table_without_the_columns_leaves_later_years_and_prices_alone(world: World, visit: Visit) -> None:
    line = _mark(world, commitments={"2566": "5.00"}, price={"basis": "unlisted"})
    pasted = f"เลขที่\tรายการ\tหมวด\tจำนวนเงิน\n{line.pk}\tเปลี่ยนชื่อ\t3\t10"
    assert send(visit("officer"), world, pasted=pasted).status_code == 302
    line.refresh_from_db()
    assert (line.item, line.commitments, line.price, line.is_ict) == (
        "เปลี่ยนชื่อ", {"2566": "5.00"}, {"basis": "unlisted"}, True,
    )  # fmt: skip


def test_wrong_cells_of_later_years_and_prices_are_named(world: World, visit: Visit) -> None:
    before = content(world)
    head = "รายการ\tหมวด\tจำนวนเงิน\tผูกพัน 2566\tict\tประเภทเกณฑ์\tวันที่เสนอราคา 1\tผู้เสนอราคา 1\n"
    answer = send(visit("officer"), world, pasted=head + "ก\t3\t10\t-4\tใช่\tเดา\t32/1/2564\tร้าน")
    page = text_of(answer)
    assert answer.status_code == 422
    assert content(world) == before
    for told in ("The amount “-4” is below zero.", "“เดา” is not one of:", "There is no such day."):
        assert told in page


def test_yearly_targets_go_out_and_come_back_and_years_without_a_column_stay(world: World, visit: Visit) -> None:
    kpi = world.project.kpis.get()
    kpi.targets = {"2565": "10", "2567": "30"}
    kpi.save()
    officer = visit("officer")
    taken = officer.get("kpis_file", world.project.code, "csv").content
    headings, row = [cells.cells for cells in read_table(taken, "k.csv")]
    assert row[headings.index("Target of 2567")] == "30"
    keep = [place for place, name in enumerate(headings) if name != "Target of 2567"]
    row[headings.index("Target of 2565")] = "๑๕"
    sent = xlsx_bytes("k", [headings[place] for place in keep], [[row[place] for place in keep]])
    assert send_kpis(officer, world, file=SimpleUploadedFile("k.xlsx", sent)).status_code == 302
    kpi.refresh_from_db()
    assert kpi.targets == {"2565": "๑๕", "2567": "30"}
