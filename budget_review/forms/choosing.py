# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Choosing an agency in a filter: from a list where they are few, by words of its name where they are many."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

ALL = ("", _("All"))


class AgencyField(forms.CharField):
    """An agency's id, or words of its name; what cannot be read is as if it were not asked."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=200, **options)

    def offer(self, choices: Sequence[tuple[Any, Any]] | None) -> None:
        """Show a list to choose from, or a field for words where there is none."""
        if choices is None:
            self.widget = forms.TextInput(attrs={"type": "search", "placeholder": _("Name or abbreviation")})
        else:
            self.widget = forms.Select(choices=[ALL, *((str(value), label) for value, label in choices)])
        self.widget.is_required = False

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "").replace("\0", "").strip()
        if isinstance(self.widget, forms.Select):
            return text if text in {str(value) for value, _label in self.widget.choices} else ""
        return text


def offer_agencies(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]] | None) -> None:
    """Let a filter choose an agency from these, or by words where there is no list."""
    field = form.fields[name]
    if not isinstance(field, AgencyField):
        raise TypeError(f"{name} does not choose an agency.")
    field.offer(choices)


def asked_for(text: str) -> tuple[int | None, str]:
    """What was chosen: an id, or words."""
    return (int(text), "") if text.isdecimal() and len(text) < 10 else (None, text)
