# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms that change the holiday table: one day, a year of pasted lines, or a day taken off again."""

import csv
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from papers.forms import ERA_HELP, DayField
from workflows.clocks.holidays import NewHoliday, last_change
from workflows.clocks.models import Holiday

KINDS = {str(kind): kind for kind in Holiday.Kind}
KINDS |= {"วันหยุดราชการ": Holiday.Kind.PUBLIC, "ชดเชย": Holiday.Kind.SUBSTITUTION, "พิเศษ": Holiday.Kind.SPECIAL}


class ChangeForm(forms.Form):
    """What every change of the table asks: the reason, and which state of the table the person had before them."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    expected_change = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Kept in the log.")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"request_id": uuid4(), "expected_change": last_change()})

    def changes(self) -> dict[str, Any]:
        """What to add and what to retire, as ``holidays.change`` takes it."""
        raise NotImplementedError


class HolidayForm(ChangeForm):
    """One day, a special one most often."""

    day = DayField(label=_("Day"), help_text=ERA_HELP)
    kind = forms.ChoiceField(label=_("Kind"), choices=Holiday.Kind.choices, initial=Holiday.Kind.SPECIAL)
    name_th = forms.CharField(label=_("Thai name"), max_length=255)
    name_en = forms.CharField(label=_("English name"), max_length=255, required=False)
    source = forms.CharField(
        label=_("Source"), max_length=255, help_text=_("The cabinet resolution with its date, or the announcement.")
    )
    field_order = ("day", "kind", "name_th", "name_en", "source", "reason")

    def changes(self) -> dict[str, Any]:
        """The one day."""
        named = ("day", "kind", "name_th", "name_en", "source")
        return {"add": [NewHoliday(**{name: self.cleaned_data[name] for name in named})]}


class ImportForm(ChangeForm):
    """A year, pasted as lines; a row that cannot be read is named, and nothing is taken then."""

    source = forms.CharField(
        label=_("Source"), max_length=255, help_text=_("For every line that names none of its own.")
    )
    lines = forms.CharField(
        label=_("Lines"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Day, Thai name, kind (public, substitution, special), English name, source; by commas or tabs."),
    )
    field_order = ("lines", "source", "reason")

    def clean_lines(self) -> str:
        """Read every line; each fault is named by its row."""
        text = str(self.cleaned_data["lines"])
        self.rows: list[list[str]] = []
        faults: list[str] = []
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                self._read(number, line, faults)
        if faults:
            raise ValidationError(faults)
        return text

    def _read(self, number: int, line: str, faults: list[str]) -> None:
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter="\t" if "\t" in line else ","))]
        cells += [""] * (5 - len(cells))
        try:
            day = DayField().clean(cells[0])
        except ValidationError:
            faults.append(gettext("Row %(row)s: “%(cell)s” is not a day.") % {"row": number, "cell": cells[0]})
            return
        if not cells[1]:
            faults.append(gettext("Row %(row)s: the Thai name is missing.") % {"row": number})
        elif cells[2] and cells[2] not in KINDS:
            faults.append(gettext("Row %(row)s: “%(cell)s” is not a kind.") % {"row": number, "cell": cells[2]})
        elif len(cells) > 5 or max(map(len, cells)) > 255:
            faults.append(gettext("Row %(row)s: a cell too many, or one too long.") % {"row": number})
        elif day.isoformat() in (row[0] for row in self.rows):
            faults.append(gettext("Row %(row)s: the day is named twice.") % {"row": number})
        elif Holiday.objects.filter(day=day, retired_by=None).exists():
            faults.append(gettext("Row %(row)s: the day is in the table already.") % {"row": number})
        else:
            self.rows.append([day.isoformat(), *cells[1:]])

    def changes(self) -> dict[str, Any]:
        """Every day of the lines."""
        return {
            "add": [
                NewHoliday(
                    day=date.fromisoformat(day),
                    name_th=thai,
                    kind=KINDS.get(kind, Holiday.Kind.PUBLIC),
                    name_en=english,
                    source=source or self.cleaned_data["source"],
                )
                for day, thai, kind, english, source in self.rows
            ]
        }


class RetireForm(ChangeForm):
    """A day that is taken off the table."""

    def __init__(self, data: Any = None, *, holiday: Holiday) -> None:
        super().__init__(data)
        self.holiday = holiday

    def changes(self) -> dict[str, Any]:
        """The one day."""
        return {"retire": [self.holiday.day]}
