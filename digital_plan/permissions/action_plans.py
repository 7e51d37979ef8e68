# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who writes an agency's action plan, and who receives it. ``power`` is the role that an order may lend."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agencies.roles import Role, exercises
from workflows.lifecycle import Attempt, who

if TYPE_CHECKING:
    from digital_plan.models import ActionPlan


@who(_("An officer of the agency whose plan it is."), power=Role.AGENCY_OFFICER)
def plan_writer(plan: "ActionPlan", attempt: Attempt) -> bool:
    return exercises(attempt, Role.AGENCY_OFFICER, plan.agency_id)


@who(_("A DGA screening officer."), power=Role.SCREENING_OFFICER)
def plan_receiver(plan: "ActionPlan", attempt: Attempt) -> bool:
    return exercises(attempt, Role.SCREENING_OFFICER)
