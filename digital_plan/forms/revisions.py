# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms of the rolling plan: proposing a change, and listing what was taken as a revision."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from digital_plan.forms.campaigns import YEAR
from digital_plan.in_force import in_force
from digital_plan.models import Plan
from digital_plan.operations.revisions import ChangeText
from digital_plan.states.revisions import ChangeKind
from papers.choices import offer

WORDS = forms.Textarea(attrs={"rows": 4})


class ProposalForm(forms.Form):
    """A change as it is proposed."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    plan = forms.TypedChoiceField(label=_("Plan"), coerce=int)
    fiscal_year = forms.IntegerField(label=_("For the fiscal year (B.E.)"), **YEAR)
    change_kind = forms.ChoiceField(label=_("Kind of change"), choices=ChangeKind.choices, widget=forms.RadioSelect)
    item_code = forms.ChoiceField(
        label=_("What of the plan"), required=False,
        help_text=_("A strategy, key project or measure of the plan chosen above. What is new may name its strategy."),
    )  # fmt: skip
    what = forms.CharField(label=_("What is to change"), widget=WORDS, max_length=4000)
    why = forms.CharField(label=_("Why"), widget=WORDS, max_length=4000)
    agency = forms.TypedChoiceField(label=_("Agency that proposes"), coerce=int)

    def __init__(self, data: Any = None, *, agencies: list[Agency], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        known = in_force()
        offer(self, "plan", [(plan.pk, plan.name) for plan in reversed(known.plans)])
        items = [(one.code, f"{one.code} {one.get_kind_display()}: {one.name}") for one in known.items]
        offer(self, "item_code", [("", _("Nothing that is there yet")), *items])
        offer(self, "agency", [(one.pk, one.name) for one in agencies])

    @property
    def text(self) -> ChangeText:
        """What was typed."""
        return ChangeText(**{name: self.cleaned_data[name] for name in ChangeText.__dataclass_fields__})


class RevisionForm(forms.Form):
    """The reason of a revision, and its fiscal year."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    fiscal_year = forms.IntegerField(label=_("For the fiscal year (B.E.)"), **YEAR)
    reason = forms.CharField(label=_("Reason of the revision"), widget=WORDS, max_length=4000)

    def __init__(self, data: Any = None, *, plan: Plan) -> None:
        super().__init__(data, initial={"fiscal_year": plan.last_year})
