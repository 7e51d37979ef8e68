# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a table of money is shown: which stages, and in which unit; both stand in the address."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.models import Stage
from papers.choices import offer

BAHT, MILLION = "baht", "million"
UNITS = [(BAHT, _("Baht")), (MILLION, _("Million baht"))]


class MoneyForm(forms.Form):
    """Nothing is needed, and what cannot be read is as if it were not asked."""

    unit = forms.ChoiceField(label=_("Shown in"), required=False, choices=UNITS)
    stage = forms.MultipleChoiceField(
        label=_("Stages of the money"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, reached: Sequence[Stage]) -> None:
        super().__init__(data, initial={"unit": BAHT})
        self.reached = list(reached)
        offer(self, "stage", [(stage.value, stage.label) for stage in reached])
        self.is_valid()

    @property
    def stages(self) -> list[Stage]:
        """Those that were chosen, in the order of the budget year; all that were reached when none was."""
        chosen = set(self.cleaned_data.get("stage", ()))
        return [stage for stage in self.reached if stage in chosen] or self.reached

    @property
    def chosen_unit(self) -> str:
        """Baht, or millions of them."""
        return self.cleaned_data.get("unit") or BAHT

    def choices(self) -> list[tuple[str, Any, bool]]:
        """Each stage with whether it is shown."""
        shown = self.stages
        return [(stage.value, stage.label, stage in shown) for stage in self.reached]
