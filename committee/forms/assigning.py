# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Assigning something: what, who does it, until when. In the draft of a resolution, and on one that is certified."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from committee.models import AgendaItem
from committee.models.actions import MOST_WORKING_DAYS
from papers.forms import ERA_HELP, DayField

MOST_ACTIONS = 30
AGENCY, PERSON = "agency", "person"
Choices = list[tuple[Any, Any]]


def owners_for(item: AgendaItem) -> Choices:
    """Who may be assigned something: the agencies of the project, the members of the meeting, every other agency."""
    project = item.project
    first = [part.agency for part in project.active_parts()] if project else []
    taken = {agency.pk for agency in first}
    others = Agency.objects.exclude(pk__in=taken).order_by("name_th")
    members = item.meeting.roll.select_related("user").order_by("seat__position", "pk")
    groups: Choices = [
        (_("Agencies of the project"), [(f"{AGENCY}:{one.code}", one.name) for one in first]),
        (_("Members of the committee"), [(f"{PERSON}:{one.user_id}", f"{one.user} · {one.title}") for one in members]),
        (_("Other agencies"), [(f"{AGENCY}:{one.code}", one.name) for one in others]),
    ]
    return [("", "–"), *(group for group in groups if group[1])]


def fields_of_assigning(owners: Choices) -> dict[str, forms.Field]:
    """The facts of one thing that is assigned."""
    return {
        "text": forms.CharField(
            label=_("What is to be done"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
        ),
        "owner": forms.ChoiceField(label=_("Who does it"), choices=owners),
        "due_date": DayField(label=_("Due"), required=False, help_text=ERA_HELP),
        "working_days": forms.IntegerField(
            label=_("or within so many working days"),
            help_text=_("Counted from the certification."),
            required=False,
            min_value=1,
            max_value=MOST_WORKING_DAYS,
        ),
    }


def as_facts(given: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, as ``operations.resolutions.actions_given`` takes it."""
    kind, _colon, who = str(given.get("owner") or "").partition(":")
    facts: dict[str, Any] = {"text": given.get("text") or "", kind or AGENCY: who or None}
    if given.get("due_date"):
        facts["due_date"] = given["due_date"].isoformat()
    if given.get("working_days"):
        facts["working_days"] = given["working_days"]
    return facts


def wrong_term(given: Mapping[str, Any]) -> Any:
    """Why the term cannot be so; nothing when it can."""
    if bool(given.get("due_date")) == bool(given.get("working_days")):
        return _("Give a day, or a number of working days: one of the two.")
    return None


class ActionForm(forms.Form):
    """One thing that a draft assigns; a row without words assigns nothing."""

    def __init__(self, *args: Any, owners: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields.update(fields_of_assigning(owners))
        for name in ("text", "owner"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """With words it names who and until when; without, nothing else is said."""
        given: dict[str, Any] = super().clean() or {}
        if self.errors:
            return given
        if given.get("text"):
            if not given.get("owner"):
                self.add_error("owner", _("Say who does it."))
            if wrong := wrong_term(given):
                self.add_error("due_date", wrong)
        elif given.get("owner") or given.get("due_date") or given.get("working_days"):
            self.add_error("text", _("What is assigned must be told."))
        return given


ActionForms = forms.formset_factory(ActionForm, extra=1, max_num=MOST_ACTIONS, absolute_max=MOST_ACTIONS)


def action_forms(owners: Choices, data: Any, drafted: Iterable[Mapping[str, Any]] = ()) -> Any:
    """The rows of a draft: those that it assigns already, and one more."""
    given = data if data is not None and "actions-TOTAL_FORMS" in data else None
    initial = [
        {
            "text": one["text"],
            "owner": f"{AGENCY}:{one['agency']}" if one.get("agency") else f"{PERSON}:{one['person']}",
            "due_date": one.get("due_date"),
            "working_days": one.get("working_days"),
        }
        for one in drafted
    ]
    return ActionForms(given, prefix="actions", initial=initial or None, form_kwargs={"owners": owners})


def assigned_in(rows: Any) -> list[dict[str, Any]]:
    """What the rows assign."""
    return [as_facts(row) for row in rows.cleaned_data if row.get("text")]
