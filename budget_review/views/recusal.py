# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the host of the workplan takes part itself: which unit of it does, and which one screens."""

from dataclasses import dataclass

from agencies.models import Membership
from agencies.roles import Role
from budget_review.models import IntegrationProject


@dataclass(frozen=True)
class Recusal:
    """Why some of the host's people may not screen a project; ``by`` and ``unit`` are empty until it is taken up."""

    host: str
    units: list[str]
    by: str
    unit: str


def recusal_of(project: IntegrationProject) -> Recusal | None:
    """The recusal of a project in which the host takes part; nothing of others."""
    host = project.round.workplan.host
    own = [part for part in project.active_parts() if part.agency_id == host.pk]
    if not own:
        return None
    screening = project.screening
    held = (
        Membership.objects.filter(user=screening.officer_id, role=Role.SCREENING_OFFICER).select_related("unit").first()
        if screening
        else None
    )
    return Recusal(
        host.name,
        [part.unit.name for part in own if part.unit],
        str(screening.officer) if screening else "",
        held.unit.name if held and held.unit else "",
    )
