# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The forms of who sits, who stands in, what they are tied to, and of the end of any of it."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from agencies.models import Agency
from budget_review.forms.fields import ThaiText
from budget_review.models import IntegrationProject
from committee.forms.registers.base import Person, RegisterForm
from papers.forms import ERA_HELP, DayField


class TenureForm(RegisterForm):
    """How somebody came to sit, and from when to when."""

    post = ThaiText(
        label=_("Position held"), max_length=200, required=False, help_text=_("As it stands in the minutes.")
    )
    appointment_order = ThaiText(label=_("Appointed by order"), max_length=200, required=False)
    from_date = DayField(label=_("From"), help_text=ERA_HELP)
    to_date = DayField(label=_("to"), required=False, help_text=_("Empty until it is known."))


class AppointForm(TenureForm):
    """Who sits."""

    user = Person()
    field_order = ("user",)


class AlternateForm(RegisterForm):
    """Who attends in the holder's place, by which letter."""

    user = Person()
    post = ThaiText(label=_("Position held"), max_length=200, required=False)
    letter = ThaiText(
        label=_("Letter"), max_length=200, help_text=_("Number and day of the letter by which the holder names them.")
    )
    from_date = DayField(label=_("From"), help_text=ERA_HELP)
    to_date = DayField(label=_("to"), required=False)


class InterestForm(RegisterForm):
    """What a member is tied to."""

    user = Person(label=_("Member"))
    agency = forms.ModelChoiceField(Agency.objects.all(), label=_("Agency"), required=False, empty_label=_("No agency"))
    project = forms.CharField(label=_("or project"), required=False, help_text=_("Its code."))
    ground = ThaiText(label=_("Ground"), max_length=300, help_text=_("How the member is tied to it."))
    from_date = DayField(label=_("From"), help_text=ERA_HELP)
    to_date = DayField(label=_("to"), required=False)

    def prepare(self) -> None:
        """Only members and their alternates."""
        committee = self.row.committee_id
        sits = Q(tenures__committee=committee) | Q(alternates__tenure__committee=committee)
        choice = self.fields["user"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = User.objects.filter(pk__in=User.objects.filter(sits).values("pk")).order_by("display_name")

    def clean_project(self) -> Any:
        """The project of this code."""
        code = str(self.cleaned_data["project"]).strip()
        if not code:
            return None
        found = IntegrationProject.objects.filter(code=code).first()
        if found is None:
            raise forms.ValidationError(_("There is no project with this code."))
        return found


class EndForm(RegisterForm):
    """The last day, and why: the reason is kept with the row, and with the change."""

    to_date = DayField(label=_("Last day"), help_text=ERA_HELP)
    ended_reason = ThaiText(label=_("Reason"), max_length=300)
    asks_why = False

    @property
    def why(self) -> str:
        """The same reason."""
        return str(self.cleaned_data.get("ended_reason", ""))
