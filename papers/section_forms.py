# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A section as a form: a text, or the rows of a small table and why there is none."""

from difflib import SequenceMatcher
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from papers.choices import let_wait
from papers.forms import ThaiText
from papers.sections import CELL_MAX, ROWS_MAX, Column, Row, Section, Written, too_long

BLANK_ROWS = 1


class Whose(models.TextChoices):
    """Who wrote a row, when two have written."""

    BOTH = "both", _("Both have it")
    THEIRS = "theirs", _("Saved by your colleague")
    MINE = "mine", _("As you typed it")


def beside(theirs: list[Row], mine: list[Row]) -> list[tuple[Whose, Row]]:
    """The rows of two writers in one order: what both have once, and where they part first theirs, then mine."""
    before, after = ([tuple(sorted(row.items())) for row in rows] for rows in (theirs, mine))
    told: list[tuple[Whose, Row]] = []
    for kind, low, high, from_, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            told += [(Whose.BOTH, row) for row in theirs[low:high]]
        else:
            told += [(Whose.THEIRS, row) for row in theirs[low:high]] + [(Whose.MINE, row) for row in mine[from_:to]]
    return told


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
    """One row of a section's table; of rows that two have written also whose it is, and whether it stays."""

    def __init__(self, *args: Any, section: Section, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.is_chosen_from:
            self.fields["stays"] = forms.BooleanField(label=_("Keep this row"), required=False)
            self.fields["whose"] = forms.ChoiceField(choices=Whose.choices, required=False, widget=forms.HiddenInput)
        for column in section.columns:
            self.fields[column.key] = _field(column)
            if column.choices:
                let_wait(self, column.key)

    @property
    def is_chosen_from(self) -> bool:
        """Whether it is one of the rows that two have written; a new one beside them is not."""
        return bool(self.data.get(self.add_prefix("whose")))

    @property
    def writer(self) -> str:
        """Whose row this is, in a word."""
        return str(dict(Whose.choices).get(self["whose"].value(), ""))

    @property
    def row(self) -> dict[str, str]:
        """What is written in its columns."""
        return {key: cell for key, cell in self.cleaned_data.items() if key not in ("stays", "whose")}


class RowFormSet(forms.BaseFormSet):
    """The rows; empty ones fall out, and those that were not chosen."""

    def rows(self) -> list[dict[str, str]]:
        """What is to be kept."""
        return [form.row for form in self.forms if form.cleaned_data and form.cleaned_data.get("stays", True)]

    @property
    def is_chosen_from(self) -> bool:
        """Whether rows of two writers stand here."""
        return any(form.is_chosen_from for form in self.forms)


def row_formset(data: Any = None, *, written: Written) -> Any:
    """The forms of a section's rows, with a few empty ones to go on."""
    made = forms.formset_factory(
        RowForm, RowFormSet, extra=BLANK_ROWS, max_num=ROWS_MAX + BLANK_ROWS, absolute_max=2 * ROWS_MAX
    )
    initial = None if data else written.rows
    return made(data, prefix="rows", initial=initial, form_kwargs={"section": written.section})


def both_rows(data: Any, theirs: list[Row], typed: list[Row]) -> Any:
    """The form's data with the rows of both writers in it, each with whose it is; all of them stay until unticked."""
    data = data.copy()
    rows = beside(theirs, typed)
    for name in [name for name in data if name.startswith("rows-")]:
        del data[name]
    data.update({"rows-TOTAL_FORMS": str(len(rows)), "rows-INITIAL_FORMS": "0"})
    for number, (whose, row) in enumerate(rows):
        cells = {"stays": "on", "whose": whose} | row
        data.update({f"rows-{number}-{key}": cell for key, cell in cells.items()})
    return data


def choose(data: Any, chosen: str) -> Any:
    """The form's data with the rows of one writer ticked, or of both; what both have stays."""
    data = data.copy()
    stays = {Whose.BOTH: set(Whose)}.get(Whose(chosen), {Whose.BOTH, Whose(chosen)})
    for name in [name for name in data if name.startswith("rows-") and name.endswith("-whose")]:
        data[name.removesuffix("whose") + "stays"] = "on" if data[name] in stays else ""
    return data


def _field(column: Column) -> forms.Field:
    if column.choices:
        choices = [("", _("Choose")), *column.offered]
        return forms.ChoiceField(label=column.label, choices=choices, required=False)
    field = ThaiText(label=column.label, lines=2 if column.is_long else 1, required=False, needed_later=True)
    field.validators.append(_refuse_long_cell)
    return field
