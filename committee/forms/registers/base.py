# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every form of the register has: the request, the revision that was read, the reason; and the row it fills."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from budget_review.forms.fields import ThaiText

OWN = ("request_id", "expected_revision", "why")


class RegisterForm(forms.Form):
    """The fields of a subclass are columns of its row, by their names; the row is filled, not kept."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    expected_revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    asks_why = True

    def __init__(self, row: Any, data: Any = None) -> None:
        self.row = row
        initial = {"request_id": uuid4(), "expected_revision": getattr(row, "revision", 0)}
        names = [name for name in self.base_fields if name not in OWN]
        super().__init__(
            data, initial=initial | {name: getattr(row, name, None) for name in names if self._is_set(name)}
        )
        if self.asks_why:
            self.fields["why"] = ThaiText(
                label=_("Reason"), lines=3, max_length=2000, help_text=_("Kept beside what changed, and shown.")
            )
        self.prepare()

    def prepare(self) -> None:
        """Narrow choices to the row's committee; nothing by default."""

    def _is_set(self, name: str) -> bool:
        """Whether the row has a value there; a relation that is not set cannot be read."""
        field = self.row._meta.get_field(name)
        return getattr(self.row, field.attname) is not None

    def filled(self) -> Any:
        """The row with what was typed."""
        for name, value in self.cleaned_data.items():
            if name not in OWN:
                setattr(self.row, name, value)
        return self.row

    @property
    def why(self) -> str:
        """The reason that was given."""
        return str(self.cleaned_data.get("why", ""))


class Person(forms.ModelChoiceField):
    """An active person of the service, by name."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Person"))
        people = User.objects.filter(is_active=True).order_by("display_name", "pk")
        super().__init__(people, empty_label=_("Choose a person"), **options)
