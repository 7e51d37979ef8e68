# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One criterion of the next version, and publishing it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.automatic import AUTOMATIC
from budget_review.forms.fields import ThaiText
from budget_review.models.criteria import Kind
from budget_review.states import Tier


class RevisionForm(forms.Form):
    """The draft that was read."""

    expected_revision = forms.IntegerField(widget=forms.HiddenInput)


class CriterionForm(RevisionForm):
    """A criterion as it is written."""

    kind = forms.ChoiceField(label=_("Who answers it"), choices=Kind.choices)
    code = forms.SlugField(
        label=_("Code"), max_length=40,
        help_text=_("Latin letters, digits and hyphens; it stays the same from version to version."),
    )  # fmt: skip
    name_th = ThaiText(label=_("Thai name"), max_length=255)
    name_en = ThaiText(label=_("English name"), max_length=255, required=False)
    position = forms.IntegerField(label=_("Position"), min_value=1, max_value=999)
    weight = forms.IntegerField(
        label=_("Weight"), min_value=0, max_value=100, help_text=_("The weights come to 100; 0 only tells.")
    )
    from_tier = forms.ChoiceField(
        label=_("Asked from"), choices=Tier.choices, help_text=_("Projects below are not asked.")
    )
    needs_evidence = forms.BooleanField(label=_("Evidence must be named"), required=False)
    guidance_th = ThaiText(label=_("What to look at, Thai"), lines=2, max_length=2000, required=False)
    guidance_en = ThaiText(label=_("What to look at, English"), lines=2, max_length=2000, required=False)
    answers_th = ThaiText(
        label=_("What each answer means, Thai"), lines=5, max_length=4000, required=False,
        help_text=_("One a line. Judged: met, partly met, not met. Scored: from 0 up."),
    )  # fmt: skip
    answers_en = ThaiText(label=_("What each answer means, English"), lines=5, max_length=4000, required=False)
    source = ThaiText(label=_("Source"), max_length=1000, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        options["use_required_attribute"] = False
        super().__init__(*args, **options)
        self.fields["code"].help_text = _(
            "Latin letters, digits and hyphens; it stays the same from version to version. Those that the service "
            "finds: %(codes)s."
        ) % {"codes": ", ".join(AUTOMATIC)}

    def row(self) -> dict[str, Any]:
        """As operations take it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "expected_revision"}


class PublishForm(RevisionForm):
    """What changed, and why."""

    reason = ThaiText(label=_("What changed and why"), lines=3, max_length=2000, help_text=_("Kept with the version."))
