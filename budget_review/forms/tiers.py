# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The next version of the bands of review: it begins from the last one."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.forms.fields import BuddhistDay, ThaiText
from budget_review.models import TierBands
from budget_review.models.parts import Field
from budget_review.states import Tier
from budget_review.tiers import RISKS
from papers.forms import BahtField

NUMBERS = ("standard_from_baht", "full_from_baht", "many_agencies_from")


class BandsForm(forms.Form):
    """From which day, at which amounts, which risk raises the review, and in which fields experts are asked."""

    from_date = BuddhistDay(
        label=_("Counts from"),
        help_text=_("Day/month/Buddhist year. Projects that were taken up before keep the bands of their day."),
    )
    standard_from_baht = BahtField(label=_("Standard review from (baht)"))
    full_from_baht = BahtField(label=_("Full review from (baht)"))
    many_agencies_from = forms.IntegerField(label=_("So many agencies are many"), min_value=2, max_value=99)

    def __init__(self, data: Any = None, *, last: TierBands, today: date) -> None:
        initial: dict[str, Any] = {name: getattr(last, name) for name in NUMBERS}
        initial["from_date"] = max(today, last.from_date)
        super().__init__(data, initial=initial, use_required_attribute=False)
        for code, risk in RISKS.items():
            self.fields[f"risk_{code}"] = forms.ChoiceField(
                label=risk.label, choices=Tier.choices, initial=last.risks.get(code, Tier.LIGHT),
                help_text=_("At least this review; a light one raises nothing."),
            )  # fmt: skip
        for tier in Tier:
            self.fields[f"opinions_{tier}"] = forms.MultipleChoiceField(
                label=_("Expert opinions: %(tier)s") % {"tier": tier.label}, choices=Field.choices, required=False,
                widget=forms.CheckboxSelectMultiple, initial=last.opinions_of(tier),
            )  # fmt: skip
        self.fields["reason"] = ThaiText(
            label=_("Reason"), lines=3, max_length=2000, help_text=_("Kept with the version, and shown on this page.")
        )

    def bands(self) -> dict[str, Any]:
        """As ``operations.tiers.set_bands`` takes them."""
        given = self.cleaned_data
        return {
            **{name: given[name] for name in ("from_date", *NUMBERS, "reason")},
            "risks": {code: given[f"risk_{code}"] for code in RISKS},
            "opinions": {str(tier): given[f"opinions_{tier}"] for tier in Tier if given[f"opinions_{tier}"]},
        }
