# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing a workplan with its targets, a round with its window, and a permission to be late."""

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budget_review.forms.fields import BuddhistYear, ThaiText
from budget_review.models import CriteriaSet, Round, Workplan
from budget_review.operations.rounds import TargetText
from budget_review.queries.names import listed_agencies
from papers.forms import ERA_HELP, BahtField, MomentField

WORKPLAN = ("fiscal_year", "name_th", "name_en", "host", "ceiling_baht")
ROUND = ("name_th", "name_en", "opens_at", "closes_at", "criteria_set")
BLANK_TARGETS = 2


class WorkplanForm(forms.Form):
    """A workplan of one fiscal year, and the revision that its writer has read."""

    expected_revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    fiscal_year = BuddhistYear(label=_("Fiscal year"))
    name_th = ThaiText(label=_("Thai name"), max_length=255)
    name_en = ThaiText(label=_("English name"), max_length=255, required=False)
    host = forms.ModelChoiceField(listed_agencies(), label=_("Host agency"), empty_label=_("Choose an agency"))
    ceiling_baht = BahtField(
        label=_("Ceiling (baht)"), required=False, help_text=_("What the projects of the workplan may come to.")
    )

    def workplan(self, stored: Workplan | None) -> Workplan:
        """The workplan as written, not yet kept."""
        workplan = stored or Workplan()
        for name in WORKPLAN:
            setattr(workplan, name, self.cleaned_data[name])
        return workplan


class TargetForm(forms.Form):
    """One target; without text it is none."""

    text = ThaiText(label=_("Goal"), max_length=500, required=False)
    indicator = ThaiText(label=_("Indicator"), max_length=500, required=False)
    approaches = ThaiText(
        label=_("Approaches"), lines=3, max_length=4000, required=False, help_text=_("One on each line.")
    )


def target_formset(data: Any = None, *, workplan: Workplan | None) -> Any:
    """The targets, with empty ones to go on."""
    made = forms.formset_factory(TargetForm, extra=BLANK_TARGETS, max_num=50, validate_max=True, absolute_max=51)
    stored = workplan.targets.all() if workplan else []
    initial = [{"text": one.text, "indicator": one.indicator, "approaches": one.approaches} for one in stored]
    return made(data, prefix="targets", initial=None if data else initial)


def targets_of(formset: Any) -> list[TargetText]:
    """The targets that hold a text."""
    return [TargetText(**form.cleaned_data) for form in formset.forms if form.cleaned_data.get("text")]


class VersionChoice(forms.ModelChoiceField):
    """A published version of the criteria, by its number and what changed in it."""

    def label_from_instance(self, obj: CriteriaSet) -> str:
        """Name a version."""
        told = gettext("Version %(number)s") % {"number": obj.number}
        return f"{told} · {Truncator(obj.reason).chars(80)}" if obj.reason else told


class RoundForm(forms.Form):
    """A call for projects with its window, until it begins also its criteria."""

    expected_revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    name_th = ThaiText(label=_("Thai name"), max_length=255)
    name_en = ThaiText(label=_("English name"), max_length=255, required=False)
    opens_at = MomentField(label=_("Opens"), help_text=ERA_HELP)
    closes_at = MomentField(label=_("Closes"))
    criteria_set = VersionChoice(
        CriteriaSet.objects.order_by("-number"), label=_("Criteria"), empty_label=None,
        help_text=_("The version with which the round's projects are screened. It stays once the round has begun."),
    )  # fmt: skip
    reason = ThaiText(
        label=_("Why the window changes"), lines=2, max_length=2000, required=False, needed_later=True,
        help_text=_("Needed when opening or closing is changed. Kept, and shown on the round's page."),
    )  # fmt: skip

    def __init__(self, *args: Any, is_new: bool, may_choose_criteria: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_new:
            del self.fields["reason"]
        if not may_choose_criteria:
            del self.fields["criteria_set"]

    def clean(self) -> dict[str, Any]:
        """A round closes after it opens."""
        given = super().clean() or {}
        if given.get("opens_at") and given.get("closes_at") and given["closes_at"] <= given["opens_at"]:
            self.add_error("closes_at", _("A round closes after it opens."))
        return given

    def round(self, held: Round) -> Round:
        """The round as written, not yet kept."""
        for name in ROUND:
            if name in self.cleaned_data:
                setattr(held, name, self.cleaned_data[name])
        return held

    @property
    def why(self) -> str:
        """Why the window changes."""
        return str(self.cleaned_data.get("reason", ""))


class LateForm(forms.Form):
    """Who may be late, until when and why."""

    agency = forms.ModelChoiceField(listed_agencies(), label=_("Agency"), empty_label=_("Choose an agency"))
    until = MomentField(label=_("Until"), help_text=ERA_HELP)
    reason = ThaiText(label=_("Reason"), lines=3, max_length=2000, help_text=_("Kept, and shown on the round's page."))
