# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms of rounds on the status of plans: writing one, what acts take along, and what of a list is wanted."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from digital_plan.forms.campaigns import ALL, CHOOSE, YEAR
from digital_plan.in_force import in_force
from digital_plan.models import StatusRound
from digital_plan.operations.status_rounds import RoundText
from digital_plan.queries.status_rounds import Filter, Known, as_facts
from digital_plan.states.action_plans import ActionPlanKind
from digital_plan.states.clinic import Channel
from digital_plan.states.status_rounds import CAME_BY, PlanStanding, ReturnState
from papers.choices import offer
from papers.forms import ERA_HELP, DayField

WORDS = forms.Textarea(attrs={"rows": 4})
TELLING = ("tell_status", "correct_status", "answer_back", "enter_for_caller")


class StatusRoundForm(forms.Form):
    """A round as it is written."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    expected_revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    plan = forms.ChoiceField(label=_("Plan"))
    opens_on = DayField(label=_("Opens on"), help_text=ERA_HELP)
    due_date = DayField(label=_("Last day"), help_text=_("A working day; until midnight."))
    guidance = forms.CharField(
        label=_("What agencies are told"), required=False, max_length=4000, widget=WORDS,
        help_text=_("What to look at in this round; it stands above the form of each agency."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        offer(self, "plan", [(str(plan.pk), plan.name) for plan in reversed(in_force().plans)])

    @property
    def text(self) -> RoundText:
        """What was typed."""
        given = {name: self.cleaned_data[name] for name in RoundText.__dataclass_fields__}
        return RoundText(**given | {"plan": int(given["plan"])})


def written(round_: StatusRound) -> dict[str, Any]:
    """A round as its form shows it."""
    return {
        "plan": str(round_.plan_id), "opens_on": round_.opens_on, "due_date": round_.due_date,
        "guidance": round_.guidance, "expected_revision": round_.revision,
    }  # fmt: skip


def fields_of(name: str, known: Known | None = None) -> dict[str, forms.Field]:
    """The facts that an act takes along; the status begins with what is known."""
    if name == "move_last_day":
        return {"due_date": DayField(label=_("New last day"), help_text=ERA_HELP)}
    if name == "ask_back":
        return {"text": forms.CharField(label=_("Question to the agency"), widget=WORDS, max_length=4000)}
    if name not in TELLING:
        return {}
    found = _status(known or Known())
    if name == "answer_back":
        found = {"text": forms.CharField(label=_("Answer"), widget=WORDS, max_length=4000), **found}
    if name == "enter_for_caller":
        ways = [(value.value, value.label) for value in map(Channel, CAME_BY)]
        found |= {
            "caller": forms.CharField(
                label=_("Who told it, by post"), max_length=200, help_text=_("The post, not a person's name.")
            ),
            "came_by": forms.ChoiceField(label=_("How it came"), choices=ways, widget=forms.RadioSelect),
        }
    return found


def _status(known: Known) -> dict[str, forms.Field]:
    begin = as_facts(known)
    return {
        "plan_status": forms.ChoiceField(
            label=_("Where the agency's plan stands"), choices=PlanStanding.choices, widget=forms.RadioSelect,
            initial=begin["plan_status"],
        ),
        "plan_kind": forms.ChoiceField(
            label=_("Kind of plan"), choices=[CHOOSE, *ActionPlanKind.choices], required=False,
            initial=begin["plan_kind"], help_text=_("Needed where the plan is made or being revised."),
        ),
        "first_year": forms.IntegerField(
            label=_("First fiscal year (B.E.)"), required=False, initial=begin["first_year"], **YEAR
        ),
        "last_year": forms.IntegerField(
            label=_("Last fiscal year (B.E.)"), required=False, initial=begin["last_year"], **YEAR
        ),
        "remark": forms.CharField(
            label=_("What changed, or is in the way"), required=False, max_length=2000, widget=WORDS
        ),
    }  # fmt: skip


class FilterForm(forms.Form):
    """What of a round's returns is wanted."""

    state = forms.ChoiceField(label=_("State"), choices=[ALL, *ReturnState.choices], required=False)
    status = forms.ChoiceField(label=_("Status of the plan"), choices=[ALL, *PlanStanding.choices], required=False)
    ministry = forms.ChoiceField(label=_("Ministry"), required=False)
    text = forms.CharField(label=_("Agency"), max_length=100, required=False)
    late = forms.BooleanField(label=_("Late alone"), required=False)

    def __init__(self, data: Any = None, *, ministries: list[str]) -> None:
        super().__init__(data)
        offer(self, "ministry", [ALL, *((name, name) for name in ministries)])

    @property
    def wanted(self) -> Filter:
        """What was chosen; what is none of the choices wants all."""
        given = self.cleaned_data if self.is_valid() else {}
        return Filter(
            state=given.get("state", ""), status=given.get("status", ""), ministry=given.get("ministry", ""),
            late=given.get("late", False), text=given.get("text", ""),
        )  # fmt: skip
