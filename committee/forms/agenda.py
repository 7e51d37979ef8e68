# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting matters on an agenda and in order."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.models import IntegrationProject
from committee.agenda import headings_of
from committee.models import AgendaItem, Meeting
from committee.queries import waiting_projects
from committee.queries.returning import to_confirm
from committee.states import AFTER_THE_CALL, Confidentiality, ItemKind

WORDED_KINDS = [(kind.value, kind.label) for kind in ItemKind if kind != ItemKind.MINUTES]
LONGEST_ID = 18  # digits that always fit into a BIGINT


class MatterForm(forms.Form):
    """A matter in words, under one of the headings."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    section = forms.TypedChoiceField(label=_("Agenda heading"), coerce=int, initial=1)
    title = forms.CharField(label=_("Matter"), max_length=400)
    note = forms.CharField(
        label=_("Details"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, required=False
    )
    kind = forms.ChoiceField(
        label=_("Kind of item"),
        choices=[("", _("As its heading says")), *WORDED_KINDS],
        required=False,
    )
    confidentiality = forms.ChoiceField(label=_("Who sees it"), choices=Confidentiality.choices, required=False)
    late_reason = forms.CharField(
        label=_("Why it comes late"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
        help_text=_("The call is closed: it goes on the agenda when its late approval is given."),
    )

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        super().__init__(data)
        section: Any = self.fields["section"]
        section.choices = [(one.number, f"{one.number}. {one.title}") for one in headings_of(meeting)]
        if meeting.state not in AFTER_THE_CALL:
            del self.fields["late_reason"]

    def words(self) -> dict[str, Any]:
        """What ``add_item`` takes."""
        given = self.cleaned_data
        names = ("section", "title", "note", "kind", "late_reason")
        words = {name: given[name] for name in names if name in given}
        return words | {"confidentiality": given["confidentiality"] or Confidentiality.OPEN}


class ItemForm(forms.Form):
    """The words of a matter, its kind and who sees it, until it is issued."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = forms.CharField(label=_("Matter"), max_length=400)
    note = forms.CharField(
        label=_("Details"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, required=False
    )
    item_kind = forms.ChoiceField(label=_("Kind of item"), choices=ItemKind.choices)
    confidentiality = forms.ChoiceField(label=_("Who sees it"), choices=Confidentiality.choices)
    section = forms.TypedChoiceField(label=_("Agenda heading"), coerce=int)

    field_order = ("revision", "section")

    @classmethod
    def of(cls, item: AgendaItem, data: Any = None) -> "ItemForm":
        """The form of an item as it is; a project stays under matters for consideration."""
        names = ("title", "note", "item_kind", "confidentiality", "section")
        initial = {name: getattr(item, name) for name in names} | {"revision": item.meeting.revision}
        form = cls(data, initial=initial)
        section: Any = form.fields["section"]
        section.choices = [(one.number, f"{one.number}. {one.title}") for one in headings_of(item.meeting)]
        if not item.changes_heading:
            del form.fields["section"]
        return form


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
    kind = forms.ChoiceField(
        label=_("Kind of item"),
        choices=[(kind.value, kind.label) for kind in (ItemKind.DECISION, ItemKind.CONSENT)],
        required=False,
    )
    late_reason = forms.CharField(label=_("Why it comes late"), max_length=2000, required=False)
    projects = ProjectsField(
        IntegrationProject.objects.none(),
        label=_("Projects"),
        error_messages={"required": _("Choose at least one project.")},
    )

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        super().__init__(data)
        projects: Any = self.fields["projects"]
        projects.queryset = waiting_projects(to_confirm(meeting.committee))


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
    """Which way an item moves, or before which other it is put; ``before`` 0 is the end of its heading."""

    direction = forms.ChoiceField(choices=[("up", _("Up")), ("down", _("Down"))], required=False)
    before = forms.IntegerField(min_value=0, max_value=10**LONGEST_ID, required=False)
    revision = forms.IntegerField(min_value=0, required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two is said."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("direction") and given.get("before") is None:
            raise forms.ValidationError(_("Say where the item goes."))
        return given
