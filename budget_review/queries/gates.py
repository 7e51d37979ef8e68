# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The gates before a proposal: what each would still need, read from the guards through ``explain``."""

from dataclasses import dataclass

from budget_review.models import IntegrationProject
from budget_review.states import State
from workflows.explaining import Answer, ahead
from workflows.lifecycle import Attempt, starts_in, steps_for

ON_THE_WAY = {State.DRAFT: ("propose", "hand_in"), State.RETURNED: ("resubmit", "propose", "hand_in")}


@dataclass(frozen=True)
class Gate:
    """One gate: the step, whether it starts here, and what it would still need."""

    answer: Answer
    is_next: bool


def gates_of(project: IntegrationProject, attempt: Attempt) -> list[Gate]:
    """The gates that lie before those who write, the nearest first."""
    steps = steps_for(project)
    answers = ahead(project, ON_THE_WAY.get(State(project.state), ()), attempt)
    return [Gate(answer, starts_in(steps[answer.name], project.state)) for answer in answers]
