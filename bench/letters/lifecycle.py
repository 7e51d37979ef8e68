# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The smallest lifecycle that has all of a step: a letter goes back and forth between two desks."""

from typing import Any

from django.db import models
from django_fsm import FSMField, FSMModelMixin, transition

from agencies.roles import Role, holds
from workflows.fields import StateField
from workflows.lifecycle import Attempt, Subject, guard, start, step, who


class State(models.TextChoices):
    HERE = "here", "Here"
    THERE = "there", "There"
    FILED = "filed", "Filed"


@who("An officer.")
def officer(letter: Any, attempt: Attempt) -> bool:
    """Asks the database, as every permission of the service does."""
    return holds(attempt.actor, Role.AGENCY_OFFICER, attempt.at)


@guard("The letter must have a subject.")
def has_a_subject(letter: Any, attempt: Attempt) -> bool:
    return bool(letter.title)


class LetterLifecycle(Subject):
    """Sent and answered."""

    flow = "bench.letters.flows.LetterFlow"
    state = StateField(choices=State.choices, default=State.HERE, protected=True, editable=False)
    begin = start(label="Write", who=officer)
    ends = [State.FILED]

    class Meta:
        abstract = True

    @step(state, [State.HERE], State.THERE, label="Send", who=officer, guards=[has_a_subject])
    def send(self) -> None: ...

    @step(state, [State.THERE], State.HERE, label="Answer", who=officer, guards=[has_a_subject])
    def answer(self) -> None: ...

    @step(state, [State.HERE], State.FILED, label="File", who=officer)
    def file(self) -> None: ...


class PlainLifecycle(FSMModelMixin, models.Model):
    """The same by django-fsm alone: no lock, no record, no desk."""

    state = FSMField(choices=State.choices, default=State.HERE, protected=True)

    class Meta:
        abstract = True

    @transition(state, source=State.HERE, target=State.THERE)
    def send(self) -> None: ...

    @transition(state, source=State.THERE, target=State.HERE)
    def answer(self) -> None: ...
