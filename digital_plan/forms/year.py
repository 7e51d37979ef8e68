# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms that change the calendar of the year: an entry, or taking one off."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from digital_plan.models import YearEntry
from digital_plan.operations.year import NewEntry
from digital_plan.queries.year import last_change
from digital_plan.states.year import Certainty, EntryKind, Lane
from papers.forms import ERA_HELP, DayField
from papers.thai import arabic_digits


class YearChangeForm(forms.Form):
    """What every change asks: the reason, and which state of the calendar the person had before them."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    expected_change = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Kept in the log.")
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"request_id": uuid4(), "expected_change": last_change()} | (initial or {}))


class EntryForm(YearChangeForm):
    """An entry that is new, or is put right."""

    year = forms.IntegerField(label=_("Year (B.E.)"), min_value=2500, max_value=2700)
    lane = forms.ChoiceField(label=_("Lane"), choices=Lane.choices)
    kind = forms.ChoiceField(label=_("Kind"), choices=EntryKind.choices)
    name_th = forms.CharField(label=_("Thai name"), max_length=255)
    name_en = forms.CharField(label=_("English name"), max_length=255, required=False)
    certainty = forms.ChoiceField(
        label=_("How sure its time is"), choices=Certainty.choices,
        help_text=_("Leave the days empty where the time is to be checked; of months any day in them will do."),
    )  # fmt: skip
    first_day = DayField(label=_("First day"), required=False, help_text=ERA_HELP)
    last_day = DayField(label=_("Last day"), required=False)
    is_milestone = forms.BooleanField(label=_("A milestone"), required=False)
    fiscal_years = forms.CharField(
        label=_("Fiscal years that it concerns (B.E.)"), required=False, help_text=_("Such as 2564, 2565.")
    )
    note = forms.CharField(label=_("Note"), max_length=500, required=False)
    source = forms.CharField(label=_("Source"), max_length=255, help_text=_("The letter or announcement that says so."))
    field_order = (
        "name_th", "name_en", "year", "lane", "kind", "certainty", "first_day", "last_day", "is_milestone",
        "fiscal_years", "note", "source", "reason",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, entry: YearEntry | None = None, year: int = 0) -> None:
        held = [name for name in self.field_order if name not in ("reason", "fiscal_years")]
        given: dict[str, Any] = {name: getattr(entry, name) for name in held} if entry else {"year": year}
        if entry:
            given["fiscal_years"] = ", ".join(map(str, entry.fiscal_years))
        super().__init__(data, initial=given)
        self.code = entry.code if entry else ""

    def clean_fiscal_years(self) -> list[int]:
        """The years, by commas or spaces."""
        parts = arabic_digits(self.cleaned_data["fiscal_years"]).replace(",", " ").split()
        if any(not part.isdecimal() or len(part) != 4 for part in parts):
            raise forms.ValidationError(_("Write years of four digits, with commas between them."))
        return [int(part) for part in parts]

    @property
    def entry(self) -> NewEntry:
        """What was typed."""
        named = [name for name in self.field_order if name != "reason"]
        return NewEntry(code=self.code, **{name: self.cleaned_data[name] for name in named})
