# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The KPIs of a proposal, with their owners' weights."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.forms.fields import Percent, ThaiText
from budget_review.models import IntegrationProject, Kpi, Participation
from budget_review.operations.editing import KPIS_MOST, KpiText
from papers.thai import fiscal_year

YEARS_UNTIL_KNOWN = 3  # while a project has no end yet
MOST_YEARS = 10
WHOLE = Decimal(100)  # what the weights of one KPI come to (guards.weights_add_up)


class RevisionForm(forms.Form):
    """The revision that the writer has read."""

    expected_revision = forms.IntegerField(widget=forms.HiddenInput)


class KpiForm(forms.Form):
    """One KPI; a target for each year, a weight for each who takes part, empty for those who do not own it."""

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = ThaiText(label=_("KPI"), max_length=400)
    unit = ThaiText(label=_("Unit of measure"), max_length=80)
    baseline = ThaiText(label=_("Baseline"), max_length=80, required=False)
    target = ThaiText(label=_("Target"), max_length=80)

    def __init__(self, *args: Any, parts: Sequence[Participation], years: Sequence[int] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.parts, self.years = parts, years
        for year in years:
            label = _("Target of %(year)s") % {"year": year}
            self.fields[f"target_{year}"] = ThaiText(label=label, max_length=80, required=False, needed_later=True)
        for part in parts:
            self.fields[f"weight_{part.pk}"] = Percent(label=part.agency.name, required=False)

    def year_fields(self) -> list[Any]:
        """The targets of the years."""
        return [self[f"target_{year}"] for year in self.years]

    def weight_fields(self) -> list[Any]:
        """The weights, one for each who takes part."""
        return [self[f"weight_{part.pk}"] for part in self.parts]

    @property
    def weights_come_to(self) -> Decimal | None:
        """What the saved weights come to, where that is not 100; None where it is, and on a form that is being sent."""
        if self.is_bound or not self.initial.get("name"):
            return None
        total = sum((self.initial.get(f"weight_{part.pk}", Decimal(0)) for part in self.parts), Decimal(0))
        return None if total == WHOLE else total

    def text(self) -> KpiText:
        """The KPI as operations take it."""
        given = self.cleaned_data
        weights = {part.pk: given[f"weight_{part.pk}"] for part in self.parts if given.get(f"weight_{part.pk}")}
        return KpiText(
            id=given["id"], name=given["name"], unit=given["unit"], baseline=given["baseline"],
            target=given["target"], weights=weights,
            targets={year: given[f"target_{year}"] for year in self.years},
        )  # fmt: skip


class KpiFormSet(forms.BaseFormSet):
    """The KPIs; removed ones and empty ones fall out."""

    def texts(self) -> list[KpiText]:
        """What is to be kept."""
        return [
            form.text() for form in self.forms if form.cleaned_data.get("name") and not form.cleaned_data.get("DELETE")
        ]


def years_of(project: IntegrationProject, kpis: Sequence[Kpi]) -> list[int]:
    """The fiscal years that targets are set for: those of the project, and those that have one already."""
    first = project.round.workplan.fiscal_year
    last = fiscal_year(project.ends_on) if project.ends_on else first + YEARS_UNTIL_KNOWN - 1
    known = {int(year) for kpi in kpis for year in kpi.targets}
    return sorted(known | set(range(first, min(max(last, first), first + MOST_YEARS - 1) + 1)))


def kpi_formset(
    data: Any = None, *, kpis: Sequence[Kpi], parts: Sequence[Participation], years: Sequence[int] = ()
) -> Any:
    """The forms of a project's KPIs, with one empty one to go on. What comes back is read by itself, as with lines."""
    made = forms.formset_factory(
        KpiForm, KpiFormSet, extra=1, can_delete=True, max_num=KPIS_MOST, validate_max=True, absolute_max=KPIS_MOST + 1
    )
    initial = [
        {"id": kpi.pk, "name": kpi.name, "unit": kpi.unit, "baseline": kpi.baseline, "target": kpi.target}
        | {f"target_{year}": target for year, target in kpi.targets.items()}
        | {f"weight_{share.participation_id}": share.weight_percent for share in kpi.shares.all()}
        for kpi in kpis
    ]
    return made(data, prefix="kpis", initial=None if data else initial, form_kwargs={"parts": parts, "years": years})
