# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may act on a campaign and on an agency's response. ``power`` is the role that an order may lend for the act."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agencies.roles import Role, exercises
from workflows.lifecycle import Attempt, who

if TYPE_CHECKING:
    from digital_plan.models import AlignmentCampaign, AlignmentResponse


@who(_("A DGA screening officer."), power=Role.SCREENING_OFFICER)
def campaign_officer(campaign: "AlignmentCampaign", attempt: Attempt) -> bool:
    return exercises(attempt, Role.SCREENING_OFFICER)


@who(_("A DGA head of screening."), power=Role.SCREENING_HEAD)
def campaign_head(campaign: "AlignmentCampaign", attempt: Attempt) -> bool:
    return exercises(attempt, Role.SCREENING_HEAD)


@who(_("An officer of the agency that is asked."), power=Role.AGENCY_OFFICER)
def respondent(response: "AlignmentResponse", attempt: Attempt) -> bool:
    return exercises(attempt, Role.AGENCY_OFFICER, response.agency_id)


@who(_("A DGA screening officer."), power=Role.SCREENING_OFFICER)
def checker(response: "AlignmentResponse", attempt: Attempt) -> bool:
    return exercises(attempt, Role.SCREENING_OFFICER)


@who(_("A DGA head of screening."), power=Role.SCREENING_HEAD)
def releaser(response: "AlignmentResponse", attempt: Attempt) -> bool:
    return exercises(attempt, Role.SCREENING_HEAD)
