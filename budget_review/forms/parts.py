# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An agency's part: its contribution, its unit and its budget lines."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Unit
from budget_review.forms.fields import BuddhistYear, LineBaht, ThaiText
from budget_review.later_years import FURTHEST, committed
from budget_review.models import BudgetLine, Category, Participation
from budget_review.operations.lines import LINES_MOST, LineText
from papers.choices import offer_rows

BLANK_LINES = 2
_LATER = re.compile(r"lines-\d+-later_(\d{4})")


class PartForm(forms.Form):
    """What the agency brings, and the unit that answers for it."""

    expected_revision = forms.IntegerField(widget=forms.HiddenInput)
    contribution = ThaiText(
        label=_("Contribution"),
        lines=3,
        required=False,
        help_text=_("What the agency does in this project, in a few sentences."),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Unit"), required=False, empty_label=_("The whole agency")
    )

    def __init__(self, *args: Any, part: Participation, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_rows(self, "unit", part.agency.units.all())


class LineForm(forms.Form):
    """One budget line; a line without any text is no line."""

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    item = ThaiText(label=_("Item"), max_length=500)
    category = forms.ChoiceField(label=_("Category"), choices=[("", _("Choose")), *Category.choices])
    subcategory = ThaiText(label=_("Sub-category"), max_length=200, required=False)
    fiscal_year = BuddhistYear(label=_("Fiscal year"))
    amount_baht = LineBaht(label=_("Amount (baht)"))
    source = ThaiText(
        label=_("Source"),
        max_length=200,
        required=False,
        help_text=_("Where the amount comes from, for example a quotation or a standard price."),
    )
    is_ict = forms.BooleanField(
        label=_("ICT item"),
        required=False,
        help_text=_("Computers, networks and software: the form then asks where the price comes from."),
    )

    def __init__(self, *args: Any, fiscal_year: int, years: Sequence[int] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fiscal_year"].initial = fiscal_year
        self.years = years
        for year in years:
            label = _("Committed for %(year)s (baht)") % {"year": year}
            self.fields[f"later_{year}"] = LineBaht(label=label, required=False)

    def own_fields(self) -> list[Any]:
        """Everything but what later years are bound to."""
        return [field for field in self.visible_fields() if not field.name.startswith("later_")]

    def later_fields(self) -> list[Any]:
        """The amounts that later years are bound to."""
        return [self[f"later_{year}"] for year in self.years]

    @property
    def commits(self) -> bool:
        """Whether a later year has an amount, or had a wrong one typed."""
        return any(field.value() or field.errors for field in self.later_fields())

    def has_changed(self) -> bool:
        """The year alone, which is filled in already, makes no line."""
        return bool(set(self.changed_data) - {"fiscal_year"})

    def clean(self) -> dict[str, Any]:
        """Say at the year's field when it does not follow the line's own."""
        given = super().clean() or {}
        own = given.get("fiscal_year")
        for year in self.years:
            if own and given.get(f"later_{year}") and not own < year <= own + FURTHEST:
                told = _("Commitments lie in the %(most)s years after the line's own.") % {"most": FURTHEST}
                self.add_error(f"later_{year}", told)
        return given

    def text(self) -> LineText:
        """The line as operations take it."""
        given = self.cleaned_data
        return LineText(
            id=given["id"], item=given["item"], category=given["category"], subcategory=given["subcategory"],
            fiscal_year=given["fiscal_year"], amount_baht=given["amount_baht"], source=given["source"],
            commitments={year: given[f"later_{year}"] for year in self.years if given.get(f"later_{year}")},
            is_ict=given["is_ict"],
        )  # fmt: skip


class LineFormSet(forms.BaseFormSet):
    """The lines; removed ones and empty ones fall out."""

    def texts(self) -> list[LineText]:
        """What is to be kept."""
        return [
            form.text() for form in self.forms if form.cleaned_data.get("item") and not form.cleaned_data.get("DELETE")
        ]


def years_typed(data: Iterable[str]) -> set[int]:
    """The later years that a form was sent with, whatever would be offered now."""
    return {int(match[1]) for match in map(_LATER.fullmatch, data) if match}


def line_formset(
    data: Any = None,
    *,
    lines: Sequence[BudgetLine],
    fiscal_year: int,
    years: Sequence[int] = (),
    more: int = BLANK_LINES,
) -> Any:
    """The forms of a part's lines, with a few empty ones of the round's year to go on.

    What comes back is read by itself: it was written against what stood there then, not against what stands there now.
    """
    made = forms.formset_factory(
        LineForm,
        LineFormSet,
        extra=more,
        can_delete=True,
        max_num=LINES_MOST,
        validate_max=True,
        absolute_max=LINES_MOST + 1,
    )
    initial = [
        {
            "id": line.pk,
            "item": line.item,
            "category": line.category,
            "subcategory": line.subcategory,
            "fiscal_year": line.fiscal_year,
            "amount_baht": line.amount_baht,
            "source": line.source,
            "is_ict": line.is_ict,
        }
        | {f"later_{year}": amount for year, amount in committed(line).items()}
        for line in lines
    ]
    asked = {"fiscal_year": fiscal_year, "years": years}
    return made(data, prefix="lines", initial=None if data else initial, form_kwargs=asked)
