# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading a workplan's file row by row: each becomes a line that can be kept, or is named with its reason."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budget_review import cells
from budget_review.models import Category
from papers.spreadsheets import Column, Record, read_table, records_of

# The headings of the budget books' public extraction are among them (docs/importing.md).
COLUMNS = (
    Column("ministry", gettext_lazy("Ministry"), ("กระทรวง", "ministry name")),
    Column("agency", gettext_lazy("Agency"), ("หน่วยงาน", "หน่วยรับงบประมาณ", "budgetary unit"), needed=True),
    Column("workplan", gettext_lazy("Workplan"), ("แผนงาน", "แผนงานบูรณาการ", "budget plan"), needed=True),
    Column("project", gettext_lazy("Project"), ("โครงการ", "ชื่อโครงการ", "ผลผลิต/โครงการ"), needed=True),
    Column(
        "category",
        gettext_lazy("Category"),
        ("งบรายจ่าย", "หมวดงบรายจ่าย", "หมวด", "ประเภทงบรายจ่าย", "category lv1"),
        needed=True,
    ),
    Column("subcategory", gettext_lazy("Sub-category"), ("หมวดย่อย", "รายการย่อย", "sub-category")),
    *(Column(f"level{level}", level, (f"category lv{level}",)) for level in range(2, 7)),
    Column("item", gettext_lazy("Item"), ("รายการ", "ชื่อรายการ", "item description"), needed=True),
    Column("fiscal_year", gettext_lazy("Fiscal year"), ("ปีงบประมาณ", "ปี", "fiscal year be", "year"), needed=True),
    Column(
        "amount",
        gettext_lazy("Amount (baht)"),
        ("จำนวนเงิน", "วงเงิน", "งบประมาณ", "งบประมาณ (บาท)", "จำนวนเงิน (บาท)", "amount baht", "budget"),
        needed=True,
    ),
    Column("multi_year", gettext_lazy("Multi-year commitment"), ("ผูกพัน", "ผูกพันข้ามปี", "obliged", "multi year")),
    Column("lead", gettext_lazy("Lead agency"), ("หน่วยงานหลัก", "เจ้าภาพโครงการ", "lead agency")),
    Column("source", gettext_lazy("Source"), ("แหล่งที่มา", "ที่มา", "อ้างอิง", "ref doc")),
)
LEVELS = ("subcategory", *(f"level{level}" for level in range(2, 7)))


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What whoever brings a file in says about it.

    ``same_as`` gives for a name in the file the name of the agency that it means. ``workplan`` and ``fiscal_year``
    stand for columns that the file lacks; a ``fiscal_year`` also says to which year's workplan all rows belong.
    """

    host_id: int | None = None
    closes_at: datetime | None = None
    confirm_agencies: bool = False
    same_as: Mapping[str, str] = field(default_factory=dict)
    workplan: str = ""
    fiscal_year: int | None = None


@dataclass(frozen=True)
class Bad:
    """A row that cannot be brought in, what it holds, and why."""

    number: int
    what: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row that can be kept. ``key`` is the same for the same row in any file."""

    number: int
    ministry: str
    agency: str
    workplan: str
    project: str
    category: Category
    subcategory: str
    item: str
    fiscal_year: int
    amount_baht: Decimal
    is_multi_year: bool
    lead: str
    source: str
    was_christian: bool
    nth: int  # of rows that say the same
    key: str
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """A file as it was read."""

    lines: list[Line]
    bad: list[Bad]
    unknown_columns: list[str]

    @property
    def row_count(self) -> int:
        """How many rows the file holds below its headings."""
        return len(self.lines) + len({bad.number for bad in self.bad})


def read_sheet(content: bytes, filename: str, answers: Answers) -> Sheet:
    """Read a file whole. Raises NotATable for one that is no table, or lacks a column."""
    given = [name for name in ("workplan", "fiscal_year") if getattr(answers, name)]
    records = records_of(read_table(content, filename), COLUMNS, given=given)
    lines: list[Line] = []
    bad: list[Bad] = []
    seen: Counter[tuple[str, ...]] = Counter()
    for record in records.rows:
        if _is_total(record):
            continue
        found, reasons = _read(record, answers)
        if reasons:
            bad += [Bad(record.number, record["item"] or record["project"], reason) for reason in reasons]
            continue
        said = _said(found)
        seen[said] += 1
        key = hashlib.sha256("\x1f".join((*said, str(seen[said]))).encode()).hexdigest()
        lines.append(Line(**found, number=record.number, nth=seen[said], key=key, cells=record.cells))
    return Sheet(lines, bad, records.unknown)


def _read(record: Record, answers: Answers) -> tuple[dict[str, Any], list[str]]:
    """What a row says, and everything that is wrong with it at once."""
    reasons: list[str] = []

    def take(read: Callable[..., Any], *values: Any) -> Any:
        try:
            return read(*values)
        except cells.Unreadable as error:
            reasons.append(str(error))
            return None

    typed_year = record["fiscal_year"] or str(answers.fiscal_year or "")
    year = take(cells.year_in, typed_year) or (0, False)
    found = {
        "ministry": take(cells.optional_text_in, record["ministry"], _("Ministry"), 255),
        "agency": take(cells.text_in, record["agency"], _("Agency"), 255),
        "workplan": take(cells.text_in, record["workplan"] or answers.workplan, _("Workplan"), 255),
        "project": take(cells.text_in, record["project"], _("Project"), 400),
        "category": take(cells.category_in, record["category"]),
        "subcategory": take(cells.optional_text_in, _levels(record), _("Sub-category"), 200),
        "item": take(cells.text_in, record["item"], _("Item"), 500),
        "fiscal_year": year[0],
        "was_christian": year[1],
        "amount_baht": take(_amount_in, record["amount"]),
        "is_multi_year": cells.yes_in(record["multi_year"]),
        "lead": record["lead"],
        "source": take(cells.optional_text_in, record["source"], _("Source"), 200),
    }
    return found, reasons


def _amount_in(text: str) -> Decimal:
    """Books print a zero for what is still to be filled in: it comes in, and keeps its draft from being submitted."""
    return cells.amount_in(text, may_be_zero=True)


def _levels(record: Record) -> str:
    return " > ".join(filter(None, (record[level] for level in LEVELS)))


def _is_total(record: Record) -> bool:
    """A row of sums at the foot of a table: an amount alone, or one that calls itself a total."""
    named = [record[key] for key in ("agency", "project", "item") if record[key]]
    return bool(named) and all(cells.tight(name) in ("รวม", "รวมทั้งสิ้น", "รวมทั้งหมด", "total") for name in named)


def _said(found: Mapping[str, Any]) -> tuple[str, ...]:
    """What makes two rows the same row: everything but where the file found it."""
    names = ("workplan", "project", "agency", "category", "subcategory", "item", "fiscal_year", "amount_baht")
    return tuple(cells.tight(str(found[name])) for name in names)
