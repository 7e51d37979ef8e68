# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Budget lines and KPIs as tables: what is taken away as XLSX comes back, changed or pasted, with errors row by row."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budget_review import cells
from budget_review.forms.line_columns import further_cells, further_columns, further_of, years_read
from budget_review.models import BudgetLine, Kpi, Participation
from budget_review.operations.editing import KpiText, LineText
from papers.spreadsheets import LARGEST, Column, NotATable, Record, Row, read_pasted, read_table, records_of
from papers.thai import arabic_digits

ADD, REPLACE = "add", "replace"
Text = TypeVar("Text", LineText, KpiText)

ID = Column("id", gettext_lazy("No."), ("เลขที่", "เลขที่รายการ", "no", "number"))
LINE_COLUMNS = (
    ID,
    Column("item", gettext_lazy("Item"), ("รายการ", "ชื่อรายการ"), needed=True),
    Column("category", gettext_lazy("Category"), ("งบรายจ่าย", "หมวด", "หมวดงบรายจ่าย"), needed=True),
    Column("subcategory", gettext_lazy("Sub-category"), ("หมวดย่อย", "หมวดรายจ่ายย่อย", "sub-category")),
    Column("fiscal_year", gettext_lazy("Fiscal year"), ("ปีงบประมาณ", "ปี", "year")),
    Column(
        "amount", gettext_lazy("Amount (baht)"), ("จำนวนเงิน", "จำนวนเงิน (บาท)", "วงเงิน", "งบประมาณ", "amount baht"),
        needed=True,
    ),
    Column("source", gettext_lazy("Source"), ("ที่มา", "แหล่งที่มา", "ที่มาของราคา")),
)  # fmt: skip
KPI_COLUMNS = (
    ID,
    Column("name", gettext_lazy("KPI"), ("ตัวชี้วัด", "ชื่อตัวชี้วัด", "kpi"), needed=True),
    Column("unit", gettext_lazy("Unit of measure"), ("หน่วยนับ", "หน่วยวัด", "unit of measure"), needed=True),
    Column("baseline", gettext_lazy("Baseline"), ("ค่าฐาน", "ข้อมูลฐาน")),
    Column("target", gettext_lazy("Target"), ("เป้าหมาย", "ค่าเป้าหมาย"), needed=True),
)
LINE_ORDER = ("item", "category", "subcategory", "fiscal_year", "amount", "source")
KPI_ORDER = ("name", "unit", "baseline", "target")


@dataclass(frozen=True)
class Wrong:
    """A row that cannot be taken, and why."""

    number: int
    what: str
    reason: str


class TableForm(forms.Form):
    """A table pasted or sent, and whether it stands beside or in place of what is there."""

    expected_revision = forms.IntegerField(widget=forms.HiddenInput)
    pasted = forms.CharField(
        label=gettext_lazy("Paste from a spreadsheet"), required=False, strip=False, max_length=500_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=gettext_lazy("Copy the cells there and paste them here, with or without their headings."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Or a file"), required=False, help_text=gettext_lazy("CSV or XLSX of at most 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )  # fmt: skip
    mode = forms.ChoiceField(
        label=gettext_lazy("What is there already"), initial=ADD, widget=forms.RadioSelect,
        choices=((ADD, gettext_lazy("stays; rows with its number change it")),
                 (REPLACE, gettext_lazy("is replaced by the table; what the table lacks is removed"))),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Read the table, and say at its field why it is not read."""
        given = super().clean() or {}
        file, pasted = given.get("file"), given.get("pasted", "")
        if file is None and not pasted.strip():
            self.add_error("pasted", _("Paste a table or choose a file."))
        elif file is not None and file.size > LARGEST:
            self.add_error("file", _("The file is larger than 10 MB."))
        else:
            try:
                self.rows = read_table(file.read(), file.name) if file else read_pasted(pasted)
            except NotATable as refused:
                self.add_error("file" if file else "pasted", str(refused))
        return given


def read_lines(rows: Sequence[Row], part: Participation) -> tuple[list[LineText], list[Wrong]]:
    """The budget lines of a table; a year that is not given is the workplan's. Raises NotATable."""
    own = {line.pk: line for line in part.active_lines()}
    usual = part.project.round.workplan.fiscal_year
    years = years_read(usual)

    def line(record: Record, take: Callable[..., Any]) -> LineText:
        year = take(cells.year_in, record["fiscal_year"]) if record["fiscal_year"] else (usual, False)
        number = take(_id_in, record["id"], own.keys())
        return LineText(
            id=number,
            item=take(cells.text_in, record["item"], _("Item"), 500),
            category=take(cells.category_in, record["category"]),
            subcategory=take(cells.optional_text_in, record["subcategory"], _("Sub-category"), 200),
            fiscal_year=year[0] if year else 0,
            amount_baht=take(cells.amount_in, record["amount"]),
            source=take(cells.optional_text_in, record["source"], _("Source"), 200),
            **further_of(record, found.found, years, own.get(number), take),
        )

    found = records_of(rows, (*LINE_COLUMNS, *further_columns(years)), order=LINE_ORDER)
    return _read(found.rows, "item", line)


def read_kpis(
    rows: Sequence[Row], kpis: Sequence[Kpi], parts: Sequence[Participation], years: Sequence[int]
) -> tuple[list[KpiText], list[Wrong]]:
    """The KPIs of a table: a column for each year's target, and one of its agency's name for each owner's weight.

    Years without a column stay as they are. Raises NotATable.
    """
    own = {kpi.pk: kpi for kpi in kpis}

    def kpi(record: Record, take: Callable[..., Any]) -> KpiText:
        number = take(_id_in, record["id"], own.keys())
        weights = {part.pk: take(_weight_in, record[f"weight{part.pk}"], part) for part in parts}
        return KpiText(
            id=number,
            name=take(cells.text_in, record["name"], _("KPI"), 400),
            unit=take(cells.text_in, record["unit"], _("Unit of measure"), 80),
            baseline=take(cells.optional_text_in, record["baseline"], _("Baseline"), 80),
            target=take(cells.text_in, record["target"], _("Target"), 80),
            weights={pk: weight for pk, weight in weights.items() if weight},
            targets=_targets(record, own.get(number), take),
        )

    order = (*KPI_ORDER, *(f"weight{part.pk}" for part in parts))
    found = records_of(rows, (*KPI_COLUMNS, *_owners(parts), *_years(years)), order=order)
    return _read(found.rows, "name", kpi)


def beside(texts: Iterable[Text], stored: Iterable[Text], mode: str) -> list[Text]:
    """What is to stand: in place of what is there, or beside it with the numbered rows changed."""
    given = list(texts)
    if mode == REPLACE:
        return given
    changed: dict[int | None, Text] = {text.id: text for text in given if text.id is not None}
    return [changed.get(text.id, text) for text in stored] + [text for text in given if text.id is None]


def line_text(line: BudgetLine) -> LineText:
    """A stored line as it would be written."""
    return LineText(
        id=line.pk, item=line.item, category=line.category, subcategory=line.subcategory,
        fiscal_year=line.fiscal_year, amount_baht=line.amount_baht, source=line.source,
    )  # fmt: skip


def kpi_text(kpi: Kpi) -> KpiText:
    """A stored KPI as it would be written."""
    weights = {share.participation_id: share.weight_percent for share in kpi.shares.all()}
    return KpiText(id=kpi.pk, name=kpi.name, unit=kpi.unit, baseline=kpi.baseline, target=kpi.target, weights=weights)


def lines_table(
    lines: Sequence[BudgetLine], years: Sequence[int], *, with_quotes: bool = True
) -> tuple[list[Any], list[list[Any]]]:
    """Headings and rows of the lines, as they come back; ``years`` are the later ones that have a column."""
    rows: list[list[Any]] = [
        [line.pk, line.item, line.get_category_display(), line.subcategory, line.fiscal_year, line.amount_baht,
         line.source, *further_cells(line, years, with_quotes=with_quotes)]
        for line in lines
    ]  # fmt: skip
    return [column.label for column in (*LINE_COLUMNS, *further_columns(years, with_quotes=with_quotes))], rows


def kpis_table(
    kpis: Sequence[Kpi], parts: Sequence[Participation], years: Sequence[int]
) -> tuple[list[Any], list[list[Any]]]:
    """Headings and rows of the KPIs, a column for each owner's weight and for each year's target."""
    rows: list[list[Any]] = []
    for kpi in kpis:
        weights = kpi_text(kpi).weights
        by_year = [kpi.targets.get(str(year), "") for year in years]
        weighed = [weights.get(part.pk) for part in parts]
        rows.append([kpi.pk, kpi.name, kpi.unit, kpi.baseline, kpi.target, *weighed, *by_year])
    return [column.label for column in (*KPI_COLUMNS, *_owners(parts), *_years(years))], rows


def _read(
    records: Iterable[Record], named_by: str, read: Callable[[Record, Callable[..., Any]], Text]
) -> tuple[list[Text], list[Wrong]]:
    texts: list[Text] = []
    wrong: list[Wrong] = []
    numbers: set[int] = set()
    for record in records:
        reasons: list[str] = []

        def take(reader: Callable[..., Any], *values: Any, reasons: list[str] = reasons) -> Any:
            try:
                return reader(*values)
            except cells.Unreadable as error:
                reasons.append(str(error))
                return None

        text = read(record, take)
        if text.id in numbers:
            reasons.append(_("The number %(number)s stands in two rows.") % {"number": text.id})
        numbers |= {text.id} if text.id else set()
        wrong += [Wrong(record.number, record[named_by], reason) for reason in reasons]
        texts.append(text)
    return texts, wrong


def _targets(record: Record, stored: Kpi | None, take: Callable[..., Any]) -> dict[int, str] | None:
    """The targets by year, those without a column as they were; None when the table has no such column."""
    given = {
        int(key.removeprefix("target")): take(cells.optional_text_in, cell, _("Target"), 80)
        for key, cell in record.cells.items()
        if key.removeprefix("target").isdecimal()
    }
    if not given:
        return None
    return {int(year): target for year, target in (stored.targets.items() if stored else ())} | given


def _id_in(text: str, own: Collection[int]) -> int | None:
    """The number of a row that was taken away from here; empty for a new one."""
    if not text:
        return None
    typed = arabic_digits(text)
    if not typed.isdecimal() or len(typed) > 12 or int(typed) not in own:
        raise cells.Unreadable(_("There is no row with the number %(number)s here.") % {"number": text})
    return int(typed)


def _weight_in(text: str, part: Participation) -> Decimal | None:
    if not text:
        return None
    try:
        weight = Decimal(arabic_digits(text).removesuffix("%").strip())
    except InvalidOperation:
        weight = Decimal(-1)
    if not (weight.is_finite() and 0 <= weight <= 100 and weight == round(weight, 2)):
        told = {"typed": text, "agency": part.agency.name}
        raise cells.Unreadable(_("The weight “%(typed)s” of %(agency)s is no share of 100.") % told)
    return weight


def _years(years: Sequence[int]) -> list[Column]:
    return [
        Column(
            f"target{year}", _("Target of %(year)s") % {"year": year},
            (f"เป้าหมาย {year}", f"เป้าหมายปี {year}", f"ค่าเป้าหมาย {year}", f"ค่าเป้าหมายปี {year}", str(year)),
        )
        for year in years
    ]  # fmt: skip


def _owners(parts: Sequence[Participation]) -> list[Column]:
    return [
        Column(
            f"weight{part.pk}", part.agency.name,
            tuple(filter(None, (part.agency.name_th, part.agency.name_en, part.agency.abbreviation))),
        )
        for part in parts
    ]  # fmt: skip
