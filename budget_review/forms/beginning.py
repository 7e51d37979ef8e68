# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked when a proposal is begun, and when an agency is named."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from agencies.models import Agency
from agencies.queries import seen_from
from agencies.roles import Role
from budget_review.forms.fields import ThaiText
from budget_review.models import IntegrationProject, LatePermission, Round
from budget_review.models.parts import Sector
from budget_review.queries.names import agencies_like
from papers.choices import let_wait, offer_rows


class BeginForm(forms.Form):
    """Which round, for which of my agencies, and the name."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    round = forms.ModelChoiceField(Round.objects.none(), label=_("Round"), empty_label=None)
    lead = forms.ModelChoiceField(Agency.objects.none(), label=_("Lead agency"), empty_label=None)
    title = ThaiText(
        label=_("Project name"),
        max_length=400,
        help_text=_("The full name, as it will stand in the committee's papers."),
    )

    def __init__(self, *args: Any, user: User, at: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        own = own_agencies(user, at)
        offer_rows(self, "round", open_rounds(at, own), lambda found: f"{found.name} · {found.workplan.fiscal_year}")
        offer_rows(self, "lead", own)


def open_rounds(at: datetime, agencies: Any) -> Any:
    """The rounds that take proposals of one of these agencies now, the first to close first."""
    late = LatePermission.objects.filter(round=OuterRef("pk"), agency__in=agencies, until__gt=at)
    found = Round.objects.filter(Q(opens_at__lte=at, closes_at__gt=at) | Q(Exists(late)))
    return found.select_related("workplan").order_by("closes_at")


def own_agencies(user: User, at: datetime) -> Any:
    """The agencies that this person may propose for."""
    own = {held.agency_id for held in seen_from(user, at) if held.role == Role.AGENCY_OFFICER}
    return Agency.objects.filter(pk__in=own)


class NameForm(forms.Form):
    """An agency to take part, or another organisation without budget."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    agency = forms.ModelChoiceField(
        Agency.objects.all(), label=_("Agency"), empty_label=_("Choose an agency"), required=False
    )
    organisation = ThaiText(
        label=_("Or an organisation that is not listed"), max_length=255, required=False,
        help_text=_("A company, university or association: it takes part without budget."),
    )  # fmt: skip
    is_another = forms.BooleanField(
        label=_("It is another organisation than these"), required=False, widget=forms.HiddenInput
    )
    sector = forms.ChoiceField(
        label=_("Sector"), choices=Sector.choices, initial=Sector.AGENCY,
        help_text=_("Only government agencies bring budget lines."),
    )  # fmt: skip

    def __init__(self, *args: Any, project: IntegrationProject, **options: Any) -> None:
        super().__init__(*args, **options)
        let_wait(self, "agency", "organisation")  # one of them is needed, so neither is "optional"
        if not self.is_bound:
            named = project.participations.values("agency")
            offer_rows(self, "agency", Agency.objects.exclude(pk__in=named))

    def clean(self) -> dict[str, Any]:
        """One of the two is given, and what is written freely brings no budget."""
        given = super().clean() or {}
        is_listed, is_written = bool(given.get("agency")), bool(given.get("organisation"))
        if not is_listed and not is_written and "agency" not in self.errors:
            self.add_error("agency", _("Choose an agency, or write the name of an organisation."))
        if is_listed and is_written:
            self.add_error("organisation", _("Choose an agency or write a name, not both."))
        elif is_written and given.get("sector") == Sector.AGENCY:
            self.add_error("sector", _("Only those of other sectors are named freely; agencies are chosen."))
        elif is_written and not given.get("is_another"):
            self._ask_whether_listed(given["organisation"])
        return given

    def _ask_whether_listed(self, name: str) -> None:
        """Ask once whether a name means an agency that can be chosen; who says no goes on."""
        if alike := agencies_like(name):
            self.fields["is_another"].widget = forms.CheckboxInput()
            told = {"agencies": " · ".join(agency.name for agency in alike)}
            self.add_error(
                "organisation",
                _("Do you mean %(agencies)s? Then choose it above: only an agency of the list brings a budget. If it "
                  "is another organisation, tick so and press again.") % told,
            )  # fmt: skip
