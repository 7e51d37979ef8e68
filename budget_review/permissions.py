# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may act. Each reads only the subject it is given, its relations and the actor's memberships."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agencies.roles import Role, holds, memberships_of
from workflows.lifecycle import Attempt, who

if TYPE_CHECKING:
    from agencies.models import Membership
    from budget_review.models import Condition, ExpertOpinion, IntegrationProject, Participation


def takes_no_part(project: "IntegrationProject", attempt: Attempt, role: Role) -> bool:
    """Whether the actor holds the role, and works in no unit that leads or contributes to the project, in any role.

    A part that names no unit stands for its whole agency, and so does a person who has none. Source: our decision;
    DGA hosts the workplan and has the largest lines in it, so it may not screen its own (domain notes on FY2565).
    """
    units: dict[int, set[int | None]] = {}
    for part in project.active_parts():
        units.setdefault(part.agency_id, set()).add(part.unit_id)

    def is_apart(held: "Membership") -> bool:
        own = units.get(held.agency_id, set())
        return not own or (held.unit_id is not None and not own & {None, held.unit_id})

    everywhere = list(memberships_of(attempt.actor, attempt.at))
    return any(held.role == role for held in everywhere) and all(map(is_apart, everywhere))


@who(_("An officer of the lead agency."))
def lead_officer(project: "IntegrationProject", attempt: Attempt) -> bool:
    return holds(attempt.actor, Role.AGENCY_OFFICER, attempt.at, project.lead_id)


@who(_("The head of the lead agency."))
def lead_head(project: "IntegrationProject", attempt: Attempt) -> bool:
    return holds(attempt.actor, Role.AGENCY_HEAD, attempt.at, project.lead_id)


@who(_("An officer of the lead agency."))
def officer_of_the_lead(part: "Participation", attempt: Attempt) -> bool:
    return holds(attempt.actor, Role.AGENCY_OFFICER, attempt.at, part.project.lead_id)


@who(_("An officer of the partner agency."))
def partner_officer(part: "Participation", attempt: Attempt) -> bool:
    return holds(attempt.actor, Role.AGENCY_OFFICER, attempt.at, part.agency_id)


@who(_("A DGA screening officer of a unit that takes no part in the project."))
def screener(project: "IntegrationProject", attempt: Attempt) -> bool:
    return takes_no_part(project, attempt, Role.SCREENING_OFFICER)


@who(_("A DGA head of screening of a unit that takes no part in the project."))
def screening_head(project: "IntegrationProject", attempt: Attempt) -> bool:
    return takes_no_part(project, attempt, Role.SCREENING_HEAD)


@who(_("An expert whose agency takes no part in the project."))
def expert(opinion: "ExpertOpinion", attempt: Attempt) -> bool:
    return takes_no_part(opinion.project, attempt, Role.EXPERT)


@who(_("A DGA screening officer."))
def dga_officer(project: "IntegrationProject", attempt: Attempt) -> bool:
    return holds(attempt.actor, Role.SCREENING_OFFICER, attempt.at)


@who(_("A DGA screening officer."))
def condition_keeper(condition: "Condition", attempt: Attempt) -> bool:
    return holds(attempt.actor, Role.SCREENING_OFFICER, attempt.at)


@who(_("A Budget Bureau officer."))
def budget_officer(project: "IntegrationProject", attempt: Attempt) -> bool:
    return holds(attempt.actor, Role.BUDGET_OFFICER, attempt.at)
