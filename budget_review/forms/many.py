# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which projects an act is for, each at the version that was read, and what the act asks for: the same of all."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budget_review.forms.acts import FIELDS, MAY_SAY_WHY
from budget_review.models import IntegrationProject
from budget_review.operations.many import MOST
from budget_review.queries.listing import choice_of as choice_of
from workflows.batches import Item
from workflows.lifecycle import Rules

_CHOICE = re.compile(r"([1-9][0-9]{0,17}):([0-9]{1,9})")


class ManyForm(forms.Form):
    """One act on the chosen projects of those that this person sees."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, data: Any = None, *, name: str, rules: Rules, seen: QuerySet[IntegrationProject]) -> None:
        super().__init__(data, use_required_attribute=False)
        self.seen = seen
        self.asked = [asked.name for asked in rules.asks]
        for asked in rules.asks:
            self._add(asked.name, required=asked.sentence)
        if name in MAY_SAY_WHY and "note" not in self.asked:
            self._add("note", required="")

    def _add(self, name: str, required: Any) -> None:
        field = FIELDS[name]()
        field.required = bool(required)
        field.error_messages["required"] = required
        self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """Read the chosen projects; one that this person may not see is no choice."""
        given = super().clean() or {}
        chosen: Sequence[str] = self.data.getlist("projects")  # type: ignore[attr-defined]
        read = [_CHOICE.fullmatch(value) for value in chosen]
        if not chosen:
            raise forms.ValidationError(_("Choose at least one project."))
        if len(chosen) > MOST:
            raise forms.ValidationError(_("No more than %(most)s projects at once."), params={"most": MOST})
        items = [Item(int(one[1]), int(one[2])) for one in read if one]
        found = set(self.seen.filter(pk__in=[item.subject_id for item in items]).values_list("pk", flat=True))
        if len(items) < len(chosen) or any(item.subject_id not in found for item in items):
            raise forms.ValidationError(_("Choose among the projects shown."))
        return given | {"items": items}

    @property
    def shown_fields(self) -> list[Any]:
        """What is asked of all."""
        return [self[name] for name in self.fields if name in FIELDS]

    @property
    def note(self) -> str:
        """The note, when there is one."""
        return str(self.cleaned_data.get("note", ""))

    @property
    def facts(self) -> dict[str, Any]:
        """What was given, as every record keeps it."""
        return {name: self.cleaned_data[name] for name in self.asked if name != "note"}

    def answers(self) -> list[dict[str, Any]]:
        """What was given, to be read once more before it is done."""
        return [
            {"term": field.label, "value": self.cleaned_data[field.name]}
            for field in self.shown_fields
            if self.cleaned_data[field.name]
        ]
