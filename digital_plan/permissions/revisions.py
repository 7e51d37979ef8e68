# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who proposes a change of a plan, and who decides on it. ``power`` is the role that an order may lend."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agencies.roles import Role, exercises
from workflows.lifecycle import Attempt, who

if TYPE_CHECKING:
    from digital_plan.models import RevisionProposal


@who(_("An officer of the agency that proposes; for DGA, a screening officer."), power=Role.AGENCY_OFFICER)
def change_proposer(proposal: "RevisionProposal", attempt: Attempt) -> bool:
    return any(exercises(attempt, role, proposal.agency_id) for role in (Role.AGENCY_OFFICER, Role.SCREENING_OFFICER))


@who(_("A DGA head of screening."), power=Role.SCREENING_HEAD)
def change_decider(proposal: "RevisionProposal", attempt: Attempt) -> bool:
    return exercises(attempt, Role.SCREENING_HEAD)
