# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The draft of a resolution: what is resolved, its text, the amount of every line, the conditions."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.models import BudgetLine
from committee.forms.assigning import MOST_ACTIONS, Choices, action_forms, assigned_in
from committee.models import AgendaItem, Resolution
from committee.states import Verb
from committee.verbs import ON_MATTERS, ON_PROJECTS, WITH_AMOUNTS, WITH_CONDITIONS
from committee.wording import amounts_named, draft_text_on
from papers.forms import ERA_HELP, BahtField, DayField
from papers.thai import format_baht
from workflows.forms import typed_but

MOST_CONDITIONS = 30


class ConditionForm(forms.Form):
    """One condition; a row without text is no condition."""

    text = forms.CharField(
        label=_("Condition"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False
    )
    due_date = DayField(label=_("Due"), required=False, help_text=ERA_HELP)
    before_forwarding = forms.BooleanField(label=_("Before forwarding to the Budget Bureau"), required=False)

    def clean(self) -> dict[str, Any]:
        """A date or a mark alone says nothing."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("text") and (given.get("due_date") or given.get("before_forwarding")):
            self.add_error("text", _("A condition needs words."))
        return given


ConditionForms = forms.formset_factory(ConditionForm, extra=1, max_num=MOST_CONDITIONS, absolute_max=MOST_CONDITIONS)


class ResolutionForm(forms.Form):
    """The secretary's form while the committee speaks; ``facts`` is what ``operations.resolutions.checked`` takes."""

    verbs_with_conditions = " ".join(WITH_CONDITIONS)  # for the script, which shows only what the verb needs
    request_id = forms.UUIDField(widget=forms.HiddenInput)
    expected_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    verb = forms.ChoiceField(label=_("Resolution"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Text of the resolution"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=8000,
        error_messages={"required": _("The resolution's text must be written.")},
    )

    def __init__(
        self,
        item: AgendaItem,
        lines: Mapping[int, BudgetLine],
        screened: Mapping[int, Decimal],
        *,
        version: int,
        owners: Choices,
        drafted: Resolution | None = None,
        data: Any = None,
    ) -> None:
        self.lines, self.owners = lines, owners
        self.item = item
        verbs = ON_PROJECTS if item.project else ON_MATTERS
        self.with_amounts = WITH_AMOUNTS if item.project else ()  # a matter in words has no lines
        self.verbs_with_amounts = " ".join(self.with_amounts)
        self.along = [verb for verb in drafted.also if verb != Verb.ASSIGN] if drafted else []
        shown = {pk: Decimal(amount) for pk, amount in (drafted.amounts if drafted else {}).items()}
        total = sum((shown or screened).values(), Decimal(0))
        self.suggestions = {verb.value: draft_text_on(item, verb, total) for verb in verbs}
        amounts = shown or {str(pk): screened.get(pk, line.amount_baht) for pk, line in lines.items()}
        super().__init__(data, initial=self._initial(version, drafted))
        chosen: Any = self.fields["verb"]
        chosen.choices = [(verb.value, verb.label) for verb in verbs]
        for pk, line in lines.items():
            field = BahtField(label=line.item, required=False, initial=amounts.get(str(pk)))
            self.fields[f"amount_{pk}"] = field
        given = data if data is not None and "conditions-TOTAL_FORMS" in data else None
        self.conditions = ConditionForms(given, prefix="conditions", initial=drafted.conditions if drafted else None)
        self.actions = action_forms(owners, data, drafted.actions if drafted else ())

    def _initial(self, version: int, drafted: Resolution | None) -> dict[str, Any]:
        verb = drafted.verb if drafted else Verb.ENDORSE.value
        text = drafted.text if drafted else self.suggestions[verb]
        return {"request_id": uuid4(), "expected_version": version, "verb": verb, "text": text}

    def clean(self) -> dict[str, Any]:
        """An endorsement gives every line an amount, and conditions when it has its name from them."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("verb") in self.with_amounts:
            for pk in self.lines:
                if f"amount_{pk}" not in self.errors and given.get(f"amount_{pk}") is None:
                    self.add_error(f"amount_{pk}", _("Enter an amount in baht."))
            if not self.errors:
                given["text"] = self._text_of(given)
        if given.get("verb") in WITH_CONDITIONS:
            if not self.conditions.is_valid():
                self.add_error(None, _("A condition has a text and, where it has one, a date."))
            elif not self._conditions():
                self.add_error(None, _("An endorsement with conditions names at least one."))
        if self.actions.is_bound and not self.actions.is_valid():
            self.add_error(None, _("What is assigned says what, to whom, and until when."))
        return given

    def _text_of(self, given: dict[str, Any]) -> str:
        """The text with the total that the lines add up to; one that somebody wrote must name that total or none."""
        total = sum((given[f"amount_{pk}"] for pk in self.lines), Decimal(0))
        text: str = given["text"]
        if text == self.suggestions[given["verb"]]:
            return draft_text_on(self.item, Verb(given["verb"]), total)
        named = amounts_named(text)
        if named and total not in named:
            sentence = _("The text says %(named)s baht, but the lines add up to %(total)s baht.")
            self.add_error("text", sentence % {"named": format_baht(named[0]), "total": format_baht(total)})
        return text

    def facts(self) -> dict[str, Any]:
        """What is resolved, as it goes into the record."""
        given = self.cleaned_data
        facts: dict[str, Any] = {"verb": given["verb"], "text": given["text"]}
        if given["verb"] in self.with_amounts:
            facts["amounts"] = {str(pk): f"{given[f'amount_{pk}']:.2f}" for pk in self.lines}
        if given["verb"] in WITH_CONDITIONS:
            facts["conditions"] = self._conditions()
        actions = assigned_in(self.actions) if self.actions.is_bound else []
        if also := [*self.along, *([Verb.ASSIGN.value] if actions else [])]:
            facts |= {"also": also, "actions": actions}
        return facts

    def amount_rows(self) -> list[tuple[BudgetLine, forms.BoundField]]:
        """Each line with its field, in the order of the request."""
        return [(line, self[f"amount_{pk}"]) for pk, line in self.lines.items()]

    def total_baht(self) -> Decimal | None:
        """The sum of what the fields show; None while one of them is no amount."""
        try:
            amounts = [self.fields[f"amount_{pk}"].clean(self[f"amount_{pk}"].value()) for pk in self.lines]
        except forms.ValidationError:
            return None
        return sum((amount or Decimal(0) for amount in amounts), Decimal(0))

    def one_more(self, what: str) -> None:
        """Show another empty row of ``conditions`` or ``actions``, with everything that was typed."""
        typed: Any = self.data
        data = typed.copy()
        most = {"conditions": MOST_CONDITIONS, "actions": MOST_ACTIONS}[what]
        data[f"{what}-TOTAL_FORMS"] = str(min(int(data.get(f"{what}-TOTAL_FORMS") or 0) + 1, most))
        self.conditions = ConditionForms(data, prefix="conditions")
        self.actions = action_forms(self.owners, data)

    def looked_again(self, version: int) -> None:
        """After a refusal: keep what was typed, and send the version that is now before the person."""
        typed_but(self, expected_version=version)

    def _conditions(self) -> list[dict[str, Any]]:
        return [
            {
                "text": row["text"],
                "due_date": row["due_date"].isoformat() if row.get("due_date") else None,
                "before_forwarding": row["before_forwarding"],
            }
            for row in self.conditions.cleaned_data
            if row.get("text")
        ]
