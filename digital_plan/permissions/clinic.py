# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may act at the plan clinic. ``power`` is the role that an order may lend for the act."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agencies.roles import Role, exercises
from workflows.lifecycle import Attempt, who

if TYPE_CHECKING:
    from digital_plan.models import ClinicBooking

OF_AGENCY = (Role.AGENCY_OFFICER, Role.AGENCY_HEAD)
OF_CLINIC = (Role.SCREENING_OFFICER, Role.SCREENING_HEAD)  # DGA's officers; there is no role of the clinic's own


def is_of_the_agency(booking: "ClinicBooking", attempt: Attempt) -> bool:
    """Whether the attempt is made as an officer or head of the agency that the booking is for."""
    return any(exercises(attempt, role, booking.agency_id) for role in OF_AGENCY)


def is_of_the_clinic(attempt: Attempt) -> bool:
    """Whether the attempt is made as an officer of DGA, who holds the clinic."""
    return any(exercises(attempt, role) for role in OF_CLINIC)


@who(_("An officer or the head of the agency, or a DGA officer on its behalf."), power=Role.AGENCY_OFFICER)
def agency_or_clinic(booking: "ClinicBooking", attempt: Attempt) -> bool:
    """Source: DGA slides 2564: agencies register by telephone, so an officer books for a caller."""
    return is_of_the_agency(booking, attempt) or is_of_the_clinic(attempt)


@who(_("A DGA officer."), power=Role.SCREENING_OFFICER)
def clinic_officer(booking: "ClinicBooking", attempt: Attempt) -> bool:
    return is_of_the_clinic(attempt)
