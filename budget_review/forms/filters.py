# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which projects a list shows; every answer stands in the address."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from budget_review.forms.choosing import ALL, AgencyField, asked_for, offer_agencies
from budget_review.queries.listing import Offered
from budget_review.queries.matching import BANDS, Filters, desks
from budget_review.states import State, Tier
from papers.choices import offer

DUE = [ALL, ("late", _("Overdue")), ("soon", _("Due within three working days or overdue"))]
HELD = [ALL, ("me", _("Me")), ("nobody", _("Nobody yet")), ("others", _("Somebody else"))]


class FilterForm(forms.Form):
    """Nothing is needed, and what cannot be read is as if it were not asked."""

    FIRST = ("q", "year", "round", "state", "tier", "lead")  # the others stand folded

    q = forms.CharField(
        label=_("Name or code"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    year = forms.ChoiceField(label=_("Fiscal year"), required=False)
    round = forms.ChoiceField(label=_("Round"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, *State.choices])
    tier = forms.ChoiceField(label=_("Review"), required=False, choices=[ALL, *Tier.choices])
    lead = AgencyField(label=_("Lead agency"))
    agency = AgencyField(label=_("Agency taking part"))
    band = forms.ChoiceField(
        label=_("Asked for"), required=False, choices=[ALL, *((name, label) for name, (label, *_ends) in BANDS.items())]
    )
    owes = forms.ChoiceField(label=_("Waits for"), required=False)
    due = forms.ChoiceField(label=_("Due"), required=False, choices=DUE)
    held = forms.ChoiceField(label=_("Taken by"), required=False, choices=HELD)

    def __init__(self, data: Any, offered: Offered) -> None:
        super().__init__(data)
        for name, choices in (("year", offered.years), ("round", offered.rounds)):
            offer(self, name, [ALL, *choices])
        turns = [(name, desk.label) for name, desk in desks().items()]
        offer(self, "owes", [ALL, *turns])
        offer_agencies(self, "lead", offered.leads)
        offer_agencies(self, "agency", None)

    def filters(self, reader: User | None = None, at: datetime | None = None) -> Filters:
        """What was asked for; what is asked about taken tasks and due days is asked for this person at this moment."""
        self.is_valid()
        given = self.cleaned_data
        number = {name: int(given[name]) if given.get(name) else None for name in ("year", "round")}
        lead_id, lead_named = asked_for(given.get("lead", ""))
        text = {name: given.get(name, "") for name in ("state", "tier", "agency", "band", "owes", "due", "held")}
        return Filters(
            text=given.get("q", ""), year=number["year"], round_id=number["round"], lead_id=lead_id,
            lead_named=lead_named, reader_id=reader.pk if reader else None, at=at, **text,
        )  # fmt: skip

    def first(self) -> list[Any]:
        """The fields that always show."""
        return [self[name] for name in self.FIRST if name in self.fields]

    def more(self) -> list[Any]:
        """The fields that stand folded."""
        return [self[name] for name in self.fields if name not in self.FIRST]

    @property
    def asks_more(self) -> bool:
        """Whether one of those is asked for, so that they stand open."""
        return any(self.data.get(field.name) for field in self.more())
