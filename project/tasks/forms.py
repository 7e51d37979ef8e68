# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lists of tasks can be asked for, and what passing a task on asks for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from budget_review.forms.choosing import ALL, AgencyField, asked_for, offer_agencies
from budget_review.forms.filters import DUE
from budget_review.models import Round
from budget_review.queries import projects_for
from budget_review.queries.listing import leads_of
from papers.choices import offer
from project.tasks.finding import Wanted, key_of
from workflows.desks import desks_by_kind
from workflows.tasks.commenting import LONGEST


class TasksForm(forms.Form):
    """Nothing is needed, and what cannot be read is as if it were not asked."""

    q = forms.CharField(
        label=_("Name or code"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    due = forms.ChoiceField(label=_("Due"), required=False, choices=DUE)
    act = forms.ChoiceField(label=_("Task"), required=False)
    queue = forms.ChoiceField(label=_("Queue"), required=False)
    year = forms.ChoiceField(label=_("Fiscal year"), required=False)
    round = forms.ChoiceField(label=_("Round"), required=False)
    lead = AgencyField(label=_("Lead agency"))
    absent = forms.BooleanField(label=_("Owner absent"), required=False)

    def __init__(self, data: Any, *, user: User, at: datetime, queues: dict[str, str] | None = None) -> None:
        super().__init__(data)
        kinds = {kind._meta.verbose_name: desks for kind, desks in desks_by_kind().items()}
        self._offer("act", [(kind, [(key_of(desk), desk.label) for desk in desks]) for kind, desks in kinds.items()])
        rounds = list(Round.objects.select_related("workplan").order_by("-workplan__fiscal_year", "-opens_at"))
        self.years = list(dict.fromkeys(one.workplan.fiscal_year for one in rounds))
        self._offer("year", [(year, year) for year in self.years])
        self._offer("round", [(one.pk, f"{one.name} · {one.workplan.fiscal_year}") for one in rounds])
        # that an agency leads something is told to those who see what
        offer_agencies(self, "lead", leads_of(projects_for(user, at)))
        if queues is None:
            del self.fields["queue"], self.fields["absent"]
        else:
            self._offer("queue", sorted(queues.items(), key=lambda named: named[1]))

    def _offer(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        offer(self, name, [ALL, *choices])

    def wanted(self) -> Wanted:
        """What was asked for."""
        self.is_valid()
        given = self.cleaned_data
        number = {name: int(given[name]) if given.get(name) else None for name in ("year", "round")}
        lead_id, lead_named = asked_for(given.get("lead", ""))
        return Wanted(
            text=given.get("q", ""), desk=given.get("act", ""), queue=given.get("queue", ""),
            year=number["year"], round_id=number["round"], lead_id=lead_id, lead_named=lead_named,
            due=given.get("due", ""), absent=given.get("absent", False),
        )  # fmt: skip


class PassingForm(forms.Form):
    """To whom a task goes, and what is said about it; the engine judges both."""

    note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, error_messages={"required": _("Give the reason.")}
    )

    def __init__(
        self, data: Any = None, *, people: Sequence[User], nobody: Any = None, note_label: Any, prefix: str
    ) -> None:
        super().__init__(data, prefix=prefix)
        offered = [("", _("Choose a person")), *((str(person.pk), str(person)) for person in people)]
        if nobody is not None:
            offered.append(("0", nobody))
        self._people = {str(person.pk): person for person in people}
        self.fields["to"] = forms.ChoiceField(
            label=_("To whom"), choices=offered, error_messages={"required": _("Choose to whom the task goes.")}
        )
        self.fields["note"].label = note_label
        self.order_fields(["to", "note"])

    @property
    def to(self) -> User | None:
        """Who is to have it; nobody when it goes back to the queue."""
        return self._people.get(self.cleaned_data["to"])


class ReasonForm(forms.Form):
    """Why a task is taken over."""

    note = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000,
        error_messages={"required": _("Say why you take the task over.")},
    )  # fmt: skip


class CommentForm(forms.Form):
    """A comment, as plain text; pressed twice it is one."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Comment"), widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST,
        error_messages={"required": _("There is nothing in the comment.")},
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="comment", initial={"request_id": uuid4()})
