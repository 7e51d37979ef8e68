# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The way that a project walks, and how far it has come, for the tag ``path``."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from budget_review.models import IntegrationProject
from budget_review.states import State

WAY: tuple[tuple[Any, tuple[State, ...]], ...] = (
    (_("Proposal"), (State.DRAFT,)),
    (_("Partners"), (State.CONFIRMING,)),
    (_("Head of agency"), (State.AGENCY_APPROVAL,)),
    (_("DGA screening"), (State.SUBMITTED, State.SCREENING, State.RECOMMENDED, State.RETURNED, State.NOT_ELIGIBLE)),
    (_("Committee"), (State.SCREENED, State.QUEUED, State.IN_COMMITTEE, State.DEFERRED, State.NOT_ENDORSED)),
    (_("Budget"), (State.ENDORSED, State.CONDITIONAL, State.FORWARDED, State.BUDGETING)),
    (_("Result"), (State.DECIDED, State.NOT_FUNDED)),
)
STOPPED = (State.NOT_ELIGIBLE, State.NOT_ENDORSED, State.NOT_FUNDED)


def way_of(project: IntegrationProject) -> list[tuple[Any, str]]:
    """Each part of the way with "done", "now", "stopped" or "ahead"; a withdrawn project stands nowhere on it."""
    if project.state in (State.REPORTED_BACK, State.WITHDRAWN):
        step = "done" if project.state == State.REPORTED_BACK else "ahead"
        return [(word, step) for word, _states in WAY]
    here = next(place for place, (_word, states) in enumerate(WAY) if project.state in states)
    stop = "stopped" if project.state in STOPPED else "now"
    return [
        (word, "done" if place < here else stop if place == here else "ahead") for place, (word, _s) in enumerate(WAY)
    ]
