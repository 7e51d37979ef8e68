# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may act on a round on the status of plans, and on a return. ``power`` is the role that an order may lend."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agencies.roles import Role, exercises
from workflows.lifecycle import Attempt, who

if TYPE_CHECKING:
    from digital_plan.models import StatusReturn, StatusRound


@who(_("A DGA screening officer."), power=Role.SCREENING_OFFICER)
def round_officer(subject: "StatusRound | StatusReturn", attempt: Attempt) -> bool:
    return exercises(attempt, Role.SCREENING_OFFICER)


@who(_("A DGA head of screening."), power=Role.SCREENING_HEAD)
def round_head(subject: "StatusRound", attempt: Attempt) -> bool:
    return exercises(attempt, Role.SCREENING_HEAD)


@who(_("An officer of the agency that is asked."), power=Role.AGENCY_OFFICER)
def teller(subject: "StatusReturn", attempt: Attempt) -> bool:
    return exercises(attempt, Role.AGENCY_OFFICER, subject.agency_id)
