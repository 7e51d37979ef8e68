# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables in and out: what is refused, how cells are read, and that nothing becomes a formula."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook

from papers.spreadsheets import Column, NotATable, csv_bytes, harmless, read_pasted, read_table, records_of, xlsx_bytes

FORMULAS = ["=1+1", "+66", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "=cmd|'/c calc'!A0", "＝1", " =1", "|x", "%x"]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """The reasons are read in English, whatever language was spoken before."""
    with translation.override("en"):
        yield


def workbook(*rows: list[Any]) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def encrypted(content: bytes) -> bytes:
    """The same archive with the bit that says its members are encrypted."""
    at = content.find(b"PK\x01\x02")
    return content[: at + 8] + b"\x01" + content[at + 9 :]


BOOK = archive(xl__workbook_dot_xml=b"<workbook/>")
REFUSED = {
    "empty": (b" \n", "a.csv", "The file is empty."),
    "only empty rows": (b",,\n,,\n", "a.csv", "The file is empty."),
    "too large": (b"a" * (10 * 1024 * 1024 + 1), "a.csv", "The file is larger than 10 MB."),
    "encrypted workbook": (
        b"\xd0\xcf\x11\xe0" + b"\0" * 99 + "EncryptedPackage".encode("utf-16-le"),
        "a.xlsx",
        "The file is protected by a password. Save it without one and send it again.",
    ),
    "encrypted archive": (
        encrypted(BOOK), "a.xlsx", "The file is protected by a password. Save it without one and send it again.",
    ),
    "old workbook": (
        b"\xd0\xcf\x11\xe0" + b"\0" * 99,
        "a.xls",
        "The file is of the old .xls kind. Save it as .xlsx or CSV and send it again.",
    ),
    "paper": (b"%PDF-1.7", "a.csv", "The file is neither CSV nor XLSX, whatever its name says."),
    "picture": (b"\x89PNG\r\n", "a.xlsx", "The file is neither CSV nor XLSX, whatever its name says."),
    "program": (b"MZ\x90\0\x03", "a.csv", "The file is neither CSV nor XLSX, whatever its name says."),
    "workbook called text": (
        workbook(["a"]), "a.csv", "The file's name does not fit its content: .xlsx for a workbook, .csv for text.",
    ),
    "text called workbook": (
        b"a,b\n1,2\n", "a.xlsx", "The file's name does not fit its content: .xlsx for a workbook, .csv for text.",
    ),
    "another archive": (
        archive(word__document_dot_xml=b"x"), "a.xlsx", "The file is an archive, but not an XLSX workbook.",
    ),
    "half an archive": (workbook(["a"])[:300], "a.xlsx", "The file is damaged: it cannot be opened as XLSX."),
    "no workbook inside": (BOOK, "a.xlsx", "The file is damaged: it cannot be opened as XLSX."),
    "macros": (
        archive(xl__workbook_dot_xml=b"x", xl__vbaProject_dot_bin=b"x"),
        "a.xlsx",
        "The workbook holds macros. Save it as an ordinary .xlsx and send it again.",
    ),
    "bomb": (
        archive(xl__workbook_dot_xml=b"x", xl__a_dot_xml=b"0" * 20_000_000),
        "a.xlsx",
        "The workbook unpacks to more than the service opens.",
    ),
    "too many rows": (b"a\n" * 20_001, "a.csv", "The table has more than 20,000 rows."),
    "too many columns": (b"a," * 100 + b"a\n", "a.csv", "Row 1 has more than 100 columns."),
    "too long a cell": (b"b\n" + b"a" * 5001, "a.csv", "A cell in row 2 holds more than 5,000 characters."),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_a_file_that_had_better_stay_shut_is_refused_with_its_reason(case: str) -> None:
    content, filename, reason = REFUSED[case]
    with translation.override("en"), pytest.raises(NotATable) as refused:
        read_table(content, filename)
    assert str(refused.value) == reason


def test_a_workbook_with_entities_in_its_xml_is_refused() -> None:
    sheet = workbook(["a"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            content = given.read(name)
            if name.endswith("sheet1.xml"):
                content = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + content
            made.writestr(name, content)
    with translation.override("en"), pytest.raises(NotATable) as refused:
        read_table(out.getvalue(), "a.xlsx")
    assert str(refused.value) == "The file is damaged: it cannot be opened as XLSX."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_is_read_in_any_encoding_and_delimiter_that_thai_offices_save(encoding: str, delimiter: str) -> None:
    content = delimiter.join(["หน่วยงาน", "จำนวนเงิน"]) + "\r\n" + delimiter.join(["กรมที่ดิน", "๑๒"]) + "\r\n"
    rows = read_table(content.encode(encoding), "a.csv")
    assert [row.cells for row in rows] == [["หน่วยงาน", "จำนวนเงิน"], ["กรมที่ดิน", "๑๒"]]


def test_cells_come_out_in_one_spelling() -> None:
    (row, _other) = read_pasted("ท\u0e4d\u0e32\tก\u200bข\xa0 ค\ta\u0007b\n1\t2")
    assert row.cells == ["ทำ", "กข ค", "ab"]


def test_numbers_and_days_of_a_workbook_are_read_as_they_would_be_typed() -> None:
    rows = read_table(workbook([1250000, 1250000.5, 0.1 + 0.2, date(2021, 10, 1), True, None, "๑"]), "a.xlsx")
    assert rows[0].cells == ["1250000", "1250000.5", "0.3", "2021-10-01", "true", "", "๑"]


def test_rows_keep_their_numbers_and_empty_ones_fall_out() -> None:
    rows = read_table(b'a,b\n\n"x\ny",2\n,,\n3,4\n', "a.csv")
    assert [(row.number, row.cells) for row in rows] == [(1, ["a", "b"]), (3, ["x y", "2"]), (6, ["3", "4"])]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    sheet: Any = load_workbook(io.BytesIO(xlsx_bytes("x", ["h"], [[text]]))).active
    cell = sheet.cell(2, 1)
    assert cell.data_type in ("s", "n")  # n is an empty cell
    assert cell.value is None or not cell.value.startswith("'")


def test_amounts_stay_numbers_and_come_back_as_they_were() -> None:
    rows = [["=1+1", Decimal("-5.00")], ["กรม", Decimal("1250000.50")]]
    for content, name in ((csv_bytes(["a", "b"], rows), "a.csv"), (xlsx_bytes("x", ["a", "b"], rows), "a.xlsx")):
        back = [[row.cells[0], Decimal(row.cells[1])] for row in read_table(content, name)[1:]]
        assert back == rows


COLUMNS = (
    Column("agency", "Agency", ("หน่วยงาน",), needed=True),
    Column("amount", "Amount", ("จำนวนเงิน (บาท)",), needed=True),
)


def test_columns_are_found_below_a_title_in_any_order() -> None:
    rows = read_pasted("งบประมาณปี 2565\n\nลำดับ\tจำนวนเงิน (บาท)\tหน่วยงาน\n1\t5\tกรม ก")
    found = records_of(rows, COLUMNS)
    assert [record.cells for record in found.rows] == [{"amount": "5", "agency": "กรม ก"}]
    assert (found.rows[0].number, found.unknown) == (4, ["ลำดับ"])


@pytest.mark.parametrize(
    ("headings", "reason"),
    [
        ("หน่วยงาน", "The table lacks these columns: Amount."),
        ("หน่วยงาน\tAgency\tAmount", "Two columns have the same meaning: Agency."),
    ],
)
def test_columns_that_lack_or_stand_twice_are_named(headings: str, reason: str) -> None:
    with translation.override("en"), pytest.raises(NotATable) as refused:
        records_of(read_pasted(headings), COLUMNS)
    assert str(refused.value) == reason
