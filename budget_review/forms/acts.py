# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an act asks for, made into a form: every fact and the note by its name, and the page that was read."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from budget_review.expertise import Judged, Point
from budget_review.forms.fields import Choices, ThaiText
from budget_review.models import BudgetLine, Criterion
from budget_review.models.money import BUDGET_STAGES
from budget_review.models.parts import Advice
from budget_review.sections import MENDABLE
from papers.choices import offer
from papers.forms import BahtField
from workflows.lifecycle import Rules

MAY_SAY_WHY = {
    "decide",
    "record_stage",
    "pass_on",
    "record_allocation",
    "record_spending",
}  # a note is kept with these, though they do not ask for one

FIELDS: dict[str, Callable[[], forms.Field]] = {
    "letter_number": lambda: ThaiText(label=_("Letter number"), max_length=80, help_text=_("For example ทส 0101/123")),
    "note": lambda: ThaiText(label=_("Reason"), lines=4, max_length=4000),
    "sections": lambda: forms.MultipleChoiceField(
        label=_("Sections to mend"), choices=list(MENDABLE.items()), widget=forms.CheckboxSelectMultiple
    ),
    "source": lambda: ThaiText(
        label=_("Source document"),
        max_length=200,
        help_text=_("The document that these amounts stand in, with its date."),
    ),
    "stage": lambda: forms.ChoiceField(
        label=_("Budget stage"), choices=[("", _("Choose")), *((stage.value, stage.label) for stage in BUDGET_STAGES)]
    ),
    "advice": lambda: Choices(label=_("Advice"), choices=Advice.choices),
    "text": lambda: ThaiText(label=_("Opinion"), lines=8, max_length=8000),
    "expert": lambda: forms.TypedChoiceField(
        label=_("Expert"), coerce=int, empty_value=None, help_text=_("Without a name, any expert may take it.")
    ),
    "evidence": lambda: ThaiText(
        label=_("Evidence"), lines=3, max_length=2000, help_text=_("The letter or document that shows it.")
    ),
}


WORDED: dict[tuple[str, str], Any] = {  # what a field is called in one act, where that is not what it is called in all
    ("answer", "text"): _("Answer"),
    ("answer", "sections"): _("Sections of the proposal that say more"),
    ("ask_further", "text"): _("Question"),
}
MAY_BRING = {
    "answer": ["sections"],
    "ask_another": ["expert"],
}  # what is kept with an act, though it does not ask for it


INTAKE = "intake_"  # before the code of each criterion that is checked at taking up


class ActForm(forms.Form):
    """One act; ``lines`` and ``amounts`` are there when the act asks for the amount of every line.

    ``intake`` are the criteria that are checked while taking up; what is not answered then is answered later.
    """

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, name: str, rules: Rules, lines: list[BudgetLine], amounts: dict[int, Decimal],
        intake: Sequence[Criterion] = (), points: Sequence[Point] = (), experts: Sequence[User] = (), **options: Any,
    ) -> None:  # fmt: skip
        options["use_required_attribute"] = False
        super().__init__(*args, **options)
        self.asked = [asked.name for asked in rules.asks]
        self.lines = lines if "amounts" in self.asked else []
        for asked in rules.asks:
            if asked.name != "amounts":
                self._add(asked.name, required=asked.sentence)
        if name in MAY_SAY_WHY and "note" not in self.asked:
            self._add("note", required="")
        for brought in MAY_BRING.get(name, []):
            self._add(brought, required="")
            self.asked.append(brought)
        if "expert" in self.fields:
            named = [(person.pk, str(person)) for person in experts]
            offer(self, "expert", [("", _("Any expert")), *named])
        self.points = points
        for point in points:
            self.fields[f"point_{point.key}"] = Choices(label=point.label, choices=Judged.choices, required=False)
        for (act, worded), label in WORDED.items():
            if act == name:
                self.fields[worded].label = label
        self.intake = [criterion.code for criterion in intake]
        for criterion in intake:
            self.fields[f"{INTAKE}{criterion.code}"] = Choices(
                label=criterion.name, choices=criterion.offered, required=False
            )
        for line in self.lines:
            field = BahtField(label=line.item, initial=amounts.get(line.pk, line.amount_baht))
            field.error_messages["required"] = _("The amount of every line must be given.")
            self.fields[f"amount_{line.pk}"] = field

    def _add(self, name: str, required: Any) -> None:
        field = FIELDS[name]()
        field.required = bool(required)
        field.error_messages["required"] = required
        self.fields[name] = field

    @property
    def shown_fields(self) -> list[Any]:
        """What is asked besides the amounts."""
        points = [self[f"point_{point.key}"] for point in self.points]
        return [*points, *(self[name] for name in self.fields if name in FIELDS or name.startswith(INTAKE))]

    def line_fields(self) -> list[tuple[BudgetLine, Any]]:
        """Each line with the field of its amount."""
        return [(line, self[f"amount_{line.pk}"]) for line in self.lines]

    @property
    def line_amounts(self) -> list[tuple[BudgetLine, Decimal]]:
        """The lines, each with its amount in baht as it was read, whatever digits it was typed in."""
        return [(line, self.cleaned_data[f"amount_{line.pk}"]) for line in self.lines]

    @property
    def total_baht(self) -> Decimal:
        """The sum of the amounts given."""
        return sum((self.cleaned_data[f"amount_{line.pk}"] for line in self.lines), Decimal(0))

    @property
    def note(self) -> str:
        """The note, when there is one."""
        return str(self.cleaned_data.get("note", ""))

    @property
    def facts(self) -> dict[str, Any]:
        """What was given, as the record keeps it: amounts are strings of baht by line."""
        given = {name: self.cleaned_data[name] for name in self.asked if name not in ("note", "amounts")}
        judged = {point.key: self.cleaned_data[f"point_{point.key}"] for point in self.points}
        if any(judged.values()):
            given["points"] = {key: said for key, said in judged.items() if said}
        if self.lines:
            given["amounts"] = {str(line.pk): f"{self.cleaned_data[f'amount_{line.pk}']:.2f}" for line in self.lines}
        if answered := {code: said for code in self.intake if (said := self.cleaned_data[f"{INTAKE}{code}"])}:
            given["intake"] = answered
        return given

    def answers(self) -> list[dict[str, Any]]:
        """What was given besides the amounts, to be read once more before it is done."""
        return [{"term": field.label, "value": _said(field)} for field in self.shown_fields]


def _said(field: Any) -> Any:
    value = field.form.cleaned_data.get(field.name, "")
    choices = dict(getattr(field.field, "choices", ()))
    return choices.get(value, value) if not isinstance(value, list) else ", ".join(str(choices[one]) for one in value)
