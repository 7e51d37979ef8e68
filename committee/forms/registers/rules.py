# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The form of a new version of a committee's rules, with its agenda headings as a table."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.forms.fields import ThaiText
from committee.forms.registers.base import RegisterForm
from committee.models import SeatRole
from committee.rules.kinds import Certifier, Digits, Heading, HeadingKind, NumberingYear, PassRule, QuorumBase, VoteMode
from papers.forms import ERA_HELP, DayField

HEADINGS = 8


def _count(label: Any, *, least: int = 0, most: int = 366, required: bool = True, help_text: Any = "") -> Any:
    return forms.IntegerField(label=label, min_value=least, max_value=most, required=required, help_text=help_text)


class HeadingForm(forms.Form):
    """One heading; without a Thai name it is none."""

    kind = forms.ChoiceField(label=_("For"), choices=[("", "—"), *HeadingKind.choices], required=False)
    th = ThaiText(label=_("Thai name"), max_length=200, required=False)
    en = ThaiText(label=_("English name"), max_length=200, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():  # they stand in a table, whose head names them to the eye only
            field.widget.attrs["aria-label"] = field.label

    def clean(self) -> dict[str, Any]:
        """A named heading says what it is for."""
        given = super().clean() or {}
        if given.get("th") and not given.get("kind"):
            self.add_error("kind", _("Say what the heading is for."))
        return given


class RulesForm(RegisterForm):
    """Every rule of a committee; it begins as the version in force."""

    effective_from = DayField(label=_("In force from"), help_text=ERA_HELP)
    quorum_numerator = _count(_("Quorum: parts"), least=1, most=100)
    quorum_denominator = _count(_("of"), least=1, most=100, help_text=_("1 of 2 is one half."))
    quorum_more_than = forms.BooleanField(label=_("More than that share, not at least"), required=False)
    quorum_minimum = _count(_("and never fewer persons than"), most=1000, help_text=_("0 for no such rule."))
    quorum_base = forms.ChoiceField(label=_("The share is taken of"), choices=QuorumBase.choices)
    recused_leave = forms.BooleanField(
        label=_("Whoever is recused leaves the number of those entitled"), required=False
    )
    recall_days = _count(
        _("A meeting called again within so many days needs a lower quorum"), required=False,
        help_text=_("Empty: it needs the same. It holds only if the invitation said so."),
    )  # fmt: skip
    recall_numerator = _count(_("Lower quorum: parts"), least=1, most=100)
    recall_denominator = _count(_("of"), least=1, most=100)
    pass_rule = forms.ChoiceField(label=_("What carries"), choices=PassRule.choices)
    casting_vote = forms.BooleanField(label=_("The chair has a casting vote at a tie"), required=False)
    vote_modes = forms.MultipleChoiceField(
        label=_("Ways to vote"), choices=VoteMode.choices, widget=forms.CheckboxSelectMultiple
    )
    notice_days = _count(_("Days of notice"))
    submission_lead_days = _count(_("Items are handed in so many days before the meeting"))
    minutes_circulation_days = _count(_("Days for comments on the minutes"), least=1)
    minutes_confirmation_percent = _count(
        _("Percent of the members who must confirm minutes that are adopted by circulation"), least=1, most=100
    )
    late_approvers = forms.MultipleChoiceField(
        label=_("A late item is approved by"), choices=SeatRole.choices, widget=forms.CheckboxSelectMultiple
    )
    certified_by = forms.ChoiceField(label=_("Resolutions are certified by"), choices=Certifier.choices)
    numbering = forms.ChoiceField(label=_("Numbered within"), choices=NumberingYear.choices)
    digits = forms.ChoiceField(label=_("Digits on papers"), choices=Digits.choices)
    source = ThaiText(
        label=_("Source"), lines=2, max_length=2000, help_text=_("The Act, order or resolution that says so.")
    )

    def __init__(self, row: Any, data: Any = None) -> None:
        super().__init__(row, data)
        table = forms.formset_factory(HeadingForm, extra=0, max_num=HEADINGS, absolute_max=HEADINGS)
        kept: list[Any] = [*row.agenda, *({} for _n in range(HEADINGS - len(row.agenda)))]
        self.headings = table(data, prefix="headings", initial=None if data else kept)

    def is_valid(self) -> bool:
        """Both the fields and the table."""
        return all([super().is_valid(), self.headings.is_valid()])

    def filled(self) -> Any:
        """The version with its headings."""
        row = super().filled()
        given = [form.cleaned_data for form in self.headings.forms if form.cleaned_data.get("th")]
        row.agenda = [Heading(kind=one["kind"], th=one["th"], en=one["en"]) for one in given]
        return row
