# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a person wants to be told."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.models import Kind, Way
from accounts.notifications.queries import ways_of


class WayField(forms.ChoiceField):
    """How to be told of one kind of news; to leave it to Mati is an answer too, so it is not "optional"."""

    is_answered = True


class PreferencesForm(forms.Form):
    """One way for each kind of news, and the language of e-mails."""

    language = forms.ChoiceField(label=_("Language of e-mails"), choices=settings.LANGUAGES)

    def __init__(self, data: Any, person: User) -> None:
        super().__init__(data, initial={**ways_of(person), "language": person.language})
        for kind in Kind:
            self.fields[kind.value] = WayField(
                label=kind.label, choices=[("", _("As Mati arranges it")), *Way.choices], required=False
            )
        self.order_fields([*Kind.values, "language"])

    def ways(self) -> dict[str, str]:
        """What was chosen, by kind."""
        return {kind: self.cleaned_data[kind] for kind in Kind.values}
