# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every list of projects begins with: who asks, which filters stand in the address, and what they find."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from accounts.person import person_of
from accounts.saved_beside import Beside, saved_beside
from budget_review.forms.columns import USUAL, ColumnsForm
from budget_review.forms.filters import FilterForm
from budget_review.models import IntegrationProject
from budget_review.queries import projects_for
from budget_review.queries.listing import offered_from
from budget_review.queries.matching import Filters, matching
from budget_review.queries.ranking import may_rank
from budget_review.views.years import YearSwitch, year_switch


@dataclass(frozen=True)
class Found:
    """The projects that a person may see, and those of them that the address asks for, in no order yet."""

    user: User
    at: datetime
    saved: Beside
    years: YearSwitch
    form: FilterForm
    filters: Filters
    shows: ColumnsForm
    seen: QuerySet[IntegrationProject]
    projects: QuerySet[IntegrationProject]
    is_filtered: bool

    @property
    def goes_to(self) -> str:
        """Where the bare address leads: to the filter that is shown first, or to the year chosen last."""
        return self.saved.goes_to or self.years.goes_to

    @property
    def context(self) -> dict[str, Any]:
        """What the filters, their saved names, the columns and the years show of themselves."""
        return {
            "form": self.form, "years": self.years.tabs, "saved": self.saved, "is_filtered": self.is_filtered,
            "shows": self.shows, "chosen": self.shows.chosen, "columns": [stage.label for stage in self.shows.stages],
            "now": self.at,
        }  # fmt: skip


def found_by(request: HttpRequest, page: str, columns: Collection[str] = USUAL) -> Found:
    """Read the address of the list ``page``; nothing of what it finds is loaded yet. ``columns`` are its usual ones."""
    user, at = person_of(request), timezone.now()
    seen = projects_for(user, at)
    offered = offered_from(seen)
    form = FilterForm(request.GET, offered)
    filters = form.filters(user, at)
    return Found(
        user=user, at=at, saved=saved_beside(request, page),
        years=year_switch(request, [pair[0] for pair in offered.years]), form=form, filters=filters,
        shows=ColumnsForm(request.GET, sees_scores=may_rank(user, at), usual=columns), seen=seen,
        projects=matching(seen, filters), is_filtered=any(request.GET.get(name) for name in form.fields),
    )  # fmt: skip
