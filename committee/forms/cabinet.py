# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is typed of a report to the cabinet for information."""

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.models import CabinetReport
from papers.forms import ERA_HELP, DayField


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


class IssueReportForm(forms.Form):
    """The number under which it leaves the house."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    letter_number = forms.CharField(label=_("Letter number"), max_length=80)
