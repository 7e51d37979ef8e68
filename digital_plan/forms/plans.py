# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms that change a plan: its own facts, an item with who is responsible for it, or an item that is retired."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from digital_plan.in_force import in_force
from digital_plan.kinds import ItemKind
from digital_plan.models import Plan, PlanItem
from digital_plan.operations.plans import DETAILS, NewItem
from digital_plan.queries.plans import last_change
from papers.choices import offer, offer_rows
from papers.forms import ERA_HELP, DayField


class ChangeForm(forms.Form):
    """What every change asks: the reason, and which state of the plans the person had before them."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    expected_change = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Kept in the log.")
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"request_id": uuid4(), "expected_change": last_change()} | (initial or {}))


class DetailsForm(ChangeForm):
    """The plan itself."""

    name_th = forms.CharField(label=_("Thai name"), max_length=255)
    name_en = forms.CharField(label=_("English name"), max_length=255, required=False)
    first_year = forms.IntegerField(label=_("First fiscal year (B.E.)"), min_value=2500, max_value=2700)
    last_year = forms.IntegerField(label=_("Last fiscal year (B.E.)"), min_value=2500, max_value=2700)
    cabinet_on = DayField(label=_("Approved by the cabinet"), required=False, help_text=ERA_HELP)
    gazette = forms.CharField(
        label=_("Royal Gazette"), max_length=255, required=False, help_text=_("Volume, part, page and day.")
    )
    in_force_from = DayField(label=_("In force from"), required=False, help_text=ERA_HELP)
    source = forms.CharField(label=_("Source"), max_length=500)
    lacks = forms.CharField(label=_("What is not known"), max_length=500, required=False)
    field_order: Sequence[str] = (*DETAILS, "reason")

    def __init__(self, data: Any = None, *, plan: Plan) -> None:
        super().__init__(data, initial={name: getattr(plan, name) for name in DETAILS})

    @property
    def details(self) -> dict[str, Any]:
        """What was typed, by the plan's own names."""
        return {name: self.cleaned_data[name] for name in DETAILS}


class PlanForm(DetailsForm):
    """A plan that is new."""

    code = forms.RegexField(
        label=_("Code"), regex=r"^[0-9]{2}-[0-9]{2}$", help_text=_("Its first and last year, such as 71-75.")
    )
    field_order = ("code", *DETAILS, "reason")


class ItemForm(ChangeForm):
    """An item that is new, or is put right."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind.choices)
    under = forms.ChoiceField(label=_("Strategy"), required=False)
    number = forms.CharField(label=_("Number"), max_length=10, required=False, help_text=_("As the plan prints it."))
    name_th = forms.CharField(label=_("Thai name"), max_length=500)
    name_en = forms.CharField(label=_("English name"), max_length=500, required=False)
    lead_th = forms.CharField(label=_("Lead as printed"), max_length=255, required=False)
    owners = forms.ModelMultipleChoiceField(
        label=_("Agencies responsible"),
        queryset=Agency.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Those that answer for it when agencies are asked. Hold Ctrl to choose several."),
    )
    promised = forms.IntegerField(
        label=_("Key projects that the plan says the strategy has"), required=False, min_value=0, max_value=500
    )
    source = forms.CharField(
        label=_("Source"), max_length=500, help_text=_("Where it stands: the announcement, its page, the day.")
    )
    field_order = (
        "kind", "under", "number", "name_th", "name_en", "lead_th", "owners", "promised", "source", "reason",
    )  # fmt: skip

    def __init__(
        self,
        data: Any = None,
        *,
        plan: Plan,
        item: PlanItem | None = None,
        owners: Sequence[Agency] = (),
        kind: str = "",
    ) -> None:
        held = ("kind", "under", "number", "name_th", "name_en", "lead_th", "promised", "source")
        given = {name: getattr(item, name) for name in held} | {"owners": owners} if item else {"kind": kind}
        super().__init__(data, initial=given)
        self.item = item
        strategies = in_force().of(plan, ItemKind.STRATEGY)
        offer(self, "under", [("", _("Not known, or none")), *((one.code, one.label) for one in strategies)])
        offer_rows(self, "owners", Agency.objects.order_by("name_th"))
        if item:
            del self.fields["kind"]

    @property
    def given(self) -> dict[str, Any]:
        """The item and who is responsible for it, as ``change_plan`` takes them."""
        named = ("under", "number", "name_th", "name_en", "lead_th", "promised", "source")
        kind, code = (self.item.kind, self.item.code) if self.item else (self.cleaned_data["kind"], "")
        item = NewItem(kind=kind, code=code, **{name: self.cleaned_data[name] for name in named})
        return {"item": item, "owners": [agency.pk for agency in self.cleaned_data["owners"]]}


class RetireForm(ChangeForm):
    """An item that is taken off the plan."""
