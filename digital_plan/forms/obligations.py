# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms of obligations: what one says, evidence, the facts of acts, and which of a list are wanted."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from digital_plan.forms.campaigns import ALL
from digital_plan.models import Obligation
from digital_plan.models.obligations import SAID
from digital_plan.queries.obligations import Wanted
from digital_plan.states.obligations import Basis, DutyState, Scope
from papers.choices import offer
from papers.forms import ERA_HELP, DayField, ThaiText
from papers.paper_file import PaperFile

LONG = 4000


def said_fields(said: Mapping[str, Any]) -> dict[str, forms.Field]:
    """The fields of what an obligation says, as ``said`` has it now (``Obligation.content``)."""
    ministries = Agency.objects.exclude(ministry_th="").order_by("ministry_th").values_list("ministry_th", flat=True)
    agencies = Agency.objects.order_by("name_th").values_list("code", "name_th")
    held = said.get("scope_of") or []
    fields: dict[str, forms.Field] = {
        "name_th": ThaiText(label=_("Name (Thai)"), max_length=400),
        "name_en": ThaiText(label=_("Name (English)"), max_length=400, required=False),
        "basis": forms.ChoiceField(label=_("What obliges"), choices=Basis.choices, widget=forms.RadioSelect),
        "source": ThaiText(
            label=_("Source"), max_length=400,
            help_text=_("The law by its title, or the office that issued the circular."),
        ),
        "section": ThaiText(
            label=_("Section of the law"), max_length=20, required=False,
            help_text=_("Of a law: its number alone, such as 12."),
        ),
        "number": ThaiText(
            label=_("Number of the circular"), max_length=100, required=False,
            help_text=_("Leave it empty where it is not known."),
        ),
        "issued_on": DayField(label=_("Date of the circular"), required=False, help_text=ERA_HELP),
        "due_date": DayField(
            label=_("Last day"), required=False, help_text=_("Leave it empty for an obligation that stands for good.")
        ),
        "asked": ThaiText(label=_("What is to be done"), max_length=LONG, lines=4),
        "evidence_asked": ThaiText(label=_("Evidence asked for"), max_length=LONG, lines=3, required=False),
        "lacks": ThaiText(
            label=_("What is not known"), max_length=400, required=False,
            help_text=_("Stands on the page until somebody completes it."),
        ),
        "scope": forms.ChoiceField(label=_("Whom it concerns"), choices=Scope.choices, widget=forms.RadioSelect),
        "ministries": forms.MultipleChoiceField(
            label=_("Ministries"), choices=[(name, name) for name in dict.fromkeys(ministries)], required=False,
            widget=forms.SelectMultiple(attrs={"size": 6}),
            help_text=_("Where it concerns the agencies of some ministries. Hold Ctrl to choose several."),
        ),
        "agencies": forms.MultipleChoiceField(
            label=_("Agencies"), choices=list(agencies), required=False,
            widget=forms.SelectMultiple(attrs={"size": 8}),
            help_text=_("Where it concerns agencies by name. Hold Ctrl to choose several."),
        ),
    }  # fmt: skip
    initial = dict(said) | {"ministries": held, "agencies": held}
    for name, field in fields.items():
        field.initial = initial.get(name)
    fields["basis"].initial = initial.get("basis") or Basis.LAW
    fields["scope"].initial = initial.get("scope") or Scope.ALL
    return fields


def said_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, as ``Obligation.content``."""
    chosen = {Scope.MINISTRIES: "ministries", Scope.CHOSEN: "agencies"}.get(given["scope"])
    said = {name: given[name] for name in SAID if name != "scope_of"}
    for name in ("issued_on", "due_date"):
        said[name] = said[name].isoformat() if isinstance(said[name], date) else ""
    return said | {"scope_of": given[chosen] if chosen else []}


class ObligationForm(forms.Form):
    """A new obligation."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, said: Mapping[str, Any]) -> None:
        super().__init__(data, initial={"request_id": uuid4()}, use_required_attribute=False)
        self.fields.update(said_fields(said))

    @property
    def said(self) -> dict[str, Any]:
        """What was typed."""
        return said_of(self.cleaned_data)


class EvidenceForm(forms.Form):
    """A piece of evidence, as a file or as the address of a page."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    title = ThaiText(label=_("What it shows"), max_length=200)
    file = PaperFile(label=_("File"), required=False)
    link = forms.URLField(
        label=_("Or its address"), required=False, max_length=500, assume_scheme="https",
        help_text=_("Where anybody can read it. The service keeps the address and never fetches it."),
    )  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"request_id": uuid4()}, use_required_attribute=False)

    def clean(self) -> dict[str, Any]:
        """One of the two is needed, and not both."""
        given = super().clean() or {}
        if not self.errors and bool(given.get("file")) == bool(given.get("link")):
            self.add_error("file", _("Choose a file, or give the address: one of the two."))
        return given


def fields_of(name: str, obligation: Obligation | None = None) -> dict[str, forms.Field]:
    """The facts that an act on an obligation, or on an agency's own, takes along."""
    if obligation is not None:
        is_writing = name in ("rewrite_obligation", "amend_obligation")
        return said_fields(obligation.content()) if is_writing else {}
    if name == "report_done":
        return {
            "done_on": DayField(label=_("Done on"), help_text=ERA_HELP),
            "text": ThaiText(
                label=_("What was done"), max_length=LONG, lines=4, required=False,
                help_text=_("In a few words; the evidence shows the rest."),
            ),
        }  # fmt: skip
    if name in ("return_duty", "reopen_duty"):
        return {"text": ThaiText(label=_("Question to the agency"), max_length=LONG, lines=4)}
    return {}


class WantedForm(forms.Form):
    """Which agencies' obligations are wanted."""

    obligation = forms.ChoiceField(label=_("Obligation"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=[ALL, *DutyState.choices], required=False)
    ministry = forms.ChoiceField(label=_("Ministry"), required=False)
    text = forms.CharField(label=_("Agency"), max_length=100, required=False)
    late = forms.BooleanField(label=_("Late alone"), required=False)

    def __init__(self, data: Any = None, *, obligations: list[Obligation], ministries: list[str]) -> None:
        super().__init__(data)
        offer(self, "obligation", [ALL, *((str(one.pk), one.name) for one in obligations)])
        offer(self, "ministry", [ALL, *((name, name) for name in ministries)])

    @property
    def wanted(self) -> Wanted:
        """What was chosen; what is none of the choices wants all."""
        given = self.cleaned_data if self.is_valid() else {}
        chosen = given.get("obligation")
        return Wanted(
            obligation=int(chosen) if chosen else None, state=given.get("state", ""),
            ministry=given.get("ministry", ""), late=given.get("late", False), text=given.get("text", ""),
        )  # fmt: skip
