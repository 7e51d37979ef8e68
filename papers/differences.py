# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is stored now beside what somebody has typed, when another has saved meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms

from papers.templatetags.thai import thai_datetime
from papers.thai import format_baht


@dataclass(frozen=True)
class Difference:
    """One field on which the two differ."""

    label: Any
    stored: str
    typed: str


def differences(form: forms.Form, stored: Mapping[str, Any]) -> list[Difference]:
    """Every field of a valid form that says something else than what is stored."""
    found = []
    for name, value in stored.items():
        if name in form.fields and not form.fields[name].widget.is_hidden:
            before, after = _text(form, name, value), _text(form, name, form.cleaned_data.get(name))
            if before != after:
                found.append(Difference(form.fields[name].label, before, after))
    return found


def rows(label: Any, stored: list[str], typed: list[str]) -> list[Difference]:
    """The rows of two lists that stand in only one of them."""
    return [Difference(label, text, "") for text in stored if text not in typed] + [
        Difference(label, "", text) for text in typed if text not in stored
    ]


def _text(form: forms.Form, name: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    if isinstance(value, Decimal):
        return format_baht(value)
    if isinstance(value, datetime):
        return thai_datetime(value)
    if isinstance(field := form.fields[name], forms.ModelChoiceField):
        return str(field.label_from_instance(value))
    if isinstance(value, date):
        return str(form.fields[name].prepare_value(value))
    return str(dict(getattr(form.fields[name], "choices", ())).get(value, value))
