# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is typed of a report to the cabinet for information."""

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.models import AgendaItem, CabinetReport
from papers.forms import ERA_HELP, DayField
from workflows.forms import hidden


class CabinetReportForm(forms.Form):
    """The period and the words."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    from_date = DayField(label=_("Resolutions from"), help_text=ERA_HELP)
    to_date = DayField(label=_("until"), help_text=ERA_HELP)
    background = forms.CharField(label=_("Background"), widget=forms.Textarea(attrs={"rows": 5}), max_length=8000)
    substance = forms.CharField(label=_("Substance"), widget=forms.Textarea(attrs={"rows": 8}), max_length=8000)

    @classmethod
    def of(cls, report: CabinetReport | None, data: object = None) -> "CabinetReportForm":
        """The form of a report as it is."""
        names = ("revision", "from_date", "to_date", "background", "substance")
        return cls(data, initial={name: getattr(report, name) for name in names} if report else None)  # type: ignore[arg-type]


class LayReportForm(forms.Form):
    """The number under which it is to leave the house."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    expected_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    letter_number = forms.CharField(label=_("Letter number"), max_length=80)

    @classmethod
    def of(cls, item: AgendaItem) -> "LayReportForm":
        """The form for an item as it was read."""
        return cls(initial=hidden(item))
