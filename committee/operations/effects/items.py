# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens inside the acts on an agenda item."""

from dataclasses import replace
from typing import Any

from budget_review.states import State
from committee.lifecycle import AgendaItemLifecycle
from committee.models import AgendaItem, Resolution
from committee.operations.effects.projects import facts_of_meeting, project_of
from committee.operations.resolutions import checked
from committee.states import ResolutionState
from workflows.engine import begin, follow
from workflows.lifecycle import Attempt, effect


@effect(AgendaItemLifecycle.begin)
def queue_project(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """Queue the project. Returns ``{"project": "DG65-001"}``."""
    if item.project is None:
        return {}
    follow(item.project, "queue", attempt.caused_by(item, 1, meeting=item.meeting_id))
    return {"project": item.project.code}


@effect(AgendaItemLifecycle.consider)
def take_into_committee(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """The committee takes the project up."""
    follow(project_of(item), "enter_committee", facts_of_meeting(item, attempt))
    return {}


@effect(AgendaItemLifecycle.leave_unreached)
def leave_committee(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """The project waits for another agenda."""
    follow(project_of(item), "leave_unreached", facts_of_meeting(item, attempt))
    return {}


@effect(AgendaItemLifecycle.take_off)
@effect(AgendaItemLifecycle.lapse)
@effect(AgendaItemLifecycle.wait_for_quorum)
def free_project(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """The project is no longer queued, unless it has gone another way already."""
    if item.project is not None and item.project.state == State.QUEUED:
        follow(item.project, "take_off", attempt.caused_by(item, item.version + 1, note=attempt.note))
    return {}


@effect(AgendaItemLifecycle.reconsider)
def set_aside(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """Set the standing resolution aside, and take the project back before the committee.

    Returns ``{"superseded": "3/2564"}``.
    """
    standing = item.resolutions.get(state=ResolutionState.CERTIFIED)
    follows = attempt.caused_by(item, item.version + 1, note=attempt.note)
    follow(standing, "supersede", follows)
    if item.project is not None:
        follow(item.project, "set_aside", replace(follows, facts={"number": standing.called}))
    return {"superseded": standing.called}


@effect(AgendaItemLifecycle.draft)
def draft_resolution(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """Bring the draft into being from the facts, as ``resolutions.checked`` takes them."""
    resolution = Resolution(meeting=item.meeting, item=item, **checked(item.project, attempt.facts))
    begin(resolution, attempt.caused_by(item, item.version + 1), key=str(item.pk))
    return {"resolution": resolution.pk}
