# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every page of an action plan begins with: who asks, and the plan as this person may see it."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from accounts.person import person_of
from digital_plan.models import ActionPlan
from digital_plan.queries.action_plans import action_plan_for, reads_drafts_of
from papers.one_act import Asking


@dataclass(frozen=True)
class AskedOfPlan(Asking):
    """One request about one plan: authorised by loading, 404 where this person may not see it."""

    request: HttpRequest
    plan: ActionPlan

    @property
    def reads_draft(self) -> bool:
        """Whether this person reads what is being written."""
        return reads_drafts_of(self.user, self.plan, self.at)


def asking(request: HttpRequest) -> Asking:
    """The person who asks, now."""
    return Asking(person_of(request), timezone.now())


def ask(request: HttpRequest, pk: int) -> AskedOfPlan:
    """Load the plan for the person who asks. Raises Http404."""
    user, at = person_of(request), timezone.now()
    return AskedOfPlan(user, at, request, action_plan_for(user, pk, at))
