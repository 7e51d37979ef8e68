# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting matters on an agenda and in order."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.models import IntegrationProject
from committee.agenda import HEADINGS
from committee.models import AgendaItem, Meeting
from committee.queries import waiting_projects

LONGEST_ID = 18  # digits that always fit into a BIGINT


class MatterForm(forms.Form):
    """A matter in words, under one of the six headings."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    section = forms.TypedChoiceField(label=_("Agenda heading"), coerce=int, initial=1)
    title = forms.CharField(label=_("Matter"), max_length=400)
    note = forms.CharField(
        label=_("Details"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, required=False
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        section: Any = self.fields["section"]
        section.choices = [(number, f"{number}. {title}") for number, title in HEADINGS.items()]


class ProjectsField(forms.ModelMultipleChoiceField):
    """Some of the projects, or of the matters."""

    def clean(self, value: Any) -> Any:
        """Refuse an id that no column holds before SQLite is asked for it, which it cannot be."""
        for pk in value or ():
            if len(str(pk)) > LONGEST_ID:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": pk}
                )
        return super().clean(value)


class ProjectsForm(forms.Form):
    """Which of the waiting projects go on the agenda."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    projects = ProjectsField(
        IntegrationProject.objects.none(),
        label=_("Projects"),
        error_messages={"required": _("Choose at least one project.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        projects: Any = self.fields["projects"]
        projects.queryset = waiting_projects()


class NotesForm(forms.Form):
    """Which matters for information the meeting has taken note of."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    items = ProjectsField(
        AgendaItem.objects.none(), label=_("Matters"), error_messages={"required": _("Choose at least one matter.")}
    )

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        super().__init__(data)
        items: Any = self.fields["items"]
        items.queryset = meeting.items.filter(project=None)


class MoveForm(forms.Form):
    """Which way an item moves."""

    direction = forms.ChoiceField(choices=[("up", _("Up")), ("down", _("Down"))])
