# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked when a workplan's file is sent, and when what it holds is confirmed."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from budget_review.forms.fields import BuddhistYear, ThaiText
from budget_review.operations.importing import Answers, UnknownAgency, read_sheet
from budget_review.queries.names import listed_agencies
from papers.forms import ERA_HELP, DayField
from papers.spreadsheets import LARGEST, NotATable
from papers.thai import BANGKOK

OPEN_FOR = timedelta(days=60)


class SendForm(forms.Form):
    """The file, and what it may not say itself."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX of at most 10 MB, with agency, workplan, project, category, item, year and amount."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    workplan = ThaiText(
        label=_("Workplan"), max_length=255, required=False, help_text=_("Only for a file that has no such column.")
    )
    fiscal_year = BuddhistYear(
        label=_("Fiscal year"), required=False,
        help_text=_("Only when all rows belong to the workplan of one year, whatever year stands in them."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Read the file, and say at its field why it is not read."""
        given = super().clean() or {}
        file = given.get("file")
        if file is None:
            return given
        if file.size > LARGEST:
            self.add_error("file", _("The file is larger than 10 MB."))
            return given
        self.content = file.read()
        try:
            read_sheet(self.content, file.name, self.answers())
        except NotATable as refused:
            self.add_error("file", str(refused))
        return given

    def answers(self) -> Answers:
        """What was said about the file."""
        given = self.cleaned_data
        return Answers(workplan=given.get("workplan", ""), fiscal_year=given.get("fiscal_year"))


class ConfirmForm(forms.Form):
    """Who hosts what is to be made, until when its round is open, and what becomes of agencies that are not known."""

    host = forms.ModelChoiceField(
        listed_agencies(), label=_("Host agency"), required=False, empty_label=_("Choose an agency"),
        help_text=_("Of the workplans that are to be made."),
    )  # fmt: skip
    closes_on = DayField(label=_("Last day of a round that is to be made"), required=False, help_text=ERA_HELP)
    confirm_agencies = forms.BooleanField(
        label=_("Make the agencies that are not known"), required=False,
        help_text=_("Those below for which no known agency is named."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, unknown: Sequence[UnknownAgency], answers: Answers, at: datetime) -> None:
        closes_at = answers.closes_at or at + OPEN_FOR
        same_as = dict(answers.same_as)
        names = [*dict.fromkeys([*same_as, *(found.name for found in unknown)])]
        initial = {
            "host": answers.host_id, "closes_on": (closes_at - timedelta(seconds=1)).astimezone(BANGKOK).date(),
            "confirm_agencies": answers.confirm_agencies,
        }  # fmt: skip
        super().__init__(data, initial=initial)
        self.answered = answers
        self.names = dict(enumerate(names))
        self.places = {name: place for place, name in self.names.items()}
        for place, name in self.names.items():
            self.fields[f"same_{place}"] = ThaiText(
                label=name, required=False, max_length=255, initial=same_as.get(name, ""),
                widget=forms.TextInput(attrs={"list": "known-agencies", "autocomplete": "off"}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """An agency that a name is said to mean must be known."""
        given = super().clean() or {}
        meant = {given.get(f"same_{place}") for place in self.names} - {"", None}
        known = set(Agency.objects.filter(name_th__in=meant).values_list("name_th", flat=True))
        for place in self.names:
            if given.get(f"same_{place}") and given[f"same_{place}"] not in known:
                self.add_error(f"same_{place}", _("There is no agency of this name; choose one of the list."))
        return given

    @property
    def settings(self) -> list[Any]:
        """The fields that are not about one name."""
        return [self["host"], self["closes_on"], self["confirm_agencies"]]

    def field_of(self, name: str) -> Any:
        """The field in which a name is said to mean a known agency."""
        return self[f"same_{self.places[name]}"]

    def answers(self) -> Answers:
        """What was answered, beside what was said when the file was sent."""
        given = self.cleaned_data
        day = given.get("closes_on")
        return Answers(
            host_id=given["host"].pk if given.get("host") else None,
            closes_at=datetime.combine(day + timedelta(days=1), time(), BANGKOK) if day else None,
            confirm_agencies=bool(given.get("confirm_agencies")),
            same_as={name: given[f"same_{place}"] for place, name in self.names.items() if given.get(f"same_{place}")},
            workplan=self.answered.workplan,
            fiscal_year=self.answered.fiscal_year,
        )
