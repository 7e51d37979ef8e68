# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""To whom a project goes, with the reason; and for many projects, which suggestions are taken."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from budget_review.forms.fields import Choices, ThaiText
from budget_review.operations.assigning import Candidate, Suggestion
from papers.choices import offer


class AssignForm(forms.Form):
    """One person of those who can have it; the suggestion stands there already."""

    to = Choices(label=_("Give it to"), error_messages={"required": _("Choose to whom the task goes.")})
    note = ThaiText(
        label=_("Reason"), lines=2, max_length=2000, help_text=_("Kept with the task, and told to those concerned."),
        error_messages={"required": _("Say why the task moves.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, free: Sequence[Candidate], suggested: Suggestion | None) -> None:
        initial = {"to": str(suggested.person.pk), "note": suggested.reason} if suggested else {}
        super().__init__(data, initial=initial, use_required_attribute=False)
        self._people = {str(one.person.pk): one.person for one in free}
        offer(self, "to", [(str(one.person.pk), _said(one)) for one in free])

    @property
    def person(self) -> User:
        """Who was chosen."""
        return self._people[self.cleaned_data["to"]]


def _said(one: Candidate) -> str:
    told = {"person": one.person, "unit": one.unit, "count": one.load.count}
    return str(_("%(person)s · %(unit)s · %(count)s projects in hand") % told)


class SuggestionsForm(forms.Form):
    """Which of the suggestions are taken: ``"7:12"``, a project and the person it goes to."""

    taken = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Choose at least one project.")}
    )

    def __init__(self, data: Any = None, *, offered: Sequence[tuple[int, int]]) -> None:
        super().__init__(data)
        offer(self, "taken", [(f"{a}:{b}", "") for a, b in offered])

    def pairs(self) -> list[tuple[int, int]]:
        """The projects with the people they go to."""
        read = (value.split(":") for value in self.cleaned_data["taken"])
        return [(int(project), int(person)) for project, person in read]
