# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who writes obligations, puts them in force, reports on them and confirms. ``power`` is what an order may lend."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agencies.roles import Role, exercises
from workflows.lifecycle import Attempt, who

if TYPE_CHECKING:
    from digital_plan.models import AgencyObligation, Obligation


@who(_("A DGA screening officer, or an administrator."), power=Role.SCREENING_OFFICER)
def obligation_keeper(obligation: "Obligation", attempt: Attempt) -> bool:
    return any(exercises(attempt, role) for role in (Role.SCREENING_OFFICER, Role.ADMINISTRATOR))


@who(_("A DGA head of screening."), power=Role.SCREENING_HEAD)
def obligation_head(obligation: "Obligation", attempt: Attempt) -> bool:
    return exercises(attempt, Role.SCREENING_HEAD)


@who(_("An officer of the agency that is obliged."), power=Role.AGENCY_OFFICER)
def obliged_officer(duty: "AgencyObligation", attempt: Attempt) -> bool:
    return exercises(attempt, Role.AGENCY_OFFICER, duty.agency_id)


@who(_("A DGA screening officer."), power=Role.SCREENING_OFFICER)
def duty_confirmer(duty: "AgencyObligation", attempt: Attempt) -> bool:
    return exercises(attempt, Role.SCREENING_OFFICER)


@who(_("A DGA head of screening."), power=Role.SCREENING_HEAD)
def duty_head(duty: "AgencyObligation", attempt: Attempt) -> bool:
    return exercises(attempt, Role.SCREENING_HEAD)
