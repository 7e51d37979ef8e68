# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Into which round a project is carried on, and with what."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.models import Round
from budget_review.operations.carrying import Carried
from papers.choices import offer_rows


class CarryForm(forms.Form):
    """A later round that is open, and what to take along."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    round = forms.ModelChoiceField(Round.objects.none(), label=_("Round"), empty_label=None)
    what = forms.MultipleChoiceField(
        label=_("Take along"), choices=Carried.choices, required=False, initial=Carried.values,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Weights and lines of an agency come along only with the agency. Attachments stay where they are."),
    )  # fmt: skip

    def __init__(self, *args: Any, rounds: Sequence[Round], **options: Any) -> None:
        super().__init__(*args, **options)
        open_now = Round.objects.filter(pk__in=[held.pk for held in rounds]).select_related("workplan")
        offer_rows(self, "round", open_now, lambda found: f"{found.name} · {found.workplan.fiscal_year}")
