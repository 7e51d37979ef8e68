# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The forms of a committee, of its seats, and of what it leaves to others."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from budget_review.forms.fields import ThaiText
from committee.forms.registers.base import Person, RegisterForm
from committee.models import Committee, CommitteeKind, Power, SeatRole
from papers.forms import ERA_HELP, BahtField, DayField


class CommitteeForm(RegisterForm):
    """What a committee is."""

    code = forms.SlugField(
        label=_("Code"), max_length=40, help_text=_("Latin letters, digits and hyphens; it stands in the address.")
    )
    name_th = ThaiText(label=_("Thai name"), max_length=255)
    name_en = ThaiText(label=_("English name"), max_length=255, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=CommitteeKind.choices)
    parent = forms.ModelChoiceField(
        Committee.objects.all(), label=_("Stands under"), required=False, empty_label=_("No other committee")
    )
    confirming_body = forms.ModelChoiceField(
        Committee.objects.all(), label=_("Confirmed by"), required=False, empty_label=_("Nobody: it resolves finally"),
        help_text=_("The body that takes up what this one resolves, and confirms, amends or returns it."),
    )  # fmt: skip
    legal_basis = ThaiText(label=_("Legal basis"), lines=3, max_length=2000, required=False)
    active_from = DayField(label=_("Set up on"), required=False, help_text=ERA_HELP)
    active_to = DayField(
        label=_("Ended on"), required=False, help_text=_("After that day nobody sits on it any more; all is kept.")
    )

    def prepare(self) -> None:
        """A committee stands under another, and another confirms it."""
        for name in ("parent", "confirming_body"):
            choice = self.fields[name]
            assert isinstance(choice, forms.ModelChoiceField)
            choice.queryset = Committee.objects.exclude(pk=self.row.pk).order_by("name_th")
        if self.row.pk:
            self.fields["code"].disabled = True  # addresses and papers name it


class SeatForm(RegisterForm):
    """What a seat is, whoever sits in it."""

    title = ThaiText(label=_("Title"), max_length=200, help_text=_("As it stands on the roll and in the minutes."))
    role = forms.ChoiceField(label=_("Seat"), choices=SeatRole.choices)
    is_voting = forms.BooleanField(label=_("Entitled to vote"), required=False)
    represents = forms.ModelChoiceField(
        Agency.objects.all(), label=_("Represents the agency"), required=False, empty_label=_("No agency"),
        help_text=_("Recusal is suggested on the agency's projects."),
    )  # fmt: skip
    ex_officio_post = ThaiText(
        label=_("Held by the post of"), max_length=200, required=False,
        help_text=_("For a member by office: whoever holds the post sits here."),
    )  # fmt: skip
    position = forms.IntegerField(label=_("Order on the roll"), min_value=0, max_value=9999)
    from_date = DayField(label=_("The committee has it from"), help_text=ERA_HELP)
    to_date = DayField(label=_("to"), required=False)


class MandateForm(RegisterForm):
    """What a committee leaves to a body or a person."""

    to_committee = forms.ModelChoiceField(
        Committee.objects.all(), label=_("To the body"), required=False, empty_label=_("No body")
    )
    to_user = Person(label=_("or to the person"), required=False)
    order_number = ThaiText(label=_("Order"), max_length=200)
    order_date = DayField(label=_("dated"), help_text=ERA_HELP)
    scope = ThaiText(label=_("Scope"), lines=4, max_length=4000)
    powers = forms.MultipleChoiceField(label=_("Lets them"), choices=Power.choices, widget=forms.CheckboxSelectMultiple)
    ceiling_baht = BahtField(
        label=_("Up to (baht)"), required=False, help_text=_("Without an amount, on matters of any amount.")
    )
    from_date = DayField(label=_("From"))
    to_date = DayField(label=_("to"), required=False)

    def prepare(self) -> None:
        """A committee gives no mandate to itself."""
        choice = self.fields["to_committee"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = Committee.objects.exclude(pk=self.row.committee_id).order_by("name_th")
