# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Trying amounts against the ceiling, and adopting one scenario."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from accounts.api import REFUSALS, ActingUnder, RequestId
from committee.api_finding import meeting_of_session, part_of_meeting
from committee.api_session import showing
from committee.api_session.acting import by, or_refused
from committee.models import Scenario
from committee.operations import session
from committee.schemas_of_sessions import AdoptedScenarioOut, AdoptionIn, ScenarioIn, ScenarioOut

router = Router()


@router.post("/meetings/{int:pk}/scenarios", response={200: ScenarioOut} | REFUSALS, summary="Keep a scenario")
def keep_scenario(request: HttpRequest, pk: int, body: ScenarioIn, acting_under: ActingUnder = None) -> Any:
    """Keep amounts of one's own under a name, which no other scenario of the meeting has: nothing is kept twice."""
    meeting = meeting_of_session(request, pk, acting_under)
    return or_refused(
        lambda: session.save_scenario(
            meeting=meeting, name=body.name, amounts=body.amounts, **by(request, None, acting_under)
        ),
        showing.scenario,
    )


@router.put("/scenarios/{int:pk}", response={200: ScenarioOut} | REFUSALS, summary="Change a scenario")
def change_scenario(request: HttpRequest, pk: int, body: ScenarioIn, acting_under: ActingUnder = None) -> Any:
    """Write a scenario anew. Refused when it changed after the revision that you have read."""
    scenario: Scenario = part_of_meeting(request, Scenario, pk, acting_under)
    return or_refused(
        lambda: session.save_scenario(
            meeting=scenario.meeting, scenario_id=scenario.pk, name=body.name, amounts=body.amounts,
            expected_revision=body.expected_revision, **by(request, None, acting_under),
        ),
        showing.scenario,
    )  # fmt: skip


@router.post(
    "/meetings/{int:pk}/adopted-scenarios", response={200: AdoptedScenarioOut} | REFUSALS, summary="Adopt a scenario"
)
def adopt_scenario(
    request: HttpRequest, pk: int, body: AdoptionIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Freeze amounts as what the meeting goes by: from here on resolutions give these."""
    meeting = meeting_of_session(request, pk, acting_under)
    given: dict[str, Any] = {"name": body.name, "amounts": body.amounts, "reason": body.reason}
    return or_refused(
        lambda: session.adopt_scenario(meeting=meeting, **given, **by(request, request_id, acting_under)),
        showing.adopted,
    )
