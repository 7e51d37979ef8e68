# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which projects a list shows; every answer stands in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.queries.listing import Filters, Offered
from budget_review.states import State, Tier


class FilterForm(forms.Form):
    """Nothing is needed, and what cannot be read is as if it were not asked."""

    q = forms.CharField(
        label=_("Name or code"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    year = forms.ChoiceField(label=_("Fiscal year"), required=False)
    round = forms.ChoiceField(label=_("Round"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *State.choices])
    tier = forms.ChoiceField(label=_("Review"), required=False, choices=[("", _("All")), *Tier.choices])
    lead = forms.ChoiceField(label=_("Lead agency"), required=False)

    def __init__(self, data: Any, offered: Offered) -> None:
        super().__init__(data)
        for name, choices in (("year", offered.years), ("round", offered.rounds), ("lead", offered.leads)):
            self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """What was asked for."""
        self.is_valid()
        given = self.cleaned_data
        number = {name: int(given[name]) if given.get(name) else None for name in ("year", "round", "lead")}
        return Filters(
            text=given.get("q", ""), state=given.get("state", ""), tier=given.get("tier", ""),
            year=number["year"], round_id=number["round"], lead_id=number["lead"],
        )  # fmt: skip
