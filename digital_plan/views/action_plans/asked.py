# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every page of an action plan begins with: who asks, and the plan as this person may see it."""

from dataclasses import dataclass

from django.http import HttpRequest

from digital_plan.models import ActionPlan
from digital_plan.queries.action_plans import action_plan_for, reads_drafts_of
from papers.one_act import Asking, asking


@dataclass(frozen=True)
class AskedOfPlan(Asking):
    """One request about one plan: authorised by loading, 404 where this person may not see it."""

    request: HttpRequest
    plan: ActionPlan

    @property
    def reads_draft(self) -> bool:
        """Whether this person reads what is being written."""
        return reads_drafts_of(self.user, self.plan, self.at)


def ask(request: HttpRequest, pk: int) -> AskedOfPlan:
    """Load the plan for the person who asks. Raises Http404."""
    me = asking(request)
    return AskedOfPlan(me.user, me.at, request, action_plan_for(me.user, pk, me.at))
