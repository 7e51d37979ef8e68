# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which records a list shows; every answer stands in the address."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.models import NoticeRule
from accounts.notifications.wording import WORDS, unknown
from papers.choices import offer
from papers.forms import DayField
from project import notice_rules
from project.records import Wanted, kinds, steps

REQUIRED = _(
    "This field is required."
)  # Django's own Thai says "this field is necessary": here it is said as officials do


class RecordsForm(forms.Form):
    """Nothing is needed; what cannot be read is said and left out."""

    project = forms.CharField(label=_("Project code"), required=False, max_length=40)
    person = forms.CharField(label=_("Person"), required=False, max_length=150)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    step = forms.ChoiceField(label=_("Step"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        everything: list[tuple[Any, Any]] = [("", _("All"))]
        offer(self, "kind", everything + kinds())
        offer(self, "step", everything + steps())

    def wanted(self) -> Wanted:
        """What was asked for."""
        self.is_valid()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})


class ComparisonForm(forms.Form):
    """Two definitions to compare; without an answer the last two."""

    old = forms.TypedChoiceField(label=_("Older definition"), coerce=int)
    new = forms.TypedChoiceField(label=_("Newer definition"), coerce=int)

    def __init__(self, data: Any, *, numbers: Sequence[int]) -> None:
        self.last_two = (numbers[-2:] or [1])[0], (numbers or [1])[-1]
        super().__init__(data, initial={"old": self.last_two[0], "new": self.last_two[1]})
        for name in ("old", "new"):
            offer(self, name, [(number, number) for number in numbers])

    def chosen(self) -> tuple[int, int]:
        """The two numbers."""
        return (self.cleaned_data["old"], self.cleaned_data["new"]) if self.is_valid() else self.last_two


class MigrationForm(forms.Form):
    """For each state that a definition has no more, the one that takes its place."""

    def __init__(self, data: Any, *, gone: Sequence[tuple[str, str]], states: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        choices = [("", _("None yet")), *states]
        for state, word in gone:
            label = _("In place of “%(state)s”") % {"state": word}
            self.fields[state] = forms.ChoiceField(label=label, required=False, choices=choices)

    def states(self) -> dict[str, str]:
        """What was chosen, by the old state."""
        self.is_valid()
        return {old: new for old, new in self.cleaned_data.items() if new}


class NoticeRuleForm(forms.ModelForm):
    """A rule by which people are told, and a record to try it with."""

    record = forms.ChoiceField(label=_("Try it with"), required=False)

    class Meta:
        model = NoticeRule
        fields = ("topic", "audience", "kind", "way", "text_th", "text_en", "is_active")
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("text_th", "text_en")}

    def __init__(self, data: Any = None, *, reader: User, at: datetime, **given: Any) -> None:
        super().__init__(data, **given)
        self.fields["topic"] = forms.ChoiceField(label=_("Event"), choices=notice_rules.topics)
        self.fields["audience"] = forms.ChoiceField(label=_("Who is told"), choices=notice_rules.audiences)
        places = " ".join(f"{{{word}}}" for word in WORDS)
        self.fields["text_th"].help_text = self.fields["text_en"].help_text = _(
            "Words in braces are filled in: %(places)s"
        ) % {"places": places}
        topic = (data or {}).get("topic") or self.instance.topic
        recent = notice_rules.recent_records(topic, reader, at) if topic else []
        told = [(one.record.pk, f"{one.sentence} {one.about.title if one.about else ''}") for one in recent]
        offer(self, "record", told)
        self.order_fields(["topic", "audience", "kind", "way", "text_th", "text_en", "is_active", "record"])

    def clean(self) -> dict[str, Any]:
        """Refuse places that nothing fills."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ("text_th", "text_en"):
            if wrong := unknown(cleaned.get(name) or ""):
                self.add_error(name, _("No event has the word %(word)s.") % {"word": f"{{{wrong[0]}}}"})
        return cleaned
