# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A section of a proposal as a form: a text, or the rows of a small table and why there is none."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from budget_review.forms.fields import ThaiText
from budget_review.queries.sections import Written
from budget_review.sections import CELL_MAX, ROWS_MAX, Column, Section, too_long

BLANK_ROWS = 1


def _refuse_long(text: str) -> None:
    if fault := too_long(text):
        raise ValidationError(fault)


def _refuse_long_cell(cell: str) -> None:
    if len(cell) > CELL_MAX:
        raise ValidationError(_("A cell takes at most %(most)s characters.") % {"most": f"{CELL_MAX:,}"})


class SectionForm(forms.Form):
    """The text of a section, and the revision that its writer has read."""

    expected_revision = forms.IntegerField(widget=forms.HiddenInput)
    text = ThaiText(lines=14, required=False, needed_later=True, validators=[_refuse_long])

    def __init__(self, *args: Any, section: Section, **options: Any) -> None:
        options["use_required_attribute"] = False
        super().__init__(*args, **options)
        text = self.fields["text"]
        text.label, text.help_text = section.label, section.help
        if section.is_table:
            text.label, text.help_text = _("If there is none: why"), _("Or a remark on the table.")
            text.widget.attrs["rows"] = 3


class RowForm(forms.Form):
    """One row of a section's table."""

    def __init__(self, *args: Any, section: Section, **options: Any) -> None:
        super().__init__(*args, **options)
        for column in section.columns:
            self.fields[column.key] = _field(column)


class RowFormSet(forms.BaseFormSet):
    """The rows; empty ones fall out."""

    def rows(self) -> list[dict[str, str]]:
        """What is to be kept."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data]


def row_formset(data: Any = None, *, written: Written) -> Any:
    """The forms of a section's rows, with a few empty ones to go on."""
    made = forms.formset_factory(
        RowForm, RowFormSet, extra=BLANK_ROWS, max_num=ROWS_MAX + BLANK_ROWS, absolute_max=2 * ROWS_MAX
    )
    initial = None if data else written.rows
    return made(data, prefix="rows", initial=initial, form_kwargs={"section": written.section})


def _field(column: Column) -> forms.Field:
    if column.choices:
        choices = [("", _("Choose")), *column.choices]
        choice = forms.ChoiceField(label=column.label, choices=choices, required=False)
        choice.needed_later = True  # type: ignore[attr-defined]
        return choice
    field = ThaiText(label=column.label, lines=2 if column.is_long else 1, required=False, needed_later=True)
    field.validators.append(_refuse_long_cell)
    return field
