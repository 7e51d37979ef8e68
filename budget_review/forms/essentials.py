# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The essentials of a proposal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.forms.fields import BuddhistDay, ThaiText
from budget_review.models import IntegrationProject

NAMES = ("title", "starts_on", "ends_on")


class EssentialsForm(forms.Form):
    """Name and time; what is told at length has sections of its own."""

    expected_revision = forms.IntegerField(widget=forms.HiddenInput)
    title = ThaiText(label=_("Project name"), max_length=400)
    starts_on = BuddhistDay(
        label=_("Begins"), required=False, help_text=_("Day/month/Buddhist year, for example 1/10/2564")
    )
    ends_on = BuddhistDay(label=_("Ends"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("starts_on") and given.get("ends_on") and given["ends_on"] < given["starts_on"]:
            self.add_error("ends_on", _("A project ends after it begins."))
        return given


def written(project: IntegrationProject) -> dict[str, Any]:
    """What stands in a project now, as the form takes it."""
    return {name: getattr(project, name) for name in NAMES} | {"expected_revision": project.revision}
