# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An agency's part: its contribution, its unit and its budget lines."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Unit
from budget_review.forms.fields import BuddhistYear, ThaiText
from budget_review.models import BudgetLine, Category, Participation
from budget_review.operations.editing import LineText
from budget_review.operations.ledger import MOST
from papers.forms import BahtField

BLANK_LINES = 2


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
        self.fields["unit"].queryset = part.agency.units.all()  # type: ignore[attr-defined]


class LineForm(forms.Form):
    """One budget line; a line without any text is no line."""

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    item = ThaiText(label=_("Item"), max_length=500)
    category = forms.ChoiceField(label=_("Category"), choices=[("", _("Choose")), *Category.choices])
    subcategory = ThaiText(label=_("Sub-category"), max_length=200, required=False)
    fiscal_year = BuddhistYear(label=_("Fiscal year"))
    amount_baht = BahtField(label=_("Amount (baht)"))
    source = ThaiText(
        label=_("Source"),
        max_length=200,
        required=False,
        help_text=_("Where the amount comes from, for example a quotation or a standard price."),
    )

    def __init__(self, *args: Any, fiscal_year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fiscal_year"].initial = fiscal_year

    def has_changed(self) -> bool:
        """The year alone, which is filled in already, makes no line."""
        return bool(set(self.changed_data) - {"fiscal_year"})

    def clean_amount_baht(self) -> Decimal:
        amount_baht: Decimal = self.cleaned_data["amount_baht"]
        if not 0 < amount_baht <= MOST:
            raise forms.ValidationError(_("The amount of a budget line must be above zero."))
        return amount_baht

    def text(self) -> LineText:
        """The line as operations take it."""
        given = self.cleaned_data
        return LineText(
            id=given["id"], item=given["item"], category=given["category"], subcategory=given["subcategory"],
            fiscal_year=given["fiscal_year"], amount_baht=given["amount_baht"], source=given["source"],
        )  # fmt: skip


class LineFormSet(forms.BaseFormSet):
    """The lines; removed ones and empty ones fall out."""

    def texts(self) -> list[LineText]:
        """What is to be kept."""
        return [
            form.text() for form in self.forms if form.cleaned_data.get("item") and not form.cleaned_data.get("DELETE")
        ]


def line_formset(data: Any = None, *, lines: Sequence[BudgetLine], fiscal_year: int, more: int = BLANK_LINES) -> Any:
    """The forms of a part's lines, with a few empty ones of the round's year to go on.

    What comes back is read by itself: it was written against what stood there then, not against what stands there now.
    """
    made = forms.formset_factory(LineForm, LineFormSet, extra=more, can_delete=True, max_num=200, validate_max=True)
    initial = [
        {
            "id": line.pk,
            "item": line.item,
            "category": line.category,
            "subcategory": line.subcategory,
            "fiscal_year": line.fiscal_year,
            "amount_baht": line.amount_baht,
            "source": line.source,
        }
        for line in lines
    ]
    return made(data, prefix="lines", initial=None if data else initial, form_kwargs={"fiscal_year": fiscal_year})
