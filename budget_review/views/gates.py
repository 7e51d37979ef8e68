# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The gates before a proposal: what each would still need, read from the guards through ``explain``."""

from dataclasses import dataclass

from budget_review.states import State
from budget_review.views.reading import Asked
from workflows.explaining import Answer, ahead
from workflows.lifecycle import starts_in, steps_for

ON_THE_WAY = {State.DRAFT: ("propose", "hand_in"), State.RETURNED: ("resubmit", "propose", "hand_in")}


@dataclass(frozen=True)
class Gate:
    """One gate: the step, whether it starts here, and what it would still need."""

    answer: Answer
    is_next: bool


def gates_of(asked: Asked) -> list[Gate]:
    """The gates that lie before those who write, the nearest first."""
    project = asked.project
    steps = steps_for(project)
    answers = ahead(project, ON_THE_WAY.get(State(project.state), ()), asked.attempt)
    return [Gate(answer, starts_in(steps[answer.name], project.state)) for answer in answers]
