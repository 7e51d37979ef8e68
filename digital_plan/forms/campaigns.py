# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms of campaigns: writing one, part 1 of a response, a project, the facts of acts, and what of a list is wanted."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from digital_plan.in_force import in_force
from digital_plan.kinds import ItemKind
from digital_plan.models import AlignmentCampaign, AlignmentResponse, OwnProject, PlanItem
from digital_plan.operations.campaigns import CampaignText, ProjectText
from digital_plan.operations.campaigns.answering import PART_ONE
from digital_plan.project_links import known_projects
from digital_plan.queries.campaigns import Filter, items_to_serve
from digital_plan.states.campaigns import Finding, PlanKind, PlanStatus, ResponseState
from papers.choices import let_wait, offer, offer_rows
from papers.forms import ERA_HELP, BahtField, DayField

ALL = ("", _("All"))
CHOOSE = ("", _("Choose"))
YEAR: dict[str, Any] = {"min_value": 2500, "max_value": 2700}


class CampaignForm(forms.Form):
    """A campaign as it is written."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    expected_revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    name = forms.CharField(label=_("Name of the campaign"), max_length=255)
    plan = forms.ChoiceField(label=_("Plan"))
    fiscal_year = forms.IntegerField(label=_("Fiscal year (B.E.)"), **YEAR)
    opens_on = DayField(label=_("Opens on"), help_text=ERA_HELP)
    due_date = DayField(label=_("Last day"), help_text=_("A working day; until midnight, unless a time is given."))
    due_time = forms.TimeField(
        label=_("Time of the last day"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    asks_all = forms.BooleanField(label=_("Ask every registered agency"), required=False)
    agencies = forms.ModelMultipleChoiceField(
        label=_("Agencies asked"), queryset=Agency.objects.none(), required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Where not every agency is asked. Hold Ctrl to choose several."),
    )  # fmt: skip
    letter_prefix = forms.CharField(
        label=_("Code of the office"), max_length=60, help_text=_("What stands before the running number of letters.")
    )
    letter_sender = forms.CharField(label=_("Sending office"), max_length=200)
    letter_signer = forms.CharField(label=_("Post that signs"), max_length=200)

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        offer(self, "plan", [(str(plan.pk), plan.name) for plan in reversed(in_force().plans)])
        offer_rows(self, "agencies", Agency.objects.order_by("name_th"))

    @property
    def text(self) -> CampaignText:
        """What was typed."""
        given = {name: self.cleaned_data[name] for name in CampaignText.__dataclass_fields__}
        return CampaignText(**given | {"plan": int(given["plan"])})

    @property
    def agencies_chosen(self) -> list[int]:
        """The agencies asked, by id."""
        return [agency.pk for agency in self.cleaned_data["agencies"]]


def written(campaign: AlignmentCampaign) -> dict[str, Any]:
    """A campaign as its form shows it."""
    named = ("name", "fiscal_year", "opens_on", "due_date", "due_time", "asks_all", "letter_prefix", "letter_sender",
             "letter_signer")  # fmt: skip
    return {name: getattr(campaign, name) for name in named} | {
        "plan": str(campaign.plan_id),
        "agencies": list(campaign.chosen.values_list("agency", flat=True)),
        "expected_revision": campaign.revision,
    }


class PartOneForm(forms.Form):
    """Part 1: the agency's plan and who answers. Nothing is required before it is handed in."""

    expected_revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    plan_status = forms.ChoiceField(
        label=_("Where the agency's plan stands"), choices=[CHOOSE, *PlanStatus.choices], required=False
    )
    plan_kind = forms.ChoiceField(label=_("Kind of plan"), choices=[CHOOSE, *PlanKind.choices], required=False)
    plan_title = forms.CharField(label=_("Title of the agency's plan"), max_length=400, required=False)
    plan_first_year = forms.IntegerField(label=_("Plan begins (fiscal year, B.E.)"), required=False, **YEAR)
    plan_last_year = forms.IntegerField(label=_("Plan ends (fiscal year, B.E.)"), required=False, **YEAR)
    plan_url = forms.URLField(
        label=_("Address of the plan on the web"), max_length=500, required=False, assume_scheme="https",
        help_text=_("Where anybody can read it. It is kept as typed, and never fetched."),
    )  # fmt: skip
    respondent_role = forms.CharField(
        label=_("Post of who answers"), max_length=200, required=False, help_text=_("The post, not a person's name.")
    )
    respondent_mailbox = forms.EmailField(
        label=_("Mailbox of the agency"), required=False, help_text=_("The office's shared mailbox.")
    )
    has_none = forms.BooleanField(label=_("No project of the agency serves the plan"), required=False)

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial), use_required_attribute=False)
        let_wait(self, *PART_ONE)

    @property
    def given(self) -> dict[str, Any]:
        """What was typed, by the columns' names."""
        return {name: self.cleaned_data[name] for name in PART_ONE}


def stored_part_one(response: AlignmentResponse) -> dict[str, Any]:
    """Part 1 as it is stored."""
    return {name: getattr(response, name) for name in PART_ONE} | {"expected_revision": response.revision}


class OwnProjectForm(forms.Form):
    """A project of the agency with what it serves."""

    expected_revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = forms.CharField(label=_("Project of the agency"), max_length=400)
    fiscal_year = forms.IntegerField(label=_("Fiscal year (B.E.)"), **YEAR)
    budget_baht = BahtField(label=_("Budget (baht)"), required=False)
    project_code = forms.ChoiceField(label=_("Integration project here"), required=False)
    key_projects = forms.MultipleChoiceField(
        label=_("Key projects that it serves"), widget=forms.CheckboxSelectMultiple, required=False
    )
    measures = forms.MultipleChoiceField(
        label=_("Strategies, measures and mechanisms that it serves"), widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip
    note = forms.CharField(
        label=_("How it serves the plan"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, *, response: AlignmentResponse, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial), use_required_attribute=False)
        items = items_to_serve(response)
        keys = [_choice(item) for item in items if item.kind == ItemKind.KEY_PROJECT]
        offer(self, "key_projects", keys)
        offer(self, "measures", [_choice(item) for item in items if item.kind != ItemKind.KEY_PROJECT])
        if not keys:
            del self.fields["key_projects"]
        known = known_projects(response.agency_id)
        offer(self, "project_code", [("", _("None")), *((one.code, f"{one.code} {one.title}") for one in known)])

    @property
    def text(self) -> ProjectText:
        """What was typed."""
        given = self.cleaned_data
        return ProjectText(
            title=given["title"], fiscal_year=given["fiscal_year"], budget_baht=given["budget_baht"],
            project_code=given["project_code"], note=given["note"],
            items=[*given.get("key_projects", []), *given["measures"]],
        )  # fmt: skip


def stored_project(project: OwnProject, response: AlignmentResponse) -> dict[str, Any]:
    """A project as it is stored."""
    kinds = {item.code: item.kind for item in items_to_serve(response)}
    codes = list(project.alignments.values_list("item_code", flat=True))
    named = ("title", "fiscal_year", "budget_baht", "project_code", "note")
    return {name: getattr(project, name) for name in named} | {
        "key_projects": [code for code in codes if kinds.get(code) == ItemKind.KEY_PROJECT],
        "measures": [code for code in codes if kinds.get(code) != ItemKind.KEY_PROJECT],
        "expected_revision": project.revision,
    }


def _choice(item: PlanItem) -> tuple[str, str]:
    kind = "" if item.kind == ItemKind.KEY_PROJECT else f"{item.get_kind_display()}: "
    return item.code, f"{kind}{item.number} {item.name}" if item.number else f"{kind}{item.name}"


def fields_of(name: str) -> dict[str, forms.Field]:
    """The facts that an act on a campaign or a response takes along."""
    words = forms.Textarea(attrs={"rows": 4})
    if name in ("ask_to_clarify", "clarify"):
        label = _("Question to the agency") if name == "ask_to_clarify" else _("Answer")
        return {"text": forms.CharField(label=label, widget=words, max_length=4000)}
    if name == "move_last_day":
        return {"due_date": DayField(label=_("New last day"), help_text=ERA_HELP)}
    if name == "record_finding":
        return {
            "alignment": forms.ChoiceField(label=_("Finding"), choices=Finding.choices, widget=forms.RadioSelect),
            "text": forms.CharField(
                label=_("Reason for the finding"), widget=words, max_length=4000, required=False,
                help_text=_("Needed unless the agency is fully aligned. It stands in the agency's letter."),
            ),
        }  # fmt: skip
    return {}


class FilterForm(forms.Form):
    """What of a campaign's responses is wanted."""

    state = forms.ChoiceField(label=_("State"), choices=[ALL, *ResponseState.choices], required=False)
    finding = forms.ChoiceField(label=_("Finding"), choices=[ALL, *Finding.choices], required=False)
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
            state=given.get("state", ""), finding=given.get("finding", ""), ministry=given.get("ministry", ""),
            late=given.get("late", False), text=given.get("text", ""),
        )  # fmt: skip
