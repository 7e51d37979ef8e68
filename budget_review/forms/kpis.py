# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The KPIs of a proposal, with their owners' weights."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.forms.fields import Percent, ThaiText
from budget_review.models import Kpi, Participation
from budget_review.operations.editing import KpiText


class RevisionForm(forms.Form):
    """The revision that the writer has read."""

    expected_revision = forms.IntegerField(widget=forms.HiddenInput)


class KpiForm(forms.Form):
    """One KPI; a weight for each who takes part, empty for those who do not own it."""

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = ThaiText(label=_("KPI"), max_length=400)
    unit = ThaiText(label=_("Unit of measure"), max_length=80)
    baseline = ThaiText(label=_("Baseline"), max_length=80, required=False)
    target = ThaiText(label=_("Target"), max_length=80)

    def __init__(self, *args: Any, parts: Sequence[Participation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parts = parts
        for part in parts:
            self.fields[f"weight_{part.pk}"] = Percent(label=part.agency.name, required=False)

    def weight_fields(self) -> list[Any]:
        """The weights, one for each who takes part."""
        return [self[f"weight_{part.pk}"] for part in self.parts]

    def text(self) -> KpiText:
        """The KPI as operations take it."""
        given = self.cleaned_data
        weights = {part.pk: given[f"weight_{part.pk}"] for part in self.parts if given.get(f"weight_{part.pk}")}
        return KpiText(
            id=given["id"], name=given["name"], unit=given["unit"], baseline=given["baseline"],
            target=given["target"], weights=weights,
        )  # fmt: skip


class KpiFormSet(forms.BaseFormSet):
    """The KPIs; removed ones and empty ones fall out."""

    def texts(self) -> list[KpiText]:
        """What is to be kept."""
        return [
            form.text() for form in self.forms if form.cleaned_data.get("name") and not form.cleaned_data.get("DELETE")
        ]


def kpi_formset(data: Any = None, *, kpis: Sequence[Kpi], parts: Sequence[Participation]) -> Any:
    """The forms of a project's KPIs, with one empty one to go on. What comes back is read by itself, as with lines."""
    made = forms.formset_factory(KpiForm, KpiFormSet, extra=1, can_delete=True, max_num=100, validate_max=True)
    initial = [
        {"id": kpi.pk, "name": kpi.name, "unit": kpi.unit, "baseline": kpi.baseline, "target": kpi.target}
        | {f"weight_{share.participation_id}": share.weight_percent for share in kpi.shares.all()}
        for kpi in kpis
    ]
    return made(data, prefix="kpis", initial=None if data else initial, form_kwargs={"parts": parts})
