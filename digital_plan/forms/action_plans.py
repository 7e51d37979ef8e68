# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms of an agency's action plan: beginning it, its kind and years, and the agency's own document."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from digital_plan.models import ActionPlan
from digital_plan.states.action_plans import ActionPlanKind
from papers.choices import offer_rows
from papers.paper_file import PaperFile
from papers.thai import arabic_digits


class YearField(forms.IntegerField):
    """A fiscal year of the Buddhist era; Thai digits are taken too."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4})

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=2500, max_value=2699, **options)

    def to_python(self, value: Any) -> Any:
        return super().to_python(arabic_digits(value) if value else value)


class PlanDetailsForm(forms.Form):
    """The kind of the plan, and its years."""

    expected_revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    plan_kind = forms.ChoiceField(label=_("Kind"), choices=ActionPlanKind.choices, widget=forms.RadioSelect)
    first_year = YearField(label=_("First fiscal year (B.E.)"))
    last_year = YearField(label=_("Last fiscal year (B.E.)"))

    def __init__(self, data: Any = None, *, plan: ActionPlan) -> None:
        held = {name: getattr(plan, name) for name in ("plan_kind", "first_year", "last_year")}
        super().__init__(data, initial=held | {"expected_revision": plan.revision}, use_required_attribute=False)


class BeginPlanForm(forms.Form):
    """A plan that is new."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Agency"), empty_label=None)
    plan_kind = forms.ChoiceField(
        label=_("Kind"), choices=ActionPlanKind.choices, widget=forms.RadioSelect, initial=ActionPlanKind.ACTION_PLAN
    )
    first_year = YearField(label=_("First fiscal year (B.E.)"))
    last_year = YearField(label=_("Last fiscal year (B.E.)"))

    def __init__(self, data: Any = None, *, agencies: Sequence[Agency], years: tuple[int, int]) -> None:
        first, last = years
        initial = {"request_id": uuid4(), "first_year": first, "last_year": last}
        super().__init__(data, initial=initial, use_required_attribute=False)
        offer_rows(self, "agency", Agency.objects.filter(pk__in=[agency.pk for agency in agencies]))


class OwnDocumentForm(forms.Form):
    """The agency's own document, as a file or as the address where it is published."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    file = PaperFile(label=_("File"), required=False)
    link = forms.URLField(
        label=_("Or its address"), required=False, max_length=500, assume_scheme="https",
        help_text=_("Where the agency publishes it. The service keeps the address and never fetches it."),
    )  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"request_id": uuid4()}, use_required_attribute=False)

    def clean(self) -> dict[str, Any]:
        """One of the two is needed, and not both."""
        given = super().clean() or {}
        if not self.errors and bool(given.get("file")) == bool(given.get("link")):
            self.add_error("file", _("Choose a file, or give the address: one of the two."))
        return given


def receipt_fields() -> dict[str, forms.Field]:
    """What DGA writes when it acknowledges receipt."""
    return {
        "receipt_number": forms.CharField(
            label=_("Receipt number"), max_length=100, help_text=_("As in DGA's register of incoming letters."),
            error_messages={"required": _("The receipt number must be given.")},
        )
    }  # fmt: skip
