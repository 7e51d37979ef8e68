# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which records a list shows; every answer stands in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from papers.forms import DayField
from project.records import Wanted, kinds, steps


class RecordsForm(forms.Form):
    """Nothing is needed; what cannot be read is said and left out."""

    project = forms.CharField(label=_("Project code"), required=False, max_length=40)
    person = forms.CharField(label=_("Person"), required=False, max_length=150)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    step = forms.ChoiceField(label=_("Step"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        everything: list[tuple[Any, Any]] = [("", _("All"))]
        self.fields["kind"].choices = everything + kinds()  # type: ignore[attr-defined]
        self.fields["step"].choices = everything + steps()  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What was asked for."""
        self.is_valid()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})
