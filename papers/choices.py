# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a field of a form offers, where that is known only when the form is made; and what may wait."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Let a field choose from these values with their words. Raises TypeError for a field that chooses nothing."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField) or isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{name} does not choose from values.")
    field.choices = list(choices)


def offer_rows(form: forms.BaseForm, name: str, rows: QuerySet[Any], said: Callable[[Any], str] | None = None) -> None:
    """Let a field choose from these rows, each as ``said`` tells it. Raises TypeError for another kind of field."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{name} does not choose from rows.")
    field.queryset = rows
    if said is not None:
        told: Any = field  # Django's own way: the method is replaced on the field
        told.label_from_instance = said


def let_wait(form: forms.BaseForm, *names: str) -> None:
    """Mark fields that may wait and so are not "optional": a later gate asks for them."""
    for name in names:
        field: Any = form.fields[name]
        field.needed_later = True
